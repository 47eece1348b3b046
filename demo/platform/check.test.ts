import { expect, test } from 'vitest';
import { checkItem } from './check.ts';
import { EVENT_TABLES, REPLY_TABLES } from './tables.ts';

const enter = {
  id: '0123456789abcdef0123456789abcdef',
  parkCode: '44030500100101000010',
  carNo: '粤B12345',
  plateColor: '0',
  enterTime: '2025-06-01 09:41:27',
  entranceName: '入口 1',
};

test('a full entry report is without fault', () => {
  expect(checkItem(EVENT_TABLES.vehicleEnter, enter)).toEqual([]);
});

test.each([
  ['id with dashes', { id: '01234567-89ab-cdef-0123-456789abcdef' }, 'id', 1005],
  ['no plate', { carNo: undefined }, 'carNo', 1007],
  ['an empty plate', { carNo: '' }, 'carNo', 1007],
  ['eleven characters of plate', { carNo: '粤B1234567890' }, 'carNo', 1004],
  ['a colour as a number', { plateColor: 0 }, 'plateColor', 1005],
  ['a colour of no list', { plateColor: '9' }, 'plateColor', 1007],
  ['a model as a string', { carModel: '1' }, 'carModel', 1005],
  ['null for an optional attribute', { stallNo: null }, 'stallNo', 1005],
  ['ISO time', { enterTime: '2025-06-01T09:41:27Z' }, 'enterTime', 1005],
  ['a name of no table', { car_no: '粤B12345' }, 'car_no', 1000],
])('%s is named', (_title, change, field, code) => {
  expect(checkItem(EVENT_TABLES.vehicleEnter, { ...enter, ...change })).toEqual([
    expect.objectContaining({ field, code }),
  ]);
});

test('money may not be missing, negative or a string', () => {
  const leave = { id: enter.id, carNo: enter.carNo, receivables: '5', discount: -1 };
  expect(checkItem(EVENT_TABLES.vehicleLeave, leave).map(({ field, code }) => [field, code])).toEqual([
    ['receivables', 1005],
    ['discount', 1007],
    ['received', 1007],
  ]);
});

test('counts below zero or in halves are refused', () => {
  const count = { parkCode: enter.parkCode, usedStalls: -1, unusedStalls: 1.5 };
  expect(checkItem(EVENT_TABLES.stallCount, count).map(({ field, code }) => [field, code])).toEqual([
    ['usedStalls', 1007],
    ['unusedStalls', 1005],
  ]);
});

test('a reply to a lock must say its code and words', () => {
  expect(checkItem(REPLY_TABLES.requestBookStall, { bookCode: 'B1' }).map(({ field }) => field)).toEqual([
    'code',
    'message',
  ]);
  expect(checkItem(REPLY_TABLES.requestBookStall, 'B1')).toEqual([expect.objectContaining({ code: 1005 })]);
});
