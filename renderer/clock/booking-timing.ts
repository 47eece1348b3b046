import type { BookingView } from '../../electron/contract/board.ts';

/** Where a capture lies in the window of its booking. Minutes are whole and never flatter: 10 s early is 1 minute. */
export type BookingTiming = { when: 'early' | 'late'; minutes: number } | { when: 'on-time' };

export function bookingTiming(booking: Pick<BookingView, 'from' | 'to'>, at: number): BookingTiming {
  if (at < booking.from) return { when: 'early', minutes: Math.ceil((booking.from - at) / 60_000) };
  if (at > booking.to) return { when: 'late', minutes: Math.ceil((at - booking.to) / 60_000) };
  return { when: 'on-time' };
}
