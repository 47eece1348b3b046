import type { StallUsage } from '../ledger/report.ts';
import type { Tx } from '../ledger/record.ts';
import { endOf } from './booking-rows.ts';
import type { BookingRows } from './booking-rows.ts';
import { peakOverlap } from './capacity.ts';
import type { BookingRefusal, BookingRequest } from './contract.ts';

export interface PlaceRules {
  /** How many places can be booked at one time. */
  reservable: number;
  /** Numbers of the stalls that can be held; may be empty, then a held place has no number. */
  stalls: readonly string[];
}

/** Which place a booking gets, and what the platform hears of a stall (table 26). */
export interface Places {
  place(request: BookingRequest, now: number): { stallNo: string | null; remaining: number } | BookingRefusal;
  /** Reports how a stall stands now; nothing for none. */
  reportStall(tx: Tx, stallNo: string | null, factSeq: number | null): void;
}

const DAY_MS = 86_400_000;
/** The longest that a place is booked for, the minutes kept included: bookings that reach into a window begin no earlier. */
export const LONGEST_MS = 31 * DAY_MS;

/** Letters, digits and what stands between them: anything else is no stall's number anywhere (A.2, 1002). */
const STALL_NO = /^[\p{L}\p{N}]([\p{L}\p{N}\-_./#]*[\p{L}\p{N}])?$/u;

export function createPlaces(rows: BookingRows, rules: PlaceRules): Places {
  const known = new Set(rules.stalls);

  /** Others who are booked at some time of a window, each with the stall it has. */
  function othersIn(window: { from: number; to: number }, code: string, now: number) {
    const awaited = rows.overlapping
      .all(window.from - LONGEST_MS, window.to, window.from)
      .map((row) => ({ code: row.code, stallNo: row.stall_no, from: row.from_at, to: endOf(row) }));
    // A booked car that is inside past its time still stands there.
    const inside = rows.inside
      .all()
      .map((row) => ({ code: row.code, stallNo: row.stall_no, from: row.from_at, to: Math.max(endOf(row), now) }));
    return [...awaited, ...inside].filter((other) => other.code !== code && peakOverlap([other], window) > 0);
  }

  function place(request: BookingRequest, now: number): ReturnType<Places['place']> {
    if (request.stallNo !== null) {
      if (!STALL_NO.test(request.stallNo)) return 'stall-malformed';
      if (!known.has(request.stallNo)) return 'stall-unknown';
    }
    const window = { from: request.from, to: endOf({ to_at: request.to, kept_min: request.keptMin }) };
    const others = othersIn(window, request.code, now);
    const remaining = rules.reservable - peakOverlap(others, window) - 1;
    if (remaining < 0) return 'no-capacity';
    if (!request.holdStall && request.stallNo === null) return { stallNo: null, remaining };
    const taken = new Set(others.map((other) => other.stallNo));
    if (request.stallNo !== null)
      return taken.has(request.stallNo) ? 'stall-taken' : { stallNo: request.stallNo, remaining };
    if (rules.stalls.length === 0) return { stallNo: null, remaining };
    const stallNo = rules.stalls.find((stall) => !taken.has(stall));
    return stallNo === undefined ? 'no-capacity' : { stallNo, remaining };
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
