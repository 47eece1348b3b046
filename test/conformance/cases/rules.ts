import type { Table } from '../standard/description.ts';
import type { Case } from './cases.ts';
import type { Row } from './rows.ts';
import { ABSENT, withValue } from './variation.ts';
import type { Wrong } from './variation.ts';

/** What the notes ask beyond one attribute, by table. `full` gives another row of it at each call. */
export function rulesOf(table: Table, full: () => Row): Case[] {
  const changed = (changes: Row): Row =>
    Object.entries(changes).reduce((row, [name, value]) => withValue(row, name, value), full());
  const rule = (attribute: string, detail: string, item: Row, wrong: Wrong | null, field = attribute): Case => ({
    attribute: attribute.replaceAll(/\[\d+\]/g, '[]'),
    kind: 'rule',
    detail,
    item,
    expected: wrong === null ? { is: 'taken' } : { is: 'refused', wrong, field },
  });

  switch (table.number) {
    case '42':
      // 次租共享方案应提供
      return [
        rule('useTimes', 'sold by times', changed({ packageType: 1 }), null),
        rule('useTimes', 'sold by times, absent', changed({ packageType: 1, useTimes: ABSENT }), 'missing'),
        rule('useDays', 'sold by times, absent', changed({ packageType: 1, useDays: ABSENT }), 'missing'),
        ...[2, 3, 4].map((packageType) =>
          rule(
            'useTimes',
            `type ${packageType}, absent`,
            changed({ packageType, useTimes: ABSENT, useDays: ABSENT }),
            null,
          ),
        ),
      ];
    case '38':
      return couponRules((values) => changed(values), '', rule);
    case '23':
      return couponRules(
        (values) => {
          const row = full();
          const [entry] = row['listDiscounts'] as Row[];
          return { ...row, listDiscounts: [{ ...entry, ...values }] };
        },
        'listDiscounts[0].',
        rule,
      );
    default:
      return [];
  }
}

/** Yuan or hours have no limit; a share lies between 0 and 1; free of charge is 1. */
function couponRules(
  row: (values: { couponType: number; couponValue: number }) => Row,
  prefix: string,
  rule: (attribute: string, detail: string, item: Row, wrong: Wrong | null) => Case,
): Case[] {
  const tried: readonly (readonly [type: number, value: number, wrong: Wrong | null])[] = [
    [1, 20.5, null],
    [2, 1.5, null],
    [3, 0, null],
    [3, 0.3, null],
    [3, 1, null],
    [3, 1.01, 'range'],
    [3, 30, 'range'],
    [4, 1, null],
  ];
  return tried.map(([couponType, couponValue, wrong]) =>
    rule(`${prefix}couponValue`, `type ${couponType}: ${couponValue}`, row({ couponType, couponValue }), wrong),
  );
}
