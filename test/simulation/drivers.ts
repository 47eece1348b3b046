import { seeded } from '../../demo/random.ts';
import type { Attendant } from './attendant.ts';
import type { WorldClock } from './clock.ts';
import type { LaneSide } from './lane-side.ts';
import type { Onlooker } from './onlooker.ts';
import type { Program } from './program.ts';

/** The cars: who stands where, who is inside, and what the cameras tell of them. */
export interface Drivers {
  /** Drives up to a lane's camera; nothing where somebody stands already. */
  arrive(laneId: string, n: number): Promise<void>;
  /** The car at the arm goes through, with another at its bumper, or through the closed arm. */
  drive(laneId: string, how: 'drive' | 'tailgate' | 'force', ms: number): Promise<void>;
  backOff(laneId: string): Promise<void>;
  /** Stops on the passage loop, and stays there. */
  stopUnder(laneId: string): Promise<void>;
  clearUnder(laneId: string): Promise<void>;
  flicker(laneId: string, n: number): Promise<void>;
  captureAgain(laneId: string, how: 'repeat-capture' | 'old-capture' | 'late-capture', n: number): void;
  /** Whatever stands in a lane is gone. */
  clearLane(laneId: string): void;
  /** After all was mended: one car in and the same car out. Returns what did not work. */
  probe(attendant: Attendant): Promise<string[]>;
  plateOf(n: number): string;
  /** Stands there, and has gone through, as a person in the booth sees it. */
  standsAt(laneId: string): boolean;
  readonly onLoop: Readonly<Record<string, number>>;
  readonly captured: Readonly<Record<string, ReadonlySet<string>>>;
  /** Passages in broad daylight that are not on record, or twice. */
  readonly missed: string[];
}

const PLATES = 40;
/** A lane that nothing disturbed for so long is well. */
const WELL_MS = 4_000;
const SEEN_MS = 2_500;
/** Arms that a driver takes for up. */
const HIGH_ENOUGH = 0.95;

/** Of two that look alike each is taken for the other by a camera now and then. */
export const plateOfNumber = (n: number): string => `粤B${(10_808 + 3 * n).toString()}`;

interface Shot {
  captureId: string;
  capturedAt: number;
  plate: string;
  confidence: number;
}

