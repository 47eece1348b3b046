import { z } from 'zod';

/** Frames of a device's own, written as its manual does: pairs of hex digits, and in braces what differs from time to time. */

/** Reference to an entry of `links`. */
export const lineId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, '只用小写字母、数字和短横线，最多 32 个')
  .describe('The id of an entry of links; devices may share one');

export const frameText = z
  .string()
  .min(2)
  .max(800)
  .describe('Hex as in the manual, e.g. A5 01 {check}; {check} is where the checksum stands');

export const replyPattern = z
  .string()
  .min(2)
  .max(400)
  .describe('Hex as in the manual; ?? is any byte, e.g. A5 81 ?? {check}');

/** How `{check}` is reckoned. Positions count the bytes of the frame from 0. */
export const checksum = z.strictObject({
  kind: z
    .enum(['none', 'sum8', 'xor8', 'sum16', 'crc16-modbus'])
    .describe('sum8: sum of the bytes, last 8 bits; xor8: all of them exclusive-or; sum16: last 16 bits'),
  order: z
    .enum(['low-first', 'high-first'])
    .default('low-first')
    .describe('Of the two bytes of sum16 and crc16-modbus: which comes first'),
  from: z.int().min(0).max(255).default(0).describe('The first byte that it covers'),
  until: z
    .int()
    .min(1)
    .max(1024)
    .optional()
    .describe('The first byte that it no longer covers; absent: where it stands'),
});
export type Checksum = z.infer<typeof checksum>;

export const NO_CHECKSUM: Checksum = { kind: 'none', order: 'low-first', from: 0 };
