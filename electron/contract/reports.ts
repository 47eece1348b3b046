import { z } from 'zod';
import { command, done, key, laneId } from './command.ts';
import { shiftCount, shiftHead } from './shift.ts';
import { openingCause } from './vocabulary.ts';

/**
 * Reports. `figures` are what a report says in numbers, in ids: the same period gives the same figures, and their SHA-256.
 * Names, and the cars behind the numbers, stand beside them. Instants are UTC ms, money is fen, days are days of Beijing.
 */

const instant = z.number();
const n = z.int();
const fen = z.int();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** As what cars came and went; `unseen`: no plate was read, and no stay stands behind it. */
export const flowClass = z.enum(['reserved', 'other', 'shared', 'card', 'free', 'unseen']);
export type FlowClass = z.infer<typeof flowClass>;
export const flowWay = z.enum(['in', 'out']);
export type FlowWay = z.infer<typeof flowWay>;

/** No report is of more days. */
export const MOST_DAYS = 366;
/** Up to so many days a report has each hour. */
export const MOST_HOURLY_DAYS = 62;

export const reportWish = z.object({
  period: z.discriminatedUnion('by', [
    z.object({ by: z.literal('shift'), shift: z.int().min(1) }),
    z.object({ by: z.literal('day'), day }),
    z.object({ by: z.literal('month'), month: z.string().regex(/^\d{4}-\d{2}$/) }),
    /** Both days included. */
    z.object({ by: z.literal('span'), from: day, to: day }),
  ]),
  /** Of one lane, or of one person's acts alone: what belongs to no lane or to nobody is left out. */
  laneId: laneId.nullable().default(null),
  person: z.string().min(1).max(32).nullable().default(null),
});
export type ReportWish = z.infer<typeof reportWish>;
export type ReportWishInput = z.input<typeof reportWish>;

const classes = z.object({ reserved: n, other: n, shared: n, card: n, free: n, unseen: n });
export type ClassCounts = z.infer<typeof classes>;
const flows = z.object({ in: classes, out: classes });
export type Flows = z.infer<typeof flows>;
const sum = z.object({ n, amount: fen });
export type CountedSum = z.infer<typeof sum>;

/** What was charged: receivable = discount + received. */
const taken = z.object({ payType: z.string(), n, receivable: fen, discount: fen, received: fen });
const paid = z.object({ payType: z.string(), n, amount: fen });

/** Money in a line of a table by day, lane, person or shift. `cash`: cash that came less cash that went back. */
const money = { received: fen, refunded: fen, cash: fen };

