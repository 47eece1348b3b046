import { z } from 'zod';

/** A line of a receipt: each fits the paper as it is, so that paper and screen break no line of their own. */
export const receiptLine = z.discriminatedUnion('kind', [
  /** Twice as large, in the middle. */
  z.object({ kind: z.literal('title'), text: z.string() }),
  z.object({ kind: z.literal('text'), text: z.string(), centred: z.boolean() }),
  z.object({ kind: z.literal('line'), left: z.string(), right: z.string() }),
  z.object({ kind: z.literal('rule') }),
  z.object({ kind: z.literal('qr'), text: z.string() }),
  z.object({ kind: z.literal('cut') }),
]);
export type ReceiptLine = z.infer<typeof receiptLine>;

/** Letters in a line of 58 mm and of 80 mm; a Chinese one counts as two. */
export const receiptColumns = z.literal([32, 48]);
export type ReceiptColumns = z.infer<typeof receiptColumns>;

/** `unknown`: it does not answer, or in no language of a printer. */
export const printerState = z.enum(['ready', 'paper-out', 'offline', 'unknown']);
export type PrinterState = z.infer<typeof printerState>;

/**
 * Why a receipt was not seen to be printed. Of the first five nothing was sent. `interrupted` and `unconfirmed`: it was,
 * and a part or all of it may have come out; a person looks before it is printed again.
 */
export const printFailure = z.enum([
  'paper-out',
  'offline',
  'not-reachable',
  'not-understood',
  'busy',
  'interrupted',
  'unconfirmed',
]);
export type PrintFailure = z.infer<typeof printFailure>;

/** How the last attempt to print a receipt went. */
export const printAttempt = z.discriminatedUnion('state', [
  z.object({ state: z.literal('printing') }),
  z.object({ state: z.literal('printed') }),
  z.object({ state: z.literal('failed'), code: printFailure }),
]);
export type PrintAttempt = z.infer<typeof printAttempt>;

/** A receipt as it would be printed now, and the printer that would do it. */
export const receiptView = z.object({
  chargeId: z.string(),
  columns: receiptColumns,
  lines: z.array(receiptLine),
  /** How often it was printed, or may have been. */
  printed: z.int().min(0),
  /** Since the station started; null: not yet. */
  last: printAttempt.nullable(),
  /** Null: the site has none. */
  printer: printerState.nullable(),
});
export type ReceiptView = z.infer<typeof receiptView>;
