import { FORMULA } from '../../electron/contract/formula.ts';

/** So that Excel reads UTF-8. */
const BOM = '\uFEFF';

/**
 * A table as CSV that Excel opens as it stands: RFC 4180 with a byte-order mark. A text that a spreadsheet would run as
 * a formula gets an apostrophe before it; numbers are numbers.
 */
export function toCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return `${BOM}${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
