import type { Barrier } from '../../../native/barrier/contract.ts';
import { canStop } from '../../contract/site-barriers.ts';
import type { VehicleClass } from '../../contract/vocabulary.ts';
import type { Tx } from '../ledger/record.ts';
import { isUnpaid, lacksEntry } from '../policy/decide.ts';
import { parsePlate } from '../policy/plate.ts';
import type { LaneCore } from './core.ts';
import type { Judged } from './happenings.ts';
import { openingOf } from './facts.ts';
import { waitsForPerson } from './machine.ts';
import { LaneRefusal } from './parts.ts';
import type { LaneParts, Once } from './parts.ts';
import type { Arrival, LaneState } from './state.ts';

/** Whoever acts: a person of the site file. */
export interface Person {
  id: string;
}

/** The attendant's hands. Each throws `LaneRefusal` when it cannot be done now, and then nothing has changed. */
export interface LaneActs {
  release(arrivalId: string, who: Person, as: VehicleClass | undefined, because: string | null, once: Once): void;
  /**
   * What is due for the car's stay is taken, inside the record that also lets it through; where the arm cannot be lifted
   * now, it is taken all the same. `take` throws when that sum is not what is due.
   */
  pay(arrivalId: string, who: Person, take: (tx: Tx, stayId: string, until: number) => void, once: Once): void;
  /** Its entry, which no camera saw, was written down: it is judged again. */
  entrySupplied(arrivalId: string, who: Person, write: (tx: Tx, arrival: Arrival) => void, once: Once): void;
  refuse(arrivalId: string, who: Person, because: string | null, once: Once): void;
  correct(arrivalId: string, plate: string, who: Person, once: Once): void;
  takeCandidate(arrivalId: string, candidateId: string, who: Person, once: Once): void;
  /** The car has no plate: it gets a temporary one and is judged as any other. */
  noPlate(arrivalId: string, who: Person, once: Once): void;
  turnAway(arrivalId: string | null, who: Person, once: Once): void;
  passed(arrivalId: string | null, who: Person, once: Once): void;
  openByHand(who: Person, because: string, once: Once): void;
  close(who: Person, once: Once): void;
  stopArm(who: Person, once: Once): void;
  holdOpen(who: Person, because: string, once: Once): void;
  endHold(who: Person, once: Once): void;
  returnToService(who: Person, once: Once): void;
}

