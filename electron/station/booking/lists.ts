import type {
  BookingFigures,
  BookingPage,
  BookingQuery,
  ControlPage,
  ControlQuery,
  CouponPage,
  CouponQuery,
  OrderLine,
  OrderPage,
  OrderQuery,
} from '../../contract/bookings.ts';
import type { CarColour, CarModel, ControlStrategy, PlateColour, Role } from '../../contract/vocabulary.ts';
import { beijingDay, nameOfDay } from '../policy/schedule.ts';
import type { Db } from '../store/open.ts';
import { createBookingRows } from './booking-rows.ts';
import type { CouponRequest } from './contract.ts';
import { createDayList } from './day-list.ts';
import { createNewestList } from './newest-list.ts';
import { createOccupancy } from './occupancy.ts';
import { createOrderRows } from './order-rows.ts';
import type { OrderRow } from './order-rows.ts';

/** What the bookings screen asks. Nothing of it changes anything; each answer takes the station a few milliseconds at most. */
export interface BookingLists {
  figures(who: { role: Role }): BookingFigures;
  bookings(query: BookingQuery): BookingPage;
  orders(query: OrderQuery): OrderPage;
  coupons(query: CouponQuery): CouponPage;
  controlList(query: ControlQuery): ControlPage;
}

export interface ListParts {
  /** Read each time anew. */
  reservable: number;
  /** Plans of the site by code; null: it shares no places. */
  planNames: ReadonlyMap<string, string> | null;
  heldNow(now: number): number;
  now(): number;
}

interface CouponRow {
  coupon_no: string;
  plate: string;
  type: CouponRequest['type'];
  value: number;
  made_out_at: number;
  channel: string | null;
  source: string;
  state: 'unused' | 'used' | 'void';
  received_at: number;
  ended_at: number | null;
}

interface ControlRow {
  id: string;
  plate: string;
  plate_colour: PlateColour | null;
  car_colour: CarColour | null;
  car_model: CarModel | null;
  strategy: ControlStrategy;
  from_at: number | null;
  to_at: number;
  source: string;
  state: 'listed' | 'deleted';
  received_at: number;
  updated_at: number;
}

export const ORDERS = { table: 'share_order', id: 'order_no', index: 'share_order_newest' } as const;
export const COUPONS = { table: 'coupon', id: 'coupon_no', index: 'coupon_newest' } as const;
export const CONTROL = { table: 'control_entry', id: 'id', index: 'control_newest' } as const;

const HOUR_MS = 3_600_000;
/** How many hours ahead the free places are told. */
const HOURS = 8;

export function createBookingLists(db: Db, parts: ListParts): BookingLists {
  const { planNames, heldNow, now } = parts;
  const days = createDayList(db);
  const peakBooked = createOccupancy(createBookingRows(db));
  const rows = createOrderRows(db);
  const orders = createNewestList<OrderRow>(db, ORDERS, (row) => row.order_no);
  const coupons = createNewestList<CouponRow>(db, COUPONS, (row) => row.coupon_no);
  const control = createNewestList<ControlRow>(db, CONTROL, (row) => row.id);
  const hasOrders = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM share_order)').pluck();
  const daysUsed = db.prepare<[string], number>('SELECT count(*) FROM share_order_day WHERE order_no = ?').pluck();
  const owed = db.prepare<[string], OrderLine['overdue']>(
    `SELECT count(*) AS count, coalesce(sum(amount), 0) AS amount FROM overdue_order
     WHERE order_no = ? AND state = 'unpaid'`,
  );

  const freeIn = (from: number, to: number, at: number): number =>
    Math.max(0, parts.reservable - peakBooked({ from, to }, at));

  function figures({ role }: { role: Role }): BookingFigures {
    const at = now();
    const day = nameOfDay(beijingDay(at));
    const counted = days.count(day, at);
    const came = counted.inside + counted.left;
    const nextHour = (Math.floor(at / HOUR_MS) + 1) * HOUR_MS;
    const begins = [at, ...Array.from({ length: HOURS }, (_, index) => nextHour + index * HOUR_MS)];
    return {
      at,
      day,
      role,
      booked: came + counted.expected + counted['no-show'],
      came,
      expected: counted.expected,
      late: counted.late,
      noShows: counted['no-show'],
      calledOff: counted['called-off'],
      held: heldNow(at),
      reservable: parts.reservable,
      // Begun a moment ago, the window holds the cars that stand here past their time: they do now, and nobody knows of later.
      free: freeIn(at - 1, at + 1, at),
      hours: begins.slice(0, -1).map((from, index) => {
        const to = begins[index + 1] ?? from;
        return { from, to, free: freeIn(from, to, at) };
      }),
      sharing: planNames !== null || hasOrders.get() === 1,
    };
  }

  const orderOf = (row: OrderRow): OrderLine => ({
    id: row.order_no,
    receivedAt: row.received_at,
    plate: row.plate,
    plateColour: row.plate_colour,
    plan: { code: row.plan_code, name: planNames?.get(row.plan_code) ?? null },
    from: row.from_at,
    to: row.to_at,
    state: row.state,
    endedAt: row.ended_at,
    entries: row.entries,
    entriesTotal: row.times_total,
    days: daysUsed.get(row.order_no) ?? 0,
    daysTotal: row.days_total,
    payable: row.pay_amount,
    discount: row.discount,
    paid: row.paid_amount,
    paidAt: row.paid_at,
    refunded: rows.accepted.get(row.order_no) ?? 0,
    overdue: owed.get(row.order_no) ?? { count: 0, amount: 0 },
  });

  return {
    figures,
    bookings: (query) => days.page(query, now()),
    orders({ state = 'active', ...query }) {
      const page = orders({ state, ...query });
      return { items: page.rows.map(orderOf), next: page.next };
    },
    coupons({ state = 'unused', ...query }) {
      const page = coupons({ state, ...query });
      return {
        items: page.rows.map((row) => ({
          id: row.coupon_no,
          receivedAt: row.received_at,
          plate: row.plate,
          type: row.type,
          value: row.value,
          madeOutAt: row.made_out_at,
          channel: row.channel,
          source: row.source,
          state: row.state,
          endedAt: row.ended_at,
        })),
        next: page.next,
      };
    },
    controlList({ state = 'listed', ...query }) {
      const page = control({ state, ...query });
      return {
        items: page.rows.map((row) => ({
          id: row.id,
          receivedAt: row.received_at,
          updatedAt: row.updated_at,
          plate: row.plate,
          plateColour: row.plate_colour,
          carColour: row.car_colour,
          carModel: row.car_model,
          strategy: row.strategy,
          from: row.from_at,
          to: row.to_at,
          source: row.source,
          state: row.state,
        })),
        next: page.next,
      };
    },
  };
}
