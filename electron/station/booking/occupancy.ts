import { endOf } from './booking-rows.ts';
import type { BookingRow, BookingRows } from './booking-rows.ts';
import { comingsOf, peakTaken } from './capacity.ts';
import type { Span } from './capacity.ts';

/** The most places that bookings take at one instant of a window. `own`: a booking of a car that has not come, not counted. */
export type PeakBooked = (window: Span, now: number, own?: BookingRow) => number;

/** Asks the store, by indexes alone: only what changes inside the window is read row by row. */
export function createOccupancy(rows: BookingRows): PeakBooked {
  return (window, now, own) => {
    const { from, to } = window;
    const inside = comingsOf(rows.inside.all({ from, to, now }), window);
    const mine = comingsOf(own ? [{ from: own.from_at, to: endOf(own) }] : [], window);
    const awaited = (rows.begunBy.get(from) ?? 0) - (rows.endedBy.get(from) ?? 0);
    return peakTaken({
      taken: awaited + inside.taken - mine.taken,
      begins: [...without(rows.beginsIn.all(from, to), mine.begins), ...inside.begins],
      ends: [...without(rows.endsIn.all(from, to), mine.ends), ...inside.ends],
    });
  };
}

/** One instant of each kind taken away; those that are not there are none. */
function without(instants: number[], gone: readonly number[]): number[] {
  for (const at of gone) {
    const index = instants.indexOf(at);
    if (index >= 0) instants.splice(index, 1);
  }
  return instants;
}
