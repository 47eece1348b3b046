import { z } from 'zod';
import { access, peopleSecrets } from './site-access.ts';
import { barrierConfig } from './site-barriers.ts';
import { cameraConfig, cameraSecrets } from './site-cameras.ts';
import { displayConfig, displayTexts } from './site-displays.ts';
import { paymentSecrets, payments } from './site-payments.ts';
import { platformConfig, platformSecrets } from './site-platforms.ts';
import { printer } from './site-printer.ts';
import { reports } from './site-reports.ts';
import { program } from './site-program.ts';
import { calendar, place, registration, sharing, timeRule } from './site-registration.ts';
import { tariff } from './site-tariff.ts';
import { backup, clockCheck, retention } from './site-upkeep.ts';
import { vouchers } from './site-vouchers.ts';
import { direction, laneKind, role } from './vocabulary.ts';

/**
 * The site file: everything that differs from one lot to the next, in one JSON file. `resources/site.schema.json` is
 * generated from here (`npm run build`). Secrets are never in it: they live in a file of their own.
 */

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, '只用小写字母、数字和短横线，最多 32 个')
  .describe('Identifier inside this file');

const serialLink = z.strictObject({
  id,
  kind: z.literal('serial'),
  path: z.string().min(1).describe('COM3 or /dev/ttyUSB0'),
  baudRate: z.int().min(1200).max(115_200).default(9600).describe('As set on the relay boards'),
  dataBits: z.literal([7, 8]).default(8),
  parity: z.enum(['none', 'even', 'odd']).default('none').describe('As set on the relay boards'),
  stopBits: z.literal([1, 2]).default(1),
});

const tcpLink = z.strictObject({
  id,
  kind: z.literal('tcp'),
  host: z.string().min(1).describe('Address of a serial device server that passes RTU frames through (not Modbus TCP)'),
  port: z.int().min(1).max(65_535).describe('Its port for the line, e.g. 4001'),
});

/** One line of bytes to devices. Several devices may share one; it is opened once. */
const linkConfig = z.discriminatedUnion('kind', [serialLink, tcpLink]);
export type LinkConfig = z.infer<typeof linkConfig>;

export const laneConfig = z.strictObject({
  id,
  name: z
    .string()
    .min(1)
    .max(50)
    .describe('As the attendant says it; reported as entranceName/exitName (tables 19, 21)'),
  direction,
  kind: laneKind
    .default('mixed')
    .describe(
      'Entrances (C.2.3.2): reserved never opens by itself without a booking; general and mixed do with other cars as `others` says; confirm asks the attendant for every car. No effect at exits',
    ),
  others: z
    .enum(['open', 'hold', 'ask', 'refuse'])
    .default('open')
    .describe(
      'Entrances: what happens to a car without a usable booking; in a reserved lane open counts as ask; a confirm lane asks whatever stands here. In a full lot it is held, or refused where this says refuse. Exits: what happens to a car without an entry record, where open counts as ask',
    ),
  place: place.optional().describe('Where it is; absent: where the lot is (table 12)'),
  closed: z.boolean().default(false).describe('Closed for a time: reported so (table 12)'),
  camera: cameraConfig,
  barrier: barrierConfig,
  displays: z.array(displayConfig).max(4).optional().describe('LED and voice boards at the lane; absent: none'),
});
export type LaneConfig = z.infer<typeof laneConfig>;

