import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AT, openBook } from './book.fixture.ts';
import type { Book } from './book.fixture.ts';
import type { ControlRequest } from './contract.ts';
import { createControlList } from './control-list.ts';
import type { ControlList } from './control-list.ts';

const PLATE = '粤B12345';
let book: Book;
let list: ControlList;

beforeEach(() => {
  book = openBook();
  list = createControlList(book.db);
});
afterEach(() => book.end());

const line = (change: Partial<ControlRequest> = {}): ControlRequest => ({
  id: 'line-1',
  plate: PLATE,
  plateColour: 'blue',
  carColour: null,
  carModel: 'small',
  strategy: 'no-entry',
  from: null,
  to: AT + 1000,
  source: 'police',
  remove: false,
  ...change,
});
const put = (change?: Partial<ControlRequest>) => book.act((tx) => list.put(tx, line(change)));

describe('a line of the control list', () => {
  it('is kept under the normalised plate', () => {
    expect(put({ plate: '粤b·12345' })).toEqual({ outcome: 'done' });
    expect(list.entriesOf(PLATE)).toEqual([
      { id: 'line-1', plateColour: 'blue', strategy: 'no-entry', from: null, to: AT + 1000, source: 'police' },
    ]);
    expect(list.entriesOf('粤B54321')).toEqual([]);
  });

  it('of a known id is replaced, plate and all', () => {
    put();
    expect(put({ plate: '粤B54321', strategy: 'warn', from: AT })).toEqual({ outcome: 'done' });
    expect(list.entriesOf(PLATE)).toEqual([]);
    expect(list.entriesOf('粤B54321')).toMatchObject([{ id: 'line-1', strategy: 'warn', from: AT }]);
  });

  it('is deleted once and for all, however often it is asked', () => {
    put();
    expect([put({ remove: true }), put({ remove: true })]).toEqual([{ outcome: 'done' }, { outcome: 'done' }]);
    expect(list.entriesOf(PLATE)).toEqual([]);
    expect(put()).toEqual({ outcome: 'refused', because: 'deleted' });
  });

  it.each<[string, Partial<ControlRequest>, string]>([
    ['is deleted that nobody knows', { remove: true }, 'unknown-entry'],
    ['ends before it begins', { from: AT + 2000 }, 'ends-before-it-begins'],
    ['names no vehicle', { plate: '无牌车' }, 'no-vehicle'],
  ])('that %s is refused, and nothing is kept', (_what, change, because) => {
    expect(put(change)).toEqual({ outcome: 'refused', because });
    expect(book.db.prepare('SELECT count(*) AS n FROM control_entry').get()).toEqual({ n: 0 });
  });

  it('is one fact for a whole message', () => {
    book.act((tx) => {
      for (const id of ['a', 'b', 'c']) list.put(tx, line({ id }));
      list.noteBatch(tx, 3);
    });
    expect(book.ledger.recent(5)).toMatchObject([{ kind: 'control-list-changed', data: { detail: '3' } }]);
  });
});

describe('what others ask of the list', () => {
  it('whether a plate may be booked for', () => {
    put({ from: AT, to: AT + 1000 });
    const barred = (plate: string, from: number) => list.isBarred(plate, null, { from, to: from + 10 });
    expect([barred(PLATE, AT), barred(PLATE, AT + 1001), barred('粤B54321', AT), barred('', AT)]).toEqual([
      ...[true, false, false, false],
    ]);
  });

  it('whether a car parks free', () => {
    put({ strategy: 'free' });
    const free = (plate: string, at: number) => list.isFree(plate, 'blue', at);
    expect([free(PLATE, AT), free(PLATE, AT + 1001), free('粤B54321', AT)]).toEqual([true, false, false]);
  });

  it('is answered by an index, whatever the length of the list', () => {
    const plan = book.db
      .prepare(`EXPLAIN QUERY PLAN SELECT * FROM control_entry WHERE plate = ? AND state = 'listed'`)
      .all(PLATE);
    expect(plan).toMatchObject([{ detail: expect.stringContaining('USING INDEX control_plate') as unknown }]);
  });
});
