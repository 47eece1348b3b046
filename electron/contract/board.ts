import { z } from 'zod';
import { debtView, dueView, payWays } from './charges.ts';
import {
  action,
  armPosition,
  barrierFault,
  barrierMode,
  carColour,
  carModel,
  direction,
  laneKind,
  loopState,
  plateColour,
  reason,
  saturationBand,
  vehicleClass,
} from './vocabulary.ts';

/** What the window shows. Instants are UTC milliseconds; the window words them in Beijing time. */

const instant = z.number();

export const plateView = z.object({
  text: z.string().describe('Normalised, e.g. 粤B12345; empty when nothing was read'),
  colour: plateColour,
  /** False: the text is no form of GA 36-2018 and is shown as read, flagged. */
  valid: z.boolean(),
  /** Indices of characters the camera was unsure of. */
  doubtful: z.array(z.int()),
});
export type PlateView = z.infer<typeof plateView>;

export const bookingView = z.object({
  code: z.string(),
  plate: z.string(),
  from: instant,
  to: instant,
  stallNo: z.string().nullable(),
  state: z.enum(['locked', 'confirmed', 'used', 'finished', 'cancelled', 'expired']),
  plateColour: plateColour.nullable(),
  carColour: carColour.nullable(),
  carModel: carModel.nullable(),
});
export type BookingView = z.infer<typeof bookingView>;

export const stayView = z.object({
  id: z.string(),
  plate: z.string(),
  enteredAt: instant,
  entrance: z.string(),
  image: z.string().nullable(),
});
export type StayView = z.infer<typeof stayView>;

/**
 * A booking, a shared-parking order (`entitlement`), a month card or a stay whose plate is one or two likely misreadings away, or the stay of
 * a car that came without a plate. `differs`: indices in its plate.
 */
export const candidateView = z.object({
  id: z.string(),
  kind: z.enum(['booking', 'entitlement', 'card', 'stay']),
  plate: z.string(),
  differs: z.array(z.int()),
  booking: bookingView.nullable(),
  stay: stayView.nullable(),
});
export type CandidateView = z.infer<typeof candidateView>;

export const decisionView = z.object({
  action,
  reason,
  /** Figures for the sentence, e.g. minutes early. */
  figures: z.record(z.string(), z.union([z.number(), z.string()])),
});
export type DecisionView = z.infer<typeof decisionView>;

export const arrivalView = z.object({
  id: z.string(),
  plate: plateView,
  /** The camera's own text, when it was corrected by hand. */
  plateAsRead: z.string(),
  confidence: z.number().nullable(),
  carColour: carColour.nullable(),
  carModel: carModel.nullable(),
  capturedAt: instant,
  /** `capture://` URL, null while the image is on its way or lost. */
  image: z.string().nullable(),
  class: vehicleClass,
  decision: decisionView,
  booking: bookingView.nullable(),
  stay: stayView.nullable(),
  /** At an exit whose lot takes money: what the stay is to pay. */
  due: dueView.nullable(),
  /** What earlier stays of this plate still owe, the oldest first. */
  debts: z.array(debtView),
  candidates: z.array(candidateView),
});
export type ArrivalView = z.infer<typeof arrivalView>;

export const lanePhase = z.enum(['idle', 'waiting', 'asking', 'refused', 'opening', 'passing', 'unsure']);
export type LanePhase = z.infer<typeof lanePhase>;

/** What the attendant may do at a lane. */
export const laneAct = z.enum([
  'release',
  'release-as-other',
  'refuse',
  'correct',
  'no-plate',
  /** Take what is due for the stay: then the arm goes up. */
  'pay',
  /** Take what earlier stays still owe, where nothing is to be paid for this one. */
  'collect-debts',
  /** At an exit: the car came in unseen; a person says when. */
  'supply-entry',
  'turn-away',
  'passed',
  'open-by-hand',
  'close',
  'stop',
  'hold-open',
  'end-hold',
  'return-to-service',
]);
export type LaneAct = z.infer<typeof laneAct>;

export const barrierView = z.object({
  arm: armPosition,
  passageLoop: loopState,
  approachLoop: loopState,
  mode: barrierMode,
  fault: barrierFault.nullable(),
  faultSince: instant.nullable(),
});
export type BarrierView = z.infer<typeof barrierView>;

