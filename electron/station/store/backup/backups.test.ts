import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../../native/clock/manual-clock.ts';
import { openMadeStore } from '../made-store.fixture.ts';
import type { Db } from '../open.ts';
import { createBackups } from './backups.ts';
import type { Backups } from './backups.ts';
import { readCopies } from './copies.ts';

const DAY = 86_400_000;
/** 12:00 of Beijing. */
const NOON = Date.UTC(2026, 4, 20, 4);

let directory: string;
let folder: string;
let file: string;
let db: Db;
let clock: ManualClock;
let old: (number | null)[];
let damaged: string[];
let busy: boolean;
let backups: Backups;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'backups-'));
  folder = join(directory, 'copies');
  file = join(directory, 'store.sqlite');
  db = openMadeStore(file);
  db.exec(`INSERT INTO fact (at, kind) VALUES (${NOON}, 'entered'), (${NOON + 1}, 'left')`);
  clock = createManualClock(NOON);
  [old, damaged, busy] = [[], [], false];
  backups = open();
});

afterEach(async () => {
  await backups.stop();
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

function open(settings = { at: '03:30', keep: 3 }): Backups {
  return createBackups({
    database: file,
    folder,
    lot: () => '医院',
    settings,
    since: NOON,
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    busy: () => busy,
    onOld: (since) => old.push(since),
    onDamaged: (detail) => damaged.push(detail),
  });
}

const ended = (before: number): Promise<void> =>
  vi.waitFor(() => expect(backups.view().backup.last?.at).toBe(before), { timeout: 15_000, interval: 20 });
async function make(): Promise<ReturnType<Backups['view']>['backup']> {
  clock.advance(1000);
  backups.make();
  await ended(clock.now());
  return backups.view().backup;
}
const checked = (): Promise<void> =>
  vi.waitFor(() => expect(backups.view().check.state).not.toBe('waiting'), { timeout: 15_000, interval: 20 });

describe('a copy', () => {
  it('is the store of one moment, as one file that opens, with a manifest of what is in it', async () => {
    const made = make();
    db.exec(`INSERT INTO fact (at, kind) VALUES (1, 'held')`);
    expect((await made).last).toMatchObject({ failure: null });
    const [copy] = readCopies(folder);
    expect(copy).toMatchObject({ state: 'good', lot: '医院', rows: { stay: 0 }, audit: null });
    expect(readdirSync(folder)).toEqual([copy?.file.replace('.sqlite', '.json'), copy?.file]);
    const opened = new Database(join(folder, copy?.file ?? ''), { readonly: true });
    expect(opened.prepare('SELECT count(*) FROM fact').pluck().get()).toBe(copy?.rows.fact);
    expect(opened.prepare('SELECT max(seq) FROM fact').pluck().get()).toBe(copy?.lastFact?.seq);
    opened.close();
  });

  it('holds the end of the audit, so that a copy with a changed line is known', async () => {
    db.exec(`INSERT INTO audit (seq, at, what, outcome, about, hash) VALUES (7, 1, 'x', 'done', '{}', 'abc')`);
    await make();
    expect(readCopies(folder)[0]?.audit).toEqual({ seq: 7, hash: 'abc' });
  });

  it('the newest few are kept; what was begun and never finished goes', async () => {
    await make();
    writeFileSync(join(folder, 'gatehouse-20260101T000000Z.sqlite.part'), '');
    const names: string[] = [];
    for (let n = 0; n < 4; n += 1) names.push((await make()).copies[0]?.file ?? '');
    expect(backups.view().backup.copies.map((copy) => copy.file)).toEqual(names.slice(-3).reverse());
    expect(readdirSync(folder)).toHaveLength(6);
  });

  it('that was cut short, or is of a newer program, is not called good', async () => {
    const { copies } = await make();
    const name = join(folder, copies[0]?.file ?? '');
    const listed = name.replace('.sqlite', '.json');
    const said = JSON.parse(readFileSync(listed, 'utf8')) as { schema: number };
    writeFileSync(listed, JSON.stringify({ ...said, schema: 9999 }));
    expect(readCopies(folder)[0]?.state).toBe('newer');
    truncateSync(name, 4096);
    expect(readCopies(folder)[0]?.state).toBe('unsound');
    writeFileSync(listed, 'rubbish');
    expect(readCopies(folder)).toEqual([]);
  });
});

describe('a copy is not made', () => {
  it('the disk is full: nothing is begun, what is there stays', async () => {
    await make();
    // A file with a hole of terabytes: no disk here has room for its copy.
    const huge = join(directory, 'huge.sqlite');
    writeFileSync(huge, '');
    truncateSync(huge, 8 * 2 ** 40);
    await backups.stop();
    file = huge;
    backups = open();
    const { last, copies } = await make();
    expect(last?.failure).toBe('disk-full');
    expect(copies).toHaveLength(1);
  });

  it('its folder is a file', async () => {
    writeFileSync(folder, '');
    expect((await make()).last?.failure).toBe('folder');
  });

  it('the store is damaged: no good copy is pushed out by one of it, and it is said', async () => {
    db.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
       INSERT INTO fact (at, kind) SELECT i, 'held' FROM n`,
    ).run();
    await make();
    db.close();
    const bytes = readFileSync(file);
    Buffer.alloc(40_960, 'garbage ').copy(bytes, bytes.length - 49_152);
    writeFileSync(file, bytes);
    db = new Database(join(directory, 'other.sqlite'));
    expect((await make()).last?.failure).toBe('damaged');
    await checked();
    expect(backups.view().check.state).toBe('damaged');
    expect(damaged).toHaveLength(1);
    expect(backups.view().backup.copies.map(({ state }) => state)).toEqual(['good']);
  });
});

describe('each night', () => {
  const night = Date.UTC(2026, 4, 20, 19, 30);
  const lookAt = (at: number): void => {
    clock.setNow(at);
    clock.advance(60_000);
  };

  it('one is made at its hour, once; the store was read through before', async () => {
    backups.start();
    clock.advance(9 * 60_000);
    expect(backups.view().check.state).toBe('waiting');
    clock.advance(60_000);
    await checked();
    expect(backups.view().check.state).toBe('sound');
    // The night before was missed.
    lookAt(NOON + 3_600_000);
    await ended(clock.now());
    expect(backups.view().backup.copies).toHaveLength(1);
    lookAt(night - 61_000);
    expect(backups.view().backup.making).toBeNull();
    busy = true;
    lookAt(night);
    expect(backups.view().backup.making).toBeNull();
    busy = false;
    lookAt(night + 60_000);
    expect(backups.view().backup.making).not.toBeNull();
    await ended(clock.now());
    lookAt(night + 180_000);
    expect(backups.view().backup.making).toBeNull();
  });

  it('one that failed is tried again after an hour; without a good one for two days a person is told', async () => {
    writeFileSync(folder, '');
    backups.start();
    clock.advance(10 * 60_000);
    await checked();
    clock.advance(60_000);
    await ended(clock.now());
    expect(old.at(-1)).toBeNull();
    clock.advance(59 * 60_000);
    expect(backups.view().backup.making).toBeNull();
    rmSync(folder);
    clock.setNow(NOON + 2 * DAY + 1);
    clock.advance(60_000);
    expect(old.at(-1)).toBe(NOON);
    await ended(clock.now());
    expect(old.at(-1)).toBeNull();
  });

  it('somebody set the clock on by a year and back: a copy of that time to come keeps none from being made', async () => {
    clock.setNow(NOON + 365 * DAY);
    await make();
    clock.setNow(NOON);
    backups.start();
    clock.advance(10 * 60_000);
    await checked();
    clock.advance(60_000);
    await ended(clock.now());
    expect(backups.view().backup.copies).toHaveLength(2);
  });

  it('a station that ends in the middle leaves a draft at most', async () => {
    backups.make();
    await backups.stop();
    expect(existsSync(folder) ? readCopies(folder) : []).toEqual([]);
  });
});
