import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryKind, HistoryPage } from '../../contract/history.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { Db } from '../store/open.ts';
import { createFacts, statements as factStatements } from './facts.ts';
import { createFind, createFindStays, PAGE, statements } from './find.ts';
import { createRows } from './rows.ts';

let directory: string;
let db: Db;
let find: ReturnType<typeof createFind>;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'history-'));
  db = openMadeStore(join(directory, 'store.sqlite'));
  const names = { lane: (id: string) => id, person: (id: string) => id };
  find = createFind(db, createRows(db, { facts: createFacts(db), names, imageOf: () => null }));
});
afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

interface Stay {
  id: string;
  plate: string;
  read: string;
  at: number;
  entrance: string;
  exit: string | null;
  class: 'reserved' | 'other';
  who: string | null;
}

const AT = 1_700_000_000_000;

function add({ id, plate, read, at, entrance, exit, class: as, who }: Stay): void {
  db.prepare(
    `INSERT INTO stay (id, plate, plate_read, plate_colour, class, state, entered_at, entrance_id, entrance_name,
       entry_cause) VALUES (?, ?, ?, 'blue', ?, 'open', ?, ?, ?, 'automatic')`,
  ).run(id, plate, read, as, at, entrance, entrance);
  db.prepare(`INSERT INTO fact (at, kind, lane_id, stay_id, who) VALUES (?, 'entered', ?, ?, ?)`).run(
    at,
    entrance,
    id,
    who,
  );
  if (exit === null) return;
  db.prepare(
    `UPDATE stay SET state = 'closed', left_at = ?, exit_id = ?, exit_name = ?, exit_cause = 'automatic' WHERE id = ?`,
  ).run(at + 1, exit, exit, id);
}

const simple = (id: string, plate: string, at = AT, over: Partial<Stay> = {}): void =>
  add({ id, plate, read: plate, at, entrance: 'in-1', exit: null, class: 'other', who: null, ...over });

const ids = (page: HistoryPage): (string | number)[] => page.rows.map(({ id }) => id);

function allPages(query: Parameters<typeof find>[0]): (string | number)[] {
  const found: (string | number)[] = [];
  for (let after: number | undefined; ;) {
    const page = find({ ...query, ...(after !== undefined && { after }) });
    found.push(...ids(page));
    if (page.next === null) return found;
    expect(page.rows).toHaveLength(PAGE);
    after = page.next;
  }
}

const letters = fc.constantFrom(...'粤京AB12'.split(''));
const plates = fc.array(letters, { minLength: 1, maxLength: 7 }).map((some) => some.join(''));
const wanted = fc.record({
  text: fc.array(letters, { maxLength: 5 }).map((some) => some.join('')),
  laneId: fc.option(fc.constantFrom('in-1', 'in-2', 'out-1'), { nil: undefined }),
  kind: fc.option(fc.constantFrom<HistoryKind>('reserved', 'other', 'inside'), { nil: undefined }),
  who: fc.option(fc.constantFrom('wang', 'li'), { nil: undefined }),
  from: fc.option(fc.integer({ min: AT, max: AT + 20 }), { nil: undefined }),
  to: fc.option(fc.integer({ min: AT, max: AT + 20 }), { nil: undefined }),
});
const cars = fc.array(
  fc.record({
    plate: plates,
    read: plates,
    // Within one age of the index, and over several.
    at: fc.integer({ min: 0, max: 20 }).chain((n) => fc.constantFrom(AT + n, AT + n + 3 * 2 ** 32)),
    entrance: fc.constantFrom('in-1', 'in-2'),
    exit: fc.constantFrom(null, 'out-1'),
    class: fc.constantFrom<'reserved' | 'other'>('reserved', 'other'),
    who: fc.constantFrom(null, 'wang', 'li'),
  }),
  { maxLength: 120 },
);

it('finds what looking at every stay would find, newest first, on pages without gaps or doubles', () => {
  // Facts are never deleted: each round has stays of its own.
  let run = 0;
  fc.assert(
    fc.property(cars, fc.array(wanted, { minLength: 8, maxLength: 8 }), (some, questions) => {
      run += 1;
      const stays = some.map((car, index): Stay => ({ id: `s${run}-${index}`, ...car }));
      db.transaction(() => {
        db.exec('DELETE FROM stay');
        for (const stay of stays) add(stay);
      })();
      for (const question of questions) {
        const { text, laneId, kind, who, from = 0, to = Infinity } = question;
        const meant = stays.filter(
          (stay) =>
            (stay.plate.includes(text) || stay.read.includes(text)) &&
            (laneId === undefined || stay.entrance === laneId || stay.exit === laneId) &&
            (kind === undefined || (kind === 'inside' ? stay.exit === null : stay.class === kind)) &&
            (who === undefined || stay.who === who) &&
            stay.at >= from &&
            stay.at <= to,
        );
        const found = allPages(question);
        expect([...found].sort()).toEqual(meant.map(({ id }) => id).sort());
        const times = found.map((id) => stays.find((stay) => stay.id === id)?.at ?? 0);
        expect(times).toEqual(times.toSorted((a, b) => b - a));
      }
    }),
    { numRuns: 25 },
  );
});

