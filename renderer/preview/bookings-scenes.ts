import type {
  BookingFigures,
  BookingLine,
  BookingPage,
  BookingQuery,
  ControlPage,
  ControlQuery,
  CouponPage,
  CouponQuery,
  OrderPage,
  OrderQuery,
} from '../../electron/contract/bookings.ts';
import type { CarColour, PlateColour } from '../../electron/contract/vocabulary.ts';
import { bookingOf, controlLineOf, couponOf, figures, orderOf } from './bookings-fixtures.ts';
import { PLATES } from './names.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What the station answers on the bookings screen. */
export interface BookingsScene {
  figures(): BookingFigures;
  list(query: BookingQuery): BookingPage;
  orders(query: OrderQuery): OrderPage;
  coupons(query: CouponQuery): CouponPage;
  controlList(query: ControlQuery): ControlPage;
}

/** Takes the page of a day's list that a query asks for. */
export function bookingPageOf(
  all: readonly BookingLine[],
  { text = '', where, limit = 100 }: BookingQuery,
): BookingPage {
  const found = all
    .filter(({ plate, code }) => plate.includes(text.toUpperCase()) || code.includes(text))
    .toSorted((a, b) => a.from - b.from || (a.code < b.code ? -1 : 1));
  const first = (place: { from: number; code: string }, after: boolean): number => {
    const index = found.findIndex(
      ({ from, code }) =>
        from > place.from || (from === place.from && (after ? code > place.code : code >= place.code)),
    );
    return index < 0 ? found.length : index;
  };
  const begin = (() => {
    switch (where?.kind) {
      case undefined:
        return 0;
      case 'at':
        return first(where.place, false);
      case 'after':
        return first(where.place, true);
      case 'before':
        return Math.max(0, first(where.place, false) - limit);
      case 'around': {
        const now = first({ from: where.instant, code: '' }, false);
        return Math.max(0, Math.min(now - Math.floor(limit / 2), found.length - limit));
      }
    }
  })();
  return { items: found.slice(begin, begin + limit), earlier: begin > 0, later: begin + limit < found.length };
}

const COLOURS: readonly CarColour[] = ['white', 'black', 'grey', 'red', 'blue'];

const colourOf = (plate: string): PlateColour => (plate.length === 8 ? 'green' : 'blue');

/** Every standing a booking can have, around now. */
function aDay(at: number, count: number): BookingLine[] {
  const begin = at - 5 * HOUR;
  const others = Array.from({ length: count }, (_, index): BookingLine => {
    const from = begin + Math.floor((index / count) * 12 * HOUR);
    const plate = PLATES.others[index % PLATES.others.length] ?? '';
    const base = bookingOf(at, `BK${String(20_241_121_000 + index)}`, {
      from,
      plate,
      plateColour: colourOf(plate),
      carColour: COLOURS[index % 5] ?? 'other',
      ...(index % 3 === 0 && { holdStall: true, stallNo: `B2-0${String(index % 90).padStart(2, '0')}` }),
    });
    if (from > at) return index % 11 === 0 ? { ...base, state: 'cancelled', endedAt: at - HOUR } : base;
    const early = from - ((index % 4) - 2) * 6 * MINUTE;
    const stay = { enteredAt: Math.min(early, at), entrance: 'E1', leftAt: null, exit: null };
    if (base.keptUntil < at)
      return index % 7 === 0
        ? { ...base, state: 'expired', endedAt: base.keptUntil + 2000, noShow: true }
        : { ...base, state: 'finished', endedAt: at - HOUR, stay: { ...stay, leftAt: from + 80 * MINUTE, exit: 'X1' } };
    return index % 2 === 0 ? { ...base, state: 'used', stay } : base;
  });
  return [
    ...others,
    bookingOf(at, 'BK-late', { from: at - 63 * MINUTE, plate: PLATES.blue, holdStall: true, stallNo: 'B2-117' }),
    bookingOf(at, 'BK-lock', { from: at + 12 * MINUTE, plate: PLATES.green, plateColour: 'green', state: 'locked' }),
    bookingOf(at, 'BK-free', {
      from: at - 40 * MINUTE,
      plate: PLATES.yellow,
      state: 'expired',
      endedAt: at - 25 * MINUTE,
    }),
  ];
}

/** `bookings-…` scenes of the preview; null for a name that is none. */
export function bookingsSceneOf(name: string, at: number): BookingsScene | null {
  const nothing: BookingsScene = {
    figures: () => figures(at, { booked: 0, came: 0, expected: 0, late: 0, noShows: 0, held: 0, free: 120 }),
    list: () => ({ items: [], earlier: false, later: false }),
    orders: () => ({ items: [], next: null }),
    coupons: () => ({ items: [], next: null }),
    controlList: () => ({ items: [], next: null }),
  };
  switch (name) {
    case 'bookings-day':
    case 'bookings-many':
    case 'bookings-attendant': {
      const day = aDay(at, name === 'bookings-many' ? 2000 : 120);
      return {
        figures: () => figures(at, { role: name === 'bookings-attendant' ? 'attendant' : 'supervisor' }),
        list: (query) => bookingPageOf(day, query),
        orders: ({ state = 'active' }) => ({
          items: [
            orderOf(at, 'SO2024112100007731', { state, overdue: { count: 1, amount: 1500 } }),
            orderOf(at, 'SO2024112100007702', { state, plate: PLATES.blue, plateColour: 'blue', refunded: 5000 }),
          ],
          next: null,
        }),
        coupons: ({ state = 'unused' }) => ({
          items: (['amount', 'hours', 'fraction', 'free'] as const).map((type, index) =>
            couponOf(at, `CP-${index}`, { state, type, value: [500, 2, 0.2, 1][index] ?? 1 }),
          ),
          next: null,
        }),
        controlList: ({ state = 'listed' }) => ({
          items: (['no-entry', 'no-exit', 'no-passage', 'warn', 'free'] as const).map((strategy, index) =>
            controlLineOf(at, `CL-${index}`, { state, strategy, ...(index === 3 && { from: null, to: at - HOUR }) }),
          ),
          next: null,
        }),
      };
    }
    case 'bookings-empty':
      return nothing;
    default:
      return null;
  }
}