export function createDrivers(parts: {
  clock: WorldClock;
  lanes: ReadonlyMap<string, LaneSide>;
  program: Program;
  onlooker: Onlooker;
  note(line: string): void;
}): Drivers {
  const { clock, lanes, program, onlooker, note } = parts;
  const ids = [...lanes.keys()];
  const standing = new Map<string, string>();
  const under = new Map<string, string>();
  const inside = new Set<string>();
  const onLoop: Record<string, number> = Object.fromEntries(ids.map((id) => [id, 0]));
  /** When a passage loop came clear last, ms of the monotonic clock. */
  const clearSince = new Map<string, number>();
  const captured: Record<string, Set<string>> = Object.fromEntries(ids.map((id) => [id, new Set<string>()]));
  const lastShot = new Map<string, Shot>();
  const missed: string[] = [];
  let shots = 0;

  const laneOf = (id: string): LaneSide => lanes.get(id) as LaneSide;
  const isExit = (id: string): boolean => id.startsWith('out');
  const isWell = (lane: LaneSide): boolean => {
    const since = Math.max(lane.wellSince, program.since ?? Infinity);
    return (
      clock.monotonic() - since > WELL_MS &&
      !lane.arm.stuck &&
      lane.noise.lost + lane.noise.garbled + lane.noise.twice === 0 &&
      lane.line.delayMs === 0 &&
      lane.arm.stuckLimits.opened === null &&
      lane.arm.stuckLimits.closed === null &&
      lane.reading !== null &&
      clock.monotonic() - lane.reading.at < 1_000
    );
  };

  function setLoop(lane: LaneSide, occupied: boolean): void {
    if (occupied && !lane.arm.isOccupied('passage')) onLoop[lane.id] = (onLoop[lane.id] ?? 0) + 1;
    if (!occupied) clearSince.set(lane.id, clock.monotonic());
    lane.arm.setLoop('passage', occupied);
  }

  function shoot(laneId: string, shot: Shot, offline = false): void {
    const handlers = program.handlers();
    if (handlers === null) return;
    const age = Math.abs(clock.now() - shot.capturedAt);
    if (!offline && age <= 10_000 && shot.plate !== '') captured[laneId]?.add(shot.plate);
    lastShot.set(laneId, shot);
    handlers.onHeard(`camera-${laneId}`);
    const outcome = handlers.onCapture({
      ...shot,
      cameraId: `camera-${laneId}`,
      plateColour: 'blue',
      charConfidence: null,
      carColour: 'white',
      carModel: 'small',
      offline,
      image: null,
    });
    note(`${laneId} shows ${shot.plate} ${outcome}`);
  }

  /** What a camera makes of a plate. */
  function read(plate: string, n: number): Pick<Shot, 'plate' | 'confidence'> {
    const { next } = seeded(Math.floor(n * 2 ** 31));
    next();
    const draw = next();
    if (draw < 0.04) return { plate: '', confidence: 0 };
    if (draw < 0.09) return { plate: plate.replace('8', 'B').replace('0', '8'), confidence: 91 };
    if (draw < 0.13) return { plate: `${plate.slice(0, -1)}?`, confidence: 60 };
    if (draw < 0.17) return { plate, confidence: 55 };
    if (draw < 0.19) return { plate: '你好WELCOME', confidence: 90 };
    return { plate, confidence: 98 };
  }

  async function arrive(laneId: string, n: number): Promise<void> {
    const lane = laneOf(laneId);
    if (standing.has(laneId) || under.has(laneId)) return;
    const there = [...standing.values(), ...under.values()];
    const some = isExit(laneId) && inside.size > 0 && n < 0.93 ? [...inside] : null;
    const plate = some ? (some[Math.floor(n * 97) % some.length] ?? '') : plateOfNumber(Math.floor(n * PLATES));
    if (there.includes(plate) || (!isExit(laneId) && inside.has(plate))) return;
    standing.set(laneId, plate);
    note(`${laneId} arrives ${plate}`);
    lane.arm.setLoop('approach', true);
    await clock.play(600);
    shoot(laneId, { captureId: `shot-${(shots += 1)}`, capturedAt: clock.now(), ...read(plate, n) });
    await clock.play(200);
  }

  /** Over the passage loop and away; whoever comes behind is at the bumper. */
  async function cross(lane: LaneSide, ms: number): Promise<void> {
    setLoop(lane, true);
    await clock.play(450 + ms / 8);
    lane.arm.setLoop('approach', false);
    await clock.play(450);
    setLoop(lane, false);
  }

  function gone(lane: LaneSide, plate: string): void {
    standing.delete(lane.id);
    under.delete(lane.id);
    if (isExit(lane.id)) inside.delete(plate);
    else inside.add(plate);
    note(`${lane.id} passed ${plate}`);
  }

  async function drive(laneId: string, how: 'drive' | 'tailgate' | 'force', ms: number): Promise<void> {
    const lane = laneOf(laneId);
    const plate = standing.get(laneId);
    if (plate === undefined || lane.arm.isOccupied('passage')) return;
    // Somebody pushes the arm up.
    if (how === 'force' && lane.arm.position === 0) lane.arm.byHand('open');
    for (let waited = 0; !isUp(lane); waited += 250) {
      if (waited > 2_500) return;
      await clock.play(250);
    }
    const before = onlooker.passagesAt(laneId);
    // What was on the loop just before may be written down while this one drives.
    const settled = clock.monotonic() - (clearSince.get(laneId) ?? -Infinity) >= SEEN_MS;
    const well = settled && isWell(lane);
    await cross(lane, ms);
    gone(lane, plate);
    if (how === 'tailgate') {
      await clock.play(900);
      // Whoever sees the arm come down stops.
      if (isUp(lane)) await cross(lane, ms);
    }
    const cars = onLoop[laneId] ?? 0;
    await clock.play(SEEN_MS);
    const recorded = onlooker.passagesAt(laneId) - before;
    const most = how === 'tailgate' ? 2 : 1;
    if (well && isWell(lane) && cars === onLoop[laneId] && (recorded < 1 || recorded > most))
      missed.push(`nothing lost: ${plate} went through ${laneId} (${how}), and ${recorded} passages are on record`);
  }

  const isUp = (lane: LaneSide): boolean => lane.arm.position >= HIGH_ENOUGH && lane.arm.motion !== 'lowering';

  const drivers: Drivers = {
    arrive,
    drive,
    async backOff(laneId) {
      if (!standing.delete(laneId)) return;
      laneOf(laneId).arm.setLoop('approach', false);
      await clock.play(500);
    },
    async stopUnder(laneId) {
      const lane = laneOf(laneId);
      const plate = standing.get(laneId);
      if (plate === undefined || !isUp(lane) || lane.arm.isOccupied('passage')) return;
      setLoop(lane, true);
      standing.delete(laneId);
      under.set(laneId, plate);
      await clock.play(500);
      lane.arm.setLoop('approach', false);
    },
    async clearUnder(laneId) {
      const plate = under.get(laneId);
      if (plate === undefined) return;
      setLoop(laneOf(laneId), false);
      gone(laneOf(laneId), plate);
      await clock.play(500);
    },
    async flicker(laneId, n) {
      const lane = laneOf(laneId);
      if (under.has(laneId)) return;
      for (let times = 0; times < 1 + n * 4; times += 1) {
        setLoop(lane, true);
        await clock.play(30 + n * 300);
        setLoop(lane, false);
        await clock.play(50);
      }
    },
    captureAgain(laneId, how, n) {
      const shot = lastShot.get(laneId);
      if (shot === undefined) return;
      if (how === 'repeat-capture') return shoot(laneId, shot);
      const back = how === 'old-capture' ? 3_600_000 * (0.1 + n) : 8_000 + n * 5_000;
      const other = plateOfNumber(Math.floor(n * PLATES));
      const again = { captureId: `shot-${(shots += 1)}`, capturedAt: clock.now() - Math.floor(back), confidence: 97 };
      shoot(laneId, { ...again, plate: how === 'old-capture' ? other : shot.plate }, how === 'old-capture' && n < 0.5);
    },
    clearLane(laneId) {
      const lane = laneOf(laneId);
      standing.delete(laneId);
      const plate = under.get(laneId);
      if (plate !== undefined) gone(lane, plate);
      lane.arm.setLoop('approach', false);
      lane.arm.setLoop('passage', false);
    },
    async probe(attendant) {
      const wrong: string[] = [];
      for (const laneId of ['in-2', 'out-1']) {
        const lane = laneOf(laneId);
        const plate = '粤BZ9Z99';
        standing.set(laneId, plate);
        lane.arm.setLoop('approach', true);
        await clock.play(600);
        shoot(laneId, { captureId: `probe-${laneId}`, capturedAt: clock.now(), plate, confidence: 99 });
        for (let waited = 0; waited < 8_000 && !isUp(lane); waited += 500) {
          attendant.attend();
          await clock.play(500);
        }
        if (isUp(lane)) await drive(laneId, 'drive', 0);
        else wrong.push(`recovered: ${laneId} lets nobody through: ${attendant.stateOf(laneId)}`);
      }
      return wrong;
    },
    plateOf: (n) => plateOfNumber(Math.floor(n * PLATES)),
    standsAt: (laneId) => standing.has(laneId) || under.has(laneId),
    onLoop,
    captured,
    missed,
  };
  return drivers;
}
