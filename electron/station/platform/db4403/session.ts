import { down, STOPPED } from '../../wire/trouble.ts';
import type { Trouble } from '../../wire/trouble.ts';
import { NOT_YET } from '../link/link-state.ts';
import type { LinkState } from '../link/link-state.ts';
import { pauseBefore } from '../link/pauses.ts';

/** What the platform gave at a login (table 5) or a refresh (table 7). */
export interface Tokens {
  /** Header of each request (7.3.1.3 a). */
  authorization: string;
  accessToken: string;
  /** Null: there is none, so a token that ends is followed by a login. */
  refreshToken: string | null;
  lifetimeMs: number;
}

/** A session with a platform over HTTPS (7.3.2). `vain`: attempts in a row after which no report was answered. */
export type Session =
  | { at: 'rest'; link: Trouble }
  /** `link`: what the link is meanwhile. Up: reports wait for the new token. */
  | { at: 'logging-in'; vain: number; link: LinkState }
  /** `silent`: requests in a row that were not answered. */
  | { at: 'in'; vain: number; silent: number; tokens: Tokens }
  /** `usable`: reports go on under the old token. */
  | { at: 'refreshing'; vain: number; silent: number; tokens: Tokens; usable: boolean }
  | { at: 'pausing'; vain: number; link: Trouble }
  | { at: 'parting' };

export type SessionEvent =
  | { what: 'start' | 'stop' | 'logged-out' }
  /** The time that was waited for has come. */
  | { what: 'due' }
  | { what: 'logged-in'; tokens: Tokens }
  /** A login or a refresh came to nothing. */
  | { what: 'failed'; why: Trouble }
  /** A request that showed this token was answered 6 or 3002. */
  | { what: 'token-refused'; accessToken: string }
  | { what: 'answered' }
  /** A request was given up, or what came was no answer. */
  | { what: 'unanswered'; detail: string }
  /** A request found no connection. */
  | { what: 'lost'; why: Trouble };

export type SessionAct =
  | { act: 'log-in' }
  | { act: 'refresh'; tokens: Tokens & { refreshToken: string } }
  | { act: 'log-out'; tokens: Tokens }
  /** Instead of whatever was waited for. */
  | { act: 'wait'; ms: number };

export interface Step {
  session: Session;
  acts: SessionAct[];
}

/** So many requests in a row without an answer, and nothing more is asked until a login is answered. */
const SILENT_MOST = 3;
/** A token is renewed when a fifth of its life is left, and a minute at the most. */
const MARGIN = { share: 0.2, mostMs: 60_000 };
/** However short its life: no platform is asked for tokens without end. */
const SHORTEST_WAIT_MS = 1000;

export const AT_REST: Session = { at: 'rest', link: NOT_YET };

export function linkOf(session: Session): LinkState {
  switch (session.at) {
    case 'rest':
    case 'logging-in':
    case 'pausing':
      return session.link;
    case 'in':
    case 'refreshing':
      return { state: 'up' };
    case 'parting':
      return STOPPED;
  }
}

/** What a request shows; null: none now. */
export function tokensOf(session: Session): Tokens | null {
  if (session.at === 'in') return session.tokens;
  return session.at === 'refreshing' && session.usable ? session.tokens : null;
}

/** One step: login, refresh before the end, login again when the token was refused, growing pauses while nothing works. */
export function step(session: Session, event: SessionEvent, random: () => number): Step {
  const stay: Step = { session, acts: [] };
  switch (session.at) {
    case 'rest':
      return event.what === 'start' ? logIn(0, NOT_YET) : stay;
    case 'logging-in':
      if (event.what === 'logged-in') return loggedIn(session.vain, event.tokens);
      if (event.what === 'failed') return pause(session.vain + 1, event.why, random);
      return event.what === 'stop' ? rest() : stay;
    case 'in':
    case 'refreshing':
      return inside(session, event, random) ?? stay;
    case 'pausing':
      if (event.what === 'due') return logIn(session.vain, session.link);
      return event.what === 'stop' ? rest() : stay;
    case 'parting':
      return event.what === 'logged-out' ? rest() : stay;
  }
}

type Inside = Extract<Session, { at: 'in' | 'refreshing' }>;

/** While reports are taken; null: nothing moves. */
function inside(session: Inside, event: SessionEvent, random: () => number): Step | null {
  const { vain, silent, tokens } = session;
  switch (event.what) {
    case 'due':
      if (session.at === 'refreshing') return null;
      return hasRefresh(tokens)
        ? { session: { ...session, at: 'refreshing', usable: true }, acts: [{ act: 'refresh', tokens }] }
        : logIn(vain, { state: 'up' });
    case 'logged-in':
      return session.at === 'refreshing' ? loggedIn(vain, event.tokens) : null;
    case 'failed':
      return session.at === 'refreshing' ? logIn(vain, { state: 'up' }) : null;
    case 'token-refused':
      // One that was replaced meanwhile was refused with reason.
      if (event.accessToken !== tokens.accessToken) return null;
      if (session.at === 'refreshing') return { session: { ...session, usable: false }, acts: [] };
      return logIn(vain, { state: 'up' });
    case 'answered':
      return { session: { ...session, vain: 0, silent: 0 }, acts: [] };
    case 'unanswered':
      if (silent + 1 >= SILENT_MOST) return pause(vain + 1, down('not-answering', event.detail), random);
      return { session: { ...session, silent: silent + 1 }, acts: [] };
    case 'lost':
      return pause(vain + 1, event.why, random);
    case 'stop':
      return { session: { at: 'parting' }, acts: [{ act: 'log-out', tokens }] };
    case 'start':
    case 'logged-out':
      return null;
  }
}

const hasRefresh = (tokens: Tokens): tokens is Tokens & { refreshToken: string } => tokens.refreshToken !== null;

const rest = (): Step => ({ session: { at: 'rest', link: STOPPED }, acts: [] });

const logIn = (vain: number, link: LinkState): Step => ({
  session: { at: 'logging-in', vain, link },
  acts: [{ act: 'log-in' }],
});

const renewAfter = ({ lifetimeMs }: Tokens): number =>
  Math.max(SHORTEST_WAIT_MS, lifetimeMs - Math.min(MARGIN.mostMs, lifetimeMs * MARGIN.share));

const loggedIn = (vain: number, tokens: Tokens): Step => ({
  session: { at: 'in', vain, silent: 0, tokens },
  acts: [{ act: 'wait', ms: renewAfter(tokens) }],
});

const pause = (vain: number, why: Trouble, random: () => number): Step => ({
  session: { at: 'pausing', vain, link: why },
  acts: [{ act: 'wait', ms: pauseBefore(why, vain, random) }],
});
