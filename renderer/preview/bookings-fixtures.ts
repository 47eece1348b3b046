import type {
  BookingFigures,
  BookingLine,
  ControlLine,
  CouponLine,
  OrderLine,
} from '../../electron/contract/bookings.ts';
import { PLATES } from './names.ts';

/** Bookings, orders, coupons and control lines to look at and to test with. Every instant follows from `at`. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const dayOf = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 10);

export function figures(at: number, over: Partial<BookingFigures> = {}): BookingFigures {
  const nextHour = (Math.floor(at / HOUR) + 1) * HOUR;
  return {
    at,
    day: dayOf(at),
    role: 'supervisor',
    booked: 186,
    came: 94,
    expected: 87,
    late: 2,
    noShows: 5,
    calledOff: 7,
    held: 31,
    reservable: 120,
    free: 42,
    hours: [at, ...Array.from({ length: 8 }, (_, index) => nextHour + index * HOUR)].slice(0, 8).map((from, index) => ({
      from,
      to: nextHour + index * HOUR,
      free: [38, 21, 6, 0, 0, 14, 52, 97][index] ?? 0,
    })),
    sharing: true,
    ...over,
  };
}

export const bookingOf = (at: number, code: string, over: Partial<BookingLine> = {}): BookingLine => {
  const from = over.from ?? at - 10 * MINUTE;
  const to = over.to ?? from + HOUR;
  const keptMin = over.keptMin ?? 15;
  return {
    code,
    plate: PLATES.blue,
    plateColour: 'blue',
    carColour: 'white',
    carModel: 'small',
    state: 'confirmed',
    stallNo: null,
    holdStall: false,
    source: 'P0001',
    lockedAt: from - 26 * HOUR,
    endedAt: null,
    noShow: false,
    stay: null,
    ...over,
    from,
    to,
    keptMin,
    keptUntil: to + keptMin * MINUTE,
  };
};

export const orderOf = (at: number, id: string, over: Partial<OrderLine> = {}): OrderLine => ({
  id,
  receivedAt: at - 30 * HOUR,
  plate: PLATES.green,
  plateColour: 'green',
  plan: { code: 'nights', name: null },
  from: at - 24 * HOUR,
  to: at + 29 * 24 * HOUR,
  state: 'active',
  endedAt: null,
  entries: 3,
  entriesTotal: 20,
  days: 2,
  daysTotal: null,
  payable: 25_000,
  discount: 5000,
  paid: 25_000,
  paidAt: at - 29 * HOUR,
  refunded: 0,
  overdue: { count: 0, amount: 0 },
  ...over,
});

export const couponOf = (at: number, id: string, over: Partial<CouponLine> = {}): CouponLine => ({
  id,
  receivedAt: at - HOUR,
  plate: PLATES.far,
  type: 'amount',
  value: 500,
  madeOutAt: at - 61 * MINUTE,
  channel: null,
  source: 'P0001',
  state: 'unused',
  endedAt: null,
  ...over,
});

export const controlLineOf = (at: number, id: string, over: Partial<ControlLine> = {}): ControlLine => ({
  id,
  receivedAt: at - 50 * HOUR,
  updatedAt: at - 50 * HOUR,
  plate: PLATES.white,
  plateColour: 'white',
  carColour: null,
  carModel: null,
  strategy: 'warn',
  from: at - 48 * HOUR,
  to: at + 480 * HOUR,
  source: 'P0001',
  state: 'listed',
  ...over,
});