export const reportFigures = z.object({
  period: z.object({
    by: z.enum(['shift', 'day', 'month', 'span']),
    /** From the first instant, before the second. Of an open shift: until it was asked for. */
    from: instant,
    to: instant,
    shift: n.nullable(),
    laneId: z.string().nullable(),
    person: z.string().nullable(),
  }),
  flows: flows.extend({
    /** `hour`: its first instant. Hours in which nobody came or went are left out. Empty over `MOST_HOURLY_DAYS` days. */
    hours: z.array(flows.extend({ hour: instant })),
  }),
  /** From the first that is known of a car at the arm until it was through, s; percentiles are the ends of steps (5 s at first). */
  waits: z.array(z.object({ way: flowWay, class: flowClass, cars: n, p50S: n, p95S: n, maxS: n })),
  /** Cars inside by hour; null: of one lane or person. */
  saturation: z.object({ peak: n, hours: z.array(z.object({ hour: instant, peak: n, last: n })) }).nullable(),
  /** Null: of one person. `noShows`: confirmed bookings whose car did not come. Minutes late: of those that were. */
  bookings: z
    .object({ confirmed: n, cancelled: n, noShows: n, early: n, onTime: n, late: n, lateP50Min: n, lateP95Min: n })
    .nullable(),
  income: z.object({
    charges: z.array(taken),
    total: z.object({ n, receivable: fen, discount: fen, received: fen }),
    cards: z.array(paid),
    /** By what they had been paid with. Also of charges of an earlier shift: `corrections` names it. */
    refunds: z.array(paid),
    /** What came for charges and cards, less refunds. */
    net: fen,
    /** The same in cash. */
    cash: fen,
    discounts: z.array(z.object({ name: z.string(), type: z.string(), n, amount: fen })),
    debts: z.object({ owed: sum, paid: sum, waived: sum }),
    /** Shared-parking orders, paid on the platform: no money of the till. */
    orders: z.object({ paid: sum, refunded: sum }),
    /** Money that came by phone and was not asked for, and what of it went back. */
    uncounted: z.object({ came: sum, returned: sum }),
  }),
  openings: z.object({
    /**
     * `passages`: cars that went through openings of this cause; `again`: not the first car through one. `difference`:
     * openings - (passages - again): openings that nobody used, in this period. Of a hold it says nothing.
     */
    byCause: z.array(z.object({ cause: openingCause, openings: n, passages: n, again: n, difference: n })),
    openings: n,
    passages: n,
    /** Passages that no opening explains. */
    unopened: n,
  }),
  /** Openings that the rules did not make, with the reasons that were given. */
  overrides: z.array(z.object({ cause: openingCause, reason: z.string(), n })),
  /** Refusals, corrections, alarms and what became of bookings, by kind and reason. */
  noted: z.array(z.object({ kind: z.string(), reason: z.string(), n })),
  /** By day of Beijing. */
  days: z.array(flows.extend({ day, ...money })),
  lanes: z.array(flows.extend({ laneId: z.string().nullable(), openings: n, passages: n, ...money })),
  /** `person` null: the machine. */
  people: z.array(
    z.object({
      person: z.string().nullable(),
      in: n,
      out: n,
      openings: n,
      overrides: n,
      refusals: n,
      corrections: n,
      ...money,
    }),
  ),
  /** `shift` null: what happened while none was open. */
  shifts: z.array(flows.extend({ shift: n.nullable(), openings: n, ...money })),
  /** 8.1: how quickly reports were taken; `share` within 3 s of those that were measured. Null: not of whole days, a lane or person. */
  sync: z
    .array(
      z.object({
        platform: z.string(),
        interface: z.string(),
        taken: n,
        measured: n,
        late: n,
        share: z.number().nullable(),
        p50Ms: n.nullable(),
        p99Ms: n.nullable(),
        maxMs: n.nullable(),
      }),
    )
    .nullable(),
  /** Of a shift: `expected`: change and cash. */
  drawer: z.object({ till: fen, expected: fen, counts: z.array(shiftCount) }).nullable(),
});
export type ReportFigures = z.infer<typeof reportFigures>;

/** What is noted beside cars, openings and money, by the list that it stands in. */
export const NOTED = {
  refusals: ['refused', 'turned-away'],
  corrections: ['corrected', 'entry-supplied', 'no-plate', 'charge-refunded', 'debt-ended'],
  alarms: [
    'unauthorised-passage',
    'opened-unknown',
    'control-hit',
    'cloned-plate',
    'illegal-parking',
    'barrier-fault',
    'payment-mismatch',
    'paid-twice',
    'platform-down',
    'report-parked',
    'message-rejected',
  ],
  /** In no list: they are counted alone. */
  bookings: ['booking-confirmed', 'booking-cancelled', 'booking-released'],
} as const;
export type Noted = (typeof NOTED)[keyof typeof NOTED][number];

/** One act or alarm behind the numbers. */
export const reportLine = z.object({
  at: instant,
  kind: z.string(),
  laneId: z.string().nullable(),
  plate: z.string().nullable(),
  /** Id of a person. */
  who: z.string().nullable(),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  /** Money that went back or is owed no more; null: none. */
  amount: fen.nullable(),
  /** Path of the capture's picture: the window shows `capture://images/{image}`. Null: there is none any more. */
  image: z.string().nullable(),
  /** Of a refund: when the money had come, and in which shift (null: in none). */
  of: z.object({ at: instant, shift: n.nullable() }).nullable(),
});
export type ReportLine = z.infer<typeof reportLine>;

