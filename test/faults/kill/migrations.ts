import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startDemoLot } from '../../../demo/lot.ts';
import { between, seeded } from '../../../demo/random.ts';
import type { Random } from '../../../demo/random.ts';
import { migrations } from '../../../electron/station/store/migrations/all.ts';
import { openStore } from '../../../electron/station/store/open.ts';
import type { Db } from '../../../electron/station/store/open.ts';
import { startStation } from '../../support/station.ts';
import type { StationFiles } from '../../support/station.ts';
import { fillStore, ROWS, storeOf } from './filled.ts';
import { lookAtLeft, STORE } from './left.ts';

export interface MigrationKill {
  wasCut: boolean;
  wrong: string[];
}

type StartOptions = NonNullable<Parameters<typeof startStation>[1]>;
const LASTS_MS = 120;

/** Kills in upgrades alone, on a lot without a car. Answers what was wrong, and how many found the upgrade under way. */
export async function runMigrations(
  count: number,
  seed: number,
  options: StartOptions,
): Promise<{ cut: number; wrong: string[] }> {
  const lot = await startDemoLot({ lanes: '1', cars: 0, light: 'day', seed });
  const folder = mkdtempSync(join(tmpdir(), 'filled-'));
  try {
    const filled = join(folder, 'filled.sqlite');
    fillStore(filled, Date.now());
    const random = seeded(seed);
    const killed: MigrationKill[] = [];
    for (let n = 0; n < count; n += 1) killed.push(await killInMigration(lot.files, filled, random, options));
    return { cut: killed.filter(({ wasCut }) => wasCut).length, wrong: killed.flatMap(({ wrong }) => wrong) };
  } finally {
    await lot.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A store of an older program is being brought to this one's schema when the station is killed. It is left brought there, or replaced. */
export async function killInMigration(
  files: StationFiles,
  filled: string,
  random: Random,
  options: StartOptions,
): Promise<MigrationKill> {
  const store = putStore(files.data, 1 + Math.floor(random.next() * (migrations.length - 1)), filled);

  const child = Promise.withResolvers<number>();
  let over = false;
  const started = startStation(files, { ...options, as: null, onSpawn: child.resolve }).then(
    (station) => station.kill(),
    // Killed before it was ready, as it should be.
    () => undefined,
  );
  void started.then(() => (over = true));
  const pid = await child.promise;
  while (!over && (statSync(`${store}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0) await delay(1);
  await delay(between(random, 0, LASTS_MS));
  if (!over) process.kill(pid, 'SIGKILL');
  await started;

  const left = lookAtLeft(files.data);
  const schema = left.store.pragma('user_version', { simple: true }) as number;
  const { damage } = left;
  left.close();
  const wrong = [...damage, ...upgraded(store)];
  if (wrong.length > 0) putStore(files.data, migrations.length, filled);
  return { wasCut: schema < migrations.length, wrong };
}

function putStore(data: string, version: number, filled: string): string {
  const store = join(data, STORE);
  for (const name of [store, `${store}-wal`, `${store}-shm`]) rmSync(name, { force: true });
  storeOf(version, filled, store);
  return store;
}

/** A station that came up before it was killed has written that it did. */
const OF_BEFORE: Readonly<Record<string, string>> = { fact: "WHERE kind IN ('entered', 'left')" };

/** Opens it as the next start does: the work goes on, and every row is there, once. */
function upgraded(store: string): string[] {
  let db: Db;
  try {
    db = openStore(store);
  } catch (error) {
    return [`a store that was being upgraded does not open: ${String(error)}`];
  }
  try {
    return Object.entries(ROWS).flatMap(([table, wanted]) => {
      const found = db
        .prepare<[], number>(`SELECT count(*) FROM ${table} ${OF_BEFORE[table] ?? ''}`)
        .pluck()
        .get();
      return found === wanted ? [] : [`${found} rows of ${table}, ${wanted} before`];
    });
  } finally {
    db.close();
  }
}
