import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import type { RestoreView } from '../../electron/contract/upkeep.ts';
import { writeSmallLot } from '../support/small-lot.ts';
import { press, startStation } from '../support/station.ts';
import type { StationFiles, StationProcess } from '../support/station.ts';

/** The whole station, as a process, whose store goes bad under it: nothing is deleted, and a person chooses how to go on. */

const [WANG, LI] = DEMO_PEOPLE;
const as = ({ id, password }: (typeof DEMO_PEOPLE)[number]) => ({ person: id, secret: password });
/** So many that they fill pages enough to be written over. */
const FACTS = 4000;

let directory: string;
let files: StationFiles;
let stations: StationProcess[];
const database = (): string => join(files.data, 'gatehouse.sqlite');
const backups = (): string[] => readdirSync(join(files.data, 'backups')).filter((name) => name.endsWith('.sqlite'));

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'restore-'));
  files = writeSmallLot(directory);
  stations = [];
});

afterEach(async () => {
  for (const station of stations) if (!station.exited) await station.kill();
  rmSync(directory, { recursive: true, force: true });
});

async function start(who: ReturnType<typeof as> | null = as(LI)): Promise<StationProcess> {
  const station = await startStation(files, { as: who });
  stations.push(station);
  return station;
}

async function backUp(station: StationProcess): Promise<void> {
  const before = existsSync(join(files.data, 'backups')) ? backups().length : 0;
  await station.call('backup.make', { key: press() });
  await vi.waitFor(
    async () => {
      const { backup } = await station.call('upkeep.get', {});
      expect(backup.last?.failure).toBeNull();
      expect(backup.copies).toHaveLength(before + 1);
    },
    { timeout: 20_000, interval: 50 },
  );
}

