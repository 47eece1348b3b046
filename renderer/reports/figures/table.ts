import type { TFunction } from 'i18next';
import { clockTime, dateTime } from '../../clock/beijing.ts';
import { yuan } from '../../exit/money.ts';
import type { ReportLine } from '../../../electron/contract/reports.ts';
import type { ChartSpec } from '../../charts/spec.ts';

/** Numbers as they are read: in tables, and in charts beside them. */

/** Money is fen, a share is 0 to 1, an instant UTC ms. */
export type CellKind = 'text' | 'count' | 'money' | 'seconds' | 'minutes' | 'milliseconds' | 'share' | 'hour' | 'time';
export type Cell = string | number | null;

export interface Column {
  title: string;
  kind: CellKind;
}

export interface Row {
  cells: readonly Cell[];
  /** It does not come out even: it stands out. */
  odd?: boolean;
}

export interface FigureTable {
  id: string;
  /** Null: it is alone in its section. */
  title: string | null;
  columns: readonly Column[];
  rows: readonly Row[];
  total: readonly Cell[] | null;
}

/** One act or alarm after the other, the newest first. */
export interface LineList {
  id: string;
  lines: readonly ReportLine[];
  /** So many more are in the file alone. */
  more: number;
}

export interface Section {
  id: string;
  title: string;
  charts: readonly ChartSpec[];
  tables: readonly FigureTable[];
  list: LineList | null;
  /** What is to be known to read it; null: nothing. */
  note: string | null;
  /** What is not as it should be, in a sentence; null: nothing is. */
  odd: string | null;
}

export const section = (id: string, title: string, parts: Partial<Section> = {}): Section => ({
  id,
  title,
  charts: [],
  tables: [],
  list: null,
  note: null,
  odd: null,
  ...parts,
});

/** Nothing happened that it would tell of. */
export const hasNothing = ({ tables, list }: Section): boolean =>
  tables.every(({ rows }) => rows.length === 0) && (list === null || list.lines.length === 0);

/** How a cell reads; nothing known reads as a dash. */
export function cellWords(t: TFunction, kind: CellKind, cell: Cell): string {
  if (cell === null) return '—';
  if (typeof cell === 'string') return cell;
  switch (kind) {
    case 'text':
    case 'count':
    case 'seconds':
    case 'minutes':
    case 'milliseconds':
      return String(cell);
    case 'money':
      return yuan(cell);
    case 'share':
      return `${(cell * 100).toFixed(1)}%`;
    case 'hour':
      return dateTime(cell).slice(5, 16);
    case 'time':
      return `${dateTime(cell).slice(5, 10)} ${clockTime(cell)}`;
  }
}

export const isTime = (kind: CellKind): boolean => kind === 'hour' || kind === 'time';

export const isNumber = (kind: CellKind): boolean => kind !== 'text' && !isTime(kind);

/** The sums of counts and money under a table; a column of anything else has none. */
export function totalOf(columns: readonly Column[], rows: readonly Row[], word: string): Cell[] {
  return columns.map(({ kind }, n) => {
    if (n === 0) return word;
    if (kind !== 'count' && kind !== 'money') return '';
    return rows.reduce((sum, { cells }) => sum + Number(cells[n] ?? 0), 0);
  });
}
