import type { Action, LaneKind, Reason, VehicleClass } from '../../contract/vocabulary.ts';
import { bookingWindow } from './booking-window.ts';
import type { BookedTime, BookingWindow, UsableWindow } from './booking-window.ts';
import type { CardAt, CardUnusableBecause } from './card.ts';
import type { Control } from './control.ts';
import type { EntitlementAt, UnusableBecause } from './entitlement.ts';
import type { Plate } from './plate.ts';

/**
 * What the machine does with a car at an arm, as data: the lane gathers, this decides, the lane acts. The machine
 * opens only on a valid plate that it is sure of, seen just now; whatever is in doubt is asked of the attendant.
 * What rules for a car, first to last: docs/decisions/0020-who-rules-for-a-car.md. A car that this lets in then waits for
 * its turn (flow-control.ts).
 */
export interface Decision {
  action: Action;
  reason: Reason;
  /** For the sentence on the screen: minutes, stalls, confidence, counts. */
  figures: Record<string, number | string>;
}

export interface EntryDecision extends Decision {
  /** Which queue the car stands in: `reserved` when a booking, confirmed or not, or an entitlement is usable now. */
  class: VehicleClass;
  /** What it would come in on; null: on none of them. */
  on: 'booking' | 'entitlement' | 'card' | null;
}

/** What both directions judge alike. */
interface Sighting {
  plate: Plate;
  /** A person says that it has no plate: `plate` is the temporary one that stands for it. */
  noPlate: boolean;
  /** 0–100; null when the camera does not say, which is no doubt. */
  confidence: number | null;
  minConfidence: number;
  /** Too old, or stored by the camera while it was offline: it never opens by itself. */
  stale: boolean;
  barrierAvailable: boolean;
  /** The same plate, booking or stay was let through at another lane and has not passed there yet. */
  elsewhere: boolean;
  /** What the control list says of it at this lane. */
  control: Control | null;
}

export interface EntryInput extends Sighting {
  lane: {
    kind: LaneKind;
    /** What happens to a car without a usable booking. */
    others: Action;
  };
  /** The booking of exactly this plate that is nearest in time. */
  booking: (BookedTime & { state: 'locked' | 'confirmed' | 'used' | 'finished' | 'cancelled' | 'expired' }) | null;
  /** Of exactly this plate. */
  entitlement: EntitlementAt | null;
  /** Of exactly this plate: a month card, or a line of the free list. */
  card: CardAt | null;
  /** How many bookings, entitlements and cards look like this plate without being it, and how many of them are of each. */
  lookAlikes: number;
  likeEntitlements: number;
  likeCards: number;
  /** Since when a car of this plate is inside, UTC ms; null: none is. */
  insideSince: number | null;
  /** Confirmed bookings of this month whose car did not come, of this plate; and from how many on a booking is no use. */
  noShows: number;
  noShowLimit: number | null;
  freeStalls: number;
  /** The booking holds a stall of its own, which a full lot still has. */
  heldStall: boolean;
  /** UTC ms. */
  now: number;
  earlyMin: number;
}

export interface ExitInput extends Sighting {
  /** What happens to a car without an entry record; `open` counts as `ask`. */
  lane: { others: Action };
  /** Whether an open stay has exactly this plate. */
  stay: object | null;
  /**
   * What it is to pay now, fen. `paid`: something was paid for the stay before; `unclear`: a clock was set back, and nobody
   * knows what it costs. Null: the lot takes no money.
   */
  fee: { due: number; paid: boolean; unclear: boolean } | null;
  /** How many open stays look like this plate without being it. */
  lookAlikes: number;
}

/** Entrances (6.3.2, C.2.3.2). */
export function decideEntry(input: EntryInput): EntryDecision {
  const found = bookedNow(input);
  const booked = isBarredByNoShows(input, found) ? null : found;
  const on = input.plate.valid ? admission(input, booked) : null;
  const decided = doubtOfSighting(input) ?? ruledByList(input, 'control-no-entry') ?? admit(input, booked, on);
  return { ...withControl(decided, input), class: on === 'booking' || on === 'entitlement' ? 'reserved' : 'other', on };
}

