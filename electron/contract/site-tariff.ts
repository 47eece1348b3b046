import { z } from 'zod';
import { timeRule } from './site-registration.ts';
import { carModel, plateColour } from './vocabulary.ts';

/** What parking costs, as data. Money is integer fen, lengths are whole minutes. */

const fen = z.int().min(0).max(100_000_000);
const periodMin = z.int().min(1).max(44_640);

const band = z
  .strictObject({
    days: timeRule.shape.days.describe(
      'Days on which it begins. Here each day is of one kind only: a holiday of the calendar is a holiday, on whatever day of the week it falls',
    ),
    from: timeRule.shape.from.describe('HH:mm at which it begins'),
    to: timeRule.shape.to,
    first: z
      .strictObject({
        min: periodMin.describe('Its length in minutes, e.g. 60'),
        fen: fen.describe('What it costs, fen'),
      })
      .describe('The first period of a stay that begins in this band'),
    then: z
      .strictObject({
        min: periodMin.describe('Length of each in minutes, e.g. 60'),
        fen: fen.describe('What each costs, fen; 0: nothing more, which makes the first a price per entry'),
      })
      .describe('Each further period that begins in this band; one that has begun counts whole'),
    cap: fen
      .optional()
      .describe('Most that the periods beginning in one occurrence of the band cost together, fen; absent: no limit'),
  })
  .describe('Hours with prices of their own');
export type TariffBand = z.infer<typeof band>;

const tariffRate = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(20)
    .describe('As the bill, the receipt and the platform (chargeItem of table 17) call it, e.g. 小型车'),
  for: z
    .strictObject({
      plateColours: z.array(plateColour).min(1).optional().describe('Colours of plates; absent: all'),
      carModels: z
        .array(carModel)
        .min(1)
        .optional()
        .describe('Sizes of vehicles; absent: all, and those whose size is not known'),
    })
    .refine(
      ({ plateColours, carModels }) => plateColours !== undefined || carModels !== undefined,
      '要写 plateColours 或 carModels，至少一项',
    )
    .optional()
    .describe(
      'Which vehicles pay by it: the first rate that fits counts; absent in the last rate, which is for all others',
    ),
  freeMin: z.int().min(0).max(1440).default(0).describe('A stay that is not longer than these minutes costs nothing'),
  freeCounts: z
    .boolean()
    .default(true)
    .describe('Whether a longer stay pays for the free minutes too; false: its first period begins after them'),
  bands: z.array(band).min(1).max(12).describe('On every kind of day each minute lies in exactly one of them'),
  cap: z
    .strictObject({
      per: z
        .enum(['24h', 'calendar-day'])
        .describe('24h: each 24 hours from the entry; calendar-day: each day of Beijing'),
      fen: fen.describe('Most that the periods beginning in it cost together, fen'),
      firstAgain: z
        .boolean()
        .default(false)
        .describe('Whether what begins next in each new one is the first period again'),
    })
    .optional()
    .describe('The most that a day costs; absent: no limit'),
  percentOff: z
    .int()
    .min(0)
    .max(100)
    .default(0)
    .describe('Per cent taken off what the bands cost, e.g. of new-energy cars'),
});
export type TariffRate = z.infer<typeof tariffRate>;

export const tariff = z.strictObject({
  rates: z.array(tariffRate).min(1).max(12).describe('The first whose `for` fits the vehicle counts'),
  graceMin: z
    .int()
    .min(0)
    .max(1440)
    .default(15)
    .describe('Minutes after a payment within which the exit opens without another'),
  rounding: z
    .strictObject({
      to: z.literal([1, 10, 50, 100]).describe('The sum becomes a multiple of so many fen: 100 is whole yuan'),
      way: z.enum(['down', 'up', 'nearest']).describe('nearest: a half goes up'),
    })
    .default({ to: 1, way: 'down' })
    .describe('Of the whole bill, after caps and per cent'),
});
export type Tariff = z.infer<typeof tariff>;
