import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { history } from '../store/migrations/0009-history.ts';
import { migrations } from '../store/migrations/all.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { Db } from '../store/open.ts';
import { createFacts } from './facts.ts';
import { createFiling, keepFiling, statements } from './filing.ts';
import { createFind } from './find.ts';
import { createRows } from './rows.ts';

const AT = 1_700_000_000_000;
const MINUTE = 60_000;
const STAYS = 200;
let directory: string;
let file: string;
let db: Db;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'filing-'));
  file = join(directory, 'store.sqlite');
  older();
  db = openMadeStore(file);
});
afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

/** A store as a program before the history left it: stays, and every fourth of them followed by a car that was refused. */
function older(): void {
  const old = new Database(file);
  const before = migrations.slice(0, migrations.indexOf(history));
  old.pragma('synchronous = OFF');
  for (const migration of before) old.exec(migration);
  old.pragma(`user_version = ${before.length}`);
  old.transaction(() => {
    for (let index = 0; index < STAYS; index += 1) comes(old, index);
  })();
  old.close();
}

const plateOf = (index: number): string => `粤B${String(index).padStart(5, '0')}`;

function comes(store: Db, index: number): void {
  const at = AT + index * MINUTE;
  store
    .prepare(
      `INSERT INTO stay (id, plate, plate_read, plate_colour, class, state, entered_at, entrance_id, entrance_name,
         entry_cause) VALUES (?, ?, ?, 'blue', 'other', 'open', ?, 'in', 'In', 'automatic')`,
    )
    .run(`s${index}`, plateOf(index), plateOf(index), at);
  const fact = store.prepare('INSERT INTO fact (at, kind, lane_id, stay_id, plate, who) VALUES (?, ?, ?, ?, ?, ?)');
  fact.run(at, 'entered', 'in', `s${index}`, plateOf(index), index % 2 ? 'li' : null);
  fact.run(at, 'authorised', 'in', null, plateOf(index), null);
  if (index % 4 === 0) fact.run(at + 1, 'refused', 'in', null, plateOf(index), 'wang');
}

type Query = Parameters<ReturnType<typeof createFind>>[0];

function page(query: Query) {
  const names = { lane: (id: string) => id, person: (id: string) => id };
  return createFind(db, createRows(db, { facts: createFacts(db), names, imageOf: () => null }))(query);
}

/** Ids of all that a question finds: of a stay its own, of a fact its kind and plate. */
function found(query: Query): string[] {
  const ids: string[] = [];
  for (let after: number | null | undefined; after !== null;) {
    const { rows, next } = page({ ...query, ...(after !== undefined && { after }) });
    ids.push(...rows.map((row) => (row.row === 'stay' ? row.id : `${row.kind} ${row.plate}`)));
    after = next;
  }
  return ids;
}

const stepsLeft = (filing = createFiling(db)): number => {
  let steps = 0;
  while (filing.step()) steps += 1;
  return steps;
};
const all = (): string[] =>
  Array.from({ length: STAYS }, (_, index) => [...(index % 4 === 0 ? [`refused ${plateOf(index)}`] : []), `s${index}`])
    .toReversed()
    .flat();
const segments = (): number =>
  db.prepare<[], number>('SELECT count(DISTINCT segid) FROM history_index_idx').pluck().get() ?? 0;

