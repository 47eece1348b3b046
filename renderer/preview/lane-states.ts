import type { LaneAct, LaneView } from '../../electron/contract/board.ts';
import { drawnCapture } from './drawn-capture.ts';
import { arrival, barrier, booking, candidate, lane, plate, stay } from './fixtures.ts';
import { PEOPLE, PLATES } from './names.ts';

const MINUTE = 60_000;
const ASKED: LaneAct[] = ['release', 'refuse', 'correct', 'turn-away', 'open-by-hand', 'hold-open'];

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
  /** Saturated: its queue has not the turn. */
  heldForReserved: (at: number, n: number): LaneView =>
    lane(at, n, {
      kind: 'general',
      phase: 'waiting',
      since: at - 250_000,
      acts: ASKED,
      barrier: barrier({ approachLoop: 'occupied' }),
      arrival: arrival(at, {
        plate: plate(PLATES.green, { colour: 'green' }),
        confidence: 91,
        decision: { action: 'hold', reason: 'flow-turn-of-reserved', figures: { nth: 2, of: 2 } },
      }),
    }),
  heldForExits: (at: number, n: number): LaneView =>
    lane(at, n, {
      kind: 'general',
      phase: 'waiting',
      since: at - 250_000,
      acts: ASKED,
      barrier: barrier({ approachLoop: 'occupied' }),
      arrival: arrival(at, {
        plate: plate(PLATES.green, { colour: 'green' }),
        confidence: 91,
        decision: { action: 'hold', reason: 'flow-exits-needed', figures: { exits: 2 } },
      }),
    }),
  /** Asked about in a full lot: a yes is an override. */
  againstFull: (at: number, n: number): LaneView =>
    lane(at, n, {
      kind: 'general',
      phase: 'asking',
      since: at - 12_000,
      attention: 'ask',
      acts: ASKED,
      barrier: barrier({ approachLoop: 'occupied' }),
      arrival: arrival(at, {
        plate: plate(PLATES.yellow, { colour: 'yellow' }),
        decision: { action: 'ask', reason: 'no-booking', figures: { exits: 2, against: 'flow-exits-needed' } },
      }),
    }),
  converted: (at: number, n: number): LaneView =>
    lane(at, n, {
      kind: 'general',
      convertible: true,
      converted: { until: at + 49 * MINUTE, who: PEOPLE.attendant, because: PEOPLE.reason },
      phase: 'waiting',
      since: at - 70_000,
      acts: ASKED,
      barrier: barrier({ approachLoop: 'occupied' }),
      arrival: arrival(at, {
        plate: plate(PLATES.white, { colour: 'white' }),
        decision: { action: 'hold', reason: 'flow-behind', figures: {} },
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
  /** An hour for free by a voucher, the rest to be paid. */
  payable: (at: number, n: number): LaneView =>
    lane(at, n, {
      direction: 'exit',
      phase: 'asking',
      since: at - 12_000,
      attention: 'ask',
      acts: ['pay', ...ASKED],
      barrier: barrier({ approachLoop: 'occupied' }),
      arrival: arrival(at, {
        plate: plate(PLATES.far, { colour: 'yellow' }),
        stay: stay(at),
        decision: { action: 'ask', reason: 'fee-due', figures: {} },
        due: {
          because: 'rate',
          minutes: 192,
          lines: [],
          total: 2500,
          settled: 0,
          receivable: 2500,
          discount: 500,
          due: 2000,
          discounts: [{ id: 'd-1', name: PEOPLE.voucher, type: 'amount', value: 500, amount: 500 }],
          came: 0,
          payment: null,
        },
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
          candidate(at, PLATES.yellow, [3, 4], { kind: 'entitlement', booking: null }),
        ],
      }),
    }),
  /** Nothing was read at the exit: cars that came in without a plate, by their pictures. */
  noPlateExit: (at: number, n: number): LaneView =>
    lane(at, n, {
      direction: 'exit',
      phase: 'asking',
      since: at - 9_000,
      attention: 'ask',
      acts: ASKED,
      barrier: barrier({ approachLoop: 'occupied' }),
      arrival: arrival(at, {
        plate: plate('', { colour: 'unknown', valid: false }),
        plateAsRead: '',
        confidence: null,
        image: drawnCapture('', '#8a4a34'),
        decision: { action: 'ask', reason: 'plate-unreadable', figures: {} },
        candidates: PLATES.temporary.map((text, index) =>
          candidate(at, text, [], {
            kind: 'stay',
            booking: null,
            stay: stay(at, {
              id: text,
              plate: text,
              enteredAt: at - (index + 1) * 55 * MINUTE,
              image: drawnCapture('', ['#8a4a34', '#345b8a', '#7c8794'][index] ?? '#7c8794'),
            }),
          }),
        ),
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
      unseen: true,
      since: at - 31_000,
      attention: 'ask',
      acts: ['passed', 'turn-away', 'open-by-hand', 'hold-open'],
      arrival: arrival(at, {
        plate: plate(PLATES.white, { colour: 'white' }),
        image: null,
        decision: { action: 'open', reason: 'no-booking', figures: {} },
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