/** Exits: the machine opens for a stay of exactly this plate; look-alikes are proposed, never taken. */
export function decideExit(input: ExitInput): Decision {
  const decided = doubtOfSighting(input) ?? ruledByList(input, 'control-no-exit') ?? letOut(input);
  return withControl(againstUnpaid(decided, input), input);
}

/** Where money is taken, whoever is let out without a stay on record is let out for nothing: with a reason. */
function againstUnpaid(decided: Decision, { fee, stay }: ExitInput): Decision {
  if (fee === null || stay !== null || decided.action !== 'ask') return decided;
  const figures = { against: decided.reason, ...decided.figures };
  return { ...decided, figures };
}

function letOut(input: ExitInput): Decision {
  if (input.stay !== null) return letOutPaid(input);
  // Table 40, strategy 5: in and out by itself, whatever is on record.
  if (input.control?.effect === 'free') return openIfSure(input, 'control-free', {});
  const figures: Decision['figures'] = input.fee === null ? {} : { against: 'no-entry-record' };
  // Or it is none of them, and its entry is missing.
  if (input.lookAlikes > 0) return ask('look-alike-stay', { lookAlikes: input.lookAlikes, ...figures });
  return { action: askInsteadOfOpen(input.lane.others), reason: 'no-entry-record', figures };
}

/** Money is to be taken before it is let out. */
export const isUnpaid = ({ figures }: Decision): boolean => typeof figures['due'] === 'number' && figures['due'] > 0;

/** Where money is taken: nobody knows since when it was inside. */
export const lacksEntry = ({ figures }: Decision): boolean => figures['against'] === 'no-entry-record';

/** Nobody drives out before what is due is paid, but by a person's word. */
function letOutPaid(input: ExitInput): Decision {
  const { due, paid, unclear } = input.fee ?? { due: 0, paid: false, unclear: false };
  if (unclear) return ask('fee-unclear', { against: 'fee-unclear' });
  if (due === 0) return openIfSure(input, paid ? 'fee-paid' : 'stay-matched', {});
  const figures = { due, against: 'fee-due' };
  const sure = openIfSure(input, 'fee-due', figures);
  // A plate in doubt comes first: it may be another car's bill.
  return { ...sure, action: 'ask', figures: { ...sure.figures, ...figures } };
}

/**
 * A booking goes before an entitlement, and that before a card; but one that nobody confirmed goes after both: then the
 * car comes in on what it has paid for.
 */
function admission(input: EntryInput, booked: BookingWindow | null): EntryDecision['on'] {
  const bookedNow = booked?.usable === true;
  if (bookedNow && input.booking?.state === 'confirmed') return 'booking';
  if (input.entitlement?.usable === true) return 'entitlement';
  if (input.card?.usable === true) return 'card';
  return bookedNow ? 'booking' : null;
}

function admit(input: EntryInput, booked: BookingWindow | null, on: EntryDecision['on']): Decision {
  if (input.control?.effect === 'free') return admitFree(input);
  if (on === 'booking' && booked?.usable === true) return admitReserved(input, booked);
  if (on === 'entitlement') return admitEntitled(input);
  if (on === 'card' && input.card?.usable === true)
    return admitCard(input, input.card.kind === 'month' ? 'card' : 'card-free');
  return admitOther(input, booked);
}

/** The list turns a car away only when the plate was read for certain: a misread one is for a person to look at. */
function ruledByList(input: Sighting, reason: Reason): Decision | null {
  if (input.control?.effect !== 'refuse') return null;
  const sure = input.confidence === null || input.confidence >= input.minConfidence;
  return { action: sure ? 'refuse' : 'ask', reason, figures: {} };
}

/** Whatever is decided, the attendant is told that the plate is listed, and how. */
const withControl = (decision: Decision, { control }: Sighting): Decision =>
  control === null ? decision : { ...decision, figures: { ...decision.figures, control: control.entry.strategy } };