describe('an older store, opened', () => {
  it('finds new stays at once, and says that older ones are on their way', () => {
    comes(db, STAYS);
    expect(page({ text: plateOf(STAYS) })).toMatchObject({
      rows: [{ kind: 'refused' }, { id: `s${STAYS}` }],
      filing: true,
    });
    expect(found({ text: plateOf(STAYS - 1) })).toEqual([]);
  });

  it('finds all once the steps are done, each once, in the order of time', () => {
    expect(stepsLeft()).toBeGreaterThan(STAYS / 16);
    expect(page({}).filing).toBe(false);
    expect(found({})).toEqual(all());
    expect(found({ text: plateOf(8) })).toEqual([`refused ${plateOf(8)}`, 's8']);
    expect(found({ who: 'li' })).toHaveLength(STAYS / 2);
    expect(found({ kind: 'refused' })).toHaveLength(STAYS / 4);
    expect(stepsLeft()).toBe(0);
  });

  it('files the newest first', () => {
    createFiling(db).step();
    const some = found({}).filter((id) => id.startsWith('s'));
    expect(some).toHaveLength(16);
    expect(some).toEqual(all().filter((id) => id.startsWith('s')).slice(0, 16)); // prettier-ignore
  });

  it('lists a stay that changes meanwhile once, as it is now', () => {
    const filing = createFiling(db);
    filing.step();
    db.prepare(`UPDATE stay SET plate = '京A99999' WHERE id IN ('s3', 's199')`).run();
    db.prepare(`INSERT INTO fact (at, kind, stay_id, who) VALUES (?, 'corrected', 's5', 'zhao')`).run(AT);
    stepsLeft(filing);
    expect(found({}).toSorted()).toEqual(all().toSorted());
    expect(found({ text: '京A' })).toEqual(['s199', 's3']);
    expect(found({ who: 'zhao' })).toEqual(['s5']);
  });

  it.each([1, 2, 5, 9])('ended after %i steps, goes on where it was', (steps) => {
    const filing = createFiling(db);
    for (let step = 0; step < steps; step += 1) filing.step();
    const before = found({}).length;
    db.close();
    db = openMadeStore(file);
    expect(found({})).toHaveLength(before);
    stepsLeft();
    expect(found({})).toEqual(all());
  });

  it('a step that the disk refuses leaves nothing half done', () => {
    const filing = createFiling(db);
    filing.step();
    const before = found({});
    db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`);
    expect(() => stepsLeft(filing)).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }) as Error);
    const filed = found({});
    expect(filed.length).toBeGreaterThanOrEqual(before.length);
    for (const is of [(id: string) => id.startsWith('s'), (id: string) => id.startsWith('refused')]) {
      const some = filed.filter(is);
      expect(some).toEqual(all().filter(is).slice(0, some.length));
    }
    db.pragma('max_page_count = 1000000');
    stepsLeft(filing);
    expect(found({})).toEqual(all());
  });
});

it('a new store has nothing to file', () => {
  const fresh = openMadeStore(join(directory, 'fresh.sqlite'));
  expect(fresh.prepare('SELECT * FROM history_backlog').all()).toEqual([]);
  fresh.close();
});

it('each record adds a segment to the index, and none is merged but in a step', () => {
  stepsLeft();
  const before = segments();
  for (let index = 0; index < 60; index += 1) comes(db, STAYS + index);
  expect(segments()).toBeGreaterThan(before + 60);
  expect(stepsLeft()).toBeGreaterThan(0);
  expect(segments()).toBeLessThan(16);
  expect(found({ text: plateOf(STAYS + 7) })).toEqual([`s${STAYS + 7}`]);
});

it('an idle look writes nothing', () => {
  stepsLeft();
  const frames = () => db.pragma('wal_checkpoint(PASSIVE)') as { log: number }[];
  const [before] = frames();
  expect(createFiling(db).step()).toBe(false);
  expect(frames()[0]?.log).toBe(before?.log);
});

describe('on the clock', () => {
  const clock = createManualClock(AT);
  const kept = (step: () => boolean, busy = () => false, troubles: (string | null)[] = []) =>
    keepFiling({ step }, { clock, busy, onTrouble: (why) => troubles.push(why) });

  it('one step is taken after the other, and none while a picture is being taken', () => {
    let [taken, busy] = [0, false];
    const stop = kept(
      () => (taken += 1) > 0,
      () => busy,
    );
    clock.advance(500);
    expect(taken).toBe(10);
    busy = true;
    clock.advance(5000);
    expect(taken).toBe(10);
    busy = false;
    clock.advance(50);
    expect(taken).toBe(11);
    stop();
    clock.advance(5000);
    expect(taken).toBe(11);
  });

  it('with nothing to do it looks again every few seconds', () => {
    let taken = 0;
    const stop = kept(() => (taken += 1) < 0);
    clock.advance(10_050);
    expect(taken).toBe(5);
    stop();
  });

  it('a disk that refuses is told, and tried again later; a mistake of ours is loud', () => {
    const troubles: (string | null)[] = [];
    let full = true;
    const stop = kept(() => {
      if (full) throw new Database.SqliteError('full', 'SQLITE_FULL');
      return true;
    }, undefined, troubles); // prettier-ignore
    clock.advance(50);
    full = false;
    clock.advance(2500);
    expect(troubles).toEqual(['full', null]);
    stop();
    kept(() => {
      throw new Error('ours');
    });
    expect(() => {
      clock.advance(50);
    }).toThrow('ours');
  });
});

it.each(Object.entries(statements))('%s reads no table through', (_name, sql) => {
  const bound = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, 1]));
  const plan = db.prepare<object, { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(bound);
  expect(plan.filter(({ detail }) => /^SCAN (stay|fact)\b/.test(detail))).toEqual([]);
  expect(plan.map(({ detail }) => detail).join()).not.toContain('TEMP B-TREE');
});
