import { toCsv } from '../../contract/csv.ts';
import type { CsvRow } from '../../contract/csv.ts';
import { toDateTime } from '../wire/time.ts';
import type { Cell, Column, Table } from './table.ts';

/** Tables one below the other, each under its title. */
export function tablesCsv(tables: readonly Table[]): string {
  return toCsv(tables.flatMap((table, index) => [...(index === 0 ? [] : [[]]), [table.title], ...tableRows(table)]));
}

/** One table alone. */
export const tableCsv = (table: Table): string => toCsv(tableRows(table));

const tableRows = ({ columns, rows }: Table): CsvRow[] => [
  columns.map(({ title }) => title),
  ...Array.from(rows, (row) => columns.map((column, index) => cellOf(column, row[index] ?? null))),
];

/** Yuan with two digits, Beijing time; a number stays one. */
function cellOf({ kind }: Column, value: Cell): string | number | null {
  if (typeof value !== 'number') return value;
  switch (kind) {
    case 'money':
      return value / 100;
    case 'time':
      return toDateTime(value);
    case 'share':
    case 'int':
    case 'text':
      return value;
  }
}
