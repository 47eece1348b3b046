import { z } from 'zod';
import { timeRule } from './site-registration.ts';
import { carModel, plateColour } from './vocabulary.ts';

/** What a stay costs, line by line. Money is integer fen, what is taken off is negative. */

const fen = z.int();
const times = z.int().min(1);

/** `times` periods of `minutes` each, for `each` fen. */
const periods = { band: timeRule, minutes: z.int(), each: fen, times, fen };

/** Equal steps are one line, however far apart in the stay. `times` of a cap: how many occurrences or days reached it. */
export const billLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('free'), minutes: z.int(), fen: z.literal(0) }),
  z.object({ kind: z.literal('first'), ...periods }),
  z.object({ kind: z.literal('then'), ...periods }),
  z.object({ kind: z.literal('band-cap'), band: timeRule, cap: fen, times, fen }),
  z.object({ kind: z.literal('cap'), per: z.enum(['24h', 'calendar-day']), cap: fen, times, fen }),
  z.object({ kind: z.literal('percent-off'), percent: z.int(), fen }),
  z.object({ kind: z.literal('rounding'), to: z.int(), way: z.enum(['down', 'up', 'nearest']), fen }),
]);
export type BillLine = z.infer<typeof billLine>;

const stayBill = z.object({
  ok: z.literal(true),
  /** Name of the rate. */
  rate: z.string(),
  /** Whole minutes of the stay: one that is not full is not charged. */
  minutes: z.int().min(0),
  total: fen.min(0),
  /** They add up to the total. */
  lines: z.array(billLine),
});
/** `left-before-entered`: the clock was set back, or a record is wrong: a person decides. */
const noBill = z.object({ ok: z.literal(false), because: z.literal('left-before-entered') });
export const bill = z.discriminatedUnion('ok', [stayBill, noBill]);
export type Bill = z.infer<typeof bill>;
export type StayBill = z.infer<typeof stayBill>;

/** `no-tariff`: this site charges nothing. */
export const billPreview = z.discriminatedUnion('ok', [
  stayBill,
  z.object({ ok: z.literal(false), because: z.enum(['left-before-entered', 'no-tariff']) }),
]);
export type BillPreview = z.infer<typeof billPreview>;

/** No stay is further off than this: 2100-01-01 in UTC, ms. */
const LATEST = 4_102_444_800_000;
const instant = z.int().min(0).max(LATEST);

/** A stay to be billed; UTC ms, null: not known. */
export const billQuery = z.object({
  enteredAt: instant,
  leftAt: instant,
  plateColour: plateColour.nullable(),
  carModel: carModel.nullable(),
});
export type BillQuery = z.infer<typeof billQuery>;
