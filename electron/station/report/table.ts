/** A table as a file has it: typed columns, and rows that may come one after the other. */

/** time: UTC ms; money: fen; share: 0 to 1. Each is written as what it is, and shown as people read it. */
export type ColumnKind = 'text' | 'int' | 'money' | 'time' | 'share';

export interface Column {
  title: string;
  kind: ColumnKind;
  /** Characters; absent: as its kind needs. */
  width?: number;
  /** Added up below the rows. */
  total?: true;
}

export type Cell = string | number | null;

export interface Table {
  title: string;
  columns: readonly Column[];
  rows: Iterable<readonly Cell[]>;
}
