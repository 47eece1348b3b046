import type { Tx } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';

/** A shift as it is kept. Instants are UTC ms, money is fen. */
export interface Shift {
  id: number;
  person: string;
  begunAt: number;
  /** Change in the drawer. */
  till: number;
  /** Null: it is open. */
  end: ShiftEnd | null;
}

export interface ShiftEnd {
  at: number;
  by: string;
  to: string | null;
  because: string | null;
}

export interface Count {
  at: number;
  who: string;
  counted: number;
  expected: number;
}

/**
 * The shifts of the desk, at most one of them open. What is written while one is open belongs to it, in the order of the
 * books and not of the clock: see migration 22.
 */
export interface Shifts {
  open(): Shift | null;
  byId(id: number): Shift | null;
  /** Those that ended, the newest first, before an id where one is given. */
  ended(limit: number, before?: number): Shift[];
  begin(tx: Tx, person: string, till: number): Shift;
  end(tx: Tx, id: number, end: Omit<ShiftEnd, 'at'>): void;
  /** Cash that came in it less cash that went back. */
  cashOf(id: number): number;
  count(tx: Tx, id: number, who: string, counted: number): void;
  /** The oldest first. */
  countsOf(id: number): Count[];
  /** SHA-256 of the report that was closed with it; null: it is not added up yet. */
  hashOf(id: number): string | null;
  /** The report that was closed with it, as JSON. */
  reportOf(id: number): string | null;
  /** Ended shifts without a report, the oldest first. */
  unreported(): number[];
  keepReport(id: number, kept: { at: number; sha256: string; report: string }): void;
}

interface Row {
  id: number;
  person: string;
  begun_at: number;
  till: number;
  ended_at: number | null;
  ended_by: string | null;
  handed_to: string | null;
  because: string | null;
}

/** How far the books are written: what comes later is of what begins now. */
const BOOKS = `
  (SELECT coalesce(max(seq), 0) FROM fact) AS fact,
  (SELECT coalesce(max(rowid), 0) FROM charge) AS charge,
  (SELECT coalesce(max(rowid), 0) FROM opening) AS opening`;

export function createShifts(db: Db): Shifts {
  const books = db.prepare<[], { fact: number; charge: number; opening: number }>(`SELECT ${BOOKS}`);
  const open = db.prepare<[], Row>(`SELECT * FROM shift WHERE state = 'open'`);
  const byId = db.prepare<[number], Row>('SELECT * FROM shift WHERE id = ?');
  const ended = db.prepare<[number, number], Row>(
    `SELECT * FROM shift WHERE state = 'closed' AND id < ? ORDER BY id DESC LIMIT ?`,
  );
  const insert = db.prepare(
    `INSERT INTO shift (person, begun_at, fact_after, charge_after, opening_after, till)
     VALUES (@person, @at, @fact, @charge, @opening, @till)`,
  );
  const close = db.prepare(
    `UPDATE shift SET state = 'closed', ended_at = @at, fact_until = @fact, charge_until = @charge,
       opening_until = @opening, ended_by = @by, handed_to = @to, because = @because
     WHERE id = @id AND state = 'open'`,
  );
  const cash = db
    .prepare<[number], number>(
      `SELECT coalesce(sum(CASE what WHEN 'refund' THEN -net ELSE net END), 0) FROM tally
       WHERE shift = ? AND what IN ('charge', 'card', 'refund') AND a = 'cash'`,
    )
    .pluck();
  const addCount = db.prepare(
    'INSERT INTO shift_count (shift, at, who, counted, expected) VALUES (@id, @at, @who, @counted, @expected)',
  );
  const countsOf = db.prepare<[number], Count>(
    'SELECT at, who, counted, expected FROM shift_count WHERE shift = ? ORDER BY id',
  );
  const hashOf = db.prepare<[number], string>('SELECT sha256 FROM shift_report WHERE shift = ?').pluck();
  const reportOf = db.prepare<[number], string>('SELECT report FROM shift_report WHERE shift = ?').pluck();
  const unreported = db
    .prepare<[], number>(
      `SELECT id FROM shift WHERE state = 'closed' AND id NOT IN (SELECT shift FROM shift_report) ORDER BY id`,
    )
    .pluck();
  const keepReport = db.prepare(
    'INSERT INTO shift_report (shift, at, sha256, report) VALUES (@id, @at, @sha256, @report) ON CONFLICT DO NOTHING',
  );

  const found = (row: Row | undefined): Shift | null => (row ? fromRow(row) : null);
  const cashOf = (id: number): number => cash.get(id) ?? 0;
  const mustFind = (shift: Shift | null): Shift => {
    if (!shift) throw new Error('a shift is gone');
    return shift;
  };

  return {
    open: () => found(open.get()),
    byId: (id) => found(byId.get(id)),
    ended: (limit, before = Number.MAX_SAFE_INTEGER) => ended.all(before, limit).map(fromRow),
    begin(tx, person, till) {
      insert.run({ person, till, at: tx.at, ...books.get() });
      return mustFind(found(open.get()));
    },
    end(tx, id, { by, to, because }) {
      close.run({ id, by, to, because, at: tx.at, ...books.get() });
    },
    cashOf,
    count(tx, id, who, counted) {
      addCount.run({ id, at: tx.at, who, counted, expected: mustFind(found(byId.get(id))).till + cashOf(id) });
    },
    countsOf: (id) => countsOf.all(id),
    hashOf: (id) => hashOf.get(id) ?? null,
    reportOf: (id) => reportOf.get(id) ?? null,
    unreported: () => unreported.all(),
    keepReport: (id, kept) => void keepReport.run({ id, ...kept }),
  };
}

const fromRow = (row: Row): Shift => ({
  id: row.id,
  person: row.person,
  begunAt: row.begun_at,
  till: row.till,
  end:
    row.ended_at === null || row.ended_by === null
      ? null
      : { at: row.ended_at, by: row.ended_by, to: row.handed_to, because: row.because },
});