const ask = (reason: Reason, figures: Decision['figures'] = {}): Decision => ({ action: 'ask', reason, figures });

const askInsteadOfOpen = (action: Action): Action => (action === 'open' ? 'ask' : action);

function doubtOfSighting(input: Sighting): Decision | null {
  if (input.stale) return ask('capture-stale');
  if (!input.barrierAvailable) return ask('barrier-not-available');
  // A bumper badge is read as a text that is no plate: it asks, it never opens.
  if (!input.plate.valid && !input.noPlate) return ask('plate-unreadable');
  // Two arms never rise for one vehicle: a cloned plate, or a camera that sees the lane beside its own.
  if (input.elsewhere) return ask('at-another-lane');
  return null;
}

/** The last word before an arm goes up by itself: a reading below the confidence set asks. */
function openIfSure(input: Sighting, reason: Reason, figures: Decision['figures']): Decision {
  if (input.confidence !== null && input.confidence < input.minConfidence) {
    return ask('plate-unsure', { confidence: input.confidence, minConfidence: input.minConfidence });
  }
  return { action: 'open', reason, figures };
}

/** Where now lies in the car's booking; null without one, or with one that is over and says nothing about this car. */
function bookedNow({ booking, now, earlyMin }: EntryInput): BookingWindow | null {
  switch (booking?.state) {
    case 'locked':
    case 'confirmed':
      return bookingWindow(booking, now, earlyMin);
    case 'expired': {
      const window = bookingWindow(booking, now, earlyMin);
      // Ended before its time: expired, whatever the hours say.
      return window.when === 'expired' ? window : { when: 'expired', usable: false, minutes: 0 };
    }
    case 'used':
    case 'finished':
    case 'cancelled':
    case undefined:
      return null;
  }
}

function admitReserved(input: EntryInput, booked: UsableWindow): Decision {
  const figures = figuresOf(booked);
  if (input.insideSince !== null) return ask('already-inside', { ...figures, since: input.insideSince });
  // C.2.3.2 b: at a single entrance with manual confirmation the attendant confirms each car.
  if (input.lane.kind === 'confirm') return ask('booking-needs-confirmation', figures);
  if (input.booking?.state === 'locked') return ask('booking-unconfirmed', figures);
  if (input.freeStalls <= 0 && !input.heldStall) return ask('lot-full', { ...figures, freeStalls: input.freeStalls });
  return openIfSure(input, bookingReason(booked), figures);
}

/** Table 40, strategy 5: by itself at every lane, also where an attendant confirms the others; but not into a full lot. */
function admitFree(input: EntryInput): Decision {
  if (input.insideSince !== null) return ask('already-inside', { since: input.insideSince });
  if (input.freeStalls <= 0) return ask('lot-full', { freeStalls: input.freeStalls });
  return openIfSure(input, 'control-free', {});
}

/** What was paid for opens as a confirmed booking does. Its place is not held: a full lot asks. */
function admitEntitled(input: EntryInput): Decision {
  if (input.insideSince !== null) return ask('already-inside', { since: input.insideSince });
  if (input.lane.kind === 'confirm') return ask('entitled');
  if (input.freeStalls <= 0) return ask('lot-full', { freeStalls: input.freeStalls });
  return openIfSure(input, 'entitled', {});
}

/**
 * A card spares its car the lane's rule for all others, not their queue: flow control says whether there is a place, and
 * when it is its turn. A lane for reserved cars only stays theirs (C.2.3.2 a).
 */
function admitCard(input: EntryInput, reason: 'card' | 'card-free'): Decision {
  const { lane, insideSince } = input;
  if (insideSince !== null) return ask('already-inside', { since: insideSince });
  if (lane.kind === 'reserved') {
    return { action: askInsteadOfOpen(lane.others), reason: 'lane-is-reserved-only', figures: {} };
  }
  if (lane.kind === 'confirm') return ask(reason);
  return openIfSure(input, reason, {});
}