export const laneView = z.object({
  id: z.string(),
  number: z.int().min(1).max(8),
  name: z.string(),
  direction,
  /** Its rule now: that of the site file, or `general` while a person made it so. */
  kind: laneKind,
  /** A reserved-only entrance that takes all cars for a time (6.3.2). */
  converted: z.object({ until: instant, who: z.string(), because: z.string() }).nullable(),
  /** Whether a person may do that: it is an entrance for reserved cars only. */
  convertible: z.boolean(),
  phase: lanePhase,
  /** Since when the lane is in this phase. */
  since: instant,
  /** Who must act: nobody, the attendant, or everybody stops (colour of the card). */
  attention: z.enum(['none', 'ask', 'stop']),
  arrival: arrivalView.nullable(),
  /** A second car captured while the first still passes. */
  nextPlate: z.string().nullable(),
  /** The sensors could not be read for a while since the car was let through: nobody saw whether it went. */
  unseen: z.boolean(),
  barrier: barrierView,
  camera: z.object({ state: z.enum(['up', 'silent', 'unknown']), lastAt: instant.nullable() }),
  /** The likeliest act now, on the lane's main button and its F-key; null when nothing should be a slip of a finger away. */
  main: laneAct.nullable(),
  /** All that may be done now, the main one among them. */
  acts: z.array(laneAct),
  /** What was taken here last, until the next car has something to pay: its driver may want a receipt. */
  lastCharge: z
    .object({ plate: z.string(), at: instant, received: z.int(), chargeIds: z.array(z.string()) })
    .nullable(),
  lastPassage: z.object({ plate: z.string(), at: instant, authorised: z.boolean(), assumed: z.boolean() }).nullable(),
});
export type LaneView = z.infer<typeof laneView>;

/** Whose turn it is at the entrances, and why (6.3.3 to 6.3.5). */
export const flowView = z.object({
  /** Those on their way in among those inside. */
  band: saturationBand,
  /** Reserved cars go first: by whom, since when (null: more than a day, or a person said so) and until when (null: nobody said). */
  priority: z.object({
    on: z.boolean(),
    by: z.enum(['schedule', 'person']),
    since: instant.nullable(),
    until: instant.nullable(),
    who: z.string().nullable(),
    because: z.string().nullable(),
  }),
  reservedPerOther: z.int(),
  exitsPerEntry: z.int(),
  /** Which queue has the turn in a saturated lot while both wait; the `nth` reserved car of `reservedPerOther`. */
  turn: vehicleClass,
  nth: z.int(),
  /** Other cars that may come into the full lot, and how many must leave for one more. */
  credits: z.int(),
  exitsNeeded: z.int(),
});
export type FlowView = z.infer<typeof flowView>;

export const lotView = z.object({
  name: z.string(),
  desk: z.string(),
  totalStalls: z.int(),
  inside: z.int(),
  free: z.int(),
  /** Places that bookings hold, or will within the hour (reservedStalls of table 28). */
  reserved: z.int(),
  band: saturationBand,
  flow: flowView,
  pay: payWays,
  onDuty: z.string(),
  /** How far this clock was off when it was last measured, ms; positive: it is behind. Absent: nobody could be asked. */
  clock: z.object({ offsetMs: z.number(), delayMs: z.number(), at: instant }).optional(),
});
export type LotView = z.infer<typeof lotView>;

export const queueItemView = z.object({
  arrivalId: z.string(),
  laneId: z.string(),
  laneName: z.string(),
  plate: z.string(),
  since: instant,
  reason,
  /** It goes in by itself when it is its turn; all others wait for a person. */
  turn: z.boolean(),
});
export type QueueItemView = z.infer<typeof queueItemView>;

export const queuesView = z.object({ reserved: z.array(queueItemView), other: z.array(queueItemView) });
export type QueuesView = z.infer<typeof queuesView>;

/** Why a platform is not up. `detail` beside it holds the network's or the platform's own words. */
export const platformCause = z.enum([
  /** Not connected yet. */
  'starting',
  'stopped',
  /** No connection comes about. */
  'unreachable',
  /** It was there, and broke. */
  'interrupted',
  /** Connected, but nothing sensible comes back. */
  'not-answering',
  /** It answers each report that it cannot take any now. */
  'not-now',
  // Somebody must change something:
  'bad-address',
  /** A file of certificates cannot be read. */
  'file-unreadable',
  'not-trusted',
  /** Not the certificate that the site file pins. */
  'other-certificate',
  /** The broker does not let this client in. */
  'not-let-in',
  'refused-subscription',
  'wrong-password',
  /** It knows the account, but not the lot: nobody has registered it there. */
  'not-registered',
]);
export type PlatformCause = z.infer<typeof platformCause>;

