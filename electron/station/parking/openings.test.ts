import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openingsQuery, openingsView } from '../../contract/openings.ts';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { createLedger } from '../ledger/record.ts';
import type { Ledger } from '../ledger/record.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { Db } from '../store/open.ts';
import { createOpeningList } from './opening-list.ts';
import { createOpenings, statements } from './openings.ts';
import type { Opening, Openings } from './openings.ts';

let directory: string;
let db: Db;
let ledger: Ledger;
let openings: Openings;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'openings-'));
  db = openMadeStore(join(directory, 'store.sqlite'));
  ledger = createLedger(db, createManualClock(), []);
  openings = createOpenings(db);
});
afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

function opened(id: string, at: number, change: Partial<Opening> = {}): void {
  const by = { cause: 'automatic', who: null, because: null } as const;
  const car = { arrivalId: null, plate: '粤B12345', class: 'other' } as const;
  ledger.record((tx) => openings.opened(tx, { id, at, laneId: 'east', ...by, ...car, ...change }));
}

function passed(openingId: string | null, at: number, laneId = 'east'): void {
  ledger.record((tx) => {
    const id = tx.fact({
      kind: openingId === null ? 'unauthorised-passage' : 'entered',
      at,
      laneId,
      plate: '粤C99999',
    });
    openings.passed(tx, { id, openingId, laneId, at, assumed: false, stayId: null, captureId: null });
  });
}

/** A morning: two cars by themselves, one that turned back, a hold of two, a hand for nobody, a tailgater. */
function morning(): void {
  opened('a', 10);
  passed('a', 12);
  opened('b', 20, { laneId: 'west' });
  passed('b', 99, 'west');
  opened('c', 30, { cause: 'confirmed', who: 'li' });
  opened('d', 40, { cause: 'hold', who: 'li', because: 'fire' });
  passed('d', 41);
  passed('d', 43);
  opened('e', 50, { cause: 'by-hand', who: 'wang' });
  passed(null, 51);
}

