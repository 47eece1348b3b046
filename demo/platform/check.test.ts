import { describe, expect, test } from 'vitest';
import { checkItem } from './check.ts';
import type { Field, Table } from './tables/description.ts';
import { EVENTS, SERVICES } from './tables/interfaces.ts';
import { table67, table68 } from './tables/links.ts';
import { table24, table25 } from './tables/reports.ts';
import { sampleOf } from './tables/sample.fixture.ts';
import { table42, table58 } from './tables/sharing.ts';

/** Every table that an interface or a page has, and those inside of them. */
const TABLES: Table[] = [
  ...[...Object.values(EVENTS), ...Object.values(SERVICES)].flatMap(({ request, reply }) => [request, reply]),
  table67,
  table68,
].flatMap((table) => [table, ...table.fields.flatMap(({ entries }) => entries ?? [])]);

const codes = (table: Table, item: unknown) =>
  checkItem(table, item).map(({ code, table: number, field }) => [code, number, field]);

interface Case {
  why: string;
  field: Field;
  value: unknown;
  code: number;
}

/** Everything that can be wrong with one attribute. */
function casesFor(field: Field): Case[] {
  const wrong = (why: string, value: unknown, code: number): Case => ({ why, field, value, code });
  const one = (when: boolean, ...made: Case[]): Case[] => (when ? made : []);
  const isText = field.type === 'String' || field.type === 'Uuid';
  const isNumber = ['Int', 'Decimal', 'Double', 'Timestamp'].includes(field.type);
  const strangers = { Int: '1', Decimal: '1', Double: '1', Timestamp: '1' } as Partial<Record<string, unknown>>;
  return [
    ...one(field.required, wrong('missing', undefined, 4), wrong('null', null, 4)),
    ...one(!field.required, wrong('null', null, 1005)),
    wrong('of another type', isNumber ? strangers[field.type] : 17, 1005),
    wrong('an object', { a: 1 }, 1005),
    ...one(isText && field.required, wrong('empty', '  ', 4)),
    ...one(isText, wrong('not to be read', 'a\u0000b', 1000)),
    ...one(
      field.type === 'String' && field.length !== undefined,
      wrong('too long', '字'.repeat((field.length ?? 0) + 1), 1004),
    ),
    ...one(field.type === 'Uuid', wrong('too long', '0'.repeat(33), 1004), wrong('too short', '0'.repeat(31), 1005)),
    ...one(field.type === 'Uuid', wrong('no hex', 'z'.repeat(32), 1005)),
    ...one(field.type === 'Int', wrong('a half', 1.5, 1005), wrong('of 5 bytes', 2 ** 31, 1007)),
    ...one(field.oneOf !== undefined, wrong('of no list', isNumber ? 99 : '99', 1007)),
    ...one(field.min !== undefined, wrong('too small', (field.min ?? 0) - 1, 1007)),
    ...one(field.max !== undefined, wrong('too large', (field.max ?? 0) + 1, 1007)),
    ...one(field.type === 'Timestamp', wrong('in milliseconds', 1_748_743_287_000, 1007)),
    ...one(
      field.type === 'DateTime',
      wrong('in ISO form', '2025-06-01T09:41:27Z', 1005),
      wrong('no day of a calendar', '2025-02-30 09:41:27', 1007),
    ),
    ...one(field.type === 'Time', wrong('no time', '7:30', 1005), wrong('past midnight', '24:00', 1007)),
    ...one(field.type === 'File', wrong('a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 1005)),
  ];
}

test('the interfaces have all tables from 4 to 68, each once', () => {
  const numbers = new Set(TABLES.map(({ number }) => number));
  expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 65 }, (_, i) => 4 + i));
  expect([Object.keys(EVENTS).length, Object.keys(SERVICES).length]).toEqual([22, 7]);
});

