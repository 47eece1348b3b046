import type { InterfaceName } from './tables.ts';

/** How the platform misbehaves at present. Plain data, changed by whoever plays. */
export interface CitybrainFaults {
  /** Which interface the faults below hold for; null: all four. */
  only: InterfaceName | null;
  /** Does its work, and answers so much later. */
  slowMs: number;
  /** Does its work and says nothing; the connection stays open. */
  silent: boolean;
  /** Takes connections and never says a byte, not even for TLS; those that stand fall silent. Holds for all interfaces. */
  halfOpen: boolean;
  /** Closes the connection without an answer: before its work, or after it. */
  hangUp: 'before' | 'after' | null;
  /** Answers with this HTTP status and a page for people, and keeps nothing. */
  status: number | null;
  /** The header Retry-After beside such a status. */
  retryAfter: string | null;
  /** Answers 200 with a page for people, and keeps nothing. */
  notJson: boolean;
  /**
   * Keeps nothing and says so in one of the text's three ways: success:true beside an error code, {"success":false} with
   * words, or {"success":false} alone.
   */
  refuse: { code: string; message: string } | { error: string } | 'bare' | null;
  /** Does its work and answers twice on the same connection. */
  twice: boolean;
  /** The lot was never registered (PARKING_LOT_NOT_EXIST), though its key is known. */
  unregistered: boolean;
}

export const noFaults = (): CitybrainFaults => ({
  only: null,
  slowMs: 0,
  silent: false,
  halfOpen: false,
  hangUp: null,
  status: null,
  retryAfter: null,
  notJson: false,
  refuse: null,
  twice: false,
  unregistered: false,
});
