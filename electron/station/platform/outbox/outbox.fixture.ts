import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../../native/clock/contract.ts';
import { createLedger } from '../../ledger/record.ts';
import type { Ledger } from '../../ledger/record.ts';
import type { OutboxItem, Report, Reporter } from '../../ledger/report.ts';
import { openMadeStore } from '../../store/made-store.fixture.ts';
import type { Db } from '../../store/open.ts';

/** The platform that the tests report to. */
export const PLATFORM = 'p';

/** What a test queues: the business id, and whatever else matters. */
export type Queued = Pick<OutboxItem, 'businessId'> & Partial<OutboxItem>;

/** A report that carries its outbox row with it. */
const carrying = (item: Queued): Report => ({
  kind: 'event',
  id: item.businessId,
  at: 0,
  type: 'device-fault',
  level: 'normal',
  plate: null,
  stallNo: null,
  position: null,
  text: JSON.stringify({ platform: PLATFORM, interface: 'i', orderKey: item.businessId, payload: {}, supersedes: false, ...item }), // prettier-ignore
});

const reporter: Reporter = (report) => (report.kind === 'event' ? [JSON.parse(report.text) as OutboxItem] : []);

/** A ledger over a store file whose reports are whatever a test wants queued. */
export interface Book {
  db: Db;
  ledger: Ledger;
  /**
   * Queues reports, each tied to a fact of its own, in one transaction. The facts are of a kind that the history does not
   * list: it seeks a free place for each of one instant, and thousands of them would cost more than the outbox under test.
   */
  queue(...items: Queued[]): void;
}

export function openBook(file: string, clock: Clock): Book {
  const db = openMadeStore(file);
  const ledger = createLedger(db, clock, [reporter]);
  return {
    db,
    ledger,
    queue: (...items) =>
      ledger.record((tx) => {
        for (const item of items) tx.report(carrying(item), tx.fact({ kind: 'held' }));
      }),
  };
}

/** A folder of its own for a test's store. */
export function makeFolder(): { file: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  return { file: join(folder, 'store.db'), remove: () => rmSync(folder, { recursive: true }) };
}
