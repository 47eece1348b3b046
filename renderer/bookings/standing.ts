import type { BookingLine } from '../../electron/contract/bookings.ts';

/** Where a booking stands at an instant: what its state does not say, the clock does. */
export type Standing =
  | 'unconfirmed'
  | 'to-come'
  | 'due'
  /** Past its end, its place still kept. */
  | 'late'
  | 'inside'
  | 'left'
  | 'no-show'
  /** Its place was given back, and nobody missed: its lock was never confirmed, or its car came without it. */
  | 'released'
  | 'cancelled';

export const STANDINGS: readonly Standing[] = [
  'unconfirmed',
  'to-come',
  'due',
  'late',
  'inside',
  'left',
  'no-show',
  'released',
  'cancelled',
];

export type Timed = Pick<BookingLine, 'state' | 'from' | 'to' | 'keptUntil' | 'noShow'>;

export function standingOf(booking: Timed, now: number): Standing {
  switch (booking.state) {
    case 'locked':
      return 'unconfirmed';
    case 'confirmed':
      if (now < booking.from) return 'to-come';
      return now <= booking.to ? 'due' : 'late';
    case 'used':
      return 'inside';
    case 'finished':
      return 'left';
    case 'expired':
      return booking.noShow ? 'no-show' : 'released';
    case 'cancelled':
      return 'cancelled';
  }
}

/** Whole minutes for which the place is still kept, once the booking has begun; never flattered. Null: it is not awaited now. */
export function keptMinutes(booking: Timed, now: number): number | null {
  const standing = standingOf(booking, now);
  const awaited = standing === 'due' || standing === 'late' || standing === 'unconfirmed';
  return awaited && now >= booking.from ? Math.max(0, Math.floor((booking.keptUntil - now) / 60_000)) : null;
}
