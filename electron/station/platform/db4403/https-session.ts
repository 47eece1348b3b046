import type { FormData } from 'undici';
import type { Clock } from '../../../../native/clock/contract.ts';
import { createHttpsClient } from '../../wire/https-client.ts';
import type { HttpsAnswer, HttpsClient } from '../../wire/https-client.ts';
import { networkTrouble, wordsOf } from '../../wire/network-trouble.ts';
import { toTimestamp } from '../../wire/time.ts';
import { down, refused, STOPPED } from '../../wire/trouble.ts';
import type { Trouble } from '../../wire/trouble.ts';
import { readTrust } from '../../wire/trust.ts';
import type { Trust } from '../../wire/trust.ts';
import { createLinkSignal } from '../link/link-signal.ts';
import type { LinkSignal } from '../link/link-signal.ts';
import { readRetryAfter } from '../link/retry-after.ts';
import { REPLY_WITHIN_MS } from './awaited-replies.ts';
import { CODE } from './codes.ts';
import { hashedPassword, readTokens } from './credentials.ts';
import { LARGEST_MESSAGE, sealRequest } from './envelope.ts';
import type { Reply } from './envelope.ts';
import { readAnswer } from './http-answer.ts';
import type { ReadAnswer, TurnedAway } from './http-answer.ts';
import { AT_REST, linkOf, step, tokensOf } from './session.ts';
import type { Session, SessionAct, SessionEvent, Tokens } from './session.ts';
import type { CodeNames, EventInterface } from './tables/interfaces.ts';

/** How long the logout may take before the connections are closed without it. */
const PART_WITHIN_MS = 2000;

export interface HttpsSessionOptions {
  /** https://host[:port] */
  url: string;
  /** {版本号} and {停车库（场）编号} of the paths. */
  version: string;
  parkCode: string;
  userId: string;
  password: string;
  secret: string;
  trust: Trust;
  names: CodeNames;
}

export interface Content {
  type: string | null;
  body: Buffer | FormData;
}

export type Outcome =
  { kind: 'reply'; reply: Reply } | TurnedAway | { kind: 'no-answer'; why: 'timed-out' | 'link-lost' };

/** An account at a platform over HTTPS (7.3.1.3, 7.3.2): logged in and kept so between `start` and `stop`. */
export interface HttpsSession extends Pick<LinkSignal, 'link' | 'up' | 'onLink' | 'onLinkState'> {
  start(): void;
  /** Logs out, for two seconds at the most. What is under way ends as `link-lost`. */
  stop(): Promise<void>;
  /**
   * Posts to `…/event/{code}/post` under the token; waits while a login is on its way, and once more where the token was
   * refused. No answer: none within 20 s (7.3.1.2 g), or none that says anything. Turned away: the HTTP status alone says
   * what became of it; while a `Retry-After` lasts the platform is not asked, and that answer stands.
   */
  request(name: EventInterface, content: Content): Promise<Outcome>;
}

