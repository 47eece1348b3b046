import type { StallUsage } from '../ledger/report.ts';
import type { Tx } from '../ledger/record.ts';
import { endOf } from './booking-rows.ts';
import type { BookingRow, BookingRows } from './booking-rows.ts';
import type { BookingRefusal, BookingRequest } from './contract.ts';
import { createOccupancy } from './occupancy.ts';

/** Read each time: a person may change them meanwhile. */
export interface PlaceRules {
  /** How many places can be booked at one time. */
  reservable: number;
  /** Numbers of the stalls that can be held; may be empty, then a held place has no number. */
  stalls: readonly string[];
}

/** Which place a booking gets, and what the platform hears of a stall (table 26). */
export interface Places {
  /** `own`: the booking as it stands, when it is one that is changed: its place is free for itself. */
  place(
    request: BookingRequest,
    own: BookingRow | undefined,
    now: number,
  ): { stallNo: string | null; remaining: number } | BookingRefusal;
  /** Reports how a stall stands now; nothing for none. */
  reportStall(tx: Tx, stallNo: string | null, factSeq: number | null): void;
}

const DAY_MS = 86_400_000;
/** The longest that a place is booked for, the minutes kept included. */
export const LONGEST_MS = 31 * DAY_MS;

/** Letters, digits and what stands between them: anything else is no stall's number anywhere (A.2, 1002). */
const STALL_NO = /^[\p{L}\p{N}]([\p{L}\p{N}\-_./#]*[\p{L}\p{N}])?$/u;

export function createPlaces(rows: BookingRows, rules: PlaceRules): Places {
  const peakOfOthers = createOccupancy(rows);

  function place(request: BookingRequest, own: BookingRow | undefined, now: number): ReturnType<Places['place']> {
    const { stallNo: wanted, code } = request;
    if (wanted !== null) {
      if (!STALL_NO.test(wanted)) return 'stall-malformed';
      if (!rules.stalls.includes(wanted)) return 'stall-unknown';
    }
    const window = { from: request.from, to: endOf({ to_at: request.to, kept_min: request.keptMin }) };
    const remaining = rules.reservable - peakOfOthers(window, now, own) - 1;
    if (remaining < 0) return 'no-capacity';
    // Without numbers a held place has none.
    const all = rules.stalls.length === 0 ? null : JSON.stringify(rules.stalls);
    const choice = wanted !== null ? JSON.stringify([wanted]) : request.holdStall ? all : null;
    if (choice === null) return { stallNo: null, remaining };
    const stallNo = rows.freeStall.get({ stalls: choice, code, ...window, now });
    if (stallNo !== undefined) return { stallNo, remaining };
    return wanted === null ? 'no-capacity' : 'stall-taken';
  }

  /** Booked for whatever time counts as booked: the platform made the booking, and knows its hours. */
  function usageOf(stallNo: string): StallUsage {
    const states = rows.statesAtStall.all(stallNo);
    if (states.includes('used')) return 'taken';
    return states.length > 0 ? 'booked' : 'free';
  }

  return {
    place,
    reportStall(tx, stallNo, factSeq) {
      if (stallNo === null) return;
      tx.report({ kind: 'stall', stallNo, physical: 'usable', usage: usageOf(stallNo), at: tx.at }, factSeq);
    },
  };
}
