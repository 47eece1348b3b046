import type { OpeningCause } from '../../contract/vocabulary.ts';
import type { Tx } from '../ledger/record.ts';
import type { Alarm } from '../parking/alarms.ts';
import { lastPassageOf, writeEffect } from './facts.ts';
import type { LaneEffect, LaneEvent, LaneTimer } from './events.ts';
import { step, waitsForPerson } from './machine.ts';
import { LaneRefusal } from './parts.ts';
import type { LaneParts, Once } from './parts.ts';
import { isStoreError } from '../store/open.ts';
import type { Arrival, Authorisation, LaneSenses } from './state.ts';
import type { LaneMemory } from './store.ts';

/** A vehicle as it was judged, with its right to pass where the rules (or a hold) give it one. */
export interface Judged {
  arrival: Arrival;
  authorisation: Authorisation | null;
  alarms: readonly Alarm[];
}

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

/** A trailer's gap over the loop is shorter than this; a following car's is longer. */
const SETTLE_MS = 400;
/** A driver let through who has not moved by then: a person looks. */
const PATIENCE_MS = 60_000;
/** Without any sensor a passage is assumed after this. */
const ASSUME_MS = 8_000;
/** How long a fact that could not be written waits for the next try. */
const RETRY_MS = 1_000;

export function createLaneCore(parts: LaneParts): LaneCore {
  const { config, barrier, ledger, clock } = parts;
  const senses: LaneSenses = {
    passage: barrier.sensesPassage,
    approach: barrier.sensesApproach,
    openedLimit: config.barrier.inputs.opened !== undefined,
    closedLimit: config.barrier.inputs.closed !== undefined,
  };
  let memory = parts.store.load(config.id, clock.now());
  const timers = new Map<LaneTimer, () => void>();
  /** What the world did while the disk refused: nothing of it is lost, nothing overtakes it. */
  const unwritten: Happening[] = [];
  /** From the first refusal until all is written. */
  let late = false;
  let cancelRetry: (() => void) | null = null;
  let draining = false;

  const ready = (): boolean => barrier.state.mode === 'automatic' || barrier.state.mode === 'held-open';
  const armDown = (): boolean => barrier.state.arm === 'closed';

  function apply(event: LaneEvent, also?: Once): void {
    const { state, effects } = step(memory.state, event, senses);
    if (state === memory.state && effects.length === 0 && !also) return;
    const held = memory.hold !== null;
    const next: LaneMemory = { ...memory, state, lastPassage: lastPassageOf(effects, held) ?? memory.lastPassage };
    ledger.record((tx) => {
      also?.(tx);
      parts.store.save(tx, config.id, next);
      for (const effect of effects) writeEffect(tx, effect, held, parts);
      if ('alarms' in event)
        for (const alarm of event.alarms ?? []) parts.recordAlarm(tx, config, event.arrival, alarm);
    });
    memory = next;
    for (const effect of effects) perform(effect, event.at);
    parts.onChange();
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
        barrier.close();
        return;
      case 'judge':
        happened({ type: 'arrived', at: clock.now(), ...ifStillThere(judged(effect.arrival)) });
        return;
      case 'start-timer':
        startTimer(effect.timer, effect.from ?? at);
        return;
      case 'stop-timer':
        stopTimer(effect.timer);
        return;
      case 'note':
      case 'passage':
        return;
    }
  }

  function startTimer(timer: LaneTimer, from: number): void {
    stopTimer(timer);
    // The recheck gives an arm that was told to rise, by whomever, the time that it may take.
    const recheck = config.barrier.openTimeoutMs + 1000;
    const ms = { settle: SETTLE_MS, patience: PATIENCE_MS, assume: ASSUME_MS, recheck }[timer];
    const due = from + ms;
    if (late && due <= clock.now()) return rangMeanwhile({ type: 'timer', at: due, timer, armDown: armDown() });
    const fire = (): void => {
      timers.delete(timer);
      happened({ type: 'timer', at: clock.now(), timer, armDown: armDown() });
    };
    timers.set(timer, clock.after(Math.max(0, due - clock.now()), fire));
  }

  /** A timer of something written late takes its place by time among what happened since. The first is being written. */
  function rangMeanwhile(ring: Extract<LaneEvent, { type: 'timer' }>): void {
    const later = unwritten.findIndex((happening, index) => index > 0 && happening.at > ring.at);
    unwritten.splice(later === -1 ? unwritten.length : later, 0, ring);
    timers.set(ring.timer, () => {
      const index = unwritten.indexOf(ring);
      if (index > 0) unwritten.splice(index, 1);
    });
  }

  function stopTimer(timer: LaneTimer): void {
    timers.get(timer)?.();
    timers.delete(timer);
  }

  function judged(arrival: Arrival, stale = false): Judged {
    const { alarms, ...judgement } = parts.judge({
      plate: arrival.plate,
      plateColour: arrival.plateColour,
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

  const grant = (cause: OpeningCause, who: string | null, because: string | null): Authorisation => ({
    id: parts.newId(),
    at: clock.now(),
    cause,
    who,
    because,
  });

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
    const mayOpen = !onlyByPerson && !arrival.onlyByPerson && reason !== 'barrier-not-available';
    const again = mayOpen ? ifStillThere(judged(arrival)) : withheld(judged(arrival));
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
      for (const timer of [...timers.keys()]) stopTimer(timer);
    },
  };
}

/** Something to be written down: an event of the machine, or a note beside it. */
type Happening = LaneEvent | { type: 'told'; at: number; write: (tx: Tx) => void };

/** A right to pass is taken back: a person gives it now, or a camera that sees the vehicle afresh. A hold's stays. */
function withheld(judgement: Judged): Judged {
  const { arrival, authorisation, alarms } = judgement;
  if (!authorisation || authorisation.cause === 'hold') return judgement;
  return {
    arrival: { ...arrival, onlyByPerson: true, verdict: { ...arrival.verdict, action: 'ask' } },
    authorisation: null,
    alarms,
  };
}

/** What is left of it when it could not be written at once: nothing is opened later for a vehicle that may have gone. */
function lapsed(happening: Happening): Happening[] {
  switch (happening.type) {
    case 'authorised':
      return [];
    case 'arrived':
    case 'revised': {
      if (!happening.authorisation || happening.authorisation.cause === 'hold') return [happening];
      const { arrival, authorisation, alarms = [] } = happening;
      return [{ ...happening, ...withheld({ arrival, authorisation, alarms }) }];
    }
    default:
      return [happening];
  }
}
