import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';
import { createAttendant } from './attendant.ts';
import type { Attendant } from './attendant.ts';
import { createWorldClock } from './clock.ts';
import type { WorldClock } from './clock.ts';
import { createDrivers } from './drivers.ts';
import type { Drivers } from './drivers.ts';
import { createLaneSide, QUIET } from './lane-side.ts';
import type { LaneSide } from './lane-side.ts';
import { LANES, RESERVABLE } from './lot.ts';
import { createOnlooker } from './onlooker.ts';
import type { Onlooker, Seen } from './onlooker.ts';
import { createPhones } from './phones.ts';
import type { Phones } from './phones.ts';
import { createSimulatedCitybrain, createSimulatedDb4403, GOOD } from './platforms.ts';
import type { SimulatedPlatform } from './platforms.ts';
import { createProgram } from './program.ts';
import type { Program, ProgramParts } from './program.ts';
import type { Step } from './script.ts';

/** A Wednesday that is no holiday, six in the morning in Beijing. */
export const BEGINS = Date.UTC(2026, 4, 5, 22, 0, 0);
const HOUR_MS = 3_600_000;
/** What is mended is well again within so long, played through. */
const RECOVERS_MS = 90_000;
/** Beyond that queues wait for their next try; so often the hours are leapt over until nothing waits. */
const MOST_TRIES = 12;

export interface WorldOptions {
  directory: string;
  seed: number;
  /** A store with the station's people in it, and nothing else. */
  template: string;
  control?: Pick<ProgramParts, 'over' | 'wrapLink'>;
}

/** One lot with all that is around it. */
export interface World {
  readonly clock: WorldClock;
  readonly onlooker: Onlooker;
  /** Does one step. Returns what it broke. */
  take(step: Step): Promise<string[]>;
  /** Mends everything; what then does not come right by itself, or by one pair of hands, is told. */
  recover(): Promise<string[]>;
  /** One line for each thing that happened: the same seed tells the same story. */
  readonly journal: readonly string[];
  end(): Promise<void>;
}

