import { isDeepStrictEqual } from 'node:util';
import { createFiling } from '../../../electron/station/history/filing.ts';
import type { Filing } from '../../../electron/station/history/filing.ts';
import { openStore } from '../../../electron/station/store/open.ts';
import type { Db } from '../../../electron/station/store/open.ts';
import { fill, fillOlder, seeded } from './stays.ts';

/** Every row of the history, and every token of its index with the rows it is in. */
function listed(db: Db): unknown[][] {
  db.exec(`CREATE VIRTUAL TABLE temp.token USING fts5vocab ('main', 'history_index', 'instance')`);
  return [
    db.prepare('SELECT seq, stay_id, fact_seq, plates FROM history ORDER BY seq').raw().all(),
    db.prepare('SELECT DISTINCT term, doc FROM temp.token ORDER BY term, doc').raw().all(),
  ] as unknown[][];
}

/** Files all rows of an older store, and merges the index. Returns what each step took, ms. */
export const fileAll = (db: Db): number[] => timesOf(createFiling(db));

/** Takes all steps one after the other. Returns what each took, ms. */
export function timesOf({ step }: Filing): number[] {
  const times: number[] = [];
  for (let more = true; more;) {
    const from = performance.now();
    more = step();
    times.push(performance.now() - from);
  }
  return times;
}

/** Throws unless an older store, upgraded, lists the same as one whose triggers saw each car come. */
export function checkUpgrade(folder: string, count: number): void {
  const [kept, upgraded] = [`${folder}/kept.sqlite`, `${folder}/upgraded.sqlite`];
  const one = openStore(kept);
  fill(one, count, seeded(3));
  fillOlder(upgraded, count, seeded(3));
  const other = openStore(upgraded);
  fileAll(other);
  const same = isDeepStrictEqual(listed(one), listed(other));
  one.close();
  other.close();
  if (!same) throw new Error(`of ${count} stays the upgrade does not list what the triggers do`);
}
