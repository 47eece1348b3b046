/** When a booking is good for. Instants are UTC ms. */
export interface BookedTime {
  /** From when the car may enter (bookTime, table 63). */
  from: number;
  /** When the booking ends (overTime). */
  to: number;
  /** Minutes the stall is kept after `to` (obligatTime). */
  keptMin: number;
}

/** Where now lies. Minutes are whole and never flatter: 10 s early is 1 minute early. */
export type BookingWindow =
  /** Before the early allowance: usable in `usableInMin`, due in `minutes`. */
  | { when: 'too-early'; usable: false; minutes: number; usableInMin: number }
  | { when: 'early'; usable: true; minutes: number }
  | { when: 'on-time'; usable: true }
  /** Past its end, the stall still kept: `minutes` late, kept for `keptLeftMin` more (rounded down). */
  | { when: 'held'; usable: true; minutes: number; keptLeftMin: number }
  /** The keeping ended `minutes` ago. */
  | { when: 'expired'; usable: false; minutes: number };

export type UsableWindow = Extract<BookingWindow, { usable: true }>;

const MINUTE = 60_000;
const minutesUp = (ms: number): number => Math.ceil(ms / MINUTE);

/**
 * Usable from `from` less the early allowance to `to` plus the minutes it is kept, both ends included; before and
 * after, the car is treated as non-reserved.
 */
export function bookingWindow(booking: BookedTime, now: number, earlyMin: number): BookingWindow {
  const usableFrom = booking.from - earlyMin * MINUTE;
  const keptUntil = booking.to + booking.keptMin * MINUTE;
  if (now < usableFrom) {
    return {
      when: 'too-early',
      usable: false,
      minutes: minutesUp(booking.from - now),
      usableInMin: minutesUp(usableFrom - now),
    };
  }
  if (now > keptUntil) return { when: 'expired', usable: false, minutes: minutesUp(now - keptUntil) };
  if (now < booking.from) return { when: 'early', usable: true, minutes: minutesUp(booking.from - now) };
  if (now <= booking.to) return { when: 'on-time', usable: true };
  return {
    when: 'held',
    usable: true,
    minutes: minutesUp(now - booking.to),
    keptLeftMin: Math.floor((keptUntil - now) / MINUTE),
  };
}
