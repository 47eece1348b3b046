import { z } from 'zod';

/** Where receipts are printed: one printer of a gatehouse, ESC/POS, over a serial line or the network. */
export const printer = z.strictObject({
  driver: z.literal('esc-pos').default('esc-pos'),
  link: z
    .union([
      z.string().min(1).max(32).describe('The id of an entry of links that no relay board hangs on'),
      z.strictObject({
        host: z.string().min(1).describe("The printer's address in the network"),
        port: z.int().min(1).max(65_535).default(9100),
      }),
    ])
    .describe('A serial line, or the network printer itself'),
  width: z.literal([58, 80]).default(58).describe('Width of the paper, mm: 32 or 48 letters a line'),
  copies: z.int().min(1).max(3).default(1).describe('How many come out at each printing'),
});
export type PrinterConfig = z.infer<typeof printer>;
