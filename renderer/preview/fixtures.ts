import type {
  ActivityView,
  ArrivalView,
  BarrierView,
  BoardView,
  BookingView,
  CandidateView,
  LaneAct,
  FlowView,
  LaneView,
  PlateView,
  QueueItemView,
  StayView,
} from '../../electron/contract/board.ts';
import { drawnCapture } from './drawn-capture.ts';
import { PEOPLE, PLACES, PLATES } from './names.ts';
import { platform } from './sync-fixtures.ts';

/** Boards to look at and to test with. Every instant follows from `at`. */

const MINUTE = 60_000;

export function plate(text: string, over: Partial<PlateView> = {}): PlateView {
  return { text, colour: 'blue', valid: true, doubtful: [], ...over };
}

export function booking(at: number, over: Partial<BookingView> = {}): BookingView {
  return {
    code: 'B20241121001',
    plate: PLATES.blue,
    from: at - 11 * MINUTE,
    to: at + 49 * MINUTE,
    stallNo: null,
    state: 'confirmed',
    plateColour: 'blue',
    carColour: 'white',
    carModel: 'small',
    ...over,
  };
}

export function stay(at: number, over: Partial<StayView> = {}): StayView {
  return {
    id: 'stay-1',
    plate: PLATES.far,
    enteredAt: at - 192 * MINUTE,
    entrance: PLACES.entrance(1),
    image: drawnCapture(PLATES.far, '#345b8a'),
    ...over,
  };
}

export function candidate(
  at: number,
  text: string,
  differs: number[],
  over: Partial<CandidateView> = {},
): CandidateView {
  return {
    id: `candidate-${text}`,
    kind: 'booking',
    plate: text,
    differs,
    booking: booking(at, { plate: text }),
    stay: null,
    ...over,
  };
}

export function arrival(at: number, over: Partial<ArrivalView> = {}): ArrivalView {
  const text = over.plate?.text ?? PLATES.blue;
  return {
    id: `arrival-${text}`,
    plate: plate(text),
    plateAsRead: text,
    confidence: 98,
    carColour: 'white',
    carModel: 'small',
    capturedAt: at,
    image: drawnCapture(text, '#7c8794'),
    class: 'other',
    decision: { action: 'ask', reason: 'no-booking', figures: {} },
    booking: null,
    stay: null,
    due: null,
    debts: [],
    candidates: [],
    ...over,
  };
}

export const barrier = (over: Partial<BarrierView> = {}): BarrierView => ({
  arm: 'closed',
  passageLoop: 'clear',
  approachLoop: 'clear',
  mode: 'automatic',
  fault: null,
  faultSince: null,
  ...over,
});

/** Its main act is the first of its acts, unless said otherwise. */
export function lane(at: number, number: number, over: Partial<LaneView> = {}): LaneView {
  const acts: LaneAct[] = over.acts ?? ['open-by-hand', 'hold-open'];
  const direction = over.direction ?? 'entrance';
  return {
    id: `lane-${number}`,
    number,
    name: direction === 'entrance' ? PLACES.entrance(number) : PLACES.exit(number),
    direction,
    kind: 'mixed',
    converted: null,
    convertible: false,
    phase: 'idle',
    since: at - 5 * MINUTE,
    attention: 'none',
    arrival: null,
    nextPlate: null,
    unseen: false,
    barrier: barrier(),
    camera: { state: 'up', lastAt: at - MINUTE },
    main: acts[0] ?? null,
    acts,
    lastCharge: null,
    lastPassage: { plate: PLATES.blue, at: at - 3 * MINUTE, authorised: true, assumed: false },
    ...over,
  };
}

export const queueItem = (at: number, text: string, over: Partial<QueueItemView> = {}): QueueItemView => ({
  arrivalId: `arrival-${text}`,
  laneId: 'lane-1',
  laneName: PLACES.entrance(1),
  plate: text,
  since: at - 4 * MINUTE,
  reason: 'no-booking',
  turn: false,
  ...over,
});

export const activity = (at: number, id: number, over: Partial<ActivityView> = {}): ActivityView => ({
  id,
  at: at - 1000 * id,
  kind: 'entered',
  laneName: PLACES.entrance(1),
  plate: PLATES.blue,
  who: null,
  reason: null,
  detail: null,
  report: { state: 'acknowledged', ms: 412 },
  ...over,
});

/** Reserved cars first by the hours of the site file; the second of two reserved cars comes next. */
export const flow = (at: number, over: Partial<FlowView> = {}): FlowView => ({
  band: 'saturated',
  priority: {
    on: true,
    by: 'schedule',
    since: at - 3 * 60 * MINUTE,
    until: at + 9 * 60 * MINUTE,
    who: null,
    because: null,
  },
  reservedPerOther: 2,
  exitsPerEntry: 1,
  turn: 'reserved',
  nth: 2,
  credits: 0,
  exitsNeeded: 1,
  ...over,
});

export function board(at: number, lanes: LaneView[], over: Partial<BoardView> = {}): BoardView {
  return {
    revision: 1,
    at,
    lot: {
      name: PLACES.lot,
      desk: PLACES.desk,
      totalStalls: 300,
      inside: 212,
      free: 71,
      reserved: 17,
      band: 'saturated',
      flow: flow(at),
      pay: { charges: false, shows: false, scans: false, confirms: false, vouchers: [] },
      onDuty: PEOPLE.attendant,
    },
    lanes,
    queues: { reserved: [], other: [] },
    platforms: [platform(at)],
    notices: [],
    activity: [],
    ...over,
  };
}
