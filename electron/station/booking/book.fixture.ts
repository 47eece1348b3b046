import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { createLedger } from '../ledger/record.ts';
import type { Tx } from '../ledger/record.ts';
import type { Report, ReportOf } from '../ledger/report.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';

/** 2026-05-04 09:30 in Beijing, a Monday. */
export const AT = Date.UTC(2026, 4, 4, 1, 30);

/** A real store and its book, in a folder of their own, with what was reported. */
export function openBook() {
  const directory = mkdtempSync(join(tmpdir(), 'book-'));
  const db = openMadeStore(join(directory, 'store.sqlite'));
  const clock = createManualClock(AT);
  const reports: Report[] = [];
  const ledger = createLedger(db, clock, [
    (report) => {
      reports.push(report);
      return [];
    },
  ]);
  return {
    db,
    clock,
    ledger,
    reports,
    act: <T>(work: (tx: Tx) => T): T => ledger.record(work),
    /** Reports of one kind, oldest first. */
    told: <K extends Report['kind']>(kind: K): ReportOf<K>[] =>
      reports.filter((report): report is ReportOf<K> => report.kind === kind),
    /** Kinds of the facts, oldest first. */
    facts: (): string[] => ledger.recent(500).map((fact) => fact.kind).reverse(), // prettier-ignore
    end() {
      db.close();
      rmSync(directory, { recursive: true });
    },
  };
}
export type Book = ReturnType<typeof openBook>;
