import { z } from 'zod';

/** Shared-parking orders, as far as a person has a say in them. Money is fen, instants are UTC ms. */

const instant = z.number();

/** A refund that the platform asks for and a person decides. */
export const refundView = z.object({
  refundNo: z.string(),
  orderNo: z.string(),
  /** Of an order that was bought, or of what was parked beyond one. */
  orderKind: z.enum(['purchase', 'overdue']),
  plate: z.string(),
  amount: z.int(),
  /** The platform's words. */
  reason: z.string().nullable(),
  receivedAt: instant,
  /** When it is refused by itself. */
  decideBy: instant,
  paid: z.int(),
  paidAt: instant.nullable(),
  /** What was paid back before. */
  refunded: z.int(),
  /** What the order is for; of what was parked beyond one: that time. */
  from: instant,
  to: instant,
  /** How often a car came in on it, and how often it may; null: any number of times. */
  entries: z.int(),
  entriesTotal: z.int().nullable(),
});
export type RefundView = z.infer<typeof refundView>;

/** What is wrong with a change of an order: the value at `change` in a `bad-input` of `orders.change`. */
export const changeProblem = z.enum(['no-vehicle', 'bad-times', 'barred', 'no-space']);
export type ChangeProblem = z.infer<typeof changeProblem>;
