import { z } from 'zod';
import { bookingView } from './board.ts';
import { carColour, carModel, controlStrategy, plateColour, role } from './vocabulary.ts';

/** The bookings screen: who comes today, and what platforms have sold, given and forbidden. Money is fen, instants are UTC ms. */

const instant = z.number();
const id = z.string().min(1).max(128);

/** A day of Beijing, `yyyy-MM-dd`. */
export const dayName = z.iso.date();

/** The figures over the lists. Of today's bookings: `booked` = `came` + `expected` + `noShows`. */
export const bookingFigures = z.object({
  at: instant,
  /** Today, in Beijing. */
  day: dayName,
  /** Of whoever is on duty: what is not theirs to do is shown, and says whose it is. */
  role,
  /** Without what was called off or never confirmed. */
  booked: z.int(),
  came: z.int(),
  expected: z.int(),
  /** Of those expected: past their time, the place still kept. */
  late: z.int(),
  /** The place was kept to its end, and nobody came. */
  noShows: z.int(),
  /** Cancelled, or its place given back with no car missing: the lock was never confirmed, or the car came without it. */
  calledOff: z.int(),
  /** Places that bookings hold now, or will within the hour: as the board counts them. */
  held: z.int(),
  reservable: z.int(),
  /** Places that can still be booked now. */
  free: z.int(),
  /** The same over the whole of each hour to come, the first from now to the next full hour. */
  hours: z.array(z.object({ from: instant, to: instant, free: z.int() })),
  /** False: the lot shares no places, and there are no orders of before. */
  sharing: z.boolean(),
});
export type BookingFigures = z.infer<typeof bookingFigures>;

/** Which bookings of a day are listed. Each booking is in exactly one of the last five, and `late` in `expected`. */
export const bookingFilter = z.enum(['all', 'late', 'expected', 'inside', 'left', 'no-show', 'called-off']);
export type BookingFilter = z.infer<typeof bookingFilter>;

/** One booking of a day's list. */
export const bookingLine = bookingView.extend({
  /** When it expires: its end and the minutes that the place is kept beyond it. */
  keptUntil: instant,
  keptMin: z.int(),
  /** A stall is held for it. */
  holdStall: z.boolean(),
  source: z.string().nullable(),
  lockedAt: instant,
  /** When it was finished, cancelled or released. */
  endedAt: instant.nullable(),
  /** Its place was kept to the end, and its car did not come, not even without it. */
  noShow: z.boolean(),
  /** Null: the car has not come. */
  stay: z
    .object({
      enteredAt: instant,
      entrance: z.string(),
      leftAt: instant.nullable(),
      exit: z.string().nullable(),
    })
    .nullable(),
});
export type BookingLine = z.infer<typeof bookingLine>;

/** Where a booking stands in the list: by its beginning, then by its code. */
export const bookingPlace = z.object({ from: z.int(), code: id });
export type BookingPlace = z.infer<typeof bookingPlace>;

/** Absent: all of them, as many as a page may have. */
export const bookingQuery = z.object({
  day: dayName,
  filter: bookingFilter.optional(),
  /** A part of a plate, or of a code. */
  text: z.string().trim().max(64).optional(),
  /** Where the page lies: at a booking (the first of the page), after or before one, or around an instant. Absent: at the beginning. */
  where: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('at'), place: bookingPlace }),
      z.object({ kind: z.literal('after'), place: bookingPlace }),
      z.object({ kind: z.literal('before'), place: bookingPlace }),
      z.object({ kind: z.literal('around'), instant: z.int() }),
    ])
    .optional(),
  limit: z.int().min(1).max(100).optional(),
});
export type BookingQuery = z.infer<typeof bookingQuery>;

export const bookingPage = z.object({
  items: z.array(bookingLine),
  /** There are more before the first, after the last. */
  earlier: z.boolean(),
  later: z.boolean(),
});
export type BookingPage = z.infer<typeof bookingPage>;

