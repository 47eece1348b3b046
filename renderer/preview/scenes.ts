import type { ActivityView, BoardView, LaneAct, LaneView, QueueItemView } from '../../electron/contract/board.ts';
import type { StationStatus } from '../../electron/contract/events.ts';
import { activity, arrival, barrier, board, booking, candidate, lane, plate, queueItem, stay } from './fixtures.ts';
import { PEOPLE, PLACES, PLATES } from './names.ts';
import { drawnCapture } from './drawn-capture.ts';

const MINUTE = 60_000;
const ASKED: LaneAct[] = ['release', 'refuse', 'correct', 'turn-away', 'open-by-hand', 'hold-open'];

export interface Scene {
  board: BoardView | null;
  station: StationStatus;
}

/** Every state of a lane that is worth a look. */
export const states = {
  reservedPassing: (at: number, n: number): LaneView =>
    lane(at, n, {
      kind: 'reserved',
      phase: 'passing',
      since: at - 4000,
      acts: ['turn-away', 'open-by-hand', 'hold-open'],
      barrier: barrier({ arm: 'open', approachLoop: 'occupied', passageLoop: 'occupied' }),
      arrival: arrival(at, {
        class: 'reserved',
        booking: booking(at, { stallNo: 'B2-017' }),
        decision: { action: 'open', reason: 'booking-on-time', figures: {} },
      }),
      nextPlate: PLATES.green,
    }),
  held: (at: number, n: number): LaneView =>
    lane(at, n, {
      kind: 'general',
      phase: 'waiting',
      since: at - 250_000,
      acts: ASKED,
      barrier: barrier({ approachLoop: 'occupied' }),
      arrival: arrival(at, {
        plate: plate(PLATES.green, { colour: 'green', doubtful: [3] }),
        confidence: 91,
        decision: { action: 'hold', reason: 'lot-full', figures: { freeStalls: 0 } },
      }),
    }),
  exit: (at: number, n: number): LaneView =>
    lane(at, n, {
      direction: 'exit',
      phase: 'asking',
      since: at - 12_000,
      attention: 'ask',
      acts: ASKED,
      barrier: barrier({ approachLoop: 'occupied' }),
      arrival: arrival(at, {
        plate: plate(PLATES.far, { colour: 'yellow' }),
        class: 'reserved',
        stay: stay(at),
        decision: { action: 'ask', reason: 'plate-unsure', figures: { confidence: 72, minConfidence: 80 } },
        confidence: 72,
      }),
    }),
  confirm: (at: number, n: number): LaneView =>
    lane(at, n, {
      kind: 'confirm',
      phase: 'asking',
      since: at - 42_000,
      attention: 'ask',
      acts: ['release', 'release-as-other', 'refuse', 'correct', 'turn-away', 'open-by-hand', 'hold-open'],
      barrier: barrier({ approachLoop: 'occupied' }),
      arrival: arrival(at, {
        class: 'reserved',
        carColour: 'black',
        booking: booking(at, { from: at + 12 * MINUTE, to: at + 72 * MINUTE }),
        decision: { action: 'ask', reason: 'booking-needs-confirmation', figures: { minutes: 12 } },
      }),
    }),
  lookAlike: (at: number, n: number): LaneView =>
    lane(at, n, {
      phase: 'asking',
      since: at - 8_000,
      attention: 'ask',
      acts: ASKED,
      barrier: barrier({ approachLoop: 'occupied' }),
      arrival: arrival(at, {
        plate: plate(PLATES.alike, { doubtful: [6] }),
        confidence: 83,
        decision: { action: 'ask', reason: 'look-alike-booking', figures: { lookAlikes: 3 } },
        candidates: [
          candidate(at, PLATES.blue, [6]),
          candidate(at, PLATES.alike2, [4, 6]),
          candidate(at, PLATES.yellow, [3, 4], { kind: 'stay', booking: null, stay: stay(at) }),
        ],
      }),
    }),
  fault: (at: number, n: number): LaneView =>
    lane(at, n, {
      phase: 'asking',
      since: at - 70_000,
      attention: 'stop',
      acts: ['return-to-service', 'correct', 'turn-away'],
      barrier: barrier({
        arm: 'unknown',
        approachLoop: 'occupied',
        passageLoop: 'unknown',
        mode: 'out-of-service',
        fault: 'arm-did-not-open',
        faultSince: at - 70_000,
      }),
      arrival: arrival(at, { decision: { action: 'ask', reason: 'arm-did-not-open', figures: {} } }),
    }),
  unsure: (at: number, n: number): LaneView =>
    lane(at, n, {
      phase: 'unsure',
      since: at - 31_000,
      attention: 'ask',
      acts: ['passed', 'turn-away', 'open-by-hand', 'hold-open'],
      arrival: arrival(at, {
        plate: plate(PLATES.white, { colour: 'white' }),
        image: null,
        decision: { action: 'ask', reason: 'program-restarted', figures: {} },
      }),
    }),
  refused: (at: number, n: number): LaneView =>
    lane(at, n, {
      kind: 'reserved',
      phase: 'refused',
      since: at - 95_000,
      acts: ['release', 'correct', 'turn-away', 'open-by-hand', 'hold-open'],
      barrier: barrier({ approachLoop: 'occupied', passageLoop: 'none' }),
      arrival: arrival(at, {
        plate: plate(PLATES.black, { colour: 'black' }),
        booking: booking(at, { from: at - 190 * MINUTE, to: at - 130 * MINUTE, state: 'expired' }),
        decision: { action: 'refuse', reason: 'booking-expired', figures: { minutes: 115 } },
      }),
    }),
  unreadable: (at: number, n: number): LaneView =>
    lane(at, n, {
      phase: 'asking',
      since: at - 3_000,
      attention: 'ask',
      acts: ASKED,
      camera: { state: 'silent', lastAt: at - 20 * MINUTE },
      arrival: arrival(at, {
        plate: plate(PLATES.rubbish, { colour: 'unknown', valid: false }),
        image: drawnCapture(PLATES.rubbish, '#8a4a34'),
        confidence: 41,
        decision: { action: 'ask', reason: 'plate-unreadable', figures: {} },
      }),
    }),
  heldOpen: (at: number, n: number): LaneView =>
    lane(at, n, {
      direction: 'exit',
      acts: ['end-hold'],
      barrier: barrier({ arm: 'open', mode: 'held-open' }),
      lastPassage: { plate: PLATES.yellow, at: at - 40_000, authorised: true, assumed: true },
    }),
  tailgated: (at: number, n: number): LaneView =>
    lane(at, n, {
      attention: 'stop',
      lastPassage: { plate: PLATES.yellow, at: at - 9_000, authorised: false, assumed: false },
    }),
} as const;

