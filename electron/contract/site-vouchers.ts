import { z } from 'zod';

const voucher = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, '只用小写字母、数字和短横线，最多 32 个'),
    name: z.string().min(1).max(30).describe('As the attendant picks it, e.g. 就诊减免'),
    type: z.enum(['amount', 'hours', 'fraction', 'free']).describe('What it takes off (table 24)'),
    value: z.number().positive().describe('Fen for an amount, hours, the share taken off (0.3 is 30 %), 1 for free'),
  })
  .refine(({ type, value }) => type !== 'amount' || Number.isInteger(value), {
    path: ['value'],
    error: '金额以分计，应为整数',
  })
  .refine(({ type, value }) => type !== 'fraction' || value < 1, {
    path: ['value'],
    error: '应小于 1，例如 0.3 表示减三成',
  })
  .refine(({ type, value }) => type !== 'free' || value === 1, { path: ['value'], error: '全免的值为 1' });

/** What the lot itself takes off at the exit: one of each a stay. */
export const vouchers = z
  .array(voucher)
  .max(9)
  .default([])
  .describe('Vouchers of the lot itself, which an attendant gives at the exit; one of each a stay');
export type Voucher = z.infer<typeof voucher>;
