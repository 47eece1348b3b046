import type { BarrierEvent, BarrierState } from '../../../native/barrier/contract.ts';
import type { Capture } from '../../../native/camera/contract.ts';
import type { LaneConfig } from '../../contract/site.ts';
import type { ArmPosition } from '../../contract/vocabulary.ts';
import type { Tx } from '../ledger/record.ts';
import { createLaneActs } from './acts.ts';
import type { LaneActs } from './acts.ts';
import { createApproach } from './approach.ts';
import { isParked, LEAD_MS, meaningOf, recall, staysOnLoop } from './bystanders.ts';
import { createLaneCore } from './core.ts';
import { isForPerson } from './happenings.ts';
import type { Judged } from './happenings.ts';
import type { LastPassage } from './facts.ts';
import { waitsForPerson } from './machine.ts';
import type { LaneParts } from './parts.ts';
import { isSameVehicle, mayBe, merge, newArrival, see } from './sighting.ts';
import type { Seen } from './sighting.ts';
import type { Arrival, LaneState } from './state.ts';

/** One lane: what stands there, what it may do, and its arm. */
export interface Lane extends LaneActs {
  readonly config: LaneConfig;
  readonly state: LaneState;
  readonly held: boolean;
  readonly lastPassage: LastPassage | null;
  /** Others raised the arm, and it is still up. */
  readonly foundOpen: boolean;
  readonly sensesPassage: boolean;
  barrierState(): BarrierState;
  /** Since when the barrier has a fault, UTC ms; null when it has none. */
  faultSince(): number | null;
  start(): void;
  stop(): Promise<void>;
  /** Takes a new capture: `keep` writes its row, in the record that also holds what follows from it. */
  capture(capture: Capture, captureId: string, stale: boolean, keep: KeepCapture): void;
  /** Judges the waiting vehicle again, after something in the lot changed. */
  reconsider(): void;
}

export type KeepCapture = (tx: Tx, arrivalId: string | null) => void;

/** A late capture still points at a car that stands on the approach loop; an older one points at nobody. */
const LATE_MS = 120_000;