export async function openWorld({ directory, seed, template, control }: WorldOptions): Promise<World> {
  const clock = createWorldClock(BEGINS);
  const stream = (n: number): Random => seeded(seed * 31 + n);
  const data = join(directory, 'data');
  mkdirSync(data, { recursive: true });
  const file = join(data, 'gatehouse.sqlite');
  copyFileSync(template, file);
  const journal: string[] = [];
  const note = (line: string): void => void journal.push(`${clock.monotonic()} ${line}`);
  const onlooker = createOnlooker(file);
  const errors: string[] = [];
  const lanes = new Map<string, LaneSide>(
    LANES.map((id, index) => [
      id,
      createLaneSide(id, clock, stream(10 + index), {
        onPulse(lane, contact) {
          note(`${lane.id} ${contact}`);
          onlooker.pulse(lane, contact, clock.monotonic());
        },
      }),
    ]),
  );
  const platforms = {
    db4403: createSimulatedDb4403(clock, stream(1)),
    citybrain: createSimulatedCitybrain(() => clock.now(), stream(2)),
  };
  const ownChance = stream(3);
  const program: Program = createProgram({
    directory,
    clock,
    random: () => ownChance.next(),
    lanes,
    platforms,
    onError: (error) => errors.push(`the station logged an error: ${describe(error)}`),
    ...control,
  });
  const drivers: Drivers = createDrivers({ clock, lanes, program, onlooker, note });
  const attendant: Attendant = createAttendant({ program, clock, drivers, note });
  const phones: Phones = createPhones({ clock, platform: platforms.db4403, note });
  await program.start();

  let looks = 0;
  /** What the board says is dear to ask: now and then will do. */
  function seen(): Seen {
    looks += 1;
    const board = looks % 5 === 0 ? program.call('board.get', {}) : null;
    return {
      mostPassages: Object.fromEntries(
        LANES.map((id) => [id, (drivers.onLoop[id] ?? 0) + (attendant.saidPassed[id] ?? 0)]),
      ),
      captured: drivers.captured,
      cash: attendant.cash,
      inside: board?.ok ? board.output.lot.inside : null,
      platforms,
      reservable: RESERVABLE,
    };
  }

  function wrong(): string[] {
    return [...errors.splice(0), ...drivers.missed.splice(0), ...onlooker.look(seen())];
  }

  async function take(step: Step): Promise<string[]> {
    const lane = lanes.get(LANES[step.lane % LANES.length] ?? '') as LaneSide;
    note(step.do);
    await act(step, lane);
    await clock.play(300);
    return wrong();
  }

  async function act({ do: what, n, ms, lane: index }: Step, lane: LaneSide): Promise<void> {
    const platform: SimulatedPlatform = n < 0.6 ? platforms.db4403 : platforms.citybrain;
    const disturb = (change: () => void): void => {
      lane.disturbed();
      change();
    };
    switch (what) {
      case 'play':
        return clock.play(ms);
      case 'leap':
        await clock.leap(ms);
        for (const each of lanes.values()) each.disturbed();
        return clock.play(3_000);
      case 'set-clock':
        return clock.step(Math.round((n - 0.5) * (n < 0.3 ? 48 : 0.2) * HOUR_MS));
      case 'arrive':
        return drivers.arrive(LANES[index % 2] ?? 'in-2', n);
      case 'arrive-out':
        return drivers.arrive('out-1', n);
      case 'drive':
      case 'tailgate':
      case 'force':
        return drivers.drive(lane.id, what, ms);
      case 'back-off':
        return drivers.backOff(lane.id);
      case 'stop-under':
        return drivers.stopUnder(lane.id);
      case 'clear-under':
        return drivers.clearUnder(lane.id);
      case 'flicker':
        return drivers.flicker(lane.id, n);
      case 'repeat-capture':
      case 'old-capture':
      case 'late-capture':
        return drivers.captureAgain(lane.id, what, n);
      case 'attend':
        if (n < 0.3) await program.signIn();
        return attendant.attend();
      case 'press':
        return attendant.press(lane.id, n);
      case 'press-again':
        return attendant.pressAgain();
      case 'pay-odd':
        return attendant.payOdd(lane.id, n);
      case 'board-off':
        return disturb(() => lane.board.losePower());
      case 'board-on':
        return disturb(() => lane.board.restorePower());
      case 'arm-stuck':
        return disturb(() => (lane.arm.stuck = true));
      case 'arm-free':
        return disturb(() => (lane.arm.stuck = false));
      case 'limit-stuck':
        return disturb(
          () =>
            (lane.arm.stuckLimits = n < 0.5 ? { opened: n < 0.25, closed: null } : { opened: null, closed: n < 0.75 }),
        );
      case 'limit-free':
        return disturb(() => (lane.arm.stuckLimits = { opened: null, closed: null }));
      case 'line-cut':
        return disturb(() => lane.line.unplug(n < 0.5 ? 'seen' : 'unseen'));
      case 'line-mended':
        return disturb(() => lane.line.plug());
      case 'line-noise':
        return disturb(() => {
          lane.noise = { lost: n * 0.3, garbled: n * 0.1, late: 0, twice: n * 0.1 };
          lane.line.delayMs = n < 0.7 ? 0 : Math.round((n - 0.7) * 3000);
        });
      case 'line-quiet':
        return disturb(() => quieten(lane));
      case 'by-hand':
        return disturb(() => lane.arm.isOccupied('passage') || lane.arm.byHand(n < 0.5 ? 'open' : 'closed'));
      case 'link-down':
        return platform.reach(false);
      case 'link-up':
        return platform.reach(true);
      case 'replies-bad':
        platform.manners = { ...GOOD, requestLost: n * 0.5, replyLost: n * 0.5, mostMs: 200 + n * 4000 };
        return;
      case 'replies-good':
        platform.manners = GOOD;
        return;
      case 'refuse-some':
        platform.manners = { ...GOOD, refused: n * 0.3, notNow: (1 - n) * 0.2 };
        return;
      case 'retry':
        return attendant.retryReports();
      case 'book':
      case 'confirm':
      case 'change-booking':
      case 'cancel':
      case 'ask-again':
      case 'list':
      case 'coupon':
      case 'order':
        return phones.use(what, n, drivers.plateOf(n));
      case 'stop':
        await program.stop();
        await clock.play(ms);
        return program.start();
      case 'kill':
        // What was put off to the next turn of the event loop belongs to this one.
        await clock.turn();
        await clock.turn();
        program.kill();
        await clock.play(ms * n);
        return program.start();
    }
  }

  function quieten(lane: LaneSide): void {
    lane.noise = QUIET;
    lane.line.delayMs = 0;
  }

  async function recover(): Promise<string[]> {
    note('recover');
    for (const lane of lanes.values()) {
      lane.disturbed();
      quieten(lane);
      lane.line.plug();
      lane.board.restorePower();
      lane.arm.stuck = false;
      lane.arm.stuckLimits = { opened: null, closed: null };
      drivers.clearLane(lane.id);
    }
    for (const platform of Object.values(platforms)) {
      platform.manners = GOOD;
      platform.reach(true);
    }
    await program.start();
    await program.signIn();
    const found = wrong();
    let played = 0;
    for (; played < RECOVERS_MS && attendant.unrest().length > 0; played += 2_000) {
      attendant.tidy();
      await clock.play(2_000);
    }
    found.push(...attendant.unrest().map((what) => `recovered by itself and one pair of hands: ${what}`));
    for (let tries = 0; tries < MOST_TRIES && attendant.waiting() > 0; tries += 1) {
      attendant.retryReports();
      await clock.leap(HOUR_MS / 4);
      await clock.play(8_000);
    }
    if (attendant.waiting() > 0) found.push(`recovered: ${attendant.waiting()} reports wait though all is well`);
    found.push(...(await drivers.probe(attendant)));
    return [...found, ...wrong()];
  }

  return {
    clock,
    onlooker,
    take,
    recover,
    journal,
    async end() {
      // The last to leave the store tidies it up, which a mere onlooker cannot.
      onlooker.close();
      await program.stop();
    },
  };
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.stack ?? error.message;
  const { err } = error as { err?: unknown };
  return err instanceof Error ? `${err.message} ${JSON.stringify(error)}` : JSON.stringify(error);
}
