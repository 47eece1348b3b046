import { z } from 'zod';

/** Words every process shares. Each list is the whole vocabulary: a switch over it is exhaustive. */

/** Background colours of GA 36-2018 plates. */
export const plateColour = z.enum(['blue', 'yellow', 'green', 'yellow-green', 'white', 'black', 'unknown']);
export type PlateColour = z.infer<typeof plateColour>;

export { PROVINCES } from './plate-characters.ts';

export const carColour = z.enum(['white', 'grey', 'black', 'red', 'yellow', 'green', 'blue', 'other']);
export type CarColour = z.infer<typeof carColour>;

export const carModel = z.enum(['large', 'medium', 'small']);
export type CarModel = z.infer<typeof carModel>;

export const direction = z.enum(['entrance', 'exit']);
export type Direction = z.infer<typeof direction>;

/**
 * What an entrance lane serves: reserved cars only (C.2.3.2 a), non-reserved cars, both by flow control, or each car
 * by the attendant's confirmation (C.2.3.2 b).
 */
export const laneKind = z.enum(['reserved', 'general', 'mixed', 'confirm']);
export type LaneKind = z.infer<typeof laneKind>;

/** What the machine does with a car: open by itself, hold in the queue, ask the attendant, or refuse. */
export const action = z.enum(['open', 'hold', 'ask', 'refuse']);
export type Action = z.infer<typeof action>;

/** Why. The window has one sentence for each; the ledger keeps the code. */
export const reason = z.enum([
  'booking-on-time',
  'booking-early',
  'booking-held',
  'booking-too-early',
  'booking-expired',
  'booking-unconfirmed',
  'booking-needs-confirmation',
  'booking-no-shows',
  'no-booking',
  'lane-is-reserved-only',
  'lot-full',
  'flow-behind',
  'flow-turn-of-reserved',
  'flow-turn-of-other',
  'flow-reserved-first',
  'flow-exits-needed',
  'plate-unreadable',
  'plate-unsure',
  'look-alike-booking',
  'look-alike-entitlement',
  'look-alike-stay',
  'already-inside',
  'at-another-lane',
  'stay-matched',
  'fee-due',
  'fee-paid',
  'fee-unclear',
  'no-entry-record',
  'entitled',
  'entitlement-too-early',
  'entitlement-over',
  'entitlement-closed',
  'entitlement-used-up',
  'entitlement-too-large',
  'entitlement-unpaid',
  'card',
  'card-free',
  'card-over',
  'card-too-early',
  'card-ended',
  'card-other-inside',
  'look-alike-card',
  'control-no-entry',
  'control-no-exit',
  'control-free',
  'capture-stale',
  'program-restarted',
  'arm-did-not-open',
  'barrier-not-available',
]);
export type Reason = z.infer<typeof reason>;

/** What a platform's control list says of a plate (table 40): how it may pass, or that its passing is to be told. */
export const controlStrategy = z.enum(['no-entry', 'no-exit', 'no-passage', 'warn', 'free']);
export type ControlStrategy = z.infer<typeof controlStrategy>;

/** A month card, or a line of the lot's own free list. */
export const cardKind = z.enum(['month', 'free']);
export type CardKind = z.infer<typeof cardKind>;

export const vehicleClass = z.enum(['reserved', 'other']);
export type VehicleClass = z.infer<typeof vehicleClass>;

/** Named faults of a barrier (the command machine's whole list). */
export const barrierFault = z.enum([
  'no-answer',
  'bad-answer',
  'port-unavailable',
  'arm-did-not-open',
  'arm-did-not-close',
  'limits-disagree',
]);
export type BarrierFault = z.infer<typeof barrierFault>;

export const armPosition = z.enum(['open', 'closed', 'moving', 'unknown']);
export type ArmPosition = z.infer<typeof armPosition>;

/** `none`: the lane has no such sensor. `unknown` counts as occupied wherever safety asks (B4). */
export const loopState = z.enum(['occupied', 'clear', 'unknown', 'none']);
export type LoopState = z.infer<typeof loopState>;

export const barrierMode = z.enum(['automatic', 'held-open', 'out-of-service', 'offline']);
export type BarrierMode = z.infer<typeof barrierMode>;

/** Below 70 %, to 90 % inclusive, above (6.3.3). */
export const saturationBand = z.enum(['unsaturated', 'saturated', 'full']);
export type SaturationBand = z.infer<typeof saturationBand>;

/** Why an arm went up: every opening has exactly one cause. */
export const openingCause = z.enum([
  'automatic',
  'confirmed',
  'override',
  'by-hand',
  'push-button',
  /** A key fob's contact, or the platform's. */
  'remote',
  'hold',
  /** The arm was found up, by no command of ours and no contact that we read. */
  'unknown',
]);
export type OpeningCause = z.infer<typeof openingCause>;

/**
 * What a person is here for. A viewer sees; attendants work the lanes; supervisors answer for money, records and people;
 * installers for devices and settings. The last two do all that an attendant does, and nothing of each other's.
 */
export const role = z.enum(['viewer', 'attendant', 'supervisor', 'installer']);
export type Role = z.infer<typeof role>;
