import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { down, refused } from '../../wire/trouble.ts';
import { AT_REST, linkOf, step, tokensOf } from './session.ts';
import type { Session, SessionAct, SessionEvent, Tokens } from './session.ts';

const random = () => 1;
const tokens = (n = 1, lifetimeMs = 7_200_000): Tokens => ({
  authorization: `Bearer t${n}`,
  accessToken: `t${n}`,
  refreshToken: `r${n}`,
  lifetimeMs,
});
const offline = down('unreachable', 'ECONNREFUSED');
const loggedIn = (n = 1): SessionEvent => ({ what: 'logged-in', tokens: tokens(n) });

/** Walks through events; what was to be done at each is kept. */
function walk(...events: SessionEvent[]): { session: Session; acts: SessionAct[][] } {
  let session = AT_REST;
  const acts = events.map((event) => {
    const next = step(session, event, random);
    ({ session } = next);
    return next.acts;
  });
  return { session, acts };
}
const last = (walked: ReturnType<typeof walk>) => walked.acts.at(-1);

describe('a session over HTTPS', () => {
  it('logs in at its start and is up once it has a token', () => {
    expect(last(walk({ what: 'start' }))).toEqual([{ act: 'log-in' }]);
    expect(linkOf(walk({ what: 'start' }).session)).toMatchObject({ state: 'down', cause: 'starting' });
    const { session } = walk({ what: 'start' }, loggedIn());
    expect(linkOf(session)).toEqual({ state: 'up' });
    expect(tokensOf(session)).toEqual(tokens());
  });

  it('renews the token a minute before its end, or when a fifth of a short life is left; reports go on meanwhile', () => {
    expect(last(walk({ what: 'start' }, loggedIn()))).toEqual([{ act: 'wait', ms: 7_140_000 }]);
    const short: SessionEvent = { what: 'logged-in', tokens: tokens(1, 10_000) };
    expect(last(walk({ what: 'start' }, short))).toEqual([{ act: 'wait', ms: 8000 }]);
    const renewing = walk({ what: 'start' }, loggedIn(), { what: 'due' });
    expect(last(renewing)).toEqual([{ act: 'refresh', tokens: tokens() }]);
    expect(tokensOf(renewing.session)).toEqual(tokens());
    expect(tokensOf(walk({ what: 'start' }, loggedIn(), { what: 'due' }, loggedIn(2)).session)).toEqual(tokens(2));
  });

  it('logs in where the refresh fails, or there is nothing to refresh with', () => {
    const failed = walk({ what: 'start' }, loggedIn(), { what: 'due' }, { what: 'failed', why: offline });
    expect(last(failed)).toEqual([{ act: 'log-in' }]);
    expect(linkOf(failed.session)).toEqual({ state: 'up' });
    const bare: SessionEvent = { what: 'logged-in', tokens: { ...tokens(), refreshToken: null } };
    expect(last(walk({ what: 'start' }, bare, { what: 'due' }))).toEqual([{ act: 'log-in' }]);
  });

  it('a token refused is followed by one login, however many requests showed it; reports wait, the link stays up', () => {
    const refusal: SessionEvent = { what: 'token-refused', accessToken: 't1' };
    const again = walk({ what: 'start' }, loggedIn(), refusal, refusal, refusal);
    expect(again.acts.slice(2)).toEqual([[{ act: 'log-in' }], [], []]);
    expect(linkOf(again.session)).toEqual({ state: 'up' });
    expect(tokensOf(again.session)).toBeNull();
    // A refusal that was on its way when the new token came is of the old one.
    expect(last(walk({ what: 'start' }, loggedIn(), refusal, loggedIn(2), refusal))).toEqual([]);
  });

  it('a token refused while it is being renewed is used no more', () => {
    const { session, acts } = walk(
      { what: 'start' },
      loggedIn(),
      { what: 'due' },
      { what: 'token-refused', accessToken: 't1' },
    );
    expect(acts.at(-1)).toEqual([]);
    expect(tokensOf(session)).toBeNull();
    expect(linkOf(session)).toEqual({ state: 'up' });
  });

  it('renews a token of whatever life no sooner than after a second', () => {
    for (const lifetimeMs of [1, 1000, 1249])
      expect(last(walk({ what: 'start' }, { what: 'logged-in', tokens: tokens(1, lifetimeMs) }))).toEqual([
        { act: 'wait', ms: 1000 },
      ]);
  });

  it('waits longer and longer while no login works, and says why', () => {
    const events: SessionEvent[] = [{ what: 'start' }];
    for (let i = 0; i < 7; i++) events.push({ what: 'failed', why: offline }, { what: 'due' });
    const { acts, session } = walk(...events);
    const waits = acts.flat().flatMap((act) => (act.act === 'wait' ? [act.ms] : []));
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(linkOf(session)).toEqual(offline);
  });

  it('tries a wrong password seldom: one tried often may be locked', () => {
    const wrong = refused('wrong-password', '3001 用户名或密码错误');
    const walked = walk({ what: 'start' }, { what: 'failed', why: wrong });
    expect(last(walked)).toEqual([{ act: 'wait', ms: 15_000 }]);
    expect(linkOf(walked.session)).toEqual(wrong);
  });

  it('three requests without an answer end it, one answer in between does not count them', () => {
    const silence: SessionEvent = { what: 'unanswered', detail: 'HTTP 503' };
    const up = [{ what: 'start' }, loggedIn()] as const;
    expect(linkOf(walk(...up, silence, silence, { what: 'answered' }, silence, silence).session).state).toBe('up');
    const { session, acts } = walk(...up, silence, silence, silence);
    expect(linkOf(session)).toEqual(down('not-answering', 'HTTP 503'));
    expect(acts.at(-1)).toEqual([{ act: 'wait', ms: 1000 }]);
  });

  it('logins that work do not shorten the pauses while no report is answered', () => {
    const round: SessionEvent[] = [
      loggedIn(),
      ...Array<SessionEvent>(3).fill({ what: 'unanswered', detail: '' }),
      { what: 'due' },
    ];
    const { acts } = walk({ what: 'start' }, ...round, ...round, ...round);
    const waits = acts.flat().flatMap((act) => (act.act === 'wait' ? [act.ms] : []));
    expect(waits).toEqual([7_140_000, 1000, 7_140_000, 2000, 7_140_000, 4000]);
  });

  it('a lost connection is down at once', () => {
    const { session } = walk({ what: 'start' }, loggedIn(), { what: 'lost', why: offline });
    expect(linkOf(session)).toEqual(offline);
  });

  it('logs out at its end, and has nothing to log out from before it was in', () => {
    const parting = walk({ what: 'start' }, loggedIn(), { what: 'stop' });
    expect(last(parting)).toEqual([{ act: 'log-out', tokens: tokens() }]);
    expect(linkOf(parting.session)).toMatchObject({ cause: 'stopped' });
    expect(walk({ what: 'start' }, { what: 'stop' }).session.at).toBe('rest');
    expect(walk({ what: 'start' }, loggedIn(), { what: 'stop' }, { what: 'logged-out' }).session.at).toBe('rest');
  });

  it('whatever comes in whatever order: never two logins or refreshes at once, and always something to wait for', () => {
    const event: fc.Arbitrary<SessionEvent> = fc.oneof(
      fc.constantFrom<SessionEvent>({ what: 'start' }, { what: 'due' }, { what: 'answered' }, { what: 'stop' }),
      fc.constantFrom<SessionEvent>({ what: 'logged-out' }, { what: 'unanswered', detail: 'x' }),
      fc.constantFrom<SessionEvent>({ what: 'failed', why: offline }, { what: 'lost', why: offline }),
      fc.integer({ min: 1, max: 3 }).map((n) => loggedIn(n)),
      fc.integer({ min: 1, max: 3 }).map((n): SessionEvent => ({ what: 'token-refused', accessToken: `t${n}` })),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let session = AT_REST;
        let asking = false;
        let timer = false;
        for (const each of events) {
          // What is not on its way does not come back, and what was dropped with a pause is not heard.
          if ((each.what === 'logged-in' || each.what === 'failed') && !asking) continue;
          if (each.what === 'due' && !timer) continue;
          if (each.what === 'due') timer = false;
          if (each.what === 'logged-in' || each.what === 'failed') asking = false;
          const next = step(session, each, () => 0.5);
          session = next.session;
          if (session.at === 'pausing' || session.at === 'rest') asking = false;
          if (session.at !== 'in' && session.at !== 'pausing') timer = false;
          for (const act of next.acts) {
            if (act.act === 'wait') timer = true;
            if (act.act !== 'log-in' && act.act !== 'refresh') continue;
            expect(asking).toBe(false);
            asking = true;
          }
          if (session.at === 'in' || session.at === 'pausing') expect(timer).toBe(true);
          if (session.at === 'logging-in' || session.at === 'refreshing') expect(asking).toBe(true);
        }
      }),
    );
  });
});
