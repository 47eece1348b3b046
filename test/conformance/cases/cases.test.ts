import { describe, expect, it } from 'vitest';
import { departuresFrom } from '../standard/departures.ts';
import type { Departure } from '../standard/departures.ts';
import { fieldOf, printed } from '../standard/description.ts';
import type { Table } from '../standard/description.ts';
import { INTERFACES } from '../standard/citybrain.ts';
import { ACCOUNT, REPORTS, SERVICES } from '../standard/db4403.ts';
import { casesOf, wireJson } from './cases.ts';
import type { Case } from './cases.ts';
import { textOf } from './texts.ts';
import type { Manner } from './variation.ts';

const place = { parkCode: '44030500100101000010' };
/** Pictures, and the numbers that a city gives to its lots, have cases of their own. */
const ordinary = (table: Table): Table => ({
  ...table,
  fields: table.fields.filter(({ type, name }) => type !== 'Base64' && name !== 'parking_lot_no'),
});
const TABLES = [
  ...[...ACCOUNT, ...REPORTS, ...SERVICES].map(({ request }) => request),
  ...INTERFACES.map(({ request }) => ordinary(request)),
].map((table) => [table.number, table] as const);
const MANNERS = ['strict', 'lenient'] as const;

describe.each(TABLES)('the cases of table %s', (_number, table) => {
  const casesIn = (manner: Manner): Case[] => casesOf(table, { place, manner });

  // A case that does not break what it says throws while it is made.
  it.each(MANNERS)('say what they break, %s', (manner) => expect(casesIn(manner).length).toBeGreaterThan(9));

  it('try every attribute, lawful and not', () => {
    const cases = casesIn('strict');
    const tried = (is: Case['expected']['is'], name: string): boolean =>
      cases.some(({ attribute, expected }) => attribute?.startsWith(name) === true && expected.is === is);
    for (const { name } of table.fields) expect([name, tried('refused', name)]).toEqual([name, true]);
    expect(cases.filter(({ expected }) => expected.is === 'taken').length).toBeGreaterThan(2);
  });

  it('leave out each attribute, which matters where it is required', () => {
    const absent = new Map(
      casesIn('strict').flatMap(({ attribute, kind, expected }) => (kind === 'absent' ? [[attribute, expected]] : [])),
    );
    for (const { name, required } of table.fields) {
      expect(absent.get(name)).toEqual(required ? { is: 'refused', wrong: 'missing', field: name } : { is: 'taken' });
    }
  });

  it('are told apart by attribute, kind and detail', () => {
    const names = casesIn('strict').map(({ attribute, kind, detail }) => `${attribute} ${kind} ${detail}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});

describe('a table as printed', () => {
  const table = printed(
    99,
    `
    id    | 编号 | Uuid    | 32 | 是 | key
    carNo | 车牌 | String  | 10 | 是 | plate
    count | 数量 | Int     |    | 否 | 0..5
    sum   | 金额 | Decimal |    | 否 | 0..
    at    | 时间 | DateTime |   | 否 |
    kind  | 类型 | Int     |    | 否 | 1 2 4
  `,
  );
  const row = { id: 'a'.repeat(32), carNo: '粤B12345' };

  it.each<[string, object, Departure[]]>([
    ['nothing', {}, []],
    ['missing', { carNo: '' }, [{ fault: 'missing', field: 'carNo' }]],
    ['type', { count: '1' }, [{ fault: 'type', field: 'count' }]],
    ['characters, not code units', { carNo: textOf(10, 'astral', 1) }, []],
    ['length', { carNo: textOf(11, 'astral', 1) }, [{ fault: 'length', field: 'carNo' }]],
    ['range', { count: 6 }, [{ fault: 'range', field: 'count' }]],
    ['a gap between values', { kind: 3 }, [{ fault: 'range', field: 'kind' }]],
    ['beyond all numbers', { sum: Infinity }, [{ fault: 'range', field: 'sum' }]],
    ['no day', { at: '2100-02-29 00:00:00' }, [{ fault: 'range', field: 'at' }]],
    ['a leap day', { at: '2000-02-29 23:59:59' }, []],
    ['another name', { extra: 1 }, [{ fault: 'naming', field: 'extra' }]],
  ])('%s', (_what, change, departures) => expect(departuresFrom(table, { ...row, ...change })).toEqual(departures));

  it('is not read where a line is none, and has no attribute that is not printed', () => {
    expect(() => printed(1, 'id | 编号 | Uuid | 32 | maybe |')).toThrow(SyntaxError);
    expect(() => fieldOf(table, 'nothing')).toThrow(RangeError);
  });
});

it('a number beyond all numbers goes over the wire as what no reader can hold', () =>
  expect(wireJson([{ a: Infinity, b: '1e400' }])).toBe('[{"a":1e400,"b":"1e400"}]'));
