import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Inputs in files, one a line, each a JSON string of latin1. */

/** Written by hand: what devices, platforms and people send. */
const SEEDS = new URL('corpus/', import.meta.url);
/** Kept of what was found to reach more than those. */
const KEPT = new URL('corpus/kept/', import.meta.url);
/** Of the last runs here; `keep.ts` takes the best of it along. */
export const FOUND = new URL('../../test-results/fuzz/', import.meta.url);

export const asLine = (input: Buffer): string => JSON.stringify(input.toString('latin1'));

/** A door's name as a file's: `Modbus replies` → `modbus-replies`. */
export const fileOf = (door: string): string => `${door.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.txt`;

export const readSeeds = (corpus: string): Buffer[] => readInputs(new URL(`${corpus}.txt`, SEEDS));
export const readKept = (door: string): Buffer[] => readInputs(new URL(fileOf(door), KEPT));
export const readFound = (door: string): Buffer[] => readInputs(new URL(fileOf(door), FOUND));
export const writeKept = (door: string, inputs: readonly Buffer[]): void => write(KEPT, door, inputs);
export const writeFound = (door: string, inputs: readonly Buffer[]): void => write(FOUND, door, inputs);

function readInputs(file: URL): Buffer[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line) => (line === '' ? [] : [Buffer.from(JSON.parse(line) as string, 'latin1')]));
}

function write(folder: URL, door: string, inputs: readonly Buffer[]): void {
  mkdirSync(fileURLToPath(folder), { recursive: true });
  writeFileSync(new URL(fileOf(door), folder), inputs.map((input) => `${asLine(input)}\n`).join(''));
}