describe.each(TABLES.map((table) => [table.number, table] as const))('table %i', (number, table) => {
  test('all attributes, and only those that are required, are without fault', () => {
    expect(checkItem(table, sampleOf(table))).toEqual([]);
    // A plan by times, which the first value of packageType is, needs more: see below.
    const required = { ...sampleOf(table, 'required'), ...(number === 42 ? { packageType: 2 } : {}) };
    expect(checkItem(table, required)).toEqual([]);
  });

  test('each departure of each attribute is named with its code', () => {
    for (const { why, field, value, code } of table.fields.flatMap(casesFor)) {
      const item = { ...sampleOf(table), [field.name]: value };
      // A refusing answer has another duty: what follows from `code` is tested by itself.
      if (field.name === 'code') continue;
      expect(codes(table, item), `${field.name} ${why}`).toEqual([[code, number, field.name]]);
    }
  });

  test('a name that it does not have, and an entry that is no object', () => {
    expect(codes(table, { ...sampleOf(table), car_no: 1 })).toEqual([[1000, number, 'car_no']]);
    expect(codes(table, JSON.parse('{"__proto__": 1}'))).toContainEqual([1000, number, '__proto__']);
    for (const item of [null, 'x', 3, []]) expect(codes(table, item)).toEqual([[1005, number, null]]);
  });

  test.each(table.fields.filter(({ entries }) => entries !== undefined).map((field) => [field.name, field] as const))(
    '%s: what is wrong inside is named by its place',
    (name, { entries, required, mayBeEmpty }) => {
      if (entries === undefined) throw new Error('no entries');
      const [inside] = entries.fields;
      const broken = { ...sampleOf(entries), [inside?.name ?? '']: undefined };
      const item = { ...sampleOf(table), [name]: [sampleOf(entries), broken] };
      expect(codes(table, item)).toEqual([[4, entries.number, `${name}[1].${inside?.name}`]]);
      expect(codes(table, { ...sampleOf(table), [name]: [7] })).toEqual([[1005, entries.number, `${name}[0]`]]);
      const empty = codes(table, { ...sampleOf(table), [name]: [] });
      expect(empty).toEqual(required && mayBeEmpty !== true ? [[4, number, name]] : []);
    },
  );
});

const enter = {
  id: '0123456789abcdef0123456789abcdef',
  parkCode: '44030500100101000010',
  carNo: '粤B12345',
  plateColor: '0',
  enterTime: '2025-06-01 09:41:27',
  entranceName: '入口 1',
};

test('a message names the table and the field, one for each departure', () => {
  const item = { ...enter, carNo: '粤B1234567890', enterTime: undefined };
  expect(checkItem(EVENTS.vehicleEnter.request, item).map(({ message }) => message)).toEqual([
    '表19 carNo: longer than 10 characters',
    '表19 enterTime: required, missing',
  ]);
});

test('length counts characters, not units of UTF-16', () => {
  expect(checkItem(EVENTS.vehicleEnter.request, { ...enter, carNo: '𠮷'.repeat(10) })).toEqual([]);
  expect(codes(EVENTS.vehicleEnter.request, { ...enter, carNo: '𠮷'.repeat(11) })).toEqual([[1004, 19, 'carNo']]);
  expect(codes(EVENTS.vehicleEnter.request, { ...enter, carNo: '\ud800' })).toEqual([[1000, 19, 'carNo']]);
});

test('a long text may have line breaks, a plate may not', () => {
  const plan = sampleOf(table42);
  expect(checkItem(table42, { ...plan, packageType: 2, buyNotice: '一\n二' })).toEqual([]);
  expect(codes(EVENTS.vehicleEnter.request, { ...enter, carNo: '粤B\n2345' })).toEqual([[1000, 19, 'carNo']]);
});

test('an id in a list is named by its place', () => {
  const leave = { ...sampleOf(EVENTS.vehicleLeave.request), chargeIdList: [enter.id, 'x'] };
  expect(codes(EVENTS.vehicleLeave.request, leave)).toEqual([[1005, 21, 'chargeIdList[1]']]);
});

test('HH:mm:ss is a Time as well as HH:mm', () => {
  const plan = sampleOf(table42);
  const rule = (inTime: string) => ({ ...plan, ruleList: [{ dateType: 1, inTime, outTime: '19:30:00' }] });
  expect(checkItem(table42, rule('07:30:00'))).toEqual([]);
  expect(codes(table42, rule('07:60'))).toEqual([[1007, 43, 'ruleList[0].inTime']]);
});

test.each([
  [3, 0.3, []],
  [3, 30, [[1007, 24, 'couponValue']]],
  [4, 1, []],
  [4, 0, [[1007, 24, 'couponValue']]],
  [1, 11, []],
])('coupon type %i takes a value of %d or says why not', (couponType, couponValue, found) => {
  expect(codes(table24, { id: enter.id, couponType, couponValue })).toEqual(found);
});

test('a plan sold by times says how many and within how many days', () => {
  const { useTimes: _times, useDays: _days, ...plan } = sampleOf(table42);
  expect(codes(table42, { ...plan, packageType: 1 })).toEqual([[4, 42, 'useTimes']]);
  expect(codes(table42, { ...plan, packageType: 1, useTimes: '20' })).toEqual([[4, 42, 'useDays']]);
  expect(checkItem(table42, { ...plan, packageType: 3 })).toEqual([]);
});

test('who refuses need not give what only success has', () => {
  expect(codes(table58, { code: 1100, message: '对象不存在' })).toEqual([]);
  expect(codes(table58, { code: 0 })).toEqual([[4, 58, 'payUrl']]);
  expect(codes(table25, { code: 1200 })).toEqual([[4, 25, 'id']]);
});
