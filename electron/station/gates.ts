import { makeBarrier } from '../../native/barrier/make-barrier.ts';
import type { Clock } from '../../native/clock/contract.ts';
import { lineOf } from '../contract/site-barriers.ts';
import type { SiteConfig } from '../contract/site.ts';
import type { Cameras } from './cameras.ts';
import type { Cards } from './cards/desk.ts';
import type { ChargeDesk } from './charge/desk.ts';
import type { ControlList } from './booking/control-list.ts';
import type { Bookings } from './booking/desk.ts';
import type { Sharing } from './booking/sharing.ts';
import { createFlowActs } from './flow/acts.ts';
import type { FlowActs } from './flow/acts.ts';
import { createSequencer } from './flow/sequencer.ts';
import type { Sequencer } from './flow/sequencer.ts';
import { createFlowStore } from './flow/store.ts';
import { createTurns } from './flow/turns.ts';
import type { Turns } from './flow/turns.ts';
import { createJudge } from './lane/judge.ts';
import type { Passing } from './lane/judge.ts';
import { createLane } from './lane/lane.ts';
import type { Lane } from './lane/lane.ts';
import { LaneRefusal } from './lane/parts.ts';
import type { LaneParts } from './lane/parts.ts';
import { carsOf } from './lane/state.ts';
import { createLaneStore } from './lane/store.ts';
import type { Ledger } from './ledger/record.ts';
import type { Lines } from './lines.ts';
import type { Log } from './log.ts';
import { createAlarms } from './parking/alarms.ts';
import type { Openings } from './parking/openings.ts';
import type { Passages } from './parking/passages.ts';
import { newId } from './parking/stays.ts';
import type { Stays } from './parking/stays.ts';
import { createTemporaryPlates } from './parking/temporary-plates.ts';
import type { Db } from './store/open.ts';

export interface GatesParts {
  site: SiteConfig;
  db: Db;
  ledger: Ledger;
  clock: Clock;
  log: Log;
  lines: Lines;
  /** A lane's camera, for a barrier on its relay; null: it has no driver of its own. */
  cameraOf: Cameras['byId'];
  desks: { bookings: Bookings; control: ControlList; sharing: Sharing };
  cards: Cards;
  stays: Stays;
  openings: Openings;
  passages: Passages;
  feeOf: ChargeDesk['feeOf'];
  newestCapture: LaneParts['newestCapture'];
  onChange(laneId: string): void;
  /** What happened at a lane could not be written down, or can again (null). */
  onTrouble(laneId: string, why: string | null): void;
}

/** The lanes with their arms, and whose turn it is at them. */
export interface Gates {
  readonly lanes: readonly Lane[];
  readonly flow: FlowActs;
  readonly sequencer: Sequencer;
  readonly turns: Turns;
}

/** Wires line, arm, judge and sequencer of each lane of the site. Starts nothing. */
export function openGates(parts: GatesParts): Gates {
  const { site, db, ledger, clock, log, lines, cards, stays, openings, passages } = parts;
  const { bookings, control, sharing } = parts.desks;
  const flowStore = createFlowStore(db);
  const flow = createFlowActs({ site, store: flowStore, ledger, now: () => clock.now(), newId });
  const sequencer = createSequencer({
    site,
    store: flowStore,
    lanes: () => lanes,
    inside: stays.inside,
    held: bookings.heldNow,
    now: () => clock.now(),
  });
  const temporaryPlates = createTemporaryPlates(db, (plate) => stays.openByPlate(plate) !== null);
  const lanes: Lane[] = site.lanes.map((config) => {
    const link = lineOf(config.barrier);
    const store = createLaneStore(db);
    return createLane({
      site,
      config,
      barrier: makeBarrier({
        config: config.barrier,
        line: link === null ? null : lines.named(link),
        camera: parts.cameraOf(config.camera.id),
        clock,
        heldOpen: store.load(config.id, clock.now()).hold !== null,
        log,
      }),
      ledger,
      store,
      clock,
      judge: createJudge(site, config, {
        bookingsOf: bookings.forPlate,
        usableBookings: bookings.usableNow,
        entitlementsOf: sharing.entitlementsOf,
        entitledPlates: sharing.entitledPlates,
        cardsOf: cards.ofPlate,
        cardPlates: cards.plates,
        noShows: bookings.noShows,
        controlOf: control.entriesOf,
        openStayOf: stays.openByPlate,
        feeOf: parts.feeOf,
        openPlates: stays.openPlates,
        openWithoutPlate: stays.openWithoutPlate,
        inside: stays.inside,
        held: bookings.heldNow,
        ruleOf: flow.ruleOf,
        turn: sequencer.turn,
        passingElsewhere: () => lanes.filter((lane) => lane.config !== config).flatMap(passingAt),
      }),
      recordPassage: (tx, lane, passage) => {
        const before = stays.inside();
        passages.record(tx, lane, passage);
        if (stays.inside() < before) sequencer.left(tx, before);
      },
      flow: sequencer,
      recordOpening: openings.opened,
      temporaryPlates,
      newestCapture: parts.newestCapture,
      recordFault: (tx, { name }, factSeq, at, text) => {
        const fault = { id: newId(), at, type: 'device-fault', level: 'severe', plate: null, stallNo: null } as const;
        tx.report({ kind: 'event', ...fault, position: name, text }, factSeq);
      },
      recordAlarm: createAlarms(db),
      newId,
      onQueue: () => turns.soon(),
      onChange: () => parts.onChange(config.id),
      onTrouble: (why) => parts.onTrouble(config.id, why),
    });
  });
  const turns = createTurns({ lanes, nextChange: sequencer.nextChange, clock });

  // A place that became free, a booking that came, or a car that went may change what a waiting car is told.
  ledger.onCommitted(({ facts }) => {
    if (facts.some((fact) => LOT_CHANGES.has(fact.kind))) turns.soon();
  });

  return { lanes, flow, sequencer, turns };
}

/** The lane of that id; throws `bad-input` where there is none. */
export function laneNamed(lanes: readonly Lane[], id: string): Lane {
  const lane = lanes.find(({ config }) => config.id === id);
  if (!lane) throw new LaneRefusal('bad-input', `no lane ${id}`);
  return lane;
}

/** Whether the car of a booking is at an entrance. */
export const isAtEntrance = (lanes: readonly Pick<Lane, 'config' | 'state'>[], code: string): boolean =>
  lanes.some(
    ({ config, state }) =>
      config.direction === 'entrance' && carsOf(state).some(({ bookingCode }) => bookingCode === code),
  );

/** The vehicle that a lane let through and that has not passed yet. */
function passingAt({ config, state }: Lane): Passing[] {
  if (!('authorisation' in state) || !state.arrival) return [];
  const { plate, bookingCode, card, stayId, class: kind } = state.arrival;
  const booked = kind === 'reserved' ? bookingCode : null;
  return [{ direction: config.direction, plate, bookingCode: booked, cardNo: card?.no ?? null, stayId }];
}

const LOT_CHANGES: ReadonlySet<string> = new Set([
  'authorised',
  'opened-by-hand',
  'no-plate',
  'asked',
  'refused',
  'turned-away',
  'grant-expired',
  'entered',
  'left',
  'unauthorised-passage',
  'priority-set',
  'priority-changed',
  'lane-converted',
  'lane-conversion-ended',
  'booking-locked',
  'booking-changed',
  'booking-confirmed',
  'booking-cancelled',
  'control-list-changed',
  'order-paid',
  'order-changed',
  'card-added',
  'card-changed',
  'card-extended',
  'card-ended',
  'cards-imported',
]);
