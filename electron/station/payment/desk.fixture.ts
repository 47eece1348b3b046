import { join } from 'node:path';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { createLedger } from '../ledger/record.ts';
import type { Fact } from '../ledger/record.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { Db } from '../store/open.ts';
import type { Attempt } from './attempts.ts';
import { openBank } from './bank.fixture.ts';
import type { PaymentProvider } from './contract.ts';
import { createPaymentDesk } from './desk.ts';
import type { By, PaymentDesk, PaymentWish } from './desk.ts';
import type { Refund } from './refund-rows.ts';

export const WANG: By = { id: 'wang', role: 'attendant' };
export const LI: By = { id: 'li', role: 'supervisor' };
export const SHOWN_FOR_MS = 300_000;

/** A desk over a store in a folder, and a bank that outlives it. Stays of it owe until they were paid once. */
export function openTill(directory: string, providerOf?: () => PaymentProvider) {
  const clock = createManualClock();
  const bank = openBank(() => clock.now());
  const counted: Attempt[] = [];
  const settled = new Set<string>();
  const changes: string[] = [];
  const troubles: unknown[] = [];
  let numbers = 0;
  let presses = 0;
  let db: Db;
  let desk: PaymentDesk;
  let facts: Fact[] = [];
  let record: ReturnType<typeof createLedger>['record'];

  function open(): void {
    db = openMadeStore(join(directory, 'store.sqlite'));
    const ledger = createLedger(db, clock, []);
    ledger.onCommitted((committed) => void (facts = [...facts, ...committed.facts]));
    record = ledger.record;
    desk = createPaymentDesk({
      db,
      ledger,
      provider: providerOf?.() ?? bank.provider,
      clock,
      log: { info: () => undefined, warn: () => undefined, error: (...said: unknown[]) => void troubles.push(said) },
      newId: () => `t${(numbers += 1)}`,
      shownForMs: SHOWN_FOR_MS,
      onPaid(_tx, attempt) {
        if (settled.has(attempt.stayId)) return 'not-owed';
        settled.add(attempt.stayId);
        counted.push(attempt);
        return 'counted';
      },
      onRefunded: (_tx, attempt, refund) => till.onRefunded(attempt, refund),
      onChange: (stayId) => void changes.push(stayId),
    });
    desk.start();
  }

  const till = {
    clock,
    bank,
    onRefunded: (_attempt: Attempt, _refund: Refund): void => undefined,
    counted,
    settled,
    changes,
    troubles,
    get desk() {
      return desk;
    },
    get facts() {
      return facts;
    },
    wish: (stayId: string, change: Partial<PaymentWish> = {}): PaymentWish => ({
      key: `press-${(presses += 1)}`,
      stayId,
      amount: 1500,
      until: clock.now(),
      subject: '停车费',
      plate: '粤B12345',
      laneId: 'out-1',
      ...change,
    }),
    /** Cash was taken for a stay. */
    cash(stayId: string): void {
      record((tx) => {
        settled.add(stayId);
        desk.takenOtherwise(tx, stayId);
      });
    },
    /** The program ends where it stands, and starts again. */
    async restart(): Promise<void> {
      await desk.stop();
      db.close();
      open();
    },
    async close(): Promise<void> {
      await desk.stop();
      db.close();
    },
  };
  open();
  return till;
}
export type Till = ReturnType<typeof openTill>;
