import { limitsOf } from '../../contract/site-barriers.ts';
import type { OpeningCause } from '../../contract/vocabulary.ts';
import type { Tx } from '../ledger/record.ts';
import { memoryAfter, writeEffect } from './facts.ts';
import type { LaneEffect, LaneEvent, LaneStep, LaneTimer } from './events.ts';
import { isForPerson, lapsed, staysAsked, withheld } from './happenings.ts';
import type { Happening, Judged, Ring } from './happenings.ts';
import { step, waitsForPerson } from './machine.ts';
import { LaneRefusal } from './parts.ts';
import type { LaneParts, Once } from './parts.ts';
import { isStoreError } from '../store/open.ts';
import type { Arrival, Authorisation, LaneSenses, LaneState } from './state.ts';
import type { LaneMemory } from './store.ts';
import { createLaneTimers } from './timers.ts';

/** The lane's memory and the one way to change it: an event, one record, then what follows from it. */
export interface LaneCore {
  readonly memory: LaneMemory;
  readonly senses: LaneSenses;
  /** Whether the arm can be lifted now. */
  ready(): boolean;
  armDown(): boolean;
  /** State, facts and reports are durable before anything moves. Throws when they cannot be: then nothing happened. */
  apply(event: LaneEvent, also?: Once): void;
  /** For what has happened in the world, whether or not it can be written now. */
  happened(event: LaneEvent): void;
  /** For notes that must not stop the gate when the disk refuses them: they are written as soon as it takes them. */
  tell(write: (tx: Tx) => void): void;
  /** Acts and captures come after what has already happened; while that cannot be written, nothing new is begun. */
  requireWritable(): void;
  setHold(hold: Authorisation | null, also: Once): void;
  judged(arrival: Arrival, stale?: boolean): Judged;
  grant(cause: OpeningCause, who: string | null, because: string | null): Authorisation;
  /** Judges the vehicle that waits again, after something in the lot changed. `onlyByPerson`: nothing opens of it. */
  reconsider(onlyByPerson?: boolean): void;
  /** A judgement without its right to pass: a person is asked. A hold's stays. */
  withheld(judgement: Judged): Judged;
  stop(): void;
}

/** How long a fact that could not be written waits for the next try. */
const RETRY_MS = 1_000;

