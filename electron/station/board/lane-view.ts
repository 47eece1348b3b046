import type {
  ArrivalView,
  BookingView,
  CandidateView,
  LaneAct,
  LanePhase,
  LaneView,
  StayView,
} from '../../contract/board.ts';
import type { DebtView, DueView } from '../../contract/charges.ts';
import { canStop } from '../../contract/site-barriers.ts';
import type { LaneConfig } from '../../contract/site.ts';
import type { Booking } from '../booking/desk.ts';
import type { LastPassage } from '../lane/facts.ts';
import type { Lane } from '../lane/lane.ts';
import type { Arrival, Candidate } from '../lane/state.ts';
import type { StayRecord } from '../ledger/report.ts';
import { isUnpaid, lacksEntry } from '../policy/decide.ts';

/** What a card shows beside the lane's own state. Reads only. */
export interface CardLookup {
  booking(code: string): Booking | null;
  stay(id: string): StayRecord | null;
  /** What a stay is to pay for the time until an instant; null: the lot takes no money. */
  due(stayId: string, until: number): DueView | null;
  /** What earlier stays of a plate still owe. */
  debts(plate: string): DebtView[];
  /** What was taken at a lane last. */
  lastCharge(laneId: string): LaneView['lastCharge'];
  /** `capture://` URL of a filed image; null while it is on its way, or lost. */
  image(captureId: string | null): string | null;
  camera(laneId: string): LaneView['camera'];
  person(id: string): string;
  flow: LaneFlowLookup;
}

/** What persons made of the lanes' rules for a time. */
export interface LaneFlowLookup {
  ruleOf(lane: LaneConfig): Pick<LaneConfig, 'kind'>;
  conversionOf(laneId: string): { until: number; who: string; because: string } | null;
}

/** One lane as its card. */
export function laneView(lane: Lane, number: number, look: CardLookup): LaneView {
  const { state, config } = lane;
  const arrival = 'arrival' in state ? state.arrival : null;
  const barrier = lane.barrierState();
  const shown = arrival && arrivalView(arrival, look);
  const conversion = look.flow.conversionOf(config.id);
  return {
    id: config.id,
    number,
    name: config.name,
    direction: config.direction,
    kind: look.flow.ruleOf(config).kind,
    converted: conversion && { until: conversion.until, who: look.person(conversion.who), because: conversion.because },
    convertible: config.direction === 'entrance' && config.kind === 'reserved',
    phase: state.phase,
    since: state.since,
    attention: attentionOf(lane),
    arrival: shown,
    nextPlate: 'next' in state ? (state.next?.plate ?? null) : null,
    unseen: 'unseen' in state && state.unseen,
    barrier: { ...barrier, faultSince: lane.faultSince() },
    camera: look.camera(config.id),
    main: mainActOf(lane),
    acts: withDebts(actsOf(lane), shown),
    lastCharge: lastCharge(look.lastCharge(config.id), shown),
    lastPassage: lane.lastPassage && shownPassage(lane.lastPassage),
  };
}

/** A debt keeps nobody waiting: where the car has nothing to pay, or comes in, it may be collected all the same. */
const withDebts = (acts: LaneAct[], arrival: ArrivalView | null): LaneAct[] =>
  arrival !== null && arrival.debts.length > 0 && !acts.includes('pay') ? [...acts, 'collect-debts'] : acts;

/** The receipt of the car before is at hand until the next one has a bill of its own. */
function lastCharge(last: LaneView['lastCharge'], arrival: ArrivalView | null): LaneView['lastCharge'] {
  const isNext = (arrival?.due?.receivable ?? 0) > 0 && arrival?.plate.text !== last?.plate;
  return isNext ? null : last;
}

const shownPassage = ({ plate, at, authorised, assumed }: LastPassage) => ({ plate, at, authorised, assumed });

/** Red: a fault. Amber: a person must act. Neutral: nobody. */
function attentionOf(lane: Lane): LaneView['attention'] {
  const { mode, fault } = lane.barrierState();
  if (mode === 'out-of-service' || mode === 'offline' || fault !== null) return 'stop';
  // Somebody raised the arm, and nobody knows who.
  if (lane.foundOpen) return 'stop';
  switch (lane.state.phase) {
    case 'asking':
    case 'unsure':
      return 'ask';
    case 'refused':
      return 'stop';
    case 'idle':
    case 'waiting':
    case 'opening':
    case 'passing':
      return 'none';
  }
}

/** The act for the main button. While a car passes there is none: what lies beside it must not be hit by habit. */
function mainActOf(lane: Lane): LaneAct | null {
  const acts = actsOf(lane);
  const { arm, mode } = lane.barrierState();
  // An arm left up over an empty lane (the program or the port came back) lets anybody in: lowering it comes first.
  const leftUp: LaneAct[] = lane.state.phase === 'idle' && arm === 'open' && mode === 'automatic' ? ['close'] : [];
  const wanted: LaneAct[] = ['return-to-service', ...leftUp, ...MAIN[lane.state.phase], 'end-hold'];
  return wanted.find((act) => acts.includes(act)) ?? null;
}

