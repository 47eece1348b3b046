import { z } from 'zod';

/** What main does for the window with paper: the page as its print styles show it (`@media print`), on A4. */
export const printWish = z.object({
  /** Of the file, without its ending; also the title of the job. */
  name: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u)
    .max(100),
  to: z.enum(['pdf', 'printer']),
  /** Page numbers at the foot, in the language of the window: `{page}` and `{pages}` are filled in. */
  foot: z.string().max(200),
});
export type PrintWish = z.infer<typeof printWish>;

/** `file`: where the PDF lies; null: paper. `cancelled`: the person thought better of it. */
export const printed = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), file: z.string().nullable() }),
  z.object({ outcome: z.literal('cancelled') }),
  z.object({ outcome: z.literal('failed'), why: z.enum(['no-printer', 'not-written', 'failed']), detail: z.string() }),
]);
export type Printed = z.infer<typeof printed>;

/** What became of the wish to look at the demo lot, which runs beside this program. */
export const demoOpened = z.object({
  outcome: z.enum(['opened', 'already-open', 'not-there', 'failed']),
  detail: z.string(),
});
export type DemoOpened = z.infer<typeof demoOpened>;
