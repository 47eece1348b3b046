import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { restoreWhy } from '../../../contract/upkeep.ts';
import { readCopies } from '../backup/copies.ts';
import { makeFolder, renameDurably, syncFolder } from '../durable.ts';
import { examine, flawOf } from './examine.ts';

/** Where the station's own files lie. */
export interface StorePlaces {
  data: string;
  /** The store's file. */
  database: string;
  /** The folder of its copies. */
  copies: string;
}

export const storePlaces = (data: string, copies: string): StorePlaces => ({
  data,
  database: join(data, 'gatehouse.sqlite'),
  copies,
});

const needFile = z.object({
  why: restoreWhy,
  detail: z.string(),
  since: z.int(),
  /** Where the store that cannot be used was moved to; null: it was not. */
  setAside: z.string().nullable(),
});
/** Why a person must choose what to go on with, kept on the disk until one has. */
export type Need = z.infer<typeof needFile>;

const needPath = ({ data }: StorePlaces): string => join(data, 'restore.json');
const lastPath = ({ data }: StorePlaces): string => join(data, 'restored.json');

/**
 * Whether the station can go on with its store. A store with a flaw is set aside at once, before anything can write into
 * it. Null: it can, or this is a new site.
 */
export function findNeed(places: StorePlaces, now: number): Need | null {
  const kept = readJson(needPath(places), needFile);
  if (kept !== null) return kept;
  const flaw = examine(places.database) ?? isBehind(places);
  if (flaw === null) return null;
  const aside = setAside(places, now);
  // Nothing there and nothing to go back to: a new site.
  if (flaw.why === 'missing' && readCopies(places.copies).length === 0) return null;
  return keepNeed(places, { ...flaw, since: now, setAside: aside });
}

/** Writes the need down: the next start begins with the question. */
export function keepNeed(places: StorePlaces, need: Need): Need {
  writeJson(needPath(places), need);
  return need;
}

/** A person chose; copies of before then say nothing of what the store should know. */
export function endNeed(places: StorePlaces, now: number): void {
  writeJson(lastPath(places), { at: now });
  forgetNeed(places);
}

export const forgetNeed = (places: StorePlaces): void => rmSync(needPath(places), { force: true });

/** Moves the store with its log into a folder of its own, never to be touched again; null: there was none. */
export function setAside({ data, database }: StorePlaces, now: number): string | null {
  const files = ['', '-wal', '-shm', '-journal'].filter((ending) => existsSync(`${database}${ending}`));
  if (files.length === 0) return null;
  const stamp = new Date(now).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  let folder = join(data, 'set-aside', stamp);
  for (let n = 2; existsSync(folder); n += 1) folder = join(data, 'set-aside', `${stamp}-${n}`);
  makeFolder(folder);
  // The log first: a store without its log is an older store, a log without its store is nothing.
  for (const ending of files.toReversed())
    renameSync(`${database}${ending}`, join(folder, `gatehouse.sqlite${ending}`));
  for (const changed of [folder, data]) syncFolder(changed);
  return folder;
}

/** A store that knows less than its newest copy lost what was written last: its log is gone, or the file is an old one. */
function isBehind(places: StorePlaces): Pick<Need, 'why' | 'detail'> | null {
  const chosenAt = readJson(lastPath(places), z.object({ at: z.int() }))?.at ?? -Infinity;
  const copy = readCopies(places.copies).find(({ state, at }) => state === 'good' && at > chosenAt);
  const known = copy?.lastFact?.seq ?? 0;
  if (known === 0) return null;
  const db = new Database(places.database, { readonly: true, fileMustExist: true });
  try {
    // A file whose log is lost may know no table yet.
    const begun = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'fact'`).get() !== undefined;
    const newest = begun ? (db.prepare<[], number>('SELECT max(seq) FROM fact').pluck().get() ?? 0) : 0;
    return newest < known ? { why: 'behind', detail: `${newest} < ${known}` } : null;
  } catch (error) {
    return flawOf(error);
  } finally {
    db.close();
  }
}

function readJson<T>(file: string, shape: z.ZodType<T>): T | null {
  try {
    return shape.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch (error) {
    // What cannot be read was not written by us: the store itself is looked at.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(`${file}.part`, JSON.stringify(value));
  renameDurably(`${file}.part`, file);
}
