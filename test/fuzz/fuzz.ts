import { watchBlocks } from './blocks.ts';
import type { Doors } from './door.ts';
import { DOORS } from './doors.ts';
import { fuzzDoor } from './fuzz-door.ts';
import type { DoorResult, Finding } from './fuzz-door.ts';

export interface FuzzOptions {
  /** Inputs over all doors. */
  count: number;
  seed: number;
  /** Whether inputs that reach new code are made others from; else all are made from what the corpus holds. */
  guided: boolean;
  /** Scripts whose code is to be reached. */
  isWatched?: (url: string) => boolean;
  /** Names of doors; absent: all. */
  only?: (door: string) => boolean;
  doors?: Doors;
  onDoor?(door: string, result: DoorResult): void;
  onProgress?(door: string, done: number, inputs: number): void;
  onFound?(door: string, found: readonly Buffer[]): void;
}

export interface FuzzResult {
  inputs: number;
  seconds: number;
  doors: Record<string, DoorResult>;
  findings: Finding[];
}

/** The program, and the parsers in it that are others'. */
export const PROGRAM =
  /(?<!node_modules)\/(electron|native)\/|\/node_modules\/(zod|csv-parse|fflate|read-excel-file|yaml|@fastify\/busboy)\//;

/** Throws inputs at every door: none may hang it, poison it, fill it, or get out of it what its contract does not name. */
export async function fuzz({
  count,
  seed,
  guided,
  isWatched,
  doors = DOORS,
  ...rest
}: FuzzOptions): Promise<FuzzResult> {
  const { only = () => true, onDoor, onProgress, onFound } = rest;
  const chosen = Object.entries(doors).filter(([name]) => only(name));
  const shares = chosen.reduce((sum, [, { share }]) => sum + share, 0);
  const findings: Finding[] = [];
  const results: Record<string, DoorResult> = {};
  const before = performance.now();
  const blocks = guided ? await watchBlocks(isWatched ?? ((url) => PROGRAM.test(url))) : null;
  for (const [index, [name, door]] of chosen.entries()) {
    const inputs = Math.ceil((count * door.share) / shares);
    const result = await fuzzDoor({
      ...{ name, door, inputs, blocks, seed: seed * 1009 + index },
      onFinding: (finding) => void findings.push(finding),
      onFound: (found) => onFound?.(name, found),
      onProgress: (done) => onProgress?.(name, done, inputs),
    });
    results[name] = result;
    onDoor?.(name, result);
  }
  const inputs = Object.values(results).reduce((sum, each) => sum + each.inputs, 0);
  return { inputs, seconds: (performance.now() - before) / 1000, doors: results, findings };
}
