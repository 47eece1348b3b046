import type { EventInterface } from './tables/interfaces.ts';

/** What can be wrong with the next message that goes down to the lot. */
export type DownlinkFault = 'wrong-signature' | 'stale' | 'duplicate' | 'not-json' | 'missing-field';

/** What an answer can be instead of one: words, half of itself, nothing at all, or JSON that is no table 3. */
export type Garbage = 'not-json' | 'cut-short' | 'empty' | 'no-envelope';

/** How the platform misbehaves at present. Plain data: set a field, and it holds from the next message on. */
export interface PlatformFaults {
  /** Takes reports into its book and says nothing. */
  silent: boolean;
  /** Waits this long before each answer. */
  slowMs: number;
  /** Answers reports (of one interface, or all) with this code and keeps nothing. */
  refuse: { code: number; message: string; interface: EventInterface | null } | null;
  /** Refuses the object at this place of every batch that is as long; the others are judged as ever. */
  refuseItem: { at: number; code: number; message: string; interface: EventInterface | null } | null;
  /** Answers over HTTPS with this status and a page that is no JSON; `kept` says whether the book has the report all the same. */
  http: { status: number; kept: boolean } | null;
  /**
   * Connections are taken and never answered; those that stand go dead without a FIN. When it is over they are reset, as
   * by a host that came back without remembering them.
   */
  halfOpen: boolean;
  /** Every answer over MQTTS goes out twice. */
  duplicateReplies: boolean;
  /** So many answers are gathered (or as many as come within 200 ms) and go out last first; 0 and 1: in order. */
  outOfOrder: number;
  /** What its answers are instead of answers. */
  garbage: Garbage | null;
  /** Answers leave out what names their objects. */
  withoutIds: boolean;
  /** Ends every access token at the next request, then is false again. */
  expireTokens: boolean;
  /** Spoils one downlink, then is null again. */
  nextDownlink: DownlinkFault | null;
}

/** A platform without faults; `onHalfOpen` is called when that one, which concerns connections, is set or ends. */
export function openFaults(onHalfOpen: (on: boolean) => void): PlatformFaults {
  let halfOpen = false;
  return {
    silent: false,
    slowMs: 0,
    refuse: null,
    refuseItem: null,
    http: null,
    get halfOpen() {
      return halfOpen;
    },
    set halfOpen(on) {
      if (halfOpen === on) return;
      halfOpen = on;
      onHalfOpen(on);
    },
    duplicateReplies: false,
    outOfOrder: 0,
    garbage: null,
    withoutIds: false,
    expireTokens: false,
    nextDownlink: null,
  };
}
