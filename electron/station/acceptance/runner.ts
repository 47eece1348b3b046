import type { Capture } from '../../../native/camera/contract.ts';
import { limitsOf } from '../../contract/site-barriers.ts';
import type { Actor } from '../access/door.ts';
import type { Lane } from '../lane/lane.ts';
import type { Once } from '../lane/parts.ts';
import type { Fact } from '../ledger/record.ts';
import type { AcceptanceParts } from './acceptance.ts';
import { running, step } from './check.ts';
import type { By, CheckEvent, CheckPlace, CheckState, Waiting } from './check.ts';
import { loopsOf } from './checks.ts';
import { measureBackup, measureClock, measureVectors } from './measures.ts';
import type { Measured } from './measures.ts';
import { AcceptanceRefusal } from './refusal.ts';
import type { KeptRun } from './store.ts';

/** A check of the run with what it is now. */
export type Entry = KeptRun['checks'][number];

/** The checks of the run that goes on, at work. */
export interface Runner {
  /** `note` runs in the record that begins it. Throws a refusal: then nothing has begun. */
  begin(entry: Entry, who: Actor, note: Once): void;
  tell(entry: Entry, event: CheckEvent): void;
  /** What a check is now, kept where it came to an end. */
  put(entry: Entry, state: CheckState, note?: Once): void;
  laneChanged(laneId: string): void;
  saw(capture: Capture): void;
  /** Pictures of an earlier run are not this one's. */
  forget(): void;
  stop(): void;
}

/** Why an arm rose for a check, as the list of openings has it. */
export const ACCEPTANCE_REASON = '验收';
/** A capture so old says nothing of a camera's clock any more. */
const OFFSET_KEPT_MS = 10 * 60_000;

export const isRunning = ({ state }: Entry): boolean => state.state === 'running';