function admitOther(input: EntryInput, booked: BookingWindow | null): Decision {
  const { lane } = input;
  if (input.insideSince !== null) return ask('already-inside', { since: input.insideSince });
  const without = whyNot(input, booked);
  if (without === null && input.lookAlikes > 0) {
    return ask(likeWhat(input), { lookAlikes: input.lookAlikes });
  }

  const { reason, figures } = without ?? { reason: 'no-booking', figures: {} };
  // C.2.3.2 a: a reserved-only lane never opens by itself for others.
  if (lane.kind === 'reserved') {
    return { action: askInsteadOfOpen(lane.others), reason: without?.reason ?? 'lane-is-reserved-only', figures };
  }
  // Whether it has a place, and its turn, is for flow control to say (flow-control.ts).
  if (lane.others === 'open' && lane.kind !== 'confirm') return openIfSure(input, reason, figures);
  if (input.freeStalls <= 0) {
    const action = lane.others === 'refuse' ? 'refuse' : 'hold';
    return { action, reason: 'lot-full', figures: { ...figures, freeStalls: input.freeStalls } };
  }
  if (lane.kind === 'confirm') return ask(reason, figures);
  return { action: lane.others, reason, figures };
}

/** What a misread plate is most likely to be waited for: a booking before an entitlement, and that before a card. */
function likeWhat({ lookAlikes, likeEntitlements, likeCards }: EntryInput): Reason {
  if (likeEntitlements + likeCards < lookAlikes) return 'look-alike-booking';
  return likeEntitlements > 0 ? 'look-alike-entitlement' : 'look-alike-card';
}

/** A booking of a plate that too often did not come is no use, until the month is over: it is a car like any other. */
const isBarredByNoShows = ({ noShows, noShowLimit }: EntryInput, booked: BookingWindow | null): boolean =>
  booked !== null && booked.when !== 'expired' && noShowLimit !== null && noShows >= noShowLimit;

/** Why the car's own booking, or else its entitlement, or else its card, does not let it in; null when it has none. */
function whyNot(
  input: EntryInput,
  booked: BookingWindow | null,
): { reason: Reason; figures: Decision['figures'] } | null {
  const { entitlement, card, noShows } = input;
  if (isBarredByNoShows(input, bookedNow(input))) {
    return { reason: 'booking-no-shows', figures: { noShows, limit: input.noShowLimit ?? noShows } };
  }
  if (booked !== null) return { reason: bookingReason(booked), figures: figuresOf(booked) };
  if (entitlement?.usable === false) {
    const { because, minutes } = entitlement;
    return { reason: ENTITLEMENT_REASONS[because], figures: minutes === undefined ? {} : { minutes } };
  }
  if (card === null || card.usable) return null;
  return { reason: CARD_REASONS[card.because], figures: { card: card.no, ...('days' in card && { days: card.days }) } };
}

const CARD_REASONS: Record<CardUnusableBecause, Reason> = {
  over: 'card-over',
  'too-early': 'card-too-early',
  ended: 'card-ended',
  'other-inside': 'card-other-inside',
};

const ENTITLEMENT_REASONS: Record<UnusableBecause, Reason> = {
  'too-early': 'entitlement-too-early',
  over: 'entitlement-over',
  closed: 'entitlement-closed',
  'used-up': 'entitlement-used-up',
  'too-large': 'entitlement-too-large',
  unpaid: 'entitlement-unpaid',
};

function bookingReason(booked: BookingWindow): Reason {
  switch (booked.when) {
    case 'too-early':
      return 'booking-too-early';
    case 'early':
      return 'booking-early';
    case 'on-time':
      return 'booking-on-time';
    case 'held':
      return 'booking-held';
    case 'expired':
      return 'booking-expired';
  }
}

/** The minutes of the window under their names, and `booking`: where in it the car is. */
function figuresOf({ when, usable: _, ...minutes }: BookingWindow): Decision['figures'] {
  return { booking: when, ...minutes };
}
