import { z } from 'zod';
import { platformView } from './board.ts';
import { role } from './vocabulary.ts';

/** The sync screen: what waits for the platforms, how quickly they take it, and what a person must look at. */

const instant = z.number().describe('UTC ms');

/** How quickly one interface's live reports were taken today (8.1), ms; the figures outlive a restart. */
export const timelinessView = z.object({
  interface: z.string(),
  waiting: z.int(),
  parked: z.int(),
  /** Taken since midnight in Beijing, live or not. */
  acknowledged: z.int(),
  p50Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
  maxMs: z.number().nullable(),
  /** Live reports that took longer than 3 s. */
  late: z.int(),
});
export type TimelinessView = z.infer<typeof timelinessView>;

export const syncPlatformView = z.object({
  platform: platformView,
  /** Taken a second over the last ten seconds. */
  perSecond: z.number(),
  interfaces: z.array(timelinessView),
  /** False: this platform knows no base data. */
  baseData: z.boolean(),
});
export type SyncPlatformView = z.infer<typeof syncPlatformView>;

export const syncView = z.object({
  at: instant,
  /** Of whoever is on duty: what is not theirs to do is shown, and says whose it is. */
  role,
  platforms: z.array(syncPlatformView),
  /** Refunds that wait for a person; null: the lot shares no places. */
  refunds: z.int().nullable(),
});
export type SyncView = z.infer<typeof syncView>;

/** One field of a report, in the platform's own name. */
export const reportFieldView = z.object({
  name: z.string(),
  /** As text, nested values as JSON; empty: it is not there. */
  value: z.string(),
  /** May be put right by hand. */
  editable: z.boolean(),
  /** The platform's answer names it. */
  blamed: z.boolean(),
  required: z.boolean(),
  /** Characters at most; null: no limit. */
  maxLength: z.int().nullable(),
  /** All that it may be; empty: anything. */
  choices: z.array(z.string()),
});
export type ReportFieldView = z.infer<typeof reportFieldView>;

/** What is wrong with a field that was put right: the values of `fields` in a `bad-input` of `sync.correct`. */
export const fieldProblem = z.enum([
  'unknown',
  'not-editable',
  'missing',
  'too-long',
  'wrong-form',
  'not-a-choice',
  'out-of-range',
  'bad-characters',
]);
export type FieldProblem = z.infer<typeof fieldProblem>;

/** One report in the queue. */
export const reportItemView = z.object({
  seq: z.int(),
  interface: z.string(),
  state: z.enum(['waiting', 'parked', 'acknowledged', 'dismissed']),
  /** What it is about, in a person's words: a plate, an order number; null when nothing says so. */
  subject: z.string().nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
  settledAt: instant.nullable(),
  attempts: z.int(),
  /** The platform's code and words in its last answer. */
  code: z.string().nullable(),
  message: z.string().nullable(),
  /** What is sent, in the order of the platform's table, and what could be sent besides. */
  fields: z.array(reportFieldView),
  /** Later reports of the same stay or order that wait behind it. */
  behind: z.int(),
  /** Who gave it up, when and why; null: nobody did. */
  dismissed: z.object({ who: z.string(), at: instant, because: z.string() }).nullable(),
});
export type ReportItemView = z.infer<typeof reportItemView>;

export const reportPage = z.object({
  items: z.array(reportItemView),
  /** There are more before the last one. */
  more: z.boolean(),
});
export type ReportPage = z.infer<typeof reportPage>;

/** One side's number of a stay and the other's; the platform's is null until it said it. */
export const orderNumbers = z.object({ platform: z.string(), ours: z.string(), theirs: z.string().nullable() });
export type OrderNumbers = z.infer<typeof orderNumbers>;

/** A report that was searched for, and the platform that it is for. */
export const foundReport = z.object({ platform: z.string(), item: reportItemView });
export type FoundReport = z.infer<typeof foundReport>;

/** All reports of one stay, of one order, or of whatever else reports are kept in order by. */
export const foundFile = z.object({
  key: z.string(),
  stay: z.object({ plate: z.string(), enteredAt: instant, leftAt: instant.nullable() }).nullable(),
  numbers: z.array(orderNumbers),
  /** Oldest first. */
  reports: z.array(foundReport),
});
export type FoundFile = z.infer<typeof foundFile>;

export const foundFiles = z.object({
  /** Newest first. */
  files: z.array(foundFile),
  /** There are more than are listed. */
  more: z.boolean(),
});
export type FoundFiles = z.infer<typeof foundFiles>;
