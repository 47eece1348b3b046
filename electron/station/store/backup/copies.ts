import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupEntry } from '../../../contract/upkeep.ts';
import { renameDurably } from '../durable.ts';
import { migrations } from '../migrations/all.ts';
import { manifest, manifestName } from './manifest.ts';
import type { Manifest } from './manifest.ts';

/** A copy of the store, as far as its name, its size and its manifest tell. */
export interface Copy extends Manifest {
  state: BackupEntry['state'];
}

/** All finished copies in a folder, newest first; none where there is no such folder. */
export function readCopies(folder: string): Copy[] {
  return namesIn(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => copyOf(folder, name))
    .sort((a, b) => b.at - a.at);
}

export const entryOf = ({ file, at, bytes, rows, state }: Copy): BackupEntry => ({
  file,
  at,
  bytes,
  stays: rows.stay ?? 0,
  charges: rows.charge ?? 0,
  state,
});

/** Removes the oldest beyond the newest `keep` good ones, and what was begun and never finished. None is being made. */
export function pruneCopies(folder: string, keep: number): void {
  const good = readCopies(folder).filter(({ state }) => state === 'good');
  for (const { file } of good.slice(keep)) {
    // The manifest last: without its copy it is seen and listed, without a manifest a copy would stay for ever.
    rmSync(join(folder, file), { force: true });
    rmSync(join(folder, manifestName(file)), { force: true });
  }
  endDrafts(folder);
}

/**
 * Ends what a station that died was making: a copy that has its name already gets its manifest too, all else that was begun
 * is removed. A draft left lying could take the room that the next copy needs.
 */
export function endDrafts(folder: string): void {
  for (const name of namesIn(folder).filter((each) => DRAFT.test(each))) {
    const draft = join(folder, name);
    const listed = draft.replace(/\.part$/, '');
    const isNamed = listed.endsWith('.json') && !existsSync(listed) && existsSync(listed.replace(/json$/, 'sqlite'));
    if (isNamed) renameDurably(draft, listed);
    else rmSync(draft, { force: true });
  }
}

const DRAFT = /^gatehouse-.*\.part(-journal|-wal|-shm)?$/;

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isNotThere(error)) return [];
    throw error;
  }
}

function copyOf(folder: string, name: string): Copy[] {
  const parsed = manifest.safeParse(read(join(folder, name)));
  if (!parsed.success) return [];
  const { file, bytes, schema } = parsed.data;
  if (manifestName(file) !== name) return [];
  const size = statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? null;
  const state = size !== bytes ? 'unsound' : schema > migrations.length ? 'newer' : 'good';
  return [{ ...parsed.data, state }];
}

/** What is no JSON is no manifest. */
function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError || isNotThere(error)) return null;
    throw error;
  }
}

const isNotThere = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';
