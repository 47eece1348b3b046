import { describe, expect, it } from 'vitest';
import * as baseData from './base-data.ts';
import * as booking from './booking.ts';
import type { Field, Table } from './description.ts';
import * as image from './image.ts';
import { events, services } from './interfaces.ts';
import * as lot from './lot.ts';
import * as security from './security.ts';
import * as service from './service.ts';
import * as sharing from './sharing.ts';
import standard from './standard.json' with { type: 'json' };
import * as urlJumps from './url-jumps.ts';
import * as vehicle from './vehicle.ts';

// standard.json is the text's own list: each table's rows as printed (name, type, length, required) with the codes that
// a row's note names.

type Row = [name: string, type: string, length: number | null, required: boolean, codes?: (string | number)[]];
const printed = new Map(
  Object.entries(standard.tables as unknown as Record<string, Row[]>).map(([n, t]) => [Number(n), t]),
);

const ours = new Map<number, Table>();
for (const module of [baseData, booking, image, lot, security, service, sharing, urlJumps, vehicle])
  for (const value of Object.values(module) as unknown[])
    if (typeof value === 'object' && value !== null && 'number' in value && 'fields' in value)
      ours.set((value as Table).number, value as Table);

/** Where we depart from what is printed, and why (docs/decisions/0015-db4403-tables.md). */
const DEPARTURES: Readonly<Record<number, (rows: Row[]) => Row[]>> = {
  // Table 5 gives out the tokens that these two return, five times as long.
  7: (rows) => rows.map((row) => (row[0].endsWith('Token') ? changed(row, { length: 255 }) : row)),
  8: (rows) => rows.map((row) => changed(row, { length: 255 })),
  // The file is a part of the form, not a field of it.
  32: (rows) => rows.filter(([name]) => name !== 'file'),
  // parkName is printed twice: the first row's place, the length of the second.
  47: (rows) =>
    rows
      .filter(([name, , length]) => name !== 'parkName' || length === null)
      .map((row) => (row[0] === 'parkName' ? changed(row, { length: 255 }) : row)),
};
/** Fields whose codes stand in another place of the text than their own note. */
const CODES_ELSEWHERE: Readonly<Record<string, readonly (string | number)[]>> = {
  plateColor: codesOf(19, 'plateColor'),
  carColor: codesOf(19, 'carColor'),
  eventType: standard.eventTypes,
  businessType: standard.businessTypes.map(String),
};

function changed([name, type, , required, ...codes]: Row, { length }: { length: number }): Row {
  return [name, type, length, required, ...codes] as Row;
}

function codesOf(number: number, field: string): readonly (string | number)[] {
  return printed.get(number)?.find(([name]) => name === field)?.[4] ?? [];
}

/** The types of table 1 by one spelling each. */
const TYPES: Readonly<Record<string, string>> = {
  double: 'Double',
  int: 'Int',
  'List<chargedItem>': 'List',
  'List<discountRecord>': 'List',
  'List<Map>': 'List',
};

describe('the tables of the standard', () => {
  it('are all there, and no other', () =>
    expect([...ours.keys()].sort((a, b) => a - b)).toEqual([...printed.keys()].sort((a, b) => a - b)));

  it.each([...printed.keys()])('table %i has the rows that are printed', (number) => {
    const rows = (DEPARTURES[number] ?? ((all: Row[]) => all))(printed.get(number) ?? []);
    expect(ours.get(number)?.fields.map((field) => asPrinted(field))).toEqual(
      rows.map(([name, type, length, required]) => [
        name,
        TYPES[type] ?? type,
        // Table 1: a Uuid has 32 characters, whether its row says so or not.
        type === 'Uuid' ? 32 : length,
        required,
      ]),
    );
  });

  it.each([...printed.keys()])('table %i takes the codes that are printed, and no other', (number) => {
    for (const [name, , , , codes] of printed.get(number) ?? []) {
      const field = ours.get(number)?.fields.find((each) => each.name === name);
      expect([name, field?.oneOf ?? null]).toEqual([name, codes ?? CODES_ELSEWHERE[name] ?? null]);
    }
  });

  it('what departs from the text is still a departure', () => {
    for (const [number, depart] of Object.entries(DEPARTURES)) {
      const rows = printed.get(Number(number)) ?? [];
      expect(depart(rows)).not.toEqual(rows);
    }
  });
});

function asPrinted({ name, type, length, required }: Field): unknown[] {
  return [name, type, type === 'Uuid' ? 32 : (length ?? null), required];
}

describe('the interfaces of the standard', () => {
  const all: Record<string, { request: Table; reply: Table }> = { ...events, ...services };

  it.each(standard.interfaces as [string, string, number, number][])('%s, an %s, has tables %i and %i', (...row) => {
    const [code, direction, request, reply] = row;
    expect(Object.hasOwn(direction === 'event' ? events : services, code)).toBe(true);
    expect([all[code]?.request.number, all[code]?.reply.number]).toEqual([request, reply]);
  });

  it('are no more than these', () => expect(Object.keys(all)).toHaveLength(standard.interfaces.length));

  it('are matched to their replies by fields that both tables have', () => {
    for (const [code, { request, reply, match }] of Object.entries({ ...events, ...services })) {
      if (match === null) continue;
      const has = (table: Table, name: string) => table.fields.some((field) => field.name === name);
      expect([code, has(request, match.request), has(reply, match.reply)]).toEqual([code, true, true]);
    }
  });

  it('nested lists are described by the tables that the text gives them', () => {
    const nested = [...ours.values()].flatMap(({ number, fields }) =>
      fields.flatMap(({ name, of }) => (of ? [[number, name, of.number]] : [])),
    );
    expect(nested.sort(([a], [b]) => Number(a) - Number(b))).toEqual([
      [16, 'items', 17],
      [23, 'listDiscounts', 24],
      [42, 'ruleList', 43],
      [53, 'platformDiscountList', 54],
      [53, 'isvDiscountList', 55],
      [57, 'platformDiscountList', 54],
      [57, 'isvDiscountList', 55],
    ]);
  });
});
