import type { Report } from '../../contract/reports.ts';
import { carsOf } from './flows.ts';
import { noMoney } from './money.ts';
import { at } from './sums.ts';
import type { Table } from './table.ts';
import type { ReportWords } from './words.ts';

/** The days of a report added up by month. */
export function monthsTable({ figures }: Report, { titles, heads }: ReportWords): Table {
  const months = new Map<string, { in: number; out: number } & ReturnType<typeof noMoney>>();
  for (const { day, in: came, out, received, refunded, cash } of figures.days) {
    const month = at(months, day.slice(0, 7), () => ({ in: 0, out: 0, ...noMoney() }));
    month.in += carsOf(came);
    month.out += carsOf(out);
    month.received += received;
    month.refunded += refunded;
    month.cash += cash;
  }
  return {
    title: titles.months,
    columns: [
      { title: heads.month, kind: 'text' },
      { title: heads.in, kind: 'int', total: true },
      { title: heads.out, kind: 'int', total: true },
      { title: heads.received, kind: 'money', total: true },
      { title: heads.refunded, kind: 'money', total: true },
      { title: heads.cash, kind: 'money', total: true },
    ],
    rows: [...months].map(([month, sums]) => [month, sums.in, sums.out, sums.received, sums.refunded, sums.cash]),
  };
}