export function createHttpsSession(options: HttpsSessionOptions, clock: Clock, random: () => number): HttpsSession {
  const { userId, secret, names } = options;
  const password = hashedPassword(options.password, secret);
  const signal = createLinkSignal();
  let session: Session = AT_REST;
  let client: HttpsClient | null = null;
  const waiting: (() => void)[] = [];
  let cancelWait = (): void => undefined;
  let closing: Promise<void> = Promise.resolve();
  /** Counts logins and refreshes: what an earlier one brings is no longer wanted. */
  let attempt = 0;
  /** The platform asked to be left alone. */
  let hold: { until: number; answer: TurnedAway } | null = null;

  function feed(event: SessionEvent): void {
    const next = step(session, event, random);
    if (next.session === session) return;
    session = next.session;
    const { at } = session;
    if (at !== 'in' && at !== 'pausing') cancelWait();
    if (at === 'pausing' || at === 'rest') dropClient();
    for (const act of next.acts) perform(act);
    signal.set(linkOf(session));
    for (const wake of waiting.splice(0)) wake();
  }

  /** Whatever is still under way breaks off, and what it brings is no longer wanted. */
  function dropClient(): void {
    attempt += 1;
    if (client) closing = client.destroy();
    client = null;
  }

  function perform(act: SessionAct): void {
    switch (act.act) {
      case 'log-in':
        return void authenticate('login', { userId, password }, null);
      case 'refresh':
        return void authenticate(
          'refreshToken',
          { userId, password, refreshToken: act.tokens.refreshToken },
          act.tokens,
        );
      case 'log-out':
        return void logOut(act.tokens);
      case 'wait':
        cancelWait();
        cancelWait = clock.after(session.at === 'pausing' ? Math.max(act.ms, heldFor()) : act.ms, () =>
          feed({ what: 'due' }),
        );
        return;
    }
  }

  async function authenticate(name: 'login' | 'refreshToken', entry: object, tokens: Tokens | null): Promise<void> {
    attempt += 1;
    const mine = attempt;
    const wanted = (): boolean => mine === attempt;
    const event = await ask(name, entry, tokens, wanted);
    if (wanted()) feed(event);
  }

  async function ask(
    name: 'login' | 'refreshToken',
    entry: object,
    tokens: Tokens | null,
    wanted: () => boolean,
  ): Promise<SessionEvent> {
    const limit = timeLimit(REPLY_WITHIN_MS);
    try {
      const opened = await openClient(wanted);
      if ('why' in opened) return { what: 'failed', why: opened.why };
      const answer = await post(opened.client, name, sealed(entry), tokens, limit.signal);
      const read = understood(answer);
      if (read.kind !== 'reply') return { what: 'failed', why: down('not-answering', `HTTP ${answer.status}`) };
      const granted = readTokens(read.reply);
      return granted.ok ? { what: 'logged-in', tokens: granted.tokens } : { what: 'failed', why: granted.why };
    } catch (error) {
      return { what: 'failed', why: limit.signal.aborted ? SILENCE : networkTrouble(error) };
    } finally {
      limit.cancel();
    }
  }

  /** The connections there are, or new ones: their trust is read anew, so that a file put right needs no restart. */
  async function openClient(wanted: () => boolean): Promise<{ client: HttpsClient } | { why: Trouble }> {
    if (client) return { client };
    const read = await readTrust(options.trust);
    if (!read.ok) return { why: read.trouble };
    if (!wanted()) return { why: STOPPED };
    try {
      client = createHttpsClient(options.url, read.terms, LARGEST_MESSAGE);
      return { client };
    } catch (error) {
      return { why: refused('bad-address', `${options.url}: ${wordsOf(error)}`) };
    }
  }

  async function logOut(tokens: Tokens): Promise<void> {
    const limit = timeLimit(PART_WITHIN_MS);
    const left = client && post(client, 'logout', sealed({ accessToken: tokens.accessToken }), tokens, limit.signal);
    // Whatever is answered, or nothing: the token ends by itself.
    await left?.catch(() => null);
    limit.cancel();
    feed({ what: 'logged-out' });
  }

  const sealed = (entry: object): Content => ({
    type: 'application/json',
    body: sealRequest([JSON.stringify(entry)], secret, toTimestamp(clock.now())),
  });

  function post(
    over: HttpsClient,
    name: EventInterface,
    { type, body }: Content,
    tokens: Tokens | null,
    until: AbortSignal,
  ): Promise<HttpsAnswer> {
    return over.post({
      path: `/sys/${options.version}/${options.parkCode}/event/${names.toWire(name)}/post`,
      headers: {
        ...(type !== null && { 'content-type': type }),
        ...(tokens && { authorization: tokens.authorization }),
      },
      body,
      signal: until,
    });
  }

  /** Reads an answer, and heeds how long the platform wants to be left alone. */
  function understood(answer: HttpsAnswer): ReadAnswer {
    const read = readAnswer(answer);
    if (read.kind !== 'not-now') return read;
    const ms = readRetryAfter(answer.retryAfter, clock.now());
    if (ms > 0) hold = { until: clock.monotonic() + ms, answer: read };
    return read;
  }

  const heldFor = (): number => (hold === null ? 0 : Math.max(0, hold.until - clock.monotonic()));

  function timeLimit(ms: number): { signal: AbortSignal; cancel(): void } {
    const controller = new AbortController();
    return { signal: controller.signal, cancel: clock.after(ms, () => controller.abort()) };
  }

  /** The token to show; null when the link is down or the time is over. */
  async function tokensWithin(until: AbortSignal): Promise<Tokens | null> {
    while (signal.up && !until.aborted) {
      const tokens = tokensOf(session);
      if (tokens) return tokens;
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        until.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    return null;
  }

  async function request(name: EventInterface, content: Content): Promise<Outcome> {
    if (hold && heldFor() > 0) return hold.answer;
    const limit = timeLimit(REPLY_WITHIN_MS);
    try {
      const first = await once(name, content, limit.signal);
      return first.tokenRefused ? (await once(name, content, limit.signal)).outcome : first.outcome;
    } finally {
      limit.cancel();
    }
  }

  async function once(
    name: EventInterface,
    content: Content,
    until: AbortSignal,
  ): Promise<{ outcome: Outcome; tokenRefused: boolean }> {
    const end = (outcome: Outcome, tokenRefused = false) => ({ outcome, tokenRefused });
    const tokens = await tokensWithin(until);
    const over = client;
    if (!tokens || !over) return end(until.aborted ? TIMED_OUT : LINK_LOST);
    /** What a request over connections that were given up says, is no news. */
    const tell = (event: SessionEvent): void => {
      if (client === over) feed(event);
    };
    let answer: HttpsAnswer;
    try {
      answer = await post(over, name, content, tokens, until);
    } catch (error) {
      tell(
        until.aborted ? { what: 'unanswered', detail: SILENCE.detail } : { what: 'lost', why: networkTrouble(error) },
      );
      return end(until.aborted ? TIMED_OUT : LINK_LOST);
    }
    const read = understood(answer);
    if (read.kind === 'silence') {
      tell({ what: 'unanswered', detail: `HTTP ${answer.status}` });
      return end(TIMED_OUT);
    }
    if (read.kind === 'reply' && refusesToken(read.reply)) {
      tell({ what: 'token-refused', accessToken: tokens.accessToken });
      return end(read, true);
    }
    if (isTroubled(session)) tell({ what: 'answered' });
    return end(read);
  }

  return {
    get link() {
      return signal.link;
    },
    get up() {
      return signal.up;
    },
    onLink: signal.onLink,
    onLinkState: signal.onLinkState,
    start: () => feed({ what: 'start' }),
    async stop() {
      const ended = new Promise<void>((resolve) => {
        const look = (): void => (session.at === 'rest' ? resolve() : void waiting.push(look));
        feed({ what: 'stop' });
        look();
      });
      await ended;
      await closing;
    },
    request,
  };
}

const TIMED_OUT: Outcome = { kind: 'no-answer', why: 'timed-out' };
const LINK_LOST: Outcome = { kind: 'no-answer', why: 'link-lost' };
const SILENCE = down('not-answering', `no answer within ${REPLY_WITHIN_MS / 1000} s`);
const TOKEN_CODES = new Set<number | null>([CODE.token, CODE.accessToken]);
const refusesToken = ({ code, entries }: Reply): boolean =>
  TOKEN_CODES.has(code) || (entries.length > 0 && entries.every((entry) => TOKEN_CODES.has(entry.code)));

/** There is something that an answer puts right. */
const isTroubled = (session: Session): boolean =>
  (session.at === 'in' || session.at === 'refreshing') && (session.vain > 0 || session.silent > 0);