/** The newest so many of each kind; `more`: how many are left out. The file has more. */
export const LISTED = 300;
const lines = z.object({ lines: z.array(reportLine), more: n });
export type ReportLines = z.infer<typeof lines>;

export const report = z.object({
  /** When it was added up. */
  askedAt: instant,
  /** Of the figures as canonical JSON: keys in order, no spaces. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  lot: z.object({ name: z.string(), desk: z.string(), stalls: n.nullable() }),
  /** Of a shift: whose. */
  shift: shiftHead.nullable(),
  figures: reportFigures,
  /** id → name, of all that the figures name. */
  names: z.object({ lanes: z.record(z.string(), z.string()), people: z.record(z.string(), z.string()) }),
  overrides: lines,
  refusals: lines,
  /** Plates and records that were put right, entries supplied, refunds, debts that ended. */
  corrections: lines,
  alarms: lines,
});
export type Report = z.infer<typeof report>;

/** What is kept of a shift's report for good: its lists name cars, and are read again for as long as they may be known. */
export const keptReport = report.omit({ overrides: true, refusals: true, corrections: true, alarms: true });
export type KeptReport = z.infer<typeof keptReport>;

/** `counting`: what an older program wrote of this period is still being counted, the newest first: ask again later. */
export const reportFailure = z.enum(['no-such-shift', 'counting', 'failed', 'disk']);
export type ReportFailure = z.infer<typeof reportFailure>;

export const reportJob = z.discriminatedUnion('state', [
  z.object({ state: z.literal('queued') }),
  /** `share`: 0 to 1. */
  z.object({ state: z.literal('running'), share: z.number() }),
  z.object({ state: z.literal('done'), report }),
  z.object({ state: z.literal('failed'), why: reportFailure }),
  z.object({ state: z.literal('cancelled') }),
]);
export type ReportJob = z.infer<typeof reportJob>;

export const reportFileKind = z.enum(['xlsx', 'csv']);
export type ReportFileKind = z.infer<typeof reportFileKind>;
export const reportLanguage = z.enum(['zh-CN', 'en']);
export type ReportLanguage = z.infer<typeof reportLanguage>;

export const reportFile = z.discriminatedUnion('state', [
  z.object({ state: z.literal('making'), share: z.number() }),
  /** `name`: a file name for it; `data`: this part in base64. */
  z.object({
    state: z.literal('ready'),
    name: z.string(),
    bytes: n,
    sha256: z.string(),
    part: n,
    parts: n,
    data: z.string(),
  }),
  z.object({ state: z.literal('failed'), why: reportFailure }),
]);
export type ReportFile = z.infer<typeof reportFile>;

const id = z.uuid();

export const reportCommands = {
  /**
   * Begins to add a report up, beside the gates; its id is the key. A supervisor may have any. Anybody else has the
   * report of a shift that they held or handed over: once its drawer was counted, and until the next one ends
   * (`not-allowed`; `not-now`: not counted yet). `bad-input`: no period of days. At most 8 are kept: the oldest go.
   */
  'reports.begin': command('attendant', z.object({ key, wish: reportWish }), z.object({ id })),
  /** How far it is, or the whole of it. `gone`: no report of this id is kept, or it is somebody else's. */
  'reports.get': command('attendant', z.object({ id }), reportJob),
  'reports.cancel': command('attendant', z.object({ id }), done),
  /**
   * A report that is done as a file, part by part from 0: the first call begins to make it. `making`: ask again.
   * XLSX has the report's tables and the rows behind them; CSV the tables one below the other.
   */
  'reports.file': command(
    'attendant',
    z.object({ id, kind: reportFileKind, language: reportLanguage.default('zh-CN'), part: z.int().min(0) }),
    reportFile,
  ),
} as const;
