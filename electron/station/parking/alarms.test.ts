import { afterEach, beforeEach, expect, it } from 'vitest';
import { openBook } from '../booking/book.fixture.ts';
import type { Book } from '../booking/book.fixture.ts';
import { laneConfig } from '../../contract/site.ts';
import { createAlarms } from './alarms.ts';
import type { Alarm, RecordAlarm } from './alarms.ts';

const lane = laneConfig.parse({
  id: 'east',
  name: 'East gate',
  direction: 'entrance',
  camera: { id: 'camera', driver: 'push' },
  barrier: { driver: 'modbus-relay', link: 'line', coils: { open: { coil: 0 } } },
});
const car = { id: 'arrival-1', plate: '粤B12345', captureId: 'capture-1' };
const hit: Alarm = { type: 'control-hit', entryId: 'line-1', strategy: 'no-entry', source: '深圳交警' };

let book: Book;
let record: RecordAlarm;
beforeEach(() => {
  book = openBook();
  record = createAlarms(book.db);
});
afterEach(() => book.end());
const raise = (alarm: Alarm, change: Partial<typeof car> = {}) =>
  book.act((tx) => record(tx, lane, { ...car, ...change }, alarm));

it('an alarm is a fact with its picture, and an event in the words of the standard', () => {
  raise(hit);
  expect(book.ledger.recent(5)).toMatchObject([
    { kind: 'control-hit', laneId: 'east', arrivalId: 'arrival-1', plate: '粤B12345', data: { entryId: 'line-1', captureId: 'capture-1' } }, // prettier-ignore
  ]);
  expect(book.told('event')).toMatchObject([
    {
      type: 'control-hit',
      level: 'warning',
      plate: '粤B12345',
      position: 'East gate',
      text: '管控名单：禁止进（来源：深圳交警）',
    },
  ]);
  expect(book.told('event')[0]?.id).toMatch(/^[0-9a-f]{32}$/);
});

it('is told once for an arrival, each kind for itself, and again for the next', () => {
  for (const alarm of [hit, hit, { type: 'cloned-plate' } as const, hit]) raise(alarm);
  raise(hit, { id: 'arrival-2' });
  const events = book.told('event');
  expect(events.map((event) => event.type)).toEqual(['control-hit', 'cloned-plate', 'control-hit']);
  expect(new Set(events.map((event) => event.id)).size).toBe(3);
});

it('is told again of the plate that a person says the car has', () => {
  for (const plate of ['粤B12345', '粤C99999', '粤B12345']) raise(hit, { plate });
  expect(book.told('event').map((event) => event.plate)).toEqual(['粤B12345', '粤C99999']);
  expect(new Set(book.told('event').map((event) => event.id)).size).toBe(2);
});

it('of a car that parks free is no warning', () => {
  raise({ ...hit, strategy: 'free' });
  expect(book.told('event')).toMatchObject([{ level: 'normal' }]);
});