describe('a plate is found', () => {
  it.each(['粤B·12345', ' 粤b12345 ', '粤Ｂ１２３', 'b123', '5', '粤', '45'])('as people write it: %s', (text) => {
    simple('one', '粤B12345');
    simple('two', '京A00000', AT + 1);
    expect(ids(find({ text }))).toEqual(['one']);
  });

  it.each(['%', '_', '*', '"', `'`, 'B1* OR A', 'NEAR(粤 B)', '粤B" OR "京A', '{words}:1', '--', '1 AND 2', '^1'])(
    'never by what the search itself might mean by %s',
    (text) => {
      simple('one', '粤B12345');
      // What is left of it once dots and dashes are gone is looked for as it stands; nothing left narrows nothing.
      const nothing = ['_', '--'].includes(text);
      expect(ids(find({ text }))).toEqual(nothing ? ['one'] : []);
    },
  );

  it('under what the camera read, once it was put right', () => {
    simple('one', '粤B12345', AT, { read: '粤B1234S' });
    db.prepare(`UPDATE stay SET plate = '粤B77777' WHERE id = 'one'`).run();
    expect([ids(find({ text: '234S' })), ids(find({ text: '7777' })), ids(find({ text: '12345' }))]).toEqual([
      ['one'],
      ['one'],
      [],
    ]);
  });

  it('for the reports of its stay too', () => {
    simple('one', '粤B12345');
    simple('two', '粤BD2345', AT + 1);
    const findStays = createFindStays(db);
    expect([findStays('234', 9), findStays('2345', 1), findStays('', 9)]).toEqual([['two', 'one'], ['two'], []]);
  });
});

it('what belongs to no stay stands among the stays, by who did it, where and as what', () => {
  simple('one', '粤B12345', AT, { who: 'wang' });
  const fact = db.prepare('INSERT INTO fact (at, kind, lane_id, plate, who, reason) VALUES (?, ?, ?, ?, ?, ?)');
  fact.run(AT + 1, 'opened-by-hand', 'in-1', null, 'wang', '救护车');
  fact.run(AT + 2, 'refused', 'in-2', '京A12345', 'li', 'no-booking');
  fact.run(AT + 3, 'held', 'in-2', '京A12345', null, 'lot-full');
  expect(find({ kind: 'by-hand', who: 'wang' }).rows).toMatchObject([
    { row: 'event', kind: 'opened-by-hand', at: AT + 1, laneName: 'in-1', who: 'wang', reason: '救护车', stayId: null },
  ]);
  expect(find({ text: '12345' }).rows.map(({ row }) => row)).toEqual(['event', 'stay']);
  expect(find({ who: 'wang' }).rows.map(({ row }) => row)).toEqual(['event', 'stay']);
  expect(ids(find({ kind: 'no-plate' }))).toHaveLength(1);
  expect(find({}).rows).toHaveLength(3);
});

it('very many of one instant all have their place', () => {
  db.transaction(() => {
    for (let i = 0; i < 1030; i++) simple(`s${i}`, '粤B12345');
  })();
  expect(new Set(allPages({ text: '123' })).size).toBe(1030);
});

it.each(Object.entries({ ...statements, ...factStatements }))('%s reads no table through', (name, sql) => {
  const names = [...new Set([...sql.matchAll(/@(\w+)/g)].map(([, bound = '']) => bound))];
  const plan = db
    .prepare<object, { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(Object.fromEntries(names.map((bound) => [bound, bound === 'match' || bound === 'part' ? 'x' : 1])))
    .map(({ detail }) => detail);
  // Of a virtual table every access is called a scan: this one goes by the words and the span of numbers.
  const scans = plan.filter(
    (step) => step.startsWith('SCAN') && !/history_index VIRTUAL TABLE INDEX \d+:M1><$/.test(step),
  );
  expect(scans).toEqual([]);
  // A stay has a dozen facts: those may be put in order.
  if (name in statements) expect(plan.join()).not.toContain('TEMP B-TREE');
});
