import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutboxRows } from '../../ledger/outbox-rows.ts';
import type { OutboxItem } from '../../ledger/report.ts';
import { openMadeStore } from '../../store/made-store.fixture.ts';
import type { Db } from '../../store/open.ts';
import { createOrders } from '../citybrain/orders.ts';
import { createFindStays } from '../../history/find.ts';
import { createSearch, statements } from './search.ts';
import type { Search } from './search.ts';
import { stayKey } from './stay-key.ts';

let directory: string;
let db: Db;
let search: Search;
let add: (item: Pick<OutboxItem, 'businessId' | 'orderKey'> & Partial<OutboxItem>) => void;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'search-'));
  db = openMadeStore(join(directory, 'store.sqlite'));
  const rows = createOutboxRows(db);
  add = (item) =>
    void rows.add({ platform: 'city', interface: 'enter', payload: {}, supersedes: false, ...item }, null, 1);
  const orders = createOrders(db, '4403050001', () => 0);
  const numbers = {
    find: (text: string, limit: number) => orders.find(text, limit).map(({ stayId }) => stayId),
    of(stayId: string) {
      const order = orders.ofStay(stayId);
      return order && { ours: order.outOrderNo, theirs: order.innerOrderNo };
    },
  };
  search = createSearch(
    db,
    [
      { id: 'city', numbers: null },
      { id: 'brain', numbers },
    ],
    createFindStays(db),
  );
  for (const [id, plate, at, booking, order] of STAYS) {
    stay(id, plate, at, booking, order);
    add({ businessId: id, orderKey: stayKey(id) });
    orders.keepInner(orders.open(id, at).outOrderNo, `R2026${id}`);
    add({ platform: 'brain', businessId: orders.ofStay(id)?.outOrderNo ?? '', orderKey: stayKey(id) });
    add({ interface: 'leave', businessId: id, orderKey: stayKey(id) });
  }
});
afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

const STAYS = [
  ['aa11', '粤B12345', 1000, 'BK-77', null],
  ['bb22', '粤BD08888', 2000, null, 'SO-9001'],
  ['cc33', '京A12345', 3000, null, null],
] as const;

function stay(id: string, plate: string, at: number, booking: string | null = null, order: string | null = null): void {
  db.prepare(
    `INSERT INTO stay (id, plate, plate_read, plate_colour, class, booking_code, order_no, state, entered_at,
       entrance_id, entrance_name, entry_cause)
     VALUES (?, ?, ?, 'blue', 'other', ?, ?, 'open', ?, 'in', 'In', 'automatic')`,
  ).run(id, plate, plate, booking, order, at);
}

const keys = (text: string): string[] => search.find(text).found.map(({ key }) => key);

describe('the reports of a stay are found by', () => {
  it.each([
    ['its whole plate', '粤B12345', ['aa11']],
    ['a plate as people write it', '粤b·12345', ['aa11']],
    ['a part of several plates, the newest first', '12345', ['cc33', 'aa11']],
    ['the number that the platform gave it', 'R2026bb22', ['bb22']],
    ['the number that we gave it', '440305000119700101080003', ['cc33']],
    ['its booking', 'BK-77', ['aa11']],
    ['its shared-parking order', 'SO-9001', ['bb22']],
    ['the id of a report', 'bb22', ['bb22']],
    ['the beginning of an id', 'cc', ['cc33']],
  ])('%s', (_by, text, stays) => {
    expect(keys(text)).toEqual(stays.map(stayKey));
  });

  it('all of them, on every platform in one row, with the numbers of both sides', () => {
    const { found, more } = search.find('粤B12345');
    expect(more).toBe(false);
    expect(found).toEqual([
      {
        key: 'stay:aa11',
        stay: { plate: '粤B12345', enteredAt: 1000, leftAt: null },
        numbers: [{ platform: 'brain', ours: '440305000119700101080001000001', theirs: 'R2026aa11' }],
        reports: [
          { platform: 'city', seq: 1 },
          { platform: 'brain', seq: 2 },
          { platform: 'city', seq: 3 },
        ],
      },
    ]);
  });

  it.each(['%', '_', '粤B99999', 'zz', '··'])('nothing by %s', (text) => {
    expect(keys(text)).toEqual([]);
  });
});

it('an order that no car came in on is found by its number, with all that was reported of it', () => {
  add({ interface: 'payResult', businessId: 'SO-1 ok 5', orderKey: 'order:SO-1' });
  add({ interface: 'refundResult', businessId: 'RF-4 ok', orderKey: 'order:SO-1' });
  expect(search.find('SO-1').found).toMatchObject([{ key: 'order:SO-1', stay: null, reports: [{}, {}] }]);
  expect(keys('RF-4')).toEqual(['order:SO-1']);
});

it('one of very many reports of a key is listed, however far back it lies', () => {
  for (let i = 0; i < 100; i++)
    add({ interface: 'event', businessId: `ev-${String(i).padStart(3, '0')}`, orderKey: 'e' });
  const [file] = search.find('ev-000').found;
  expect(file?.reports).toHaveLength(41);
  expect(file?.reports[0]?.seq).toBe(10);
});

it('more than a screen holds are cut, and it is said', () => {
  for (let i = 0; i < 30; i++) {
    stay(`x${i}`, '粤S55555', 10_000 + i);
    add({ businessId: `x${i}`, orderKey: stayKey(`x${i}`) });
  }
  const { found, more } = search.find('粤S55555');
  expect(more).toBe(true);
  expect(found).toHaveLength(20);
  expect(found[0]?.key).toBe('stay:x29');
});

it('a stay of which nothing was reported is not listed', () => {
  stay('dd44', '粤C00001', 9000);
  expect(keys('粤C00001')).toEqual([]);
});

it.each(Object.entries(statements))('%s reads no table through', (_name, sql) => {
  const names = [...new Set([...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => name))];
  const plan = db
    .prepare<object, { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(Object.fromEntries(names.map((name) => [name, name === 'limit' ? 1 : 'x'])))
    .map(({ detail }) => detail);
  // The counts of interfaces are a dozen rows.
  expect(plan.filter((step) => /^SCAN (?!c\b)/.test(step))).toEqual([]);
  expect(plan.filter((step) => /outbox|^SEARCH o\b/.test(step)).every((step) => step.startsWith('SEARCH'))).toBe(true);
});
