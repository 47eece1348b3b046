import { z } from 'zod';
import { activityKind, activityView, bookingView } from './board.ts';
import { chargeView, paymentView } from './charges.ts';
import { foundReport, orderNumbers } from './sync.ts';
import { carColour, cardKind, carModel, openingCause, plateColour, role, vehicleClass } from './vocabulary.ts';

/** The history: who was here, and what happened that belongs to no stay. Instants are UTC ms, money is fen. */

const instant = z.number();

/** What a row may be looked for as. A stay is of one or several of these, an event of one. */
export const historyKind = z.enum([
  'reserved',
  'other',
  /** A stay on a month card or the free list, or what was done with a card. */
  'card',
  'inside',
  'corrected',
  'override',
  'by-hand',
  'unauthorised',
  'missed-exit',
  'overdue',
  'no-plate',
  'unrecorded',
  'refused',
  'turned-away',
  'alarm',
]);
export type HistoryKind = z.infer<typeof historyKind>;

/** What let a vehicle through: an opening, nobody (`unauthorised`), or its next entry (`superseded`: the exit was missed). */
export const passageCause = z.enum([...openingCause.options, 'unauthorised', 'superseded']);
export type PassageCauseView = z.infer<typeof passageCause>;

const named = z.object({ id: z.string(), name: z.string() });

/** What the search can be narrowed by, and whose hands it is in. */
export const historyChoices = z.object({
  role,
  lanes: z.array(named),
  people: z.array(named),
});
export type HistoryChoices = z.infer<typeof historyChoices>;

export const stayRow = z.object({
  row: z.literal('stay'),
  id: z.string(),
  plate: z.string(),
  /** The camera's own text. */
  plateRead: z.string(),
  plateColour,
  class: vehicleClass,
  /** It came in on a month card, or on the free list. */
  cardKind: cardKind.nullable(),
  enteredAt: instant,
  entrance: z.string(),
  entryCause: passageCause,
  /** Null: it is inside. */
  leftAt: instant.nullable(),
  exit: z.string().nullable(),
  exitCause: passageCause.nullable(),
  /** Names of those who let it through. */
  who: z.array(z.string()),
});
export type StayRow = z.infer<typeof stayRow>;

export const eventRow = z.object({
  row: z.literal('event'),
  /** Number of its fact. */
  id: z.int(),
  at: instant,
  kind: activityKind,
  plate: z.string(),
  laneName: z.string().nullable(),
  who: z.string().nullable(),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  /** `capture://` URL; null: there is no picture. */
  image: z.string().nullable(),
  /** The stay that its arrival became; null: none. */
  stayId: z.string().nullable(),
  /** Number of the card that it is about. */
  cardNo: z.string().nullable(),
});
export type EventRow = z.infer<typeof eventRow>;

export const historyRow = z.discriminatedUnion('row', [stayRow, eventRow]);
export type HistoryRow = z.infer<typeof historyRow>;

export const historyPage = z.object({
  /** Newest first. */
  rows: z.array(historyRow),
  /** Where the next page begins; null: there is none. */
  next: z.int().nullable(),
  /** Rows from before an upgrade are still being filed, newest first: older ones may be missing here. */
  filing: z.boolean(),
});
export type HistoryPage = z.infer<typeof historyPage>;

/** One way through a lane. */
export const passageView = z.object({
  at: instant,
  laneName: z.string().nullable(),
  cause: passageCause,
  who: z.string().nullable(),
  because: z.string().nullable(),
  /** No sensor said that it went. */
  assumed: z.boolean(),
  image: z.string().nullable(),
});
export type PassageView = z.infer<typeof passageView>;

/** Fields of a stay that a correction may name, in `before` of its line. */
export const correctable = z.enum([
  'plate',
  'plateColour',
  'carColour',
  'carModel',
  'stallNo',
  'enteredAt',
  'entranceName',
  'leftAt',
  'exitName',
]);
export type Correctable = z.infer<typeof correctable>;

/** One line of what happened to a stay, from its first arrival on. */
export const auditLine = activityView.omit({ id: true, rule: true, report: true }).extend({
  seq: z.int(),
  /** What stood there before, of all that was put right then. */
  before: z.array(z.object({ field: correctable, was: z.union([z.string(), z.number(), z.null()]) })),
});
export type AuditLine = z.infer<typeof auditLine>;

/** One stay as a whole. */
export const stayFile = z.object({
  id: z.string(),
  plate: z.string(),
  plateRead: z.string(),
  plateColour,
  carColour: carColour.nullable(),
  carModel: carModel.nullable(),
  class: vehicleClass,
  stallNo: z.string().nullable(),
  orderNo: z.string().nullable(),
  booking: bookingView.nullable(),
  /** The card that it came in on. */
  card: z.object({ no: z.string(), kind: cardKind }).nullable(),
  /** What was parked beyond a shared-parking order; null: nothing. */
  overdue: z.object({ amount: z.int(), paid: z.int(), minutes: z.int() }).nullable(),
  /** Money that was taken for it, the oldest first, and what is still owed; electronic payments beside it. */
  charges: z.array(chargeView),
  owed: z.int().min(0),
  /** What it is to pay now, while the car is inside; fen. */
  due: z.int().min(0),
  payments: z.array(paymentView),
  entry: passageView,
  exit: passageView.nullable(),
  /** Oldest first. */
  audit: z.array(auditLine),
  numbers: z.array(orderNumbers),
  /** Oldest first. */
  reports: z.array(foundReport),
  /** A platform was told of it, so a correction is reported (table 30). */
  told: z.boolean(),
});
export type StayFile = z.infer<typeof stayFile>;

/** What is wrong with a correction: the value at a field in a `bad-input` of `history.correct`. */
export const correctionProblem = z.enum(['no-plate', 'too-long', 'nothing-changed']);
export type CorrectionProblem = z.infer<typeof correctionProblem>;
