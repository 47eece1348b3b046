import { z } from 'zod';

/** What the program does for itself, unasked: copies of the store, what is kept how long, and whether its clock is right. */

export const backup = z
  .strictObject({
    folder: z
      .string()
      .min(1)
      .optional()
      .describe('Where copies of the store are kept, best on another disk; absent: backups in the data folder'),
    at: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '写成 03:30 这样')
      .default('03:30')
      .describe('When one is made each night (Beijing time); a night that was missed is made up for'),
    keep: z.int().min(2).max(90).default(14).describe('How many are kept'),
  })
  .default({ at: '03:30', keep: 14 })
  .describe('Copies of the store, each checked by opening it');
export type BackupSettings = z.infer<typeof backup>;

export const retention = z
  .strictObject({
    days: z
      .int()
      .min(30)
      .max(3650)
      .default(90)
      .describe('Days after which pictures are removed and plates masked; sums and counts stay'),
  })
  .default({ days: 90 })
  .describe('How long personal data is kept');

export const clockCheck = z
  .strictObject({
    servers: z
      .array(z.string().regex(/^[A-Za-z0-9.:[\]-]{1,255}$/, '写地址，或 地址:端口'))
      .max(4)
      .default([])
      .describe('Time servers (SNTP) that this clock is held against, e.g. ntp.aliyun.com; empty: it is not'),
    everyMin: z.int().min(1).max(1440).default(10).describe('Minutes between two measurements'),
  })
  .default({ servers: [], everyMin: 10 })
  .describe("The machine's clock is measured, never set");
export type ClockSettings = z.infer<typeof clockCheck>;