/** A lane at work: captures, sensors and hands become events of its machine. */
export function createLane(parts: LaneParts): Lane {
  const { site, config, barrier, clock } = parts;
  const core = createLaneCore(parts);
  let faultSince: number | null = null;
  /** Since when the sensors cannot be read; from before the program began until the first reading. */
  let blindSince: number | null = -Infinity;
  /** The arm was told to rise, or may have been, and has not come down from there since. */
  let raised = true;
  const approach = createApproach();
  /** The parked car that was read last while nobody was here: it may want to go now. */
  let passedOver: Seen | null = null;
  /** Where the sensors last said the arm was. */
  let armWas: ArmPosition = 'unknown';
  /** Something was on the approach loop when it was last read. */
  let stoodThere = false;

  function capture(taken: Capture, captureId: string, stale: boolean, keep: KeepCapture): void {
    core.requireWritable();
    const { state, lastPassage } = core.memory;
    const seen = see(taken, captureId, site.capture.minConfidence);
    const at = clock.now();
    if (stale && !standsThereLate(seen, at)) return recordStale(seen, keep);
    const here = 'arrival' in state ? state.arrival : null;
    const behind = 'next' in state ? state.next : null;
    // Once a vehicle is on the loop, the camera reads whoever comes after it: only the very same plate is still its own.
    const sameMs = site.capture.sameVehicleS * 1000;
    const stayed = here !== null && (seen.plate === '' || here.plate === '') && hasStoodThere(here);
    // A plate that is known is nobody else's, though the car here is not read; and what was read before it left is not here.
    const bystander = recall(core.memory.bystanders, seen.plate, at);
    const left = here !== null && approach.hasLeft(here.id, at);
    const onlyIfRead = bystander !== null || left || ('onLoop' in state && state.onLoop);
    const hereMs = onlyIfRead ? -1 : stayed ? Infinity : sameMs;
    const isBehind = behind !== null && isSameVehicle(behind, seen, bystander ? -1 : sameMs);
    const isHere = here !== null && isSameVehicle(here, seen, hereMs);
    const same = isBehind ? behind : isHere ? here : null;
    if (same) {
      const again = judgedAgain(same, seen, stale, bystander === null && left);
      if (isHere && seen.plate !== '') approach.isBack();
      return core.apply({ type: 'revised', at, ...again }, (tx) => keep(tx, same.id));
    }
    // Seen before it went through and told late: it is in already. A passage of a time to come says that the clock was set.
    if (
      lastPassage &&
      lastPassage.at <= at &&
      seen.capturedAt <= lastPassage.at &&
      mayBe(seen.plate, lastPassage.plate)
    ) {
      return void parts.ledger.record((tx) => keep(tx, null));
    }
    const { approachLoop } = barrier.state;
    const { since: approachSince } = approach;
    const meaning = meaningOf(bystander, { state, approachLoop, approachSince, sameVehicleMs: sameMs, at });
    if (meaning === 'beside') {
      passedOver = state.phase === 'idle' ? seen : null;
      return core.apply({ type: 'passed-over', at, plate: seen.plate }, (tx) => keep(tx, null));
    }
    const came = newArrival(parts.newId(), seen);
    // One that never left keeps its place in the queue.
    const placed = meaning === 'back' && bystander ? { ...came, at: bystander.firstAt } : came;
    const frontUnsure = meaning === 'ask' || (meaning === 'fresh' && isInFront(state, at));
    const judged = judgedInFront({ ...placed, frontUnsure }, stale);
    core.apply({ type: 'arrived', at, ...judged }, (tx) => keep(tx, placed.id));
    passedOver = null;
  }

  /** Whether the car that is dealt with stands between the arm and one read now: it came onto the loop and never left it. */
  function isInFront(state: LaneState, at: number): boolean {
    const isUnmoved = 'intruder' in state || (state.phase === 'unsure' && !state.resumed);
    if (!isUnmoved || !('arrival' in state) || state.arrival === null) return false;
    const { id, plate, lastCaptureAt } = state.arrival;
    if (approach.hasLeft(id, at)) return false;
    const known = recall(core.memory.bystanders, plate, at);
    if (known && isParked(known) && !staysOnLoop(known, approach.since)) return false;
    return approach.unbrokenSince(lastCaptureAt + LEAD_MS);
  }

  /** Its right is for the car at the arm: one that may not be that car waits for a person. */
  function judgedInFront(arrival: Arrival, stale: boolean): Judged {
    const judged = core.judged(arrival, stale);
    return isForPerson(arrival) ? core.withheld(judged) : judged;
  }

  /** A car that came with the loop and has not left it is that car, though the camera cannot read it. */
  const hasStoodThere = (arrival: Arrival): boolean =>
    approach.since !== null && approach.since <= arrival.at + site.capture.sameVehicleS * 1000;

  /**
   * What a further capture of a vehicle may change: never what a person decided, never an opening that failed.
   * `cameAnew`: the loop was clear since.
   */
  function judgedAgain(same: Arrival, seen: Seen, stale: boolean, cameAnew: boolean): Judged {
    const { state } = core.memory;
    // Once let through, a vehicle is what it was let through as.
    const letThrough = 'authorisation' in state && state.arrival?.id === same.id;
    if (letThrough) {
      const lastCaptureAt = Math.max(same.lastCaptureAt, seen.capturedAt);
      return { arrival: { ...same, lastCaptureAt }, authorisation: null, alarms: [] };
    }
    // Who stood there unread for long may still stand there, and the plate be of the one behind.
    const readLate =
      same.plate === '' && seen.plate !== '' && seen.capturedAt - same.at > site.capture.sameVehicleS * 1000;
    const arrival = {
      ...merge(same, seen),
      // A picture without a plate shows somebody.
      onlyByPerson: same.onlyByPerson && seen.plate === '',
      frontUnsure: (same.frontUnsure && !cameAnew) || readLate,
    };
    const open = 'intruder' in state && state.phase !== 'refused' && !waitsForPerson(arrival);
    return open ? judgedInFront(arrival, stale) : { arrival, authorisation: null, alarms: [] };
  }

  const standsThereLate = (seen: Seen, now: number): boolean =>
    core.memory.state.phase === 'idle' && barrier.state.approachLoop === 'occupied' && now - seen.capturedAt < LATE_MS;

  function recordStale(seen: Seen, keep: KeepCapture): void {
    parts.ledger.record((tx) => {
      keep(tx, null);
      tx.fact({
        kind: 'capture-stale',
        laneId: config.id,
        plate: seen.plate || null,
        data: { captureId: seen.captureId, capturedAt: seen.capturedAt },
      });
    });
  }

  function onBarrier(event: BarrierEvent): void {
    const at = clock.now();
    switch (event.type) {
      case 'state':
        if (event.state.mode === 'offline') blindSince ??= at;
        else stoodThere = event.state.approachLoop === 'occupied';
        if (armWas === 'open' && event.state.arm !== 'open') raised = false;
        armWas = event.state.arm;
        parts.onChange();
        return;
      case 'first-reading':
        armWas = event.state.arm;
        // Whoever raised it meanwhile, nobody saw it.
        raised = event.state.arm !== 'closed';
        approach.found(event.state.approachLoop, at);
        core.happened({ type: 'resumed', at, awayMs: at - (blindSince ?? at), stoodThere, ...event.state });
        blindSince = null;
        core.reconsider(true);
        return;
      case 'opened':
        core.happened(isOurs() ? { type: 'arm-opened', at } : { type: 'found-open', at, opening: parts.newId() });
        // Told once: from here on it is known to be up.
        raised = true;
        return;
      case 'closed':
        raised = false;
        core.happened({ type: 'arm-closed', at });
        return;
      case 'loop':
        if (event.loop === 'approach') {
          approachChanged(event.occupied, at);
          return parts.onQueue();
        }
        core.happened({ type: 'passage-loop', at, occupied: event.occupied, armDown: core.armDown() });
        return;
      case 'button':
        pressed(at, 'push-button');
        return;
      case 'remote':
        pressed(at, 'remote');
        return;
      case 'fault':
        faulted(at, event.fault, event.detail);
        return;
      case 'fault-cleared':
        faultSince = null;
        core.tell((tx) => void tx.fact({ kind: 'barrier-recovered', at, laneId: config.id, reason: event.fault }));
        return;
      case 'frame':
        if (event.purpose === 'open' || event.purpose === 'safety-open') raised = true;
        if (event.purpose === 'safety-open' && !event.confirmed) raisedAgain(at);
        return;
    }
  }

  /** The frame is out already: what keeps an arm off a car waits for no disk. */
  function raisedAgain(at: number): void {
    const reason = barrier.state.mode === 'offline' ? 'unseen' : 'occupied';
    core.tell((tx) => void tx.fact({ kind: 'raised-again', at, laneId: config.id, reason }));
  }

  function approachChanged(occupied: boolean, at: number): void {
    const { state } = core.memory;
    const here = 'intruder' in state && 'arrival' in state ? state.arrival : null;
    approach.changed(occupied, at, here?.id ?? null);
    if (!occupied) return;
    // Whoever stands there now is not known to be the car that left: its right waits until it is read again.
    if (here && !here.onlyByPerson && approach.hasLeft(here.id, at)) {
      core.happened({ type: 'revised', at, arrival: { ...here, onlyByPerson: true }, authorisation: null });
    }
    // Read on its way to the loop, as cameras do, and not since: it may be the one that came.
    if (state.phase === 'idle' && passedOver && at - passedOver.capturedAt <= LEAD_MS) {
      const arrival = { ...newArrival(parts.newId(), passedOver), frontUnsure: true };
      core.happened({ type: 'arrived', at, ...judgedInFront(arrival, false) });
    }
    passedOver = null;
  }

  /** Whether the arm is up because we told it to rise: for a vehicle, for a hold, or over something on the loop. */
  const isOurs = (): boolean => {
    const { state, hold } = core.memory;
    return raised || hold !== null || ('authorisation' in state && state.phase !== 'unsure');
  };

  function pressed(at: number, cause: 'push-button' | 'remote'): void {
    const { state } = core.memory;
    if (!('intruder' in state) || !core.ready()) return;
    core.happened({
      type: 'authorised',
      at,
      arrival: 'arrival' in state ? state.arrival : null,
      authorisation: core.grant(cause, null, null),
    });
  }

  function faulted(at: number, fault: Extract<BarrierEvent, { type: 'fault' }>['fault'], detail: string): void {
    faultSince ??= at;
    // What rises after the last try is raised by a crank.
    if (fault === 'arm-did-not-open') raised = false;
    core.tell((tx) => {
      const seq = tx.fact({ kind: 'barrier-fault', at, laneId: config.id, reason: fault, data: { detail } });
      if (fault === 'arm-did-not-open' || fault === 'arm-did-not-close') parts.recordFault(tx, config, seq, at, detail);
    });
    if (fault === 'arm-did-not-open') core.happened({ type: 'arm-failed', at, because: 'arm-did-not-open' });
  }

  return {
    ...createLaneActs(parts, core),
    config,
    get state() {
      return core.memory.state;
    },
    get held() {
      return core.memory.hold !== null;
    },
    get lastPassage() {
      return core.memory.lastPassage;
    },
    get foundOpen() {
      return core.memory.foundOpen !== null;
    },
    sensesPassage: core.senses.passage,
    barrierState: () => barrier.state,
    faultSince: () => faultSince,
    start() {
      barrier.on(onBarrier);
      barrier.start();
    },
    async stop() {
      core.stop();
      await barrier.stop();
    },
    capture,
    reconsider: core.reconsider,
  };
}