/** What happened after the last copy, written as the station would. */
function happen(plate: string): void {
  const db = new Database(database());
  db.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${FACTS})
     INSERT INTO fact (at, kind, plate) SELECT ${Date.now()} + i, 'held', ? || i FROM n`,
  ).run(plate);
  db.close();
}

/** What a station with a copy and something after it left, ended in order: made once. */
let left: string;
beforeAll(async () => {
  left = mkdtempSync(join(tmpdir(), 'restore-'));
  [files, stations] = [writeSmallLot(left), []];
  const station = await start();
  happen('粤B1');
  await backUp(station);
  await station.stop();
  happen('粤B2');
});
afterAll(() => rmSync(left, { recursive: true, force: true }));
const withCopy = (): void => cpSync(join(left, 'data'), files.data, { recursive: true });

const overwrite = (from: number, length: number): void => {
  const bytes = readFileSync(database());
  Buffer.alloc(length, 'garbage ').copy(bytes, from);
  writeFileSync(database(), bytes);
};

async function restoring(): Promise<[StationProcess, RestoreView]> {
  const station = await start();
  return [station, await station.call('restore.get', {})];
}

async function choose(station: StationProcess, file: string | null): Promise<void> {
  await station.call('restore.choose', { key: press(), file, because: '数据库坏了' });
  await vi.waitFor(
    async () => {
      // The station begins anew in its process: nobody is signed in there.
      const { session, restoring } = await station.call('session.get', {});
      expect([session.state, restoring]).toEqual(['signed-out', undefined]);
    },
    { timeout: 20_000, interval: 50 },
  );
}

async function plates(station: StationProcess): Promise<number> {
  await station.call('session.sign-in', as(LI));
  const board = await station.call('board.get', {});
  expect(board.lot.onDuty).toBe(LI.name);
  const db = new Database(database(), { readonly: true });
  try {
    return db.prepare<[], number>(`SELECT count(*) FROM fact WHERE kind = 'held'`).pluck().get() ?? 0;
  } finally {
    db.close();
  }
}

describe('the store was', () => {
  const bad: Record<string, { spoil: () => void; why: RestoreView['why'] }> = {
    'overwritten at its head': { spoil: () => overwrite(0, 4096), why: 'not-a-database' },
    'overwritten in its middle': { spoil: () => overwrite(40_960, 4096 * 20), why: 'damaged' },
    'overwritten whole': { spoil: () => overwrite(0, statSync(database()).size), why: 'not-a-database' },
    truncated: { spoil: () => truncateSync(database(), 8192), why: 'damaged' },
    'truncated to nothing': { spoil: () => truncateSync(database(), 0), why: 'missing' },
    removed: { spoil: () => rmSync(database()), why: 'missing' },
  };
  it.each(Object.entries(bad))('%s: it is set aside, and the newest copy goes on', async (_, { spoil, why }) => {
    withCopy();
    spoil();
    const spoiled = existsSync(database()) ? readFileSync(database()) : null;
    const [station, view] = await restoring();
    expect(view).toMatchObject({ why, step: { state: 'choosing' }, newest: backups()[0] });
    if (spoiled !== null) {
      expect(existsSync(database())).toBe(false);
      expect(readFileSync(join(view.setAside ?? '', 'gatehouse.sqlite')).equals(spoiled)).toBe(true);
    }
    await choose(station, view.newest);
    expect(await plates(station)).toBe(FACTS);
  });
});

describe('what a person is told and may do', () => {
  it('copies are the work of supervisors and installers; while the store is at work nothing is restored', async () => {
    const station = await start(as(WANG));
    for (const [command, input] of [
      ['upkeep.get', {}],
      ['backup.make', { key: press() }],
      ['restore.ask', { key: press(), because: '试试' }],
    ] as const)
      await expect(station.call(command, input)).rejects.toMatchObject({ error: { code: 'not-allowed' } });
    await station.call('session.sign-in', as(LI));
    const choice = { key: press(), file: null, because: '试试' };
    await expect(station.call('restore.choose', choice)).rejects.toMatchObject({ error: { code: 'not-now' } });
  });

  it('gates and platforms are not answered; who restored what is in the audit, which is whole', async () => {
    withCopy();
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString();
    const folder = join(files.data, 'captures', day.slice(0, 10).replaceAll('-', '/'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'in-1-235958-00000001.jpg'), '');
    overwrite(0, 4096);
    const station = await start(as(WANG));
    await expect(station.call('board.get', {})).rejects.toMatchObject({ error: { code: 'not-now' } });
    const view = await station.call('restore.get', {});
    const choice = { key: press(), file: view.newest, because: '试试' };
    await expect(station.call('restore.choose', choice)).rejects.toMatchObject({ error: { code: 'not-allowed' } });
    await station.call('session.sign-in', as(LI));
    await choose(station, view.newest);
    await station.call('session.sign-in', as(LI));
    const { lines } = await station.call('audit.page', {});
    expect(lines.map(({ what, outcome }) => `${what} ${outcome}`)).toEqual(
      expect.arrayContaining(['restore.choose done', 'restore.choose refused']),
    );
    expect(await station.call('audit.check', {})).toMatchObject({ state: 'whole' });
    await station.stop();
    // And it stays so.
    expect(await plates(await start())).toBe(FACTS);
  });

  it('what would be missing is said as far as the damaged store still tells', async () => {
    const first = await start();
    await backUp(first);
    await first.stop();
    const db = new Database(database());
    const at = Date.now() + 1000;
    db.exec(`INSERT INTO stay (id, plate, plate_read, plate_colour, class, state, entered_at, entrance_id, entrance_name, entry_cause)
        VALUES ('s', '粤B1', '粤B1', 'blue', 'other', 'open', ${at}, 'in-1', '入口 1', 'automatic');
      INSERT INTO charge (id, stay_id, at, until, receivable, discount, received, pay_type, pay_from, bill)
        VALUES ('c', 's', ${at}, ${at}, 500, 0, 500, 'cash', 'x', '{}')`);
    db.pragma('wal_checkpoint(TRUNCATE)');
    const page = db.prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE name = 'booking'`).pluck().get() ?? 0;
    db.close();
    overwrite((page - 1) * 4096, 4096);
    const [, { copies, why }] = await restoring();
    expect(why).toBe('damaged');
    expect(copies[0]?.loss.known).toEqual({ stays: 1, charges: 1, received: 500 });
  });

  it('the newest copy is damaged itself: the one before it is offered and taken', async () => {
    const first = await start();
    happen('粤B1');
    await backUp(first);
    happen('粤B2');
    // Copies are named by the second.
    await vi.waitFor(() => expect(Math.floor(Date.now() / 1000)).toBeGreaterThan(Math.floor(statSync(join(files.data, 'backups', backups()[0] ?? '')).mtimeMs / 1000)), { timeout: 3000 }); // prettier-ignore
    await backUp(first);
    await first.stop();
    const newest = join(files.data, 'backups', backups().toSorted().at(-1) ?? '');
    const bytes = readFileSync(newest);
    bytes.write('garbage', 50_000);
    writeFileSync(newest, bytes);
    overwrite(0, 4096);
    const [station, view] = await restoring();
    expect(view.copies.map(({ state }) => state)).toEqual(['unsound', 'good']);
    await choose(station, view.newest);
    expect(await plates(station)).toBe(FACTS);
  });

  it('the log is lost: a store that knows less than its newest copy is not gone on with', async () => {
    const station = await start();
    happen('粤B1');
    await backUp(station);
    await station.kill();
    for (const ending of ['-wal', '-shm']) rmSync(`${database()}${ending}`, { force: true });
    const [again, view] = await restoring();
    expect(view.why).toBe('behind');
    await choose(again, view.newest);
    expect(await plates(again)).toBe(FACTS);
  });

  it('a person wants an older state: asked for, called off, asked for again, and done', async () => {
    withCopy();
    const station = await start();
    const until = (restoring: true | undefined): Promise<void> =>
      vi.waitFor(async () => expect((await station.call('session.get', {})).restoring).toBe(restoring), {
        timeout: 20_000,
        interval: 50,
      });
    await station.call('restore.ask', { key: press(), because: '录错了一整天' });
    await until(true);
    await station.call('session.sign-in', as(LI));
    expect(await station.call('restore.get', {})).toMatchObject({ why: 'asked', setAside: null });
    await station.call('restore.cancel', { key: press() });
    await until(undefined);
    expect(await plates(station)).toBe(2 * FACTS);
    await station.call('restore.ask', { key: press(), because: '录错了一整天' });
    await until(true);
    await station.call('session.sign-in', as(LI));
    await choose(station, backups()[0] ?? '');
    expect(await plates(station)).toBe(FACTS);
  });

  it('nothing is to be gone back to but an empty store: people keep their passwords', async () => {
    const first = await start();
    await first.stop();
    overwrite(0, 4096);
    const [station, view] = await restoring();
    expect([view.why, view.copies, view.newest]).toEqual(['not-a-database', [], null]);
    await choose(station, null);
    expect(await plates(station)).toBe(0);
  });
});
