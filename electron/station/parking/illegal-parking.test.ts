import { afterEach, beforeEach, expect, it } from 'vitest';
import { openBook } from '../booking/book.fixture.ts';
import type { Book } from '../booking/book.fixture.ts';
import { createIllegalParking } from './illegal-parking.ts';
import type { ReportIllegalParking } from './illegal-parking.ts';
import { newId } from './stays.ts';

let book: Book;
let report: ReportIllegalParking;
const notes: number[] = [];
const note = (tx: { at: number }): void => void notes.push(tx.at);
beforeEach(() => {
  notes.length = 0;
  book = openBook();
  report = createIllegalParking({ ledger: book.ledger, lanes: [{ id: 'east', name: 'East gate' }], newId });
});
afterEach(() => book.end());

it('a vehicle that blocks a lane is written down with who saw it, and reported as table A.3 has it', () => {
  report({ laneId: 'east', plate: '粤b·12345', because: '堵住车道' }, 'wang', note);
  expect(book.ledger.recent(5)).toMatchObject([
    { kind: 'illegal-parking', laneId: 'east', plate: '粤B12345', who: 'wang', reason: '堵住车道' },
  ]);
  expect(book.told('event')).toMatchObject([
    { type: 'illegal-parking', level: 'warning', plate: '粤B12345', position: 'East gate', text: '堵住车道' },
  ]);
  expect(book.told('event')[0]?.id).toMatch(/^[0-9a-f]{32}$/);
  expect(notes).toHaveLength(1);
});

it('needs neither a lane nor a plate: the words say where', () => {
  report({ laneId: null, because: '消防通道，无牌' }, 'wang', note);
  expect(book.told('event')).toMatchObject([{ plate: null, position: null, text: '消防通道，无牌' }]);
});

it('at a lane that is not there nothing is written', () => {
  expect(() => report({ laneId: 'west', because: 'x' }, 'wang', note)).toThrow(
    expect.objectContaining({ code: 'bad-input', fields: { laneId: 'unknown' } }),
  );
  expect([book.facts(), book.reports, notes]).toEqual([[], [], []]);
});
