import type { Direction } from '../../electron/contract/vocabulary.ts';
import { createFlowActs } from '../../electron/station/flow/acts.ts';
import { createSequencer } from '../../electron/station/flow/sequencer.ts';
import type { SequencedLane } from '../../electron/station/flow/sequencer.ts';
import type { FlowMemory } from '../../electron/station/flow/store.ts';
import { isAtEntrance } from '../../electron/station/gates.ts';
import { createJudge } from '../../electron/station/lane/judge.ts';
import type { JudgedBooking, Judgement } from '../../electron/station/lane/judge.ts';
import { newArrival } from '../../electron/station/lane/sighting.ts';
import type { Arrival, Authorisation, LaneState } from '../../electron/station/lane/state.ts';
import { idle } from '../../electron/station/lane/state.ts';
import type { Ledger, Tx } from '../../electron/station/ledger/record.ts';
import type { ControlEntry } from '../../electron/station/policy/control.ts';
import { FLOW_AT_REST } from '../../electron/station/policy/flow-control.ts';
import { parsePlate } from '../../electron/station/policy/plate.ts';
import type { Scenario } from './format.ts';
import { instant, laneOf, platesInside, siteOf } from './lot.ts';
import type { Book, ScenarioLot, Standing } from './lot.ts';

const MINUTE = 60_000;
/** As the bookings have it: a place is held from an hour before its booking begins. */
const HELD_AHEAD_MS = 60 * MINUTE;

/** A driver let in who has not moved by then has gone back. */
const PATIENCE_MS = 60_000;

interface TableLane extends SequencedLane {
  state: LaneState;
  lastPassage: { at: number; reserved: boolean } | null;
  approach: boolean;
  plugged: boolean;
}

interface KnownBooking extends JudgedBooking {
  from: number;
  to: number;
  keptMin: number;
}

/** What a scenario, or a simulated day, needs of a lot that is nothing but its policy: no store, no arm, no wire. */
export interface TableTop extends ScenarioLot {
  /** Places that are free for this car: those kept for others are not. */
  freePlaces(plate: string): number;
}

