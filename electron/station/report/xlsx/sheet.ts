import type { Cell, Column, ColumnKind, Table } from '../table.ts';
import { STYLES } from './styles.ts';

/** A sheet of a workbook, as XML in pieces (ECMA-376, 18.3). */

const WIDTHS: Record<ColumnKind, number> = { text: 14, int: 10, money: 13, time: 20, share: 9 };
const BEIJING_DAYS = 8 / 24;
/** 1 January 1970 as a spreadsheet counts days. */
const EPOCH_DAY = 25_569;
const DAY_MS = 86_400_000;
/** A4 across, as wide as the sheet and as long as it takes; paperSize 9 is A4 (18.3.1.63). */
const ON_PAPER = '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>';

export function* sheetXml({ columns, rows }: Pick<Table, 'columns' | 'rows'>, total: string): Generator<string> {
  const letters = columns.map((_, index) => columnName(index));
  const last = letters.at(-1) ?? 'A';
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.map(columnXml).join('')}</cols><sheetData>`;
  yield `<row r="1">${columns.map(({ title }, index) => textXml(`${letters[index]}1`, title, STYLES.heading)).join('')}</row>`;
  let line = 1;
  const sums = columns.map(() => 0);
  for (const row of rows) {
    line += 1;
    let cells = '';
    for (const [index, { kind }] of columns.entries()) {
      const value = row[index] ?? null;
      cells += cellXml(`${letters[index]}${line}`, kind, value);
      if (typeof value === 'number') sums[index] = (sums[index] ?? 0) + value;
    }
    yield `<row r="${line}">${cells}</row>`;
  }
  if (line > 1 && columns.some((column) => column.total)) yield totalXml(columns, letters, line, sums, total);
  yield `</sheetData><autoFilter ref="A1:${last}${line}"/>${ON_PAPER}</worksheet>`;
}

const columnXml = ({ kind, width = WIDTHS[kind] }: Column, index: number): string =>
  `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;

/** Sums as formulas, with what they come to for whoever does not reckon. */
function totalXml(
  columns: readonly Column[],
  letters: readonly string[],
  last: number,
  sums: readonly number[],
  word: string,
): string {
  const line = last + 1;
  const cells = columns.map(({ kind, total }, index) => {
    const at = `${letters[index]}${line}`;
    if (!total) return index === 0 ? textXml(at, word, STYLES.heading) : '';
    const formula = `SUM(${letters[index]}2:${letters[index]}${last})`;
    const style = kind === 'money' ? STYLES.moneyTotal : STYLES.intTotal;
    return `<c r="${at}" s="${style}"><f>${formula}</f><v>${numberText(kind, sums[index] ?? 0)}</v></c>`;
  });
  return `<row r="${line}">${cells.join('')}</row>`;
}

function cellXml(at: string, kind: ColumnKind, value: Cell): string {
  if (value === null) return '';
  // A text is typed as one: no spreadsheet runs it as a formula.
  if (typeof value === 'string') return textXml(at, value, STYLES.text);
  return `<c r="${at}" s="${STYLES[kind]}"><v>${numberText(kind, value)}</v></c>`;
}

function numberText(kind: ColumnKind, value: number): string {
  switch (kind) {
    case 'money':
      return (value / 100).toFixed(2);
    case 'time':
      return (value / DAY_MS + EPOCH_DAY + BEIJING_DAYS).toFixed(10);
    case 'share':
    case 'int':
    case 'text':
      return String(value);
  }
}

const textXml = (at: string, text: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** What XML does not take at all is left out. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const SPECIAL = /[&<>"]/g;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(NOT_XML, '')
    .replace(SPECIAL, (sign) => ENTITIES[sign] ?? sign);

/** 0 → A, 25 → Z, 26 → AA. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
