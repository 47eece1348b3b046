import { FORMULA } from './formula.ts';

/** So that Excel reads UTF-8. */
const BOM = '\uFEFF';

export type CsvRow = readonly (string | number | null)[];

/**
 * A table as CSV that Excel opens as it stands: RFC 4180 with a byte-order mark. A text that a spreadsheet would run as
 * a formula gets an apostrophe before it; numbers are numbers.
 */
export const toCsv = (rows: readonly CsvRow[]): string => `${BOM}${rows.map(csvLine).join('')}`;

/** One row with its line's end. */
export const csvLine = (row: CsvRow): string => `${row.map(cell).join(',')}\r\n`;

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
