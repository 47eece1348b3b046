import { z } from 'zod';

/** Reports that write themselves, and what lies in the drawer. */
export const reports = z
  .strictObject({
    till: z
      .int()
      .min(0)
      .max(10_000_000)
      .default(0)
      .describe('Change that lies in the drawer when a shift begins and ends, fen'),
    folder: z
      .string()
      .min(1)
      .optional()
      .describe('Where reports are written, relative to the data folder or absolute; absent: none are'),
    atHandOver: z.boolean().default(true).describe('The report of a shift, when it was handed over'),
    dayAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '写成 00:10 这样')
      .optional()
      .describe('When the report of the day before is written (Beijing time); absent: never'),
    kinds: z
      .array(z.enum(['xlsx', 'csv']))
      .min(1)
      .max(2)
      .default(['xlsx']),
    language: z.enum(['zh-CN', 'en']).default('zh-CN'),
  })
  .default({ till: 0, atHandOver: true, kinds: ['xlsx'], language: 'zh-CN' })
  .describe('Shifts and reports');
export type ReportSettings = z.infer<typeof reports>;
