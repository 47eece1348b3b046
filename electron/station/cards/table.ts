import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/universal';
import type { CardColumn, FileRefusal } from '../../contract/cards.ts';
import { CARD_HEADINGS } from '../../contract/card-headings.ts';
import { FORMULA } from '../../contract/formula.ts';
import { guardZip, isZip, ZipRefusal } from './zip-guard.ts';

/** A row of a file, as text, under the names of our columns. */
export interface TableRow {
  /** Its line in the file, the headings being line 1. */
  line: number;
  texts: Partial<Record<CardColumn, string>>;
}

export class TableRefusal extends Error {
  readonly why: FileRefusal;
  constructor(why: FileRefusal) {
    super(why);
    this.why = why;
  }
}

/** Without these a table says nothing of cards. What another column would say stays as it is, or is left open. */
const NEEDED: readonly CardColumn[] = ['plates', 'holder', 'from', 'to'];

/** As many cards as a lot has, and room to spare. */
export const MOST_ROWS = 20_000;

/** Reads a table of cards, XLSX or CSV (UTF-8, or GBK as Chinese spreadsheets write it). Throws `TableRefusal`. */
export async function readTable(file: Buffer): Promise<TableRow[]> {
  const lines = isZip(file) ? await sheetOf(file) : csvOf(file);
  const headings = lines.findIndex((line) => line.some((cell) => cell !== ''));
  const columns = (lines[headings] ?? []).map(columnOf);
  if (NEEDED.some((column) => !columns.includes(column))) throw new TableRefusal('no-headings');
  const rows = lines
    .map((cells, index): TableRow => ({ line: index + 1, texts: textsOf(columns, cells) }))
    .slice(headings + 1)
    .filter(({ texts }) => Object.values(texts).some((text) => text !== ''));
  if (rows.length > MOST_ROWS) throw new TableRefusal('too-many-rows');
  return rows;
}

const columnOf = (heading: string): CardColumn | null =>
  (Object.keys(CARD_HEADINGS) as CardColumn[]).find((column) => CARD_HEADINGS[column].some((name) => heading.startsWith(name))) ?? null; // prettier-ignore

function textsOf(columns: readonly (CardColumn | null)[], cells: readonly string[]): TableRow['texts'] {
  const texts: TableRow['texts'] = {};
  for (const [index, column] of columns.entries()) if (column !== null) texts[column] ??= cells[index] ?? '';
  return texts;
}

async function sheetOf(file: Buffer): Promise<string[][]> {
  try {
    guardZip(file);
    const bytes = new Uint8Array(file).buffer;
    return (await readSheet(bytes)).map((cells) => cells.map(textOf));
  } catch (error) {
    // Whatever else the library makes of a file that is no sheet.
    throw new TableRefusal(error instanceof ZipRefusal ? error.why : 'not-a-table');
  }
}

/** What stands in a cell, as a person would read it. Dates are days: spreadsheets keep them as midnight UTC. */
function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (typeof cell === 'string') return withoutApostrophe(cell.trim());
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

/** Our own exports put one before what a spreadsheet would run as a formula. */
const withoutApostrophe = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;

function csvOf(file: Buffer): string[][] {
  const text = decoded(file);
  if (text.includes('\0')) throw new TableRefusal('not-a-table');
  const [head = ''] = text.split('\n', 1);
  const delimiter = ['\t', ';', ','].find((each) => head.includes(each)) ?? ',';
  try {
    const lines = parse(text, { delimiter, relaxColumnCount: true, skipEmptyLines: false, bom: true, trim: true });
    return lines.map((cells) => cells.map(withoutApostrophe));
  } catch {
    // A quote that never ends.
    throw new TableRefusal('not-a-table');
  }
}

function decoded(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('gb18030').decode(file);
  }
}