export function createLaneCore(parts: LaneParts): LaneCore {
  const { config, barrier, ledger, clock } = parts;
  const limits = limitsOf(config.barrier);
  const senses: LaneSenses = {
    passage: barrier.sensesPassage,
    approach: barrier.sensesApproach,
    openedLimit: limits.opened,
    closedLimit: limits.closed,
  };
  let memory = parts.store.load(config.id, clock.now());
  const timers = createLaneTimers({
    clock,
    openTimeoutMs: config.barrier.openTimeoutMs,
    ring: (timer, at) => happened(ringOf(timer, at)),
    overdue: (timer, at) => (late ? rangMeanwhile(ringOf(timer, at)) : null),
  });
  /** What the world did while the disk refused: nothing of it is lost, nothing overtakes it. */
  const unwritten: Happening[] = [];
  /** From the first refusal until all is written. */
  let late = false;
  let cancelRetry: (() => void) | null = null;
  let draining = false;

  const ready = (): boolean => barrier.state.mode === 'automatic' || barrier.state.mode === 'held-open';
  const armDown = (): boolean => barrier.state.arm === 'closed';
  const gone = (): boolean => barrier.state.approachLoop === 'clear';

  function apply(event: LaneEvent, also?: Once): void {
    const stepped = step(memory.state, event, senses);
    const { state, effects } = stepped;
    const next = memoryAfter(memory, event, stepped);
    if (state === memory.state && effects.length === 0 && next.foundOpen === memory.foundOpen && !also) return;
    ledger.record((tx) => {
      also?.(tx);
      parts.store.save(tx, config.id, next);
      for (const effect of effects) writeEffect(tx, effect, memory, parts);
      tellFlow(tx, stepped);
      if ('alarms' in event)
        for (const alarm of event.alarms ?? []) parts.recordAlarm(tx, config, event.arrival, alarm);
    });
    memory = next;
    for (const effect of effects) perform(effect, event.at);
    parts.onChange();
  }

  /** What became of the rights of its cars, for whoever is next at the other lanes. */
  function tellFlow(tx: Tx, { state, effects }: LaneStep): void {
    const [before, now] = [rightOf(memory.state), rightOf(state)];
    const through = effects.flatMap((effect) => (effect.do === 'passage' ? (effect.authorisation ?? []) : []));
    if (before && before.id !== now?.id) {
      if (through.some(({ id }) => id === before.id)) parts.flow.used(tx, before.id);
      else parts.flow.withdrawn(tx, before.id);
    }
    // It had lapsed, and the car went in on it all the same.
    for (const right of through) {
      if (right.id === before?.id) continue;
      parts.flow.granted(tx, config, right, 'arrival' in memory.state ? memory.state.arrival : null);
      parts.flow.used(tx, right.id);
    }
    if (now && now.id !== before?.id) parts.flow.granted(tx, config, now, 'arrival' in state ? state.arrival : null);
  }

  function happened(happening: Happening): void {
    unwritten.push(...(late ? lapsed(happening) : [happening]));
    if (!cancelRetry && !draining) drain();
  }

  function drain(): void {
    cancelRetry = null;
    draining = true;
    try {
      for (let happening = unwritten[0]; happening; happening = unwritten[0]) {
        if (happening.type === 'told') ledger.record(happening.write);
        else apply(happening);
        unwritten.shift();
      }
      late = false;
      parts.onTrouble(null);
    } catch (error) {
      // Only the disk is waited for; a mistake of ours must not be tried for ever.
      if (!isStoreError(error)) throw error;
      late = true;
      unwritten.splice(0, Infinity, ...unwritten.flatMap(lapsed));
      parts.onTrouble(error.message);
      cancelRetry = clock.after(RETRY_MS, drain);
    } finally {
      draining = false;
    }
  }

  function requireWritable(): void {
    if (unwritten.length === 0) return;
    cancelRetry?.();
    drain();
    if (unwritten.length > 0) throw new LaneRefusal('not-recorded', 'what happened before is not written down yet');
  }

  function perform(effect: LaneEffect, at: number): void {
    switch (effect.do) {
      case 'open':
        if (!barrier.open()) happened({ type: 'arm-failed', at: clock.now(), because: 'barrier-not-available' });
        return;
      case 'close':
        // An arm that others raised is theirs to lower: nobody here knows what for.
        if (memory.foundOpen === null) barrier.close();
        return;
      case 'judge':
        happened({ type: 'arrived', at: clock.now(), ...ifStillThere(judged(effect.arrival)) });
        return;
      case 'start-timer':
        timers.start(effect.timer, effect.from ?? at);
        return;
      case 'stop-timer':
        timers.stop(effect.timer);
        return;
      case 'note':
      case 'passage':
      case 'found-open':
        return;
    }
  }

  const ringOf = (timer: LaneTimer, at: number): Ring => ({
    type: 'timer',
    at,
    timer,
    armDown: armDown(),
    gone: gone(),
  });

  /** A timer of something written late takes its place by time among what happened since. The first is being written. */
  function rangMeanwhile(ring: Ring): () => void {
    const later = unwritten.findIndex((happening, index) => index > 0 && happening.at > ring.at);
    unwritten.splice(later === -1 ? unwritten.length : later, 0, ring);
    return () => {
      const index = unwritten.indexOf(ring);
      if (index > 0) unwritten.splice(index, 1);
    };
  }

  function judged(arrival: Arrival, stale = false): Judged {
    const { alarms, ...judgement } = parts.judge({
      arrivalId: arrival.id,
      since: arrival.at,
      plate: arrival.plate,
      plateColour: arrival.plateColour,
      carColour: arrival.carColour,
      carModel: arrival.carModel,
      confidence: arrival.confidence,
      byHand: arrival.byHand,
      stale,
      barrierAvailable: ready(),
      now: clock.now(),
    });
    const authorisation = memory.hold
      ? { ...memory.hold, id: parts.newId(), at: clock.now() }
      : judgement.verdict.action === 'open'
        ? grant('automatic', null, null)
        : null;
    return { arrival: { ...arrival, ...judgement }, authorisation, alarms };
  }

  function grant(cause: OpeningCause, who: string | null, because: string | null): Authorisation {
    const id = parts.newId();
    return { id, opening: id, at: clock.now(), cause, who, because };
  }

  function tell(write: (tx: Tx) => void): void {
    happened({ type: 'told', at: clock.now(), write });
    parts.onChange();
  }

  function setHold(hold: Authorisation | null, also: Once): void {
    const next: LaneMemory = { ...memory, hold };
    ledger.record((tx) => {
      also(tx);
      parts.store.save(tx, config.id, next);
    });
    memory = next;
    parts.onChange();
  }

  function reconsider(onlyByPerson = false): void {
    const { state } = memory;
    if (!('intruder' in state) || !('arrival' in state) || state.phase === 'refused' || unwritten.length > 0) return;
    const { arrival } = state;
    const { reason } = arrival.verdict;
    if (waitsForPerson(arrival) || reason === 'capture-stale') return;
    // A port that comes back never opens by itself, nor does anything that was once left to a person.
    const forPerson = isForPerson(arrival);
    const mayOpen = !onlyByPerson && !forPerson && reason !== 'barrier-not-available';
    const judgement = mayOpen ? ifStillThere(judged(arrival)) : withheld(judged(arrival));
    const again = forPerson ? staysAsked(arrival, judgement) : judgement;
    // No news is not written down: each write waits for the disk.
    if (!again.authorisation && JSON.stringify(again.arrival) === JSON.stringify(arrival)) return;
    happened({ type: 'revised', at: clock.now(), ...again });
  }

  /** The lot must not open for a car that has gone meanwhile. */
  function ifStillThere(judgement: Judged): Judged {
    const { arrival } = judgement;
    switch (barrier.state.approachLoop) {
      case 'occupied':
        return judgement;
      case 'clear':
        return withheld(judgement);
      case 'unknown':
      case 'none': {
        const age = clock.now() - arrival.lastCaptureAt;
        return age <= parts.site.capture.sameVehicleS * 1000 ? judgement : withheld(judgement);
      }
    }
  }

  return {
    get memory() {
      return memory;
    },
    senses,
    ready,
    armDown,
    apply,
    happened,
    tell,
    requireWritable,
    setHold,
    judged,
    grant,
    withheld,
    reconsider,
    stop() {
      cancelRetry?.();
      timers.stopAll();
    },
  };
}

/** The right that moves a lane's arm. One that nobody used in time has lapsed: a person says what became of the car. */
const rightOf = (state: LaneState): Authorisation | null =>
  'authorisation' in state && state.phase !== 'unsure' ? state.authorisation : null;
