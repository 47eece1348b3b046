import type { EventInterface } from './tables.ts';

/** What can be wrong with the next message that goes down to the lot. */
export type DownlinkFault = 'wrong-signature' | 'stale' | 'duplicate' | 'not-json' | 'missing-field';

/** How the platform misbehaves at present. Plain data, changed by whoever plays. */
export interface PlatformFaults {
  /** Takes reports into its book and says nothing. */
  silent: boolean;
  /** Waits this long before each answer. */
  slowMs: number;
  /** Answers reports (of one interface, or all) with this code and keeps nothing. */
  refuse: { code: number; message: string; interface: EventInterface | null } | null;
  /** Spoils one downlink, then is null again. */
  nextDownlink: DownlinkFault | null;
}

export const noFaults = (): PlatformFaults => ({ silent: false, slowMs: 0, refuse: null, nextDownlink: null });
