import type { TFunction } from 'i18next';
import type { BookingLine, ControlLine, CouponLine, OrderLine } from '../../electron/contract/bookings.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import { shortTime } from '../clock/beijing.ts';
import { bookingTiming } from '../clock/booking-timing.ts';
import { yuan } from '../exit/money.ts';

/** The errors of this screen, in its own words where it has them. */
export const errorSentence = (t: TFunction, code: CommandError['code']): string =>
  t([`bookings.error.${code}`, `error.${code}`]);

/** Colour and size of a car, as far as they are known; empty: nothing is. */
export const carWords = (t: TFunction, { carColour, carModel }: Pick<BookingLine, 'carColour' | 'carModel'>): string =>
  [carColour === null ? '' : t(`carColour.${carColour}`), carModel === null ? '' : t(`carModel.${carModel}`)]
    .filter((word) => word !== '')
    .join(' ');

/** From when to when; the day only where it is another than `now`'s. */
export const spanWords = ({ from, to }: { from: number; to: number }, now: number): string =>
  `${shortTime(from, now)} – ${shortTime(to, now)}`;

/** Which stall is held; null: none is. */
export function stallWords(
  t: TFunction,
  { holdStall, stallNo }: Pick<BookingLine, 'holdStall' | 'stallNo'>,
): string | null {
  if (stallNo !== null) return stallNo;
  return holdStall ? t('bookings.stallOfAny') : null;
}

/** Whether the car came early, on time or late. Null: it has not come. */
export function cameWords(t: TFunction, booking: Pick<BookingLine, 'from' | 'to' | 'stay'>): string | null {
  if (booking.stay === null) return null;
  const timing = bookingTiming(booking, booking.stay.enteredAt);
  switch (timing.when) {
    case 'early':
      return t('booking.early', { minutes: timing.minutes });
    case 'late':
      return t('booking.late', { minutes: timing.minutes });
    case 'on-time':
      return t('booking.onTime');
  }
}

/** What a coupon is worth: 5.00 yuan, 2 h, 20 % off, free. */
export function worthWords(t: TFunction, { type, value }: Pick<CouponLine, 'type' | 'value'>): string {
  switch (type) {
    case 'amount':
      return t('bookings.coupon.amount', { yuan: yuan(value) });
    case 'hours':
      return t('bookings.coupon.hours', { hours: value });
    case 'fraction':
      return t('bookings.coupon.fraction', { percent: Math.round(value * 100) });
    case 'free':
      return t('bookings.coupon.free');
  }
}

/** 3 of 20; 3 where there is no limit. */
export const usedWords = (used: number, total: number | null): string =>
  total === null ? String(used) : `${used}/${total}`;

export const planWords = ({ plan }: Pick<OrderLine, 'plan'>): string => plan.name ?? plan.code;

/** Whether a line of the control list is in force: a word of `bookings.force`. */
export function forceOf({ state, from, to }: Pick<ControlLine, 'state' | 'from' | 'to'>, now: number) {
  if (state === 'deleted') return 'deleted';
  if (from !== null && now < from) return 'not-yet';
  return now <= to ? 'in-force' : 'over';
}
