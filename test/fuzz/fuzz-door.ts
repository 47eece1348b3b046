import { seeded } from '../../demo/random.ts';
import type { Blocks } from './blocks.ts';
import { asLine, readKept, readSeeds } from './corpus.ts';
import { Broken, openDoor } from './door.ts';
import type { Door, Enter } from './door.ts';
import { createGuide, createPool } from './guide.ts';
import type { Guide } from './guide.ts';
import { mutate } from './mutate.ts';

export interface Finding {
  door: string;
  /** What broke, and the input as a corpus file holds it. */
  what: string;
  input: string;
}

export interface DoorResult {
  inputs: number;
  /** How many were taken, not refused: a door that takes none is not looked behind. */
  taken: number;
  /** Of processor time. */
  perSecond: number;
  /** Of those that took over 100 ms once: the next time, in processor time. */
  slowestMs: number;
  /** How much of the heap stayed, bytes; null where the collector cannot be asked. */
  kept: number | null;
  findings: number;
  /** Inputs to make others from, at the end. */
  corpus: number;
  /** Stretches of the program's code that ran; null: not guided. */
  blocks: number | null;
}

export interface DoorRun {
  name: string;
  door: Door;
  inputs: number;
  seed: number;
  /** Null: blind. */
  blocks: Blocks | null;
  onFinding(finding: Finding): void;
  /** Inputs that reached what none before did. */
  onFound(found: readonly Buffer[]): void;
  onProgress(done: number): void;
}

const SLOW_MS = 100;
/** What one door may keep: caches fill once. */
const MOST_KEPT = 8 * 1024 * 1024;
/** A door that breaks again and again has said enough. */
const MOST_FINDINGS = 3;
/** Inputs between two looks at what they reached: more and more while nothing new is. */
const BATCH = { least: 256, most: 8192 };
const PROGRESS_MS = 15_000;

/** Throws inputs at one door, and from guided ones those that reached new code back into what others are made from. */
export async function fuzzDoor(run: DoorRun): Promise<DoorResult> {
  const { name, door, inputs, blocks } = run;
  const random = seeded(run.seed);
  const { enter, close } = await openDoor(door);
  const judge = createJudge(run, enter);
  const pool = createPool([...readSeeds(door.corpus), ...readKept(name)]);
  const guide: Guide | null = blocks && createGuide(blocks, judge.silently);

  await guide?.skip();
  for (const known of [...pool.inputs]) await judge.attempt(known);
  await guide?.newcomers([]);
  const seeds = pool.inputs.length;
  const heap = heapUsed();
  const prototypes = prototypeNames();
  const begun = process.cpuUsage();
  judge.begin();

  let done = 0;
  let told = performance.now();
  for (let size = BATCH.least; done < inputs && !judge.hasEnough;) {
    const batch: Buffer[] = [];
    for (const until = Math.min(inputs, done + size); done < until && !judge.hasEnough; done += 1) {
      const input = mutate(random, pool.draw(random), pool.inputs);
      const later = judge.attempt(input);
      if (later !== undefined) await later;
      batch.push(input);
    }
    if (prototypeNames() !== prototypes) {
      judge.report('a prototype was changed by it, or by one shortly before', batch.at(-1) ?? Buffer.alloc(0));
      Reflect.deleteProperty(Object.prototype, 'polluted');
      break;
    }
    const found = (await guide?.newcomers(batch)) ?? [];
    for (const input of found) pool.add(input);
    size = found.length > 0 ? BATCH.least : Math.min(BATCH.most, size * 2);
    if (performance.now() - told < PROGRESS_MS) continue;
    told = performance.now();
    run.onProgress(done);
  }

  const { user, system } = process.cpuUsage(begun);
  const kept = heap === null ? null : (heapUsed() ?? 0) - heap;
  if (kept !== null && kept > MOST_KEPT && typeof door.behind === 'function')
    judge.report(`keeps ${kept} bytes`, Buffer.alloc(0));
  await close();
  run.onFound(pool.inputs.slice(seeds));
  return {
    inputs: done,
    perSecond: Math.round(done / ((user + system) / 1e6)),
    kept,
    corpus: pool.inputs.length,
    blocks: guide?.reached ?? null,
    ...judge.outcome(),
  };
}

/** Puts inputs in, and says of each whether the door kept its contract. */
function createJudge({ name, door, onFinding }: DoorRun, enter: Enter) {
  let [taken, slowestMs, found] = [0, 0, 0];

  /** Doors that answer at once are not waited for: a turn of promises costs more than most inputs. */
  function attempt(input: Buffer): Promise<void> | undefined {
    const from = performance.now();
    try {
      const entered = enter(input);
      if (entered instanceof Promise)
        return entered
          .then(
            () => taken++,
            (error: unknown) => refused(error, input),
          )
          .then(() => timed(input, from));
      taken += 1;
    } catch (error) {
      refused(error, input);
    }
    return performance.now() - from < SLOW_MS ? undefined : timed(input, from);
  }

  function refused(error: unknown, input: Buffer): void {
    if (!door.refusesWith.some((kind) => error instanceof kind)) report(wordsOf(error), input);
  }

  /** The collector or a neighbour may have been slow, not the door: what is slow is slow again, in processor time. */
  async function timed(input: Buffer, from: number): Promise<void> {
    const first = performance.now() - from;
    for (let again = 0; first >= SLOW_MS && again < 3; again += 1) {
      const before = process.cpuUsage();
      await silently(input);
      const ms = process.cpuUsage(before).user / 1000;
      slowestMs = Math.max(slowestMs, ms);
      if (ms < SLOW_MS) return;
    }
    if (first >= SLOW_MS) report(`takes ${Math.round(first)} ms`, input);
  }

  function silently(input: Buffer): void | Promise<void> {
    try {
      const entered = enter(input);
      // What it says was heard before.
      if (entered instanceof Promise) return entered.then(() => undefined, () => undefined); // prettier-ignore
    } catch {
      // The same.
    }
  }

  function report(what: string, input: Buffer): void {
    found += 1;
    onFinding({ door: name, what, input: asLine(input) });
  }

  return {
    attempt,
    silently,
    report,
    /** What went in before counts no more, but for what it broke. */
    begin: () => void (taken = 0),
    get hasEnough() {
      return found >= MOST_FINDINGS;
    },
    outcome: () => ({ taken, slowestMs: Math.round(slowestMs * 10) / 10, findings: found }),
  };
}

function wordsOf(error: unknown): string {
  if (error instanceof Broken) return error.message;
  return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' ') : String(error);
}

const prototypeNames = (): string =>
  [Object.prototype, Array.prototype, String.prototype, Function.prototype, Buffer.prototype]
    .map((each: object) => Reflect.ownKeys(each).length)
    .join();

const heapUsed = (): number | null => {
  if (globalThis.gc === undefined) return null;
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};