export const platformView = z.object({
  id: z.string(),
  kind: z.enum(['db4403', 'citybrain']),
  state: z.enum(['up', 'down', 'refused']),
  since: instant,
  /** Null when it is up. */
  cause: platformCause.nullable(),
  /** The platform's or the network's words when it is not up. */
  detail: z.string().nullable(),
  waitingLive: z.int(),
  waitingBacklog: z.int(),
  parked: z.int(),
  oldestWaiting: instant.nullable(),
  /** Event to acknowledgement over the last 100 live items, ms (8.1). */
  p50Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
});
export type PlatformView = z.infer<typeof platformView>;

/** Something is lost or wrong: a strip at the top of the board. */
export const noticeView = z.object({
  code: z.enum([
    'barrier',
    'camera',
    'camera-refused',
    'platform',
    'platform-refused',
    'disk',
    'images',
    'capture-door',
    'platform-door',
    'parked',
    'payment',
    'printer-paper-out',
    'printer-offline',
    'receipt-unconfirmed',
    'backup-old',
    'reports-not-written',
    'store-damaged',
    'clock-off',
    'secrets-plain',
    'secrets-keychain',
    /** The station did not come up with the settings that were saved last, and went back to those before. */
    'settings-taken-back',
    'update-fetched',
    'health-door',
  ]),
  /** The lane, camera or platform it is about. */
  subject: z.string(),
  since: instant,
  detail: z.string(),
});
export type NoticeView = z.infer<typeof noticeView>;

export const activityKind = z.enum([
  'entered',
  'left',
  'authorised',
  'held',
  'asked',
  'refused',
  'corrected',
  'no-plate',
  'turned-away',
  'grant-expired',
  'priority-set',
  'priority-changed',
  'lane-converted',
  'lane-conversion-ended',
  'opened-by-hand',
  'opened-unknown',
  'raised-again',
  'closed-by-hand',
  'stopped-by-hand',
  'held-open',
  'hold-ended',
  'unauthorised-passage',
  'capture-stale',
  'capture-rejected',
  'booking-locked',
  'booking-changed',
  'booking-confirmed',
  'booking-cancelled',
  'booking-released',
  'control-list-changed',
  'control-hit',
  'cloned-plate',
  'illegal-parking',
  'coupon-received',
  'coupon-used',
  'coupon-void',
  'charged',
  'charge-refunded',
  'debt',
  'debt-ended',
  'entry-supplied',
  'receipt-printed',
  'receipt-failed',
  'card-added',
  'card-changed',
  'card-extended',
  'card-ended',
  'cards-imported',
  'payment-mismatch',
  'paid-twice',
  'payment-refunded',
  'order-received',
  'order-paid',
  'order-not-paid',
  'order-lapsed',
  'order-changed',
  'overdue',
  'refund-requested',
  'refund-accepted',
  'refund-refused',
  'message-rejected',
  'barrier-fault',
  'barrier-recovered',
  'returned-to-service',
  'platform-up',
  'platform-down',
  'report-parked',
  'report-retried',
  'report-corrected',
  'report-dismissed',
  'report-late',
  'base-data-reported',
  'station-started',
]);
export type ActivityKind = z.infer<typeof activityKind>;

export const activityView = z.object({
  id: z.int(),
  at: instant,
  kind: activityKind,
  laneName: z.string().nullable(),
  plate: z.string().nullable(),
  who: z.string().nullable(),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  /** Where it changed who goes first: what it made of reserved first, and until when that, or a lane's conversion, holds. */
  rule: z.object({ set: z.enum(['on', 'off', 'schedule']).nullable(), until: instant.nullable() }).optional(),
  /** Where the report of this fact stands: how long it took, or that it still waits. */
  report: z.object({ state: z.enum(['waiting', 'acknowledged', 'parked']), ms: z.number().nullable() }).nullable(),
});
export type ActivityView = z.infer<typeof activityView>;

export const boardView = z.object({
  /** Grows by one with each event: a gap tells the window to ask again. */
  revision: z.int(),
  at: instant,
  lot: lotView,
  lanes: z.array(laneView),
  queues: queuesView,
  platforms: z.array(platformView),
  notices: z.array(noticeView),
  activity: z.array(activityView),
});
export type BoardView = z.infer<typeof boardView>;