export function createLaneActs(parts: LaneParts, core: LaneCore): LaneActs {
  const { clock, config } = parts;
  const barrier: Barrier = parts.barrier;
  const laneId = config.id;

  /** The arrival an act is about, still undecided; throws when the lane has moved on. */
  function undecided(arrivalId: string): Arrival {
    core.requireWritable();
    const { state } = core.memory;
    if (!('arrival' in state) || state.arrival?.id !== arrivalId) throw new LaneRefusal('gone', 'another vehicle');
    if (!('intruder' in state)) throw new LaneRefusal('not-now', `the lane is ${state.phase}`);
    return state.arrival;
  }

  /** The state of a lane where this vehicle (or, opened by hand, an unseen one) stands or passes. */
  function present(arrivalId: string | null): Exclude<LaneState, { phase: 'idle' }> {
    core.requireWritable();
    const { state } = core.memory;
    if (state.phase === 'idle' || (state.arrival?.id ?? null) !== arrivalId) {
      throw new LaneRefusal('gone', 'another vehicle');
    }
    return state;
  }

  function requireBarrier(): void {
    if (!core.ready()) throw barrierRefusal();
  }

  const barrierRefusal = (): LaneRefusal =>
    new LaneRefusal('barrier-not-available', `the barrier is ${barrier.state.mode}`);

  /** What opens on a person's word is that person's act. */
  const openedBy = (who: Person, judged: Judged): Judged => ({
    ...judged,
    authorisation:
      judged.authorisation?.cause === 'automatic' ? core.grant('confirmed', who.id, null) : judged.authorisation,
  });

  /** A person's word on the plate: judged again as it now stands. */
  function revise(read: Arrival, who: Person, also: Once): void {
    const event = openedBy(
      who,
      core.memory.state.phase === 'refused' ? core.withheld(core.judged(read)) : core.judged(read),
    );
    core.apply({ type: 'revised', at: clock.now(), ...event }, also);
  }

  /** `once`, and the correction in the book. */
  const corrected =
    (from: Arrival, plate: string, who: Person, once: Once): Once =>
    (tx) => {
      once(tx);
      const data = { from: from.plate, read: from.plateRead };
      tx.fact({ kind: 'corrected', laneId, arrivalId: from.id, plate, who: who.id, data });
    };

  /** As it comes in: a car of which nothing was read gets a temporary plate, or it would never be counted nor found again. */
  function letIn(arrival: Arrival, who: Person, once: Once): { arrival: Arrival; also: Once } {
    return config.direction === 'entrance' && arrival.plate === ''
      ? withTemporaryPlate(arrival, who, once)
      : { arrival, also: once };
  }

  /** `also`: `once`, and the plate given and written down. */
  function withTemporaryPlate(from: Arrival, who: Person, once: Once): { arrival: Arrival; also: Once } {
    const plate = parts.temporaryPlates.next();
    return {
      arrival: saidToBe(from, plate, true),
      also: (tx) => {
        once(tx);
        parts.temporaryPlates.give(tx, plate, from.id);
        const data = { read: from.plateRead, captureId: from.captureId };
        tx.fact({ kind: 'no-plate', laneId, arrivalId: from.id, plate, who: who.id, data });
      },
    };
  }

  function endHold(who: Person, kind: 'hold-ended' | 'closed-by-hand', once: Once): void {
    core.setHold(null, (tx) => {
      once(tx);
      tx.fact({ kind, laneId, who: who.id });
    });
    barrier.endHold();
    barrier.close();
  }

  return {
    release(arrivalId, who, as, because, once) {
      const arrival = undecided(arrivalId);
      requireBarrier();
      const { action, figures } = arrival.verdict;
      const isAgainst = action === 'hold' || action === 'refuse' || figures.against !== undefined;
      const override = isAgainst || core.memory.state.phase === 'refused';
      if (override && !because) throw new LaneRefusal('reason-needed', 'the rules do not let it through');
      const { arrival: car, also } = letIn({ ...arrival, class: classAs(arrival, as) }, who, once);
      const authorisation = core.grant(override ? 'override' : 'confirmed', who.id, because);
      core.apply({ type: 'authorised', at: clock.now(), arrival: car, authorisation }, also);
    },

    pay(arrivalId, who, take, once) {
      const arrival = undecided(arrivalId);
      const { stayId } = arrival;
      if (stayId === null || !isUnpaid(arrival.verdict)) throw new LaneRefusal('gone', 'nothing to pay');
      const also: Once = (tx) => {
        once(tx);
        take(tx, stayId, arrival.at);
      };
      if (!core.ready() || core.memory.state.phase === 'refused') {
        parts.ledger.record(also);
        core.reconsider(true);
        return;
      }
      const authorisation = core.grant('confirmed', who.id, null);
      const paid: Arrival = { ...arrival, verdict: { action: 'open', reason: 'fee-paid', figures: {} } };
      core.apply({ type: 'authorised', at: clock.now(), arrival: paid, authorisation }, also);
    },

    entrySupplied(arrivalId, who, write, once) {
      const from = undecided(arrivalId);
      if (!lacksEntry(from.verdict) || from.plate === '') throw new LaneRefusal('not-now', 'no entry is asked for');
      const arrival = saidToBe(from, from.plate, from.plateValid);
      parts.ledger.record((tx) => {
        once(tx);
        write(tx, arrival);
      });
      core.happened({ type: 'revised', at: clock.now(), ...openedBy(who, core.judged(arrival)) });
    },

    refuse(arrivalId, who, because, once) {
      const arrival = undecided(arrivalId);
      core.apply({ type: 'refused', at: clock.now(), arrival, who: who.id, because }, once);
    },

    correct(arrivalId, typed, who, once) {
      const from = undecided(arrivalId);
      const plate = parsePlate(typed);
      if (plate.text === '') throw new LaneRefusal('bad-input', 'no plate');
      // Only at the exit is one typed: at the entrance it is given.
      const temporary = plate.form === 'temporary';
      if (temporary && config.direction === 'entrance')
        throw new LaneRefusal('bad-input', 'a temporary plate is given');
      revise(saidToBe(from, plate.text, plate.valid || temporary), who, corrected(from, plate.text, who, once));
    },

    takeCandidate(arrivalId, candidateId, who, once) {
      const from = undecided(arrivalId);
      const candidate = from.candidates.find((c) => c.id === candidateId);
      if (!candidate) throw new LaneRefusal('gone', 'no such candidate');
      revise(saidToBe(from, candidate.plate, true), who, corrected(from, candidate.plate, who, once));
    },

    noPlate(arrivalId, who, once) {
      const from = undecided(arrivalId);
      if (config.direction === 'exit') throw new LaneRefusal('not-now', 'at an exit its stay is taken');
      if (from.plateValid || core.memory.state.phase !== 'asking')
        throw new LaneRefusal('not-now', 'nobody asks for one');
      const { arrival, also } = withTemporaryPlate(from, who, once);
      revise(arrival, who, also);
    },

    turnAway(arrivalId, who, once) {
      const state = present(arrivalId);
      if ('authorisation' in state && state.onLoop && state.phase !== 'unsure') {
        throw new LaneRefusal('not-now', 'it is on the loop');
      }
      core.apply({ type: 'turned-away', at: clock.now(), who: who.id }, once);
    },

    passed(arrivalId, who, once) {
      const state = present(arrivalId);
      // An arm that is cranked up by hand lets cars in that no sensor sees.
      const blind = !core.ready();
      const untold = state.phase === 'unsure' || ('intruder' in state && (blind || waitsForPerson(state.arrival)));
      if (!untold) throw new LaneRefusal('not-now', `the lane is ${state.phase}`);
      core.apply({ type: 'passed-by-hand', at: clock.now(), who: who.id, blind }, once);
    },

    openByHand(who, because, once) {
      core.requireWritable();
      requireBarrier();
      const { state } = core.memory;
      if (!('intruder' in state)) throw new LaneRefusal('not-now', `the lane is ${state.phase}`);
      const { arrival, also } = 'arrival' in state ? letIn(state.arrival, who, once) : { arrival: null, also: once };
      const authorisation = core.grant('by-hand', who.id, because);
      core.apply({ type: 'authorised', at: clock.now(), arrival, authorisation }, also);
    },

    close(who, once) {
      core.requireWritable();
      endHold(who, 'closed-by-hand', once);
    },

    stopArm(who, once) {
      if (!canStop(config.barrier)) throw new LaneRefusal('not-now', 'no contact stops this arm');
      // Before it is written: whoever presses this sees something under the arm.
      barrier.halt();
      parts.ledger.record((tx) => {
        once(tx);
        tx.fact({ kind: 'stopped-by-hand', laneId, who: who.id });
      });
    },

    holdOpen(who, because, once) {
      core.requireWritable();
      requireBarrier();
      const hold = core.grant('hold', who.id, because);
      core.setHold(hold, (tx) => {
        once(tx);
        tx.fact({ kind: 'held-open', laneId, who: who.id, reason: because, data: { opening: hold.id } });
        parts.recordOpening(tx, openingOf(parts, hold.at, hold.id, hold, null));
      });
      if (!barrier.holdOpen()) {
        core.setHold(null, (tx) => void tx.fact({ kind: 'hold-ended', laneId, reason: 'barrier-not-available' }));
        throw barrierRefusal();
      }
      core.reconsider();
    },

    endHold(who, once) {
      core.requireWritable();
      if (!core.memory.hold) throw new LaneRefusal('not-now', 'it is not held');
      endHold(who, 'hold-ended', once);
    },

    returnToService(who, once) {
      core.requireWritable();
      parts.ledger.record((tx) => {
        once(tx);
        tx.fact({ kind: 'returned-to-service', laneId, who: who.id });
      });
      barrier.returnToService();
      core.reconsider();
      parts.onChange();
    },
  };
}

/** A person said which plate it is. */
const saidToBe = (from: Arrival, plate: string, plateValid: boolean): Arrival => ({
  ...from,
  ...{ plate, plateValid, byHand: true, doubtful: [], onlyByPerson: false, frontUnsure: false },
});

/** The attendant's word on which queue it came from; only a booking or an order makes a car a reserved one. */
const classAs = (arrival: Arrival, as: VehicleClass | undefined): VehicleClass =>
  as === 'reserved' && arrival.bookingCode === null && arrival.orderNo === null ? arrival.class : (as ?? arrival.class);
