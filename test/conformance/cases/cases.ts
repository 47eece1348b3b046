import { departuresFrom } from '../standard/departures.ts';
import type { Table } from '../standard/description.ts';
import type { Kind } from './kinds.ts';
import { fullRow, minimalRow } from './rows.ts';
import type { Place, Row } from './rows.ts';
import { rulesOf } from './rules.ts';
import { withValue } from './variation.ts';
import type { Manner, Wrong } from './variation.ts';
import { variationsOf } from './variations.ts';

/** One object to be sent, and what must come of it. */
export interface Case {
  /** The attribute it is about, as `items[].chargeDesc` in a list; null: the object as a whole. */
  attribute: string | null;
  kind: Kind;
  detail: string;
  item: unknown;
  expected: Expected;
}

/** `field` is where it is wrong, as an answer must name it; null: the object as a whole. */
export type Expected = { is: 'taken' } | { is: 'refused'; wrong: Wrong; field: string | null };

export interface CasesOptions {
  place: Place;
  manner: Manner;
  /** Attributes that have cases of their own elsewhere. */
  except?: readonly string[];
  /** Changes a lawful row into one that fits the world it is sent into; the attribute that it is about stays. */
  fit?: (row: Row, attribute: string | null) => Row;
}

const TAKEN: Expected = { is: 'taken' };

/**
 * Every case of one table: its rows as a whole, then attribute by attribute. Each case is held against the table it was made
 * from: a case that does not break what it says it breaks is a mistake here, and throws.
 */
export function casesOf(table: Table, { place, manner, except = [], fit = (row) => row }: CasesOptions): Case[] {
  let last = 0;
  const serial = (): number => (last += 1);
  const full = (): Row => fit(fullRow(table, place, serial()), null);
  const minimal = (): Row => fit(minimalRow(table, place, serial()), null);
  const setting = { place, manner, serial };

  const whole = (kind: Kind, detail: string, item: unknown, expected: Expected): Case => ({
    attribute: null,
    kind,
    detail,
    item,
    expected,
  });
  const misfits: readonly unknown[] = [null, 'text', 7, true, []];
  const cases: Case[] = [
    whole('minimal', '', minimal(), TAKEN),
    whole('full', '', full(), TAKEN),
    whole('reordered', '', Object.fromEntries(Object.entries(full()).reverse()), TAKEN),
    whole(
      'unknown',
      'extra',
      { ...full(), extra: 'x' },
      manner === 'lenient' ? TAKEN : { is: 'refused', wrong: 'naming', field: 'extra' },
    ),
    ...misfits.map((item) =>
      whole('not-an-object', JSON.stringify(item), item, { is: 'refused', wrong: 'type', field: null }),
    ),
    ...table.fields
      .filter(({ name }) => !except.includes(name))
      .flatMap((field) =>
        variationsOf(field, setting).map(({ kind, detail, value, wrong, below }): Case => {
          const path = `${field.name}${below}`;
          return {
            attribute: path.replaceAll(/\[\d+\]/g, '[]'),
            kind,
            detail,
            item:
              wrong === null
                ? fit(withValue(full(), field.name, value), field.name)
                : withValue(full(), field.name, value),
            expected: wrong === null ? TAKEN : { is: 'refused', wrong, field: path },
          };
        }),
      ),
    ...rulesOf(table, full),
  ];
  for (const each of cases) assertConsistent(table, each, manner);
  return cases;
}

/** Where the manner makes a difference, and for what no table says, the case stands by itself. */
function assertConsistent(table: Table, { item, expected, kind, attribute, detail }: Case, manner: Manner): void {
  if (kind === 'rule' || (manner === 'lenient' && ['null', 'empty', 'unknown'].includes(kind))) return;
  const [first] = departuresFrom(table, item);
  const wanted = expected.is === 'taken' || isAboutLots(expected.wrong) ? undefined : expected;
  if (first?.fault === wanted?.wrong && (first?.field ?? null) === (wanted?.field ?? null)) return;
  const found = first === undefined ? 'nothing' : `${first.fault} at ${first.field}`;
  throw new Error(`table ${table.number} ${attribute} ${kind} ${detail}: breaks ${found}, not what it says`);
}

const isAboutLots = (wrong: Wrong): boolean => wrong === 'other-lot' || wrong === 'not-a-lot';

/** JSON of a case's object. A number beyond all numbers is written as what no reader can hold: 1e400. */
export function wireJson(item: unknown): string {
  const text = JSON.stringify(item, (_, value: unknown) => (value === Infinity ? BEYOND : value));
  return text.replaceAll(`"${BEYOND}"`, '1e400');
}

const BEYOND = 'a number beyond all numbers';