/** A lot on a table: the judge and the sequencer decide, cars are moved by hand. */
export function openTableTop(scenario: Scenario): TableTop {
  const site = siteOf(scenario);
  let now = instant(scenario.at);
  let made = 0;
  const nextId = (what: string): string => `${what}-${++made}`;
  let memory: FlowMemory = { state: FLOW_AT_REST, granted: {}, override: null, told: false, conversions: {} };
  const told: ('on' | 'off')[] = [];
  const stays = new Map(platesInside(scenario).map((plate) => [plate, stayOf(null, now - 60 * MINUTE)]));
  function stayOf(card: string | null, enteredAt: number) {
    return { id: nextId('stay'), enteredAt, card };
  }
  const bookings: KnownBooking[] = [];
  const entries: (ControlEntry & { plate: string })[] = [];

  const lanes: TableLane[] = site.lanes.map((config) => {
    const lane: TableLane = {
      config,
      state: idle(now),
      lastPassage: null,
      approach: false,
      plugged: true,
      barrierState: () => ({
        approachLoop: lane.approach ? 'occupied' : 'clear',
        mode: lane.plugged ? 'automatic' : 'offline',
      }),
    };
    return lane;
  });
  const at = (id: string): TableLane => {
    const lane = lanes.find(({ config }) => config.id === id);
    if (!lane) throw new Error(`no lane ${id}`);
    return lane;
  };

  const tx: Tx = {
    // Nothing here reads or writes a store.
    db: undefined as never,
    get at() {
      return now;
    },
    fact: () => 0,
    report(report) {
      if (report.kind === 'priority') told.push(report.on ? 'on' : 'off');
    },
    last: (_, work) => void work(),
    committed: (work) => work(),
  };
  const ledger: Pick<Ledger, 'record'> = { record: (work) => work(tx) };
  const store = { load: () => memory, save: (_: Tx, next: FlowMemory) => void (memory = next) };
  const flow = createFlowActs({ site, store, ledger: ledger as Ledger, now: () => now, newId: () => nextId('id') });

  const endsAt = ({ to, keptMin }: KnownBooking): number => to + keptMin * MINUTE;
  const isHeld = (booking: KnownBooking): boolean =>
    (booking.state === 'locked' || booking.state === 'confirmed') &&
    booking.from <= now + HELD_AHEAD_MS &&
    endsAt(booking) > now;
  const held = (): number => bookings.filter(isHeld).length;

  const sequencer = createSequencer({
    site,
    store,
    lanes: () => lanes,
    inside: () => stays.size,
    held,
    now: () => now,
  });
  const passing = (lane: TableLane) => {
    const { state, config } = lane;
    if (!('authorisation' in state) || !state.arrival) return [];
    const { plate, bookingCode, card, stayId, class: kind } = state.arrival;
    const booked = kind === 'reserved' ? bookingCode : null;
    return [{ direction: config.direction, plate, bookingCode: booked, cardNo: card?.no ?? null, stayId }];
  };
  const judges = new Map(
    site.lanes.map((config) => [
      config.id,
      createJudge(site, config, {
        bookingsOf: (plate) => bookings.filter((booking) => booking.plate === plate && booking.state !== 'cancelled'),
        usableBookings: () => bookings.filter(isHeld),
        entitlementsOf: () => [],
        entitledPlates: () => [],
        cardsOf: (plate) =>
          Object.entries(scenario.cards)
            .filter(([, { plates }]) => plates.includes(plate))
            .map(([no, { kind, from, to }]) => ({
              ...{ no, kind, from, to, state: 'active', carsInside: 1, plateColour: null },
              othersInside: [...stays].filter(([other, { card }]) => card === no && other !== plate).length,
            })),
        cardPlates: () =>
          Object.entries(scenario.cards).flatMap(([no, { plates }]) => plates.map((plate) => ({ no, plate }))),
        noShows: () => 0,
        openWithoutPlate: () => [],
        controlOf: (plate) => entries.filter((entry) => entry.plate === plate),
        openStayOf: (plate) => stays.get(plate) ?? null,
        feeOf: () => null,
        openPlates: () => [...stays].map(([plate, { id }]) => ({ id, plate })),
        inside: () => stays.size,
        held,
        ruleOf: flow.ruleOf,
        turn: sequencer.turn,
        passingElsewhere: () => lanes.filter((lane) => lane.config !== config).flatMap(passing),
      }),
    ]),
  );

  function judged(lane: TableLane, car: Arrival): { arrival: Arrival; judgement: Judgement } {
    const judge = judges.get(lane.config.id);
    if (!judge) throw new Error('no judge');
    const judgement = judge({
      arrivalId: car.id,
      since: car.at,
      plate: car.plate,
      plateColour: car.plateColour,
      carColour: null,
      carModel: null,
      confidence: car.confidence,
      byHand: car.byHand,
      stale: false,
      barrierAvailable: lane.plugged,
      now,
    });
    const { alarms: _, ...verdict } = judgement;
    return { arrival: { ...car, ...verdict }, judgement };
  }

  const PHASES = { hold: 'waiting', ask: 'asking', refuse: 'refused' } as const;

  function place(lane: TableLane, car: Arrival): void {
    const { arrival } = judged(lane, car);
    if (arrival.verdict.action === 'open') return grant(lane, arrival, 'automatic');
    const phase = PHASES[arrival.verdict.action];
    lane.state = { phase, since: now, arrival, intruder: null, next: null };
  }

  function grant(lane: TableLane, arrival: Arrival, cause: Authorisation['cause']): void {
    const id = nextId('right');
    const authorisation: Authorisation = { id, opening: id, at: now, cause, who: null, because: null };
    sequencer.granted(tx, lane.config, authorisation, arrival);
    lane.state = {
      phase: 'passing',
      since: now,
      arrival,
      authorisation,
      onLoop: false,
      clearSince: null,
      next: null,
      resumed: false,
      unseen: false,
    };
  }

  /** A car that was let in and does not drive has its right no longer: it went back, or a person says what became of it. */
  function giveUp(lane: TableLane): void {
    const { state } = lane;
    if (!('authorisation' in state) || state.phase === 'unsure' || now < state.since + PATIENCE_MS) return;
    sequencer.withdrawn(tx, state.authorisation.id);
    lane.state = lane.approach ? { ...state, phase: 'unsure', since: now } : idle(now);
  }

  /** Whoever waits is judged again, until nobody's turn has come. */
  function settle(): void {
    flow.sweep(tx);
    for (const booking of bookings)
      if (booking.state === 'confirmed' && endsAt(booking) <= now && !isAtEntrance(lanes, booking.code))
        booking.state = 'expired';
    for (let changed = true; changed;) {
      changed = false;
      for (const lane of lanes) {
        const { state } = lane;
        if (state.phase !== 'waiting' && state.phase !== 'asking') continue;
        if (!lane.approach || state.arrival.onlyByPerson) continue;
        place(lane, state.arrival);
        changed ||= lane.state.phase === 'passing';
      }
    }
  }

  const arrivalOf = (text: string, sure: number): Arrival => {
    const plate = parsePlate(text);
    return newArrival(nextId('car'), {
      captureId: 'none',
      capturedAt: now,
      plate: plate.text,
      plateRead: text,
      plateValid: plate.valid,
      plateColour: 'unknown',
      doubtful: [],
      confidence: sure,
      carColour: null,
      carModel: null,
    });
  };

  function drive(lane: TableLane, direction: Direction): void {
    const { state } = lane;
    if (!('authorisation' in state) || !state.arrival) throw new Error('nobody may go');
    const { arrival, authorisation } = state;
    if (direction === 'entrance') {
      stays.set(arrival.plate, stayOf(arrival.card?.no ?? null, now));
      const booking = bookings.find(({ code }) => arrival.class === 'reserved' && code === arrival.bookingCode);
      if (booking) booking.state = 'used';
      sequencer.used(tx, authorisation.id);
    } else if (arrival.stayId !== null) {
      const before = stays.size;
      stays.delete(arrival.plate);
      sequencer.left(tx, before);
    }
    lane.lastPassage = { at: now, reserved: arrival.class === 'reserved' };
    lane.state = idle(now);
    lane.approach = false;
  }

  const lot: TableTop = {
    get now() {
      return now;
    },
    freePlaces: (plate) =>
      site.lot.totalStalls - stays.size - bookings.filter((each) => isHeld(each) && each.plate !== plate).length,
    pass(ms) {
      now += ms;
      for (const lane of lanes) giveUp(lane);
      settle();
      return Promise.resolve();
    },
    book(booking: Book) {
      const { book: plate, fromAt: from, toAt: to, kept: keptMin, stall: holdStall, confirmed } = booking;
      bookings.push({
        code: nextId('booking'),
        plate,
        from,
        to,
        keptMin,
        holdStall,
        state: confirmed ? 'confirmed' : 'locked',
      });
      settle();
      return Promise.resolve();
    },
    cancel(plate) {
      for (const booking of bookings) if (booking.plate === plate) booking.state = 'cancelled';
      settle();
      return Promise.resolve();
    },
    list(plate, strategy) {
      entries.push({
        id: nextId('entry'),
        plate,
        plateColour: null,
        strategy,
        from: now,
        to: now + 24 * 60 * MINUTE,
        source: 'police',
      });
      settle();
      return Promise.resolve();
    },
    arrive(laneId, plate, sure) {
      const lane = at(laneId);
      lane.approach = true;
      place(lane, arrivalOf(plate, sure));
      settle();
      return Promise.resolve();
    },
    standing(laneId) {
      const { state } = at(laneId);
      if (state.phase === 'idle' || !state.arrival) return Promise.resolve(null);
      const { plate, class: kind, verdict, candidates } = state.arrival;
      const standing: Standing = { plate, class: kind, open: state.phase === 'passing', verdict, candidates };
      return Promise.resolve(standing);
    },
    driveThrough(laneId) {
      const lane = at(laneId);
      drive(lane, laneOf(site, laneId).direction);
      settle();
      return Promise.resolve();
    },
    driveOff(laneId) {
      const lane = at(laneId);
      lane.approach = false;
      settle();
      return Promise.resolve();
    },
    hand(act) {
      const lane = at(act.at);
      const { state } = lane;
      const arrival = 'arrival' in state ? state.arrival : null;
      switch (act.do) {
        case 'release':
        case 'release-as-other': {
          if (!arrival) return Promise.resolve('gone');
          const against =
            arrival.verdict.action === 'hold' ||
            state.phase === 'refused' ||
            arrival.verdict.figures.against !== undefined;
          if (against && act.because === undefined) return Promise.resolve('reason-needed');
          const asOther = act.do === 'release-as-other' ? { class: 'other' as const } : {};
          grant(lane, { ...arrival, ...asOther }, against ? 'override' : 'confirmed');
          break;
        }
        case 'refuse':
          if (!arrival) return Promise.resolve('gone');
          lane.state = { phase: 'refused', since: now, arrival, intruder: null, next: null };
          break;
        case 'turn-away':
          if ('authorisation' in state) sequencer.withdrawn(tx, state.authorisation.id);
          lane.state = idle(now);
          lane.approach = false;
          break;
        case 'correct':
        case 'take': {
          if (!arrival || act.plate === undefined) return Promise.resolve('gone');
          if (act.do === 'take' && !arrival.candidates.some(({ plate }) => plate === act.plate))
            return Promise.resolve('gone');
          const plate = parsePlate(act.plate);
          place(lane, { ...arrival, plate: plate.text, plateValid: plate.valid, byHand: true });
          break;
        }
        case 'open-by-hand':
          if (arrival) grant(lane, arrival, 'by-hand');
          break;
        case 'passed':
          if (state.phase !== 'unsure') return Promise.resolve('not-now');
          sequencer.granted(tx, lane.config, state.authorisation, state.arrival);
          drive(lane, lane.config.direction);
          break;
      }
      settle();
      return Promise.resolve(null);
    },
    setPriority(mode, until) {
      flow.setPriority({ mode, until, because: 'scenario' }, 'wang', () => undefined);
      settle();
      return Promise.resolve();
    },
    convert(laneId, until) {
      flow.convert({ laneId, until, because: 'scenario' }, 'wang', () => undefined);
      settle();
      return Promise.resolve();
    },
    endConversion(laneId) {
      flow.endConversion(laneId, 'wang', () => undefined);
      settle();
      return Promise.resolve();
    },
    plug(laneId, plugged) {
      at(laneId).plugged = plugged;
      settle();
      return Promise.resolve();
    },
    restart: () => Promise.resolve(),
    view: () => Promise.resolve({ inside: stays.size, flow: sequencer.view() }),
    told: () => Promise.resolve(told),
    end: () => Promise.resolve(),
  };
  settle();
  return lot;
}