export const siteConfig = z.strictObject({
  $schema: z.string().optional(),
  lot: z.strictObject({
    parkCode: z.string().min(1).max(20).describe('DB4403/T 89 code, given out by the platform'),
    name: z.string().min(1).max(255).describe('Shown at the top of the board'),
    desk: z.string().min(1).max(50).describe('Which gatehouse this is, e.g. 东门岗'),
    totalStalls: z.int().min(1).max(100_000).describe('All stalls of the lot'),
    reservableStalls: z
      .int()
      .min(0)
      .max(100_000)
      .default(0)
      .describe('How many places can be booked at one time; 0 refuses every lock with code 1501'),
    stalls: z
      .array(z.string().min(1).max(28))
      .default([])
      .describe('Numbers of the stalls that can be held; empty: a held place has no number'),
    saturation: z
      .strictObject({
        saturatedFrom: z.number().min(0).max(1).default(0.7).describe('Share of the stalls taken, 0.7 is 70 %'),
        fullAbove: z.number().min(0).max(1).default(0.9).describe('Share of the stalls taken, 0.9 is 90 %'),
      })
      .default({ saturatedFrom: 0.7, fullAbove: 0.9 })
      .describe('6.3.3: below saturatedFrom unsaturated, above fullAbove full'),
    registration: registration.optional().describe('What the platform is told about the lot; absent: nothing'),
  }),
  booking: z
    .strictObject({
      earlyMin: z
        .int()
        .min(0)
        .max(60)
        .default(15)
        .describe('Minutes before bookTime from which a car is let in: its place is held from an hour before'),
      unconfirmedMin: z
        .int()
        .min(1)
        .max(1440)
        .default(15)
        .describe('Minutes after which a lock that nobody confirmed is released'),
      changeUntilMin: z
        .int()
        .min(0)
        .max(10_080)
        .optional()
        .describe(
          'Minutes before bookTime until which a confirmed booking can be changed (6.3.1 b); later ones are refused with code 5004; absent: until the booking is over',
        ),
      cancelUntilMin: z.int().min(0).max(10_080).optional().describe('The same for cancelling it (6.3.1 c)'),
      noShowLimit: z
        .int()
        .min(1)
        .max(99)
        .optional()
        .describe(
          'Confirmed bookings of one plate in a month (of Beijing) whose car did not come, from which on its bookings of that month let it in no more; absent: never',
        ),
    })
    .default({ earlyMin: 15, unconfirmedMin: 15 })
    .describe('How long a place is kept after overTime is no setting: the platform says it with each booking'),
  flow: z
    .strictObject({
      priority: z
        .array(timeRule)
        .default([])
        .describe(
          'When reserved cars go first (6.3.5), e.g. every day 07:30 to 19:30; empty: only when a person says so',
        ),
      reservedPerOther: z
        .int()
        .min(1)
        .max(9)
        .default(2)
        .describe('6.3.4 a: reserved cars let in for each other one while both wait at a saturated lot'),
      exitsPerEntry: z
        .int()
        .min(1)
        .max(3)
        .default(1)
        .describe('6.3.4 b: cars that must leave a full lot for each other one that comes in'),
      followS: z
        .int()
        .min(0)
        .max(60)
        .default(8)
        .describe(
          'Seconds for which the reserved queue keeps its turn after one of its cars went in: the next one has yet to drive up to the camera',
        ),
    })
    .default({ priority: [], reservedPerOther: 2, exitsPerEntry: 1, followS: 8 })
    .describe(
      'Whose turn it is at the entrances while reserved cars go first (6.3.4); otherwise first come, first served',
    ),
  capture: z
    .strictObject({
      listen: z
        .strictObject({
          host: z.string().default('0.0.0.0').describe("This machine's address in the cameras' network; 0.0.0.0: all"),
          port: z.int().min(0).max(65_535).default(8090).describe('0 takes any free one'),
        })
        .default({ host: '0.0.0.0', port: 8090 })
        .describe('Where cameras post their captures'),
      staleS: z
        .int()
        .min(1)
        .max(300)
        .default(10)
        .describe(
          "Seconds: a capture whose time is further than this from this machine's clock never opens by itself, so keep the cameras' clocks right",
        ),
      sameVehicleS: z
        .int()
        .min(1)
        .max(300)
        .default(20)
        .describe('Seconds: captures of one plate at one lane inside this are one arrival'),
      minConfidence: z
        .int()
        .min(0)
        .max(100)
        .default(80)
        .describe('0 to 100: a plate read with less confidence asks the attendant instead of opening'),
    })
    .default({
      listen: { host: '0.0.0.0', port: 8090 },
      staleS: 10,
      sameVehicleS: 20,
      minConfidence: 80,
    }),
  links: z.array(linkConfig).default([]).describe('Serial lines and device servers on which devices hang'),
  printer: printer.optional().describe('Prints receipts; absent: they are only shown on the screen'),
  lanes: z.array(laneConfig).min(1).max(8).describe('In the order of the board: the first has F1'),
  displayTexts: displayTexts.optional().describe('What boards say; absent: the usual words'),
  platforms: z
    .array(platformConfig)
    .max(2)
    .default([])
    .describe('Whom reports go to, at most one of a kind; empty: to nobody'),
  sharing: sharing.optional().describe('Shared parking (6.2); absent: none is offered'),
  tariff: tariff.optional().describe('What parking costs; absent: nothing is charged'),
  vouchers,
  payments: payments.optional(),
  calendar,
  people: z
    .array(
      z.strictObject({
        id,
        name: z.string().min(1).max(50).describe('As the board and the records name this person'),
        role: role.describe(
          'viewer sees; attendant works the lanes; supervisor does that, money and records; installer that and devices',
        ),
      }),
    )
    .min(1)
    .describe('Who works here, for the first start; from then on the program keeps them'),
  access,
  backup,
  retention,
  reports,
  clock: clockCheck,
  program,
});
export type SiteConfig = z.infer<typeof siteConfig>;

/** Secrets of a site, kept apart from the site file. */
export const siteSecrets = z.strictObject({
  ...cameraSecrets,
  ...peopleSecrets,
  ...platformSecrets,
  ...paymentSecrets,
});
export type SiteSecrets = z.infer<typeof siteSecrets>;