/** A line of a list that goes from the newest to the oldest. */
export const newestPlace = z.object({ receivedAt: z.int(), id });
export type NewestPlace = z.infer<typeof newestPlace>;

/**
 * A page of such a list. `text`: a part of a plate or of the number. A search looks through so many lines at a time, so that
 * a page may have few or none and still lead on.
 */
export const newestQuery = z.object({
  text: z.string().trim().max(64).optional(),
  after: newestPlace.optional(),
  limit: z.int().min(1).max(100).optional(),
});

const newestPage = <I extends z.ZodType>(item: I) =>
  z.object({
    items: z.array(item),
    /** Where the next page follows; null: this was the last. */
    next: newestPlace.nullable(),
  });

export const orderState = z.enum(['active', 'unpaid', 'ended', 'lapsed']);
export type OrderState = z.infer<typeof orderState>;

/** A shared-parking order (6.2.2). */
export const orderLine = z.object({
  id,
  receivedAt: instant,
  plate: z.string(),
  plateColour: plateColour.nullable(),
  plan: z.object({ code: z.string(), /** Null: the site has it no more. */ name: z.string().nullable() }),
  from: instant,
  to: instant,
  state: orderState,
  endedAt: instant.nullable(),
  /** How often a car came in on it, and how often it may; null: any number of times. */
  entries: z.int(),
  entriesTotal: z.int().nullable(),
  /** On how many days it was used, and on how many it may be; null: on each of its days. */
  days: z.int(),
  daysTotal: z.int().nullable(),
  /** To be paid after discounts, and what they took off. */
  payable: z.int(),
  discount: z.int(),
  paid: z.int(),
  paidAt: instant.nullable(),
  refunded: z.int(),
  /** What was parked beyond it and is still owed. */
  overdue: z.object({ count: z.int(), amount: z.int() }),
});
export type OrderLine = z.infer<typeof orderLine>;
/** Absent, here and below: the state in which they are of use. */
export const orderQuery = newestQuery.extend({ state: orderState.optional() });
export type OrderQuery = z.infer<typeof orderQuery>;
export const orderPage = newestPage(orderLine);
export type OrderPage = z.infer<typeof orderPage>;

export const couponState = z.enum(['unused', 'used', 'void']);
export type CouponState = z.infer<typeof couponState>;

/** A coupon (table 38). */
export const couponLine = z.object({
  id,
  receivedAt: instant,
  plate: z.string(),
  type: z.enum(['amount', 'hours', 'fraction', 'free']),
  /** Fen for an amount, hours for a time, the share taken off for a fraction, 1 for free. */
  value: z.number(),
  madeOutAt: instant,
  channel: z.string().nullable(),
  source: z.string(),
  state: couponState,
  /** When it was used or declared void. */
  endedAt: instant.nullable(),
});
export type CouponLine = z.infer<typeof couponLine>;
export const couponQuery = newestQuery.extend({ state: couponState.optional() });
export type CouponQuery = z.infer<typeof couponQuery>;
export const couponPage = newestPage(couponLine);
export type CouponPage = z.infer<typeof couponPage>;

export const controlState = z.enum(['listed', 'deleted']);
export type ControlState = z.infer<typeof controlState>;

/** A line of the control list (table 40). */
export const controlLine = z.object({
  id,
  receivedAt: instant,
  updatedAt: instant,
  plate: z.string(),
  plateColour: plateColour.nullable(),
  carColour: carColour.nullable(),
  carModel: carModel.nullable(),
  strategy: controlStrategy,
  /** Null: from the beginning. */
  from: instant.nullable(),
  to: instant,
  source: z.string(),
  state: controlState,
});
export type ControlLine = z.infer<typeof controlLine>;
export const controlQuery = newestQuery.extend({ state: controlState.optional() });
export type ControlQuery = z.infer<typeof controlQuery>;
export const controlPage = newestPage(controlLine);
export type ControlPage = z.infer<typeof controlPage>;
