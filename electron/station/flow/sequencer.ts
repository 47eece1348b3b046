import type { FlowView } from '../../contract/board.ts';
import type { LaneConfig, SiteConfig } from '../../contract/site.ts';
import type { BarrierMode, LoopState } from '../../contract/vocabulary.ts';
import type { Arrival, Authorisation, LaneState } from '../lane/state.ts';
import type { Tx } from '../ledger/record.ts';
import { afterExit, afterGrant, afterWithdrawal, bandNow, turnOf } from '../policy/flow-control.ts';
import type { Asking, FlowRules, Hold, LotNow } from '../policy/flow-control.ts';
import { priorityAt } from '../policy/priority.ts';
import type { FlowMemory, FlowStore } from './store.ts';

/** A lane as the sequencer looks at it. */
export interface SequencedLane {
  readonly config: LaneConfig;
  readonly state: LaneState;
  readonly lastPassage: { at: number; reserved: boolean } | null;
  barrierState(): { approachLoop: LoopState; mode: BarrierMode };
}

export interface SequencerParts {
  site: SiteConfig;
  store: FlowStore;
  lanes(): readonly SequencedLane[];
  inside(): number;
  /** Places that bookings hold now. */
  held(now: number): number;
  now(): number;
}

/** What a lane tells of its cars. Inside its records. */
export interface LaneFlow {
  granted(tx: Tx, lane: LaneConfig, authorisation: Authorisation, arrival: Arrival | null): void;
  /** The right came to nothing: the car turned away, or did not drive. */
  withdrawn(tx: Tx, authorisationId: string): void;
  /** The car is through. */
  used(tx: Tx, authorisationId: string): void;
}

/**
 * One sequencer for the whole site (6.3.4, C.2.3.1): lanes ask, it says whose turn it is and why the others wait. What it
 * remembers changes in the records of the lanes themselves, so that a right and what it took are one.
 */
export interface Sequencer extends LaneFlow {
  /** Why this car does not go now; null: it is its turn. Asking changes nothing. */
  turn(car: Asking): Hold | null;
  /** A car has left; `insideBefore` is how many there were with it. */
  left(tx: Tx, insideBefore: number): void;
  view(): FlowView;
  /** When something changes by time alone, UTC ms: a queue that kept its turn loses it, hours begin or end. */
  nextChange(): number | null;
}

/** A driver let in takes no longer than this, or something is wrong. */
const DRIVES_IN_MS = 60_000;

export function createSequencer({ site, store, lanes, inside, held, now }: SequencerParts): Sequencer {
  const rulesNow = (): FlowRules => {
    const { reservedPerOther, exitsPerEntry } = site.flow;
    return { thresholds: site.lot.saturation, reservedPerOther, exitsPerEntry };
  };
  const entrances = (): readonly SequencedLane[] => lanes().filter(({ config }) => config.direction === 'entrance');
  const priority = (memory: FlowMemory) => priorityAt(site.flow.priority, site.calendar, memory.override, now());

  function lotNow(memory: FlowMemory, insideNow = inside()): LotNow {
    const at = now();
    const letIn = entrances().flatMap(({ state }) => ('authorisation' in state ? [state] : []));
    // A car on its way in on a booking has the place that is held for it.
    const onTheirOwn = letIn.filter(
      ({ arrival }) => arrival?.class === 'reserved' && arrival.bookingCode !== null,
    ).length;
    return {
      inside: insideNow,
      entering: letIn.length,
      total: site.lot.totalStalls,
      held: Math.max(0, held(at) - onTheirOwn),
      priority: priority(memory).on,
      followingAt: entrances()
        .filter((lane) => followedUntil(lane) > at)
        .map(({ config }) => config.id),
    };
  }

  /** Until when the queue behind a reserved car keeps its turn, UTC ms: while it drives in, and a moment longer. */
  function followedUntil({ state, lastPassage, barrierState }: SequencedLane): number {
    const { mode } = barrierState();
    // Nobody follows through a lane that is dead, nor past a car that has broken down in it.
    if (mode === 'offline' || mode === 'out-of-service') return -Infinity;
    const driving = state.phase === 'opening' || state.phase === 'passing';
    if (driving && state.arrival?.class === 'reserved') return state.since + DRIVES_IN_MS;
    // The clock may have been set back since.
    if (lastPassage?.reserved !== true || lastPassage.at > now()) return -Infinity;
    return lastPassage.at + site.flow.followS * 1000;
  }

  /** The cars that stand at the lines and would go if it were their turn. */
  function standing(): Asking[] {
    return entrances().flatMap((lane) => {
      const { state, config } = lane;
      if (state.phase !== 'waiting' || state.arrival.turn === null) return [];
      // Nobody stands there: it has driven off.
      if (lane.barrierState().approachLoop === 'clear') return [];
      return [askingOf(config, state.arrival, state.arrival.turn.heldPlace)];
    });
  }

  const withCar = (car: Asking): Asking[] => [...standing().filter(({ id }) => id !== car.id), car];

  function withdrawn(tx: Tx, authorisationId: string): void {
    const memory = store.load();
    const { [authorisationId]: taken, ...granted } = memory.granted;
    if (taken) store.save(tx, { ...memory, granted, state: afterWithdrawal(rulesNow(), memory.state, taken) });
  }

  return {
    turn(car) {
      const memory = store.load();
      return turnOf(rulesNow(), memory.state, lotNow(memory), withCar(car)).holds.get(car.id) ?? null;
    },

    granted(tx, lane, authorisation, arrival) {
      const memory = store.load();
      if (lane.direction !== 'entrance' || memory.granted[authorisation.id]) return;
      const car = arrival ? askingOf(lane, arrival, false) : { id: authorisation.id, class: 'other' as const };
      const { state, taken } = afterGrant(rulesNow(), memory.state, lotNow(memory), standing(), car);
      store.save(tx, { ...memory, state, granted: { ...memory.granted, [authorisation.id]: taken } });
    },
    withdrawn,
    used(tx, authorisationId) {
      const memory = store.load();
      const { [authorisationId]: taken, ...granted } = memory.granted;
      if (taken) store.save(tx, { ...memory, granted });
    },
    left(tx, insideBefore) {
      const memory = store.load();
      store.save(tx, { ...memory, state: afterExit(rulesNow(), memory.state, lotNow(memory, insideBefore)) });
    },

    view() {
      const memory = store.load();
      const lot = lotNow(memory);
      const { state } = memory;
      const { who, because } = memory.override ?? { who: null, because: null };
      const current = priority(memory);
      const { reservedPerOther, exitsPerEntry } = site.flow;
      return {
        band: bandNow(rulesNow(), lot),
        priority: { ...current, ...(current.by === 'person' ? { who, because } : { who: null, because: null }) },
        reservedPerOther,
        exitsPerEntry,
        // The place in the round is that of the car that comes next, whichever lane it stands at.
        nth: Math.min(state.reservedInRow + 1, reservedPerOther),
        turn: state.reservedInRow >= reservedPerOther ? 'other' : 'reserved',
        credits: state.credits,
        exitsNeeded: exitsPerEntry - state.exits,
      };
    },
    nextChange() {
      const at = now();
      const ends = entrances()
        .map(followedUntil)
        .filter((end) => end > at);
      const { until } = priority(store.load());
      return [...ends, ...(until === null ? [] : [until])].sort((a, b) => a - b)[0] ?? null;
    },
  };
}

const askingOf = ({ id: laneId }: LaneConfig, arrival: Arrival, heldPlace: boolean): Asking => ({
  id: arrival.id,
  laneId,
  class: arrival.class,
  since: arrival.at,
  heldPlace,
});
