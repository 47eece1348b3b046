import { once } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Keys } from '../../ends/keys.ts';
import { outcome } from '../../report/outcome.ts';
import type { Carrier, Outcome } from '../../report/section.ts';
import type { CitybrainOptions } from '../citybrain/options.ts';
import type { SuiteOptions } from '../options.ts';
import type { MoneyRun } from './play-worker.ts';
import type { Played } from './play.ts';
import type { MoneyReport, Row } from './story.ts';

/** Stays that cost something, from the gate to the platform's book: what each report of money must then say. */
export async function runMoney({ transport, keys, interfaces, onSection }: SuiteOptions): Promise<void> {
  const played = await storiesOver(keys, transport);
  for (const { code, clause, title, request, reply } of interfaces) {
    const outcomes = played.flatMap(({ detail, wanted, db4403, trouble }) =>
      compared(detail, wanted.db4403[code as MoneyReport] ?? [], db4403[code as MoneyReport], trouble),
    );
    const tables = [request.number, reply.number];
    onSection({ standard: 'db4403', code, clause, title, direction: 'up', tables, transport, outcomes });
  }
}

/** The same stays as City Brain is told of them (3.2.2, 3.4). */
export async function runCitybrainMoney({ keys, interfaces, onSection }: CitybrainOptions): Promise<void> {
  const played = await storiesOver(keys, 'https');
  for (const { code, clause, title, request, reply } of interfaces) {
    const outcomes = played.flatMap(({ detail, wanted, away, trouble }) =>
      compared(detail, wanted.away, away, trouble),
    );
    const tables = [request.number, reply.number];
    onSection({ standard: 'citybrain', code, clause, title, direction: 'up', tables, transport: 'https', outcomes });
  }
}

/** The stories that a run has begun to play: both platforms of a lot are told of the same ones. */
const begun = new WeakMap<Keys, Map<Carrier, Promise<Played[]>>>();

function storiesOver(keys: Keys, transport: Carrier): Promise<Played[]> {
  const runs = begun.get(keys) ?? new Map<Carrier, Promise<Played[]>>();
  begun.set(keys, runs);
  const run = runs.get(transport) ?? playApart({ keys, transport });
  runs.set(transport, run);
  return run;
}

/** In a thread of its own: a station on a clock moved by hand needs the turns of its loop to itself. */
async function playApart(workerData: MoneyRun): Promise<Played[]> {
  const worker = new Worker(new URL('./play-worker.ts', import.meta.url), { workerData });
  try {
    const [played] = (await once(worker, 'message')) as [Played[]];
    return played;
  } finally {
    await worker.terminate();
  }
}

/** One outcome where a story is about an interface, or told it something. */
function compared(detail: string, wanted: readonly Row[], seen: readonly Row[], trouble: readonly string[]): Outcome[] {
  if (wanted.length === 0 && seen.length === 0) return [];
  const names = [...new Set(wanted.flatMap((row) => Object.keys(row)))];
  const told = seen.map((row) => only(row, names));
  const differs = wanted.length === seen.length && wanted.every((row, i) => fits(row, seen[i])) ? [] : ['not as told'];
  const words = (rows: readonly Row[]): string => rows.map((row) => JSON.stringify(row)).join(', ');
  return [outcome({ kind: 'money', detail }, words(wanted), words(told), [...differs, ...trouble])];
}

const only = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.filter((name) => row[name] !== undefined).map((name) => [name, row[name]]));

/** Whether all that is wanted is there as wanted, in lists entry by entry. */
function fits(wanted: unknown, seen: unknown): boolean {
  if (Array.isArray(wanted)) {
    return Array.isArray(seen) && wanted.length === seen.length && wanted.every((each, i) => fits(each, seen[i]));
  }
  if (typeof wanted !== 'object' || wanted === null) return isDeepStrictEqual(wanted, seen);
  const row = (seen ?? {}) as Row;
  return Object.entries(wanted).every(([name, value]) => fits(value, row[name]));
}