const MAIN: Record<LanePhase, readonly LaneAct[]> = {
  idle: ['open-by-hand'],
  waiting: ['release'],
  asking: ['pay', 'release'],
  refused: ['turn-away'],
  opening: [],
  passing: [],
  unsure: ['passed'],
};

/** What may be done now: the window shows just these, and the lane refuses all others. */
export function actsOf(lane: Lane): LaneAct[] {
  const { mode, arm } = lane.barrierState();
  const arming: LaneAct[] = [];
  if (mode === 'out-of-service') arming.push('return-to-service');
  else if (mode !== 'offline') {
    if (lane.held) arming.push('end-hold');
    if ('intruder' in lane.state) arming.push('open-by-hand');
    if (!lane.held) arming.push('hold-open');
    if (arm !== 'closed' && lane.sensesPassage) arming.push('close');
    if (arm === 'moving' && canStop(lane.config.barrier)) arming.push('stop');
  }
  const blind = mode === 'offline' || mode === 'out-of-service';
  const vehicle = vehicleActs(lane, blind).filter(
    (act) => mode === 'automatic' || mode === 'held-open' || !isOpening(act),
  );
  return mode === 'out-of-service' ? [...arming, ...vehicle] : [...vehicle, ...arming];
}

const isOpening = (act: LaneAct): boolean => act === 'release' || act === 'release-as-other';

const PASSED: readonly LaneAct[] = ['passed'];

/** `blind`: the barrier cannot tell what goes through, for instance when its arm is cranked up by hand. */
function vehicleActs({ state, config }: Pick<Lane, 'state' | 'config'>, blind: boolean): LaneAct[] {
  switch (state.phase) {
    case 'idle':
      return [];
    case 'waiting':
      return ['release', 'refuse', 'correct', 'turn-away', ...(blind ? PASSED : [])];
    case 'asking': {
      const acts: LaneAct[] = isUnpaid(state.arrival.verdict) ? ['pay', 'release'] : ['release'];
      if (state.arrival.class === 'reserved') acts.push('release-as-other');
      acts.push('refuse', 'correct');
      if (config.direction === 'entrance' && !state.arrival.plateValid) acts.push('no-plate');
      if (lacksEntry(state.arrival.verdict)) acts.push('supply-entry');
      acts.push('turn-away');
      // Cranked up by hand, or gone in while the program restarted.
      const { reason } = state.arrival.verdict;
      if (blind || reason === 'arm-did-not-open' || reason === 'program-restarted') acts.push('passed');
      return acts;
    }
    case 'refused':
      return ['turn-away', 'release', 'correct', ...(blind ? PASSED : [])];
    case 'opening':
      return state.onLoop ? [] : ['turn-away'];
    case 'passing':
      return state.onLoop ? [] : ['turn-away'];
    case 'unsure':
      return ['passed', 'turn-away'];
  }
}

function arrivalView(arrival: Arrival, look: CardLookup): ArrivalView {
  return {
    id: arrival.id,
    plate: {
      text: arrival.plate,
      colour: arrival.plateColour,
      valid: arrival.plateValid,
      doubtful: arrival.doubtful,
    },
    plateAsRead: arrival.plateRead,
    confidence: arrival.confidence,
    carColour: arrival.carColour,
    carModel: arrival.carModel,
    capturedAt: arrival.at,
    image: look.image(arrival.captureId),
    class: arrival.class,
    decision: arrival.verdict,
    booking: bookingView(arrival.bookingCode ? look.booking(arrival.bookingCode) : null),
    stay: stayView(arrival.stayId ? look.stay(arrival.stayId) : null, look),
    due: arrival.stayId === null ? null : look.due(arrival.stayId, arrival.at),
    debts: look.debts(arrival.plate),
    candidates: arrival.candidates.map((candidate) => candidateView(candidate, look)),
  };
}

function candidateView(candidate: Candidate, look: CardLookup): CandidateView {
  return {
    ...candidate,
    booking: candidate.kind === 'booking' ? bookingView(look.booking(candidate.id)) : null,
    stay: candidate.kind === 'stay' ? stayView(look.stay(candidate.id), look) : null,
  };
}

export function bookingView(booking: Booking | null): BookingView | null {
  if (!booking) return null;
  return {
    code: booking.code,
    plate: booking.plate,
    from: booking.from,
    to: booking.to,
    stallNo: booking.stallNo,
    state: booking.state,
    plateColour: booking.plateColour,
    carColour: booking.carColour,
    carModel: booking.carModel,
  };
}

function stayView(stay: StayRecord | null, look: CardLookup): StayView | null {
  if (!stay) return null;
  return {
    id: stay.id,
    plate: stay.plate,
    enteredAt: stay.enteredAt,
    entrance: stay.entranceName,
    image: look.image(stay.entryCapture),
  };
}
