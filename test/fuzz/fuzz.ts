import { readFileSync } from 'node:fs';
import { seeded } from '../../demo/random.ts';
import { Broken, DOORS } from './doors.ts';
import type { Door } from './doors.ts';
import { mutate } from './mutate.ts';

export interface FuzzOptions {
  /** Inputs over all doors. */
  count: number;
  seed: number;
  /** Names of doors; absent: all. */
  only?: (door: string) => boolean;
  doors?: Readonly<Record<string, Door>>;
  onDoor?(door: string, result: DoorResult): void;
}

export interface Finding {
  door: string;
  /** What broke, and the input as a JSON string of latin1, as a corpus file holds it. */
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
}

export interface FuzzResult {
  inputs: number;
  seconds: number;
  doors: Record<string, DoorResult>;
  findings: Finding[];
}

const SLOW_MS = 100;
/** What one door may keep: caches fill once. */
const MOST_KEPT = 8 * 1024 * 1024;
/** The same fault once. */
const MOST_OF_A_DOOR = 3;
const MOST_BROKEN = 6;
const LOOK_EVERY = 256;

/** One input a line, a JSON string of latin1. */
export function readCorpus(name: string): Buffer[] {
  const text = readFileSync(new URL(`corpus/${name}.txt`, import.meta.url), 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [Buffer.from(JSON.parse(line) as string, 'latin1')]));
}

/** Throws inputs at every door: none may hang it, poison it, fill it, or get out of it what its contract does not name. */
export async function fuzz({
  count,
  seed,
  only = () => true,
  doors = DOORS,
  onDoor,
}: FuzzOptions): Promise<FuzzResult> {
  const chosen = Object.entries(doors).filter(([name]) => only(name));
  const shares = chosen.reduce((sum, [, { share }]) => sum + share, 0);
  const findings: Finding[] = [];
  const results: Record<string, DoorResult> = {};
  const before = performance.now();
  for (const [index, [name, door]] of chosen.entries()) {
    const inputs = Math.ceil((count * door.share) / shares);
    const result = await fuzzDoor(name, door, inputs, seed * 1009 + index, findings);
    results[name] = result;
    onDoor?.(name, result);
  }
  const inputs = Object.values(results).reduce((sum, each) => sum + each.inputs, 0);
  return { inputs, seconds: (performance.now() - before) / 1000, doors: results, findings };
}

async function fuzzDoor(
  name: string,
  door: Door,
  inputs: number,
  seed: number,
  findings: Finding[],
): Promise<DoorResult> {
  const random = seeded(seed);
  const corpus = readCorpus(door.corpus);
  let [taken, slowestMs, found] = [0, 0, 0];
  for (const valid of corpus) await attempt(valid);
  const heap = heapUsed();
  const prototypes = prototypeNames();
  const begun = process.cpuUsage();

  /** Doors that answer at once are not waited for: a turn of promises costs more than most inputs. */
  function attempt(input: Buffer): Promise<void> | undefined {
    const from = performance.now();
    try {
      const entered = door.enter(input);
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
      try {
        await door.enter(input);
      } catch {
        // Only the time counts here.
      }
      const ms = process.cpuUsage(before).user / 1000;
      slowestMs = Math.max(slowestMs, ms);
      if (ms < SLOW_MS) return;
    }
    if (first >= SLOW_MS) report(`takes ${Math.round(first)} ms`, input);
  }

  function report(what: string, input: Buffer): void {
    found += 1;
    if (found <= MOST_OF_A_DOOR) findings.push({ door: name, what, input: JSON.stringify(input.toString('latin1')) });
  }

  taken = 0;
  for (let done = 0; done < inputs; done += 1) {
    const input = mutate(random, corpus);
    const later = attempt(input);
    if (later !== undefined) await later;
    // A door that breaks again and again has said enough.
    if (found >= MOST_BROKEN) break;
    if ((done % LOOK_EVERY === 0 || done === inputs - 1) && prototypeNames() !== prototypes) {
      report('a prototype was changed', input);
      Reflect.deleteProperty(Object.prototype, 'polluted');
      break;
    }
  }
  const { user, system } = process.cpuUsage(begun);
  const seconds = (user + system) / 1e6;
  const kept = heap === null ? null : (heapUsed() ?? 0) - heap;
  if (kept !== null && kept > MOST_KEPT) report(`keeps ${kept} bytes`, Buffer.alloc(0));
  return { inputs, taken, perSecond: Math.round(inputs / seconds), slowestMs: Math.round(slowestMs * 10) / 10, kept };
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
