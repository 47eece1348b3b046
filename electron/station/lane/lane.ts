import type { BarrierEvent, BarrierState } from '../../../native/barrier/contract.ts';
import type { Capture } from '../../../native/camera/contract.ts';
import type { LaneConfig } from '../../contract/site.ts';
import type { ArmPosition } from '../../contract/vocabulary.ts';
import type { Tx } from '../ledger/record.ts';
import { createLaneActs } from './acts.ts';
import type { LaneActs } from './acts.ts';
import { meaningOf } from './bystanders.ts';
import { createLaneCore } from './core.ts';
import type { Judged } from './happenings.ts';
import type { LastPassage } from './facts.ts';
import { waitsForPerson } from './machine.ts';
import type { LaneParts } from './parts.ts';
import { isSameVehicle, mayBe, merge, see } from './sighting.ts';
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
  /** Since when something stands on the approach loop. */
  let approachSince: number | null = null;
  /** Where the sensors last said the arm was. */
  let armWas: ArmPosition = 'unknown';

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
    const hereMs = 'onLoop' in state && state.onLoop ? -1 : stayed ? Infinity : sameMs;
    const isBehind = behind !== null && isSameVehicle(behind, seen, sameMs);
    const isHere = here !== null && isSameVehicle(here, seen, hereMs);
    const same = isBehind ? behind : isHere ? here : null;
    if (same) {
      const again = judgedAgain(same, seen, stale);
      return core.apply({ type: 'revised', at, ...again }, (tx) => keep(tx, same.id));
    }
    // Seen before it went through and told late: it is in already.
    if (lastPassage && seen.capturedAt <= lastPassage.at && mayBe(seen.plate, lastPassage.plate)) {
      return void parts.ledger.record((tx) => keep(tx, null));
    }
    const bystander = core.memory.bystanders.find(({ plate }) => plate === seen.plate);
    const { approachLoop } = barrier.state;
    const meaning = meaningOf(bystander, { state, approachLoop, approachSince, sameVehicleMs: sameMs, at });
    if (meaning === 'beside') {
      return core.apply({ type: 'passed-over', at, plate: seen.plate }, (tx) => keep(tx, null));
    }
    const came = newArrival(parts.newId(), seen);
    // One that never left keeps its place in the queue.
    const fresh = meaning === 'back' && bystander ? { ...came, at: bystander.firstAt } : came;
    const judged = core.judged(fresh, stale);
    const event = meaning === 'ask' ? core.withheld(judged) : judged;
    core.apply({ type: 'arrived', at, ...event }, (tx) => keep(tx, fresh.id));
  }

  /** A car that came with the loop and has not left it is that car, though the camera cannot read it. */
  const hasStoodThere = (arrival: Arrival): boolean =>
    approachSince !== null && approachSince <= arrival.at + site.capture.sameVehicleS * 1000;

  /** What a further capture of a vehicle may change: never what a person decided, never an opening that failed. */
  function judgedAgain(same: Arrival, seen: Seen, stale: boolean): Judged {
    const { state } = core.memory;
    // Once let through, a vehicle is what it was let through as.
    const letThrough = 'authorisation' in state && state.arrival?.id === same.id;
    if (letThrough) {
      const lastCaptureAt = Math.max(same.lastCaptureAt, seen.capturedAt);
      return { arrival: { ...same, lastCaptureAt }, authorisation: null, alarms: [] };
    }
    const arrival = { ...merge(same, seen), onlyByPerson: false };
    const open = 'intruder' in state && state.phase !== 'refused' && !waitsForPerson(arrival);
    return open ? core.judged(arrival, stale) : { arrival, authorisation: null, alarms: [] };
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
        if (armWas === 'open' && event.state.arm !== 'open') raised = false;
        armWas = event.state.arm;
        parts.onChange();
        return;
      case 'first-reading':
        armWas = event.state.arm;
        // Whoever raised it meanwhile, nobody saw it.
        raised = event.state.arm !== 'closed';
        approachSince = event.state.approachLoop === 'occupied' ? at : null;
        core.happened({ type: 'resumed', at, awayMs: at - (blindSince ?? at), ...event.state });
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
          approachSince = event.occupied ? at : null;
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
        return;
    }
  }

  /** Whether the arm is up because we told it to rise: for a vehicle, for a hold, or over something on the loop. */
  const isOurs = (): boolean => raised || core.memory.hold !== null || 'authorisation' in core.memory.state;

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

function newArrival(id: string, seen: Seen): Arrival {
  const { capturedAt, ...reading } = seen;
  return {
    id,
    at: capturedAt,
    lastCaptureAt: capturedAt,
    ...reading,
    byHand: false,
    onlyByPerson: false,
    class: 'other',
    bookingCode: null,
    orderNo: null,
    stayId: null,
    verdict: { action: 'ask', reason: 'plate-unreadable', figures: {} },
    turn: null,
    candidates: [],
  };
}