/** `goingOn`: the run that is not finished; null: there is none. `keep` writes what became of a check of it. */
export function createRunner(
  parts: AcceptanceParts,
  goingOn: () => KeptRun | null,
  keep: (no: number, id: string, state: CheckState) => void,
): Runner {
  const { site, ledger, lanes, platforms, clock } = parts;
  const timers = new Map<string, () => void>();
  const offsets = new Map<string, { at: number; offsetMs: number }>();
  const pictures = new Map<string, Measured>();

  const entries = (): Entry[] => goingOn()?.checks ?? [];
  const laneOf = ({ laneId }: CheckPlace): Lane => {
    const lane = lanes.find(({ config }) => config.id === laneId);
    if (lane === undefined) throw new AcceptanceRefusal('bad-input', `no lane ${laneId}`);
    return lane;
  };

  function put(entry: Entry, state: CheckState, note?: Once): void {
    const no = goingOn()?.no;
    if (no === undefined) return;
    if (state.state !== 'running' || note !== undefined)
      ledger.record((tx) => {
        note?.(tx);
        keep(no, entry.place.id, state);
      });
    entry.state = state;
    const { id } = entry.place;
    timers.get(id)?.();
    timers.delete(id);
    if (state.state !== 'running') return;
    const wait = Math.max(0, state.until - clock.now());
    timers.set(
      id,
      clock.after(wait, () => tell(entry, { what: 'tick' })),
    );
  }

  /** What happens by itself has nobody to be told why it could not be written: the check is open again after a restart. */
  function attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      parts.onTrouble(error);
    }
  }

  function tell(entry: Entry, event: CheckEvent): void {
    const before = entry.state;
    if (before.state !== 'running' || !entries().includes(entry)) return;
    const next = step(before, event, clock.now());
    if (next.check === before) return;
    attempt(() => put(entry, next.check));
    if (next.effect === 'lower-arm')
      attempt(() => parts.lower(laneOf(entry.place), before.who, () => ownStep(before.who)));
    // The arm may be down, the loop clear already.
    if (next.check.state === 'running') queueMicrotask(() => lookAt(entry));
  }

  /** A step that the machine takes in a check that a person began. */
  const ownStep = (who: By): Once => parts.once(null, 'acceptance.run', who.id);

  /** What a lane's sensors say now, for a check that waits for them. */
  function lookAt(entry: Entry): void {
    const lane = lanes.find(({ config }) => config.id === entry.place.laneId);
    if (lane !== undefined) tell(entry, { what: 'barrier', barrier: lane.barrierState() });
  }

  function measure(entry: Entry, work: Promise<Measured>): void {
    const settle = ({ passed, facts }: Measured): void => tell(entry, { what: 'measured', passed, facts });
    work.then(settle, (error: unknown) => {
      parts.onTrouble(error);
      settle({ passed: false, facts: { why: 'failed' } });
    });
  }

  function begin(entry: Entry, who: Actor, note: Once): void {
    const at = clock.now();
    const { place } = entry;
    const start = (waits: Waiting): void => put(entry, running(waits, at, { id: who.id, name: who.name }), note);
    switch (place.kind) {
      case 'test-car':
        return start({ for: 'car' });
      case 'camera-clock':
        return beginCameraClock(entry, start);
      case 'image-size':
        return beginImageSize(entry, start);
      case 'arm':
        return beginArm(entry, who, note);
      case 'loops': {
        const [first, ...then] = loopsOf(laneOf(place).config.barrier);
        if (first === undefined) throw new AcceptanceRefusal('not-now', 'this lane has no loops');
        return start({ for: 'loop', loop: first, to: 'occupied', then });
      }
      case 'unplug':
        if (laneOf(place).barrierState().mode === 'offline')
          throw new AcceptanceRefusal('barrier-not-available', 'the line is not there already');
        return start({ for: 'line-gone' });
      case 'vectors':
        start({ for: 'measurement' });
        return measure(entry, Promise.resolve(measureVectors(parts.ciphers)));
      case 'machine-clock': {
        start({ for: 'measurement' });
        const servers = site.clock.servers.length > 0 ? site.clock.servers : parts.timeServers;
        return measure(entry, measureClock(servers, parts.ask));
      }
      case 'backup':
        start({ for: 'measurement' });
        return measure(
          entry,
          measureBackup({ make: () => parts.backups.make(who), view: parts.backups.view }, clock, () =>
            isRunning(entry),
          ),
        );
      case 'platform-login':
        start({ for: 'platform' });
        return lookAtPlatform(entry);
      case 'booking':
        return start({ for: 'booking-made', code: null });
    }
  }

  function beginCameraClock(entry: Entry, start: (waits: Waiting) => void): void {
    const { camera } = laneOf(entry.place).config;
    start({ for: 'camera-time', mostMs: site.capture.staleS * 1000 });
    const known = offsets.get(camera.id);
    if (known !== undefined && clock.now() - known.at <= OFFSET_KEPT_MS)
      tell(entry, { what: 'capture', plate: '', offsetMs: known.offsetMs });
  }

  function beginImageSize(entry: Entry, start: (waits: Waiting) => void): void {
    const { laneId } = entry.place;
    start({ for: 'picture' });
    const known = pictures.get(laneId ?? '');
    const still = laneId === null ? null : parts.stillOf(laneId);
    if (known !== undefined) tell(entry, { what: 'measured', ...known });
    else if (still !== null)
      // One that gives none now may still send one with its next capture.
      still()
        .then(parts.measurePicture)
        .then(
          (measured) => tell(entry, { what: 'measured', ...measured }),
          () => undefined,
        );
  }

  function beginArm(entry: Entry, who: Actor, note: Once): void {
    const lane = laneOf(entry.place);
    if (lane.state.phase !== 'idle') throw new AcceptanceRefusal('not-now', `the lane is ${lane.state.phase}`);
    if (lane.barrierState().arm === 'open') throw new AcceptanceRefusal('not-now', 'the arm is up already');
    const limits = limitsOf(lane.config.barrier);
    const at = clock.now();
    lane.openByHand(who, ACCEPTANCE_REASON, note);
    const waits: Waiting = { for: 'arm-up', eyes: !limits.opened, eyesAfter: !limits.closed, since: at };
    put(entry, running(waits, at, { id: who.id, name: who.name }));
    lookAt(entry);
  }

  function lookAtPlatform(entry: Entry): void {
    const platform = platforms.find((one) => one.view().kind === entry.place.platform);
    const { state, cause, detail } = platform?.view() ?? { state: 'down', cause: 'stopped', detail: null };
    if (state === 'up') return tell(entry, { what: 'platform', up: true });
    // Somebody must change something first: no waiting mends it.
    const facts = { why: cause ?? 'unreachable', ...(detail !== null && { detail }) };
    if (state === 'refused') return tell(entry, { what: 'measured', passed: false, facts });
  }

  const leave = [
    ...platforms.map((platform) =>
      platform.onChange(() => {
        for (const entry of entries()) if (entry.place.kind === 'platform-login') lookAtPlatform(entry);
      }),
    ),
    ledger.onCommitted(({ facts }) => facts.forEach(noteBooking)),
  ];

  function noteBooking({ kind, bookingCode }: Fact): void {
    const what = BOOKING_STEPS[kind];
    if (what === undefined || bookingCode === null) return;
    for (const entry of entries())
      if (entry.place.kind === 'booking') tell(entry, { what: 'booking', step: what, code: bookingCode });
  }

  function saw(capture: Capture): void {
    const lane = lanes.find(({ config }) => config.camera.id === capture.cameraId);
    if (lane === undefined || goingOn() === null) return;
    const { id } = lane.config;
    const here = entries().filter(({ place }) => place.laneId === id);
    const offsetMs = capture.offline ? null : Math.round(capture.capturedAt - clock.now());
    if (offsetMs !== null) offsets.set(capture.cameraId, { at: clock.now(), offsetMs });
    for (const entry of here) tell(entry, { what: 'capture', plate: capture.plate, offsetMs });
    if (capture.image === null) return;
    parts.measurePicture(capture.image).then((measured) => {
      pictures.set(id, measured);
      for (const entry of here) if (entry.place.kind === 'image-size') tell(entry, { what: 'measured', ...measured });
    }, parts.onTrouble);
  }

  return {
    begin,
    tell,
    put,
    saw,
    laneChanged(laneId) {
      for (const entry of entries()) if (entry.place.laneId === laneId && isRunning(entry)) lookAt(entry);
    },
    forget: () => pictures.clear(),
    stop() {
      for (const end of leave) end();
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}

const BOOKING_STEPS: Readonly<Partial<Record<Fact['kind'], 'locked' | 'confirmed' | 'cancelled'>>> = {
  'booking-locked': 'locked',
  'booking-confirmed': 'confirmed',
  'booking-cancelled': 'cancelled',
};
