import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../../native/clock/manual-clock.ts';
import type { Outbox, OutgoingItem, Settled } from './contract.ts';
import { createMemoryTransport } from './memory-transport.fixture.ts';
import type { Answering, Behaviour, MemoryTransport } from './memory-transport.fixture.ts';
import { makeFolder, openBook, PLATFORM } from './outbox.fixture.ts';
import type { Book, Queued } from './outbox.fixture.ts';
import { createOutbox } from './worker.ts';

/** 7.3.1.2 g. */
export const TIMEOUT = 20_000;

export const taken: Answering = { afterMs: 30, delivery: { kind: 'delivered', code: '0', message: null } };
export const refused: Answering = { afterMs: 30, delivery: { kind: 'refused', code: '4001', message: '车辆不在场内' } };
export const ill: Answering = { afterMs: 30, delivery: { kind: 'not-now', code: '5', message: '其它错误' } };

/** One outbox over a store of its own, a platform that does as it is told, and what came of it. */
export interface Desk {
  readonly book: Book;
  readonly clock: ManualClock;
  readonly transport: MemoryTransport;
  readonly outbox: Outbox;
  /** What the platform does with each item from now on. */
  behave: (item: OutgoingItem) => Behaviour;
  /** A capture is being handled. */
  busy: boolean;
  readonly sent: string[];
  readonly settled: Settled[];
  readonly troubles: unknown[];
  /** Queues one report under `orderKey`. Its business id is what the test calls it. */
  record(businessId: string, orderKey?: string, more?: Partial<Queued>): void;
  seqOf(businessId: string): number;
  stateOf(businessId: string): unknown;
  /** A new program over the same store; the link is down. */
  restart(): void;
  end(): void;
}

/** The link is down at first. */
export function openDesk(): Desk {
  const folder = makeFolder();
  const clock = createManualClock();
  const [sent, settled, troubles]: [string[], Settled[], unknown[]] = [[], [], []];
  let life = begin();

  function begin() {
    const book = openBook(folder.file, clock);
    const transport = createMemoryTransport(clock, TIMEOUT, (item) => {
      sent.push(item.businessId);
      return desk.behave(item);
    });
    const outbox = createOutbox({
      ledger: book.ledger,
      db: book.db,
      clock,
      platform: PLATFORM,
      transport,
      gateBusy: () => desk.busy,
      random: () => 0.5,
      onTrouble: (error) => troubles.push(error),
    });
    outbox.onSettled((each) => settled.push(each));
    outbox.start();
    return { book, transport, outbox };
  }

  function end(): void {
    life.outbox.stop();
    life.book.db.close();
  }

  const desk: Desk = {
    get book() {
      return life.book;
    },
    clock,
    get transport() {
      return life.transport;
    },
    get outbox() {
      return life.outbox;
    },
    behave: () => taken,
    busy: false,
    sent,
    settled,
    troubles,
    record(businessId, orderKey = businessId, more = {}) {
      life.book.queue({ businessId, orderKey, ...more });
      life.outbox.wake();
    },
    seqOf: (businessId) =>
      life.book.db.prepare<[string], number>('SELECT seq FROM outbox WHERE business_id = ?').pluck().get(businessId) ?? 0, // prettier-ignore
    stateOf: (businessId) =>
      life.book.db.prepare('SELECT state, attempts FROM outbox WHERE business_id = ?').get(businessId),
    restart() {
      end();
      life = begin();
    },
    end() {
      end();
      folder.remove();
    },
  };
  return desk;
}