const LOT: readonly (readonly (keyof typeof states)[])[] = [
  ['confirm'],
  ['lookAlike', 'exit'],
  ['reservedPassing', 'held', 'exit'],
  ['confirm', 'lookAlike', 'exit', 'fault'],
  ['reservedPassing', 'held', 'confirm', 'lookAlike', 'exit', 'fault', 'refused', 'unreadable'],
];

/** A day at a lot of so many lanes; 8 shows most states at once. */
export function sceneOf(name: string, at: number): Scene {
  const up: StationStatus = { state: 'up', since: at - 3_600_000, attempt: 0, detail: null };
  const of = (kinds: readonly (keyof typeof states)[]) => kinds.map((kind, index) => states[kind](at, index + 1));
  switch (name) {
    case 'starting':
      return { board: null, station: { ...up, state: 'starting', since: at } };
    case 'failed':
      return {
        board: null,
        station: { ...up, state: 'down', since: at, attempt: 3, detail: 'site.json lanes/0/barrier/unit: 1 to 247' },
      };
    case 'empty':
      return {
        board: board(
          at,
          [1, 2, 3].map((n) => lane(at, n, { lastPassage: null })),
        ),
        station: up,
      };
    case 'down':
      return {
        board: busy(at, of(LOT[3] ?? [])),
        station: { ...up, state: 'down', since: at - 9000, attempt: 2, detail: 'exit 134' },
      };
    case 'rest':
      return { board: busy(at, of(['unsure', 'heldOpen', 'tailgated', 'refused', 'unreadable', 'held'])), station: up };
    default: {
      const kinds = LOT.find(({ length }) => length === Number(name)) ?? LOT[2] ?? [];
      return { board: busy(at, of(kinds), kinds.length > 3), station: up };
    }
  }
}

/** Long queues, many events, a platform that is behind, and what is lost. */
function busy(at: number, lanes: LaneView[], withNotices = false): BoardView {
  const other: QueueItemView[] = PLATES.others.map((text, index) =>
    queueItem(at, text, {
      since: at - (index + 1) * 97_000,
      reason: index % 2 === 0 ? 'lot-full' : 'booking-too-early',
    }),
  );
  const reserved = [
    queueItem(at, PLATES.blue, { reason: 'booking-needs-confirmation', since: at - 42_000 }),
    queueItem(at, PLATES.green, { reason: 'booking-early', laneName: PLACES.entrance(2), laneId: 'lane-2' }),
  ];
  const quiet = board(at, lanes);
  return {
    ...quiet,
    queues: { reserved, other },
    activity: lines(at),
    platforms: quiet.platforms.map((platform) =>
      withNotices
        ? {
            ...platform,
            state: 'down' as const,
            detail: 'connect ECONNREFUSED',
            waitingLive: 3,
            waitingBacklog: 128,
            parked: 1,
            oldestWaiting: at - 400_000,
          }
        : platform,
    ),
    notices: withNotices
      ? [
          { code: 'platform', subject: 'city', since: at - 400_000, detail: 'connect ECONNREFUSED' },
          { code: 'barrier', subject: 'lane-4', since: at - 70_000, detail: 'arm-did-not-open' },
          { code: 'parked', subject: 'city', since: at - 900_000, detail: '1201' },
        ]
      : [],
  };
}

function lines(at: number): ActivityView[] {
  const some: Partial<ActivityView>[] = [
    { kind: 'entered' },
    { kind: 'left', laneName: PLACES.exit(1), plate: PLATES.far, report: { state: 'waiting', ms: null } },
    { kind: 'opened-by-hand', plate: null, who: PEOPLE.attendant, reason: PEOPLE.reason, report: null },
    { kind: 'booking-locked', laneName: null, plate: PLATES.green, report: null },
    { kind: 'barrier-fault', plate: null, detail: 'arm-did-not-open', report: { state: 'parked', ms: null } },
    { kind: 'refused', reason: 'booking-expired', who: PEOPLE.attendant, report: null },
    { kind: 'platform-down', laneName: null, plate: null, detail: 'connect ECONNREFUSED', report: null },
    { kind: 'corrected', plate: PLATES.blue, detail: `${PLATES.alike} → ${PLATES.blue}`, who: PEOPLE.attendant },
  ];
  return Array.from({ length: 120 }, (_, index) =>
    activity(at, 120 - index, { at: at - index * 47_000, ...some[index % some.length] }),
  );
}