describe('openings beside passages', () => {
  it('which had none, one, or more; by cause and by person; and passages that nothing explains', () => {
    morning();
    const found = openings.of({ from: 0, to: 60 }, 100);
    expect(found.openings.map(({ id, passages, reconciles }) => [id, passages, reconciles])).toEqual([
      ['e', 0, false],
      ['c', 0, false],
      ['d', 2, true],
      ['b', 1, true],
      ['a', 1, true],
    ]);
    expect(found.unopened).toMatchObject([{ at: 51, plate: '粤C99999', openingId: null }]);
    expect(found.totals).toEqual({ openings: 5, unused: 2, once: 2, more: 1, doubtful: 2, passages: 4, unopened: 1 });
    expect(found.byCause).toEqual([
      { cause: 'automatic', openings: 2, unused: 0, once: 2, more: 0, doubtful: 0 },
      { cause: 'by-hand', openings: 1, unused: 1, once: 0, more: 0, doubtful: 1 },
      { cause: 'confirmed', openings: 1, unused: 1, once: 0, more: 0, doubtful: 1 },
      { cause: 'hold', openings: 1, unused: 0, once: 0, more: 1, doubtful: 0 },
    ]);
    expect(found.byPerson.map(({ who, openings: n }) => [who, n])).toEqual([
      [null, 2],
      ['li', 2],
      ['wang', 1],
    ]);
  });

  it('of a lane, and of a period: its first instant belongs to it, its last to the next', () => {
    morning();
    const ids = (from: number, to: number, laneId?: string) =>
      openings.of({ from, to, laneId }, 100).openings.map(({ id }) => id);
    expect([ids(0, 60, 'west'), ids(10, 20), ids(20, 30)]).toEqual([['b'], ['a'], ['b']]);
    expect(openings.of({ from: 20, to: 30 }, 100).totals).toMatchObject({ once: 1, passages: 1, unopened: 0 });
  });

  it('in doubt are those without or with too many cars, and those that nobody knows of; a hold is for any number', () => {
    const cars = { none: [], one: [1], two: [1, 2] };
    for (const cause of ['automatic', 'by-hand', 'remote', 'unknown', 'hold'] as const)
      for (const [name, passages] of Object.entries(cars)) {
        opened(`${cause} ${name}`, 10, { cause });
        for (const at of passages) passed(`${cause} ${name}`, 10 + at);
      }
    const found = openings.of({ from: 0, to: 60 }, 100);
    const well = found.openings.filter(({ reconciles }) => reconciles).map(({ id }) => id);
    expect(well.sort()).toEqual(['automatic one', 'by-hand one', 'hold none', 'hold one', 'hold two', 'remote one']);
    expect(found.totals.doubtful).toBe(9);
    expect(found.byCause.find(({ cause }) => cause === 'unknown')).toMatchObject({ openings: 3, doubtful: 3 });
  });

  it('lead to the stay of the car that went through, and to its picture, else to that of the car it was opened for', () => {
    ledger.record((tx) => {
      tx.fact({ kind: 'asked', laneId: 'east', arrivalId: 'turned back', data: { captureId: 'stood' } });
    });
    opened('a', 10);
    opened('b', 20, { arrivalId: 'turned back' });
    ledger.record((tx) => {
      const id = tx.fact({ kind: 'entered', laneId: 'east' });
      const by = { laneId: 'east', at: 12, assumed: false };
      openings.passed(tx, { id, openingId: 'a', ...by, stayId: 'stay', captureId: 'drove' });
    });
    const listed = openings.of({ from: 0, to: 60 }, 100).openings;
    expect(listed.map(({ id, stayId, captureId }) => [id, stayId, captureId])).toEqual([
      ['b', null, 'stood'],
      ['a', 'stay', 'drove'],
    ]);
  });

  it('are listed up to a number, and counted beyond it', () => {
    morning();
    const { openings: listed, totals } = openings.of({ from: 0, to: 60 }, 2);
    expect([listed.map(({ id }) => id), totals.openings]).toEqual([['e', 'c'], 5]);
    const ids = (most: number) => openings.of({ from: 0, to: 60 }, most).openings.map(({ id }) => id);
    expect([ids(1), ids(3)]).toEqual([['e'], ['e', 'c', 'd']]);
  });

  it('are shown under the names of lanes and persons, as the contract has them', () => {
    morning();
    const list = createOpeningList(openings, {
      lane: (id) => `${id} gate`,
      person: (id) => id.toUpperCase(),
      imageOf: (id) => id,
    });
    const shown = list(openingsQuery.parse({ from: 0, to: 60 }));
    expect(openingsView.parse(shown)).toEqual(shown);
    expect(shown.openings[0]).toMatchObject({ laneName: 'east gate', who: 'WANG', cause: 'by-hand' });
    expect(shown.unopened).toMatchObject([{ laneName: 'east gate' }]);
    expect(shown.byPerson.map(({ who }) => who)).toEqual([null, 'LI', 'WANG']);
  });

  it('are asked for over a week at most', () => {
    expect(openingsQuery.safeParse({ from: 0, to: 7 * 86_400_000 }).success).toBe(true);
    expect(openingsQuery.safeParse({ from: 0, to: 7 * 86_400_000 + 1 }).success).toBe(false);
    expect(openingsQuery.safeParse({ from: 60, to: 60 }).success).toBe(false);
  });

  it('are found by an index, and listed without putting all of them in order', () => {
    const plan = (sql: string): string[] =>
      db
        .prepare<object, { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => [name, 1])))
        .map(({ detail }) => detail);
    const sorts = (steps: string[]) => steps.filter((step) => step.startsWith('USE TEMP B-TREE'));
    const { sums, doubtful, well } = statements;
    expect(plan(sums)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('SEARCH o USING INDEX opening_at (at>? AND at<?)'),
        expect.stringContaining('SEARCH p USING COVERING INDEX passage_opening (opening_id=?)'),
      ]),
    );
    // Those few groups are sorted, their openings are not.
    expect(sorts(plan(sums))).toEqual(['USE TEMP B-TREE FOR GROUP BY']);
    expect(plan(well)).toContain('SEARCH o USING INDEX opening_at (at>? AND at<?)');
    expect(sorts(plan(well))).toEqual([]);
    expect(plan(doubtful)).toContain('SEARCH o USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan('SELECT * FROM passage WHERE opening_id IS NULL AND at >= 1 AND at < 2').join()).toContain(
      'passage_unopened',
    );
  });
});

describe('rows of the manual-open log could be deleted', () => {
  it.each([
    'DELETE FROM opening',
    `UPDATE opening SET who = 'somebody else'`,
    `INSERT OR REPLACE INTO opening SELECT * FROM opening`,
    'DELETE FROM passage',
    `UPDATE passage SET opening_id = 'a'`,
    `INSERT OR REPLACE INTO passage SELECT * FROM passage`,
  ])('here not: %s', (sql) => {
    morning();
    const before = openings.of({ from: 0, to: 100 }, 100);
    expect(() => db.exec(sql)).toThrow(/never/);
    expect(openings.of({ from: 0, to: 100 }, 100)).toEqual(before);
  });
});
