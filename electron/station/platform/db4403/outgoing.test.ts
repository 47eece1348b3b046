import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../../native/clock/manual-clock.ts';
import { makeFolder, openBook, PLATFORM } from '../outbox/outbox.fixture.ts';
import type { Book } from '../outbox/outbox.fixture.ts';
import type { Outbox, OutboxTransport } from '../outbox/contract.ts';
import { createOutbox } from '../outbox/worker.ts';
import { createAwaitedReplies } from './awaited-replies.ts';
import { openReply } from './envelope.ts';
import { backlogRoom, mostUnderWay, sendItem } from './outgoing.ts';
import type { EventInterface } from './tables/interfaces.ts';

const BATCH = 50;
const ROUND_TRIP_MS = 30;
interface Item {
  id: string;
  carNo: string;
}
/** What the platform replies to a message. */
type Reply = (items: Item[]) => { Code: number; data: object[] };

let folder: ReturnType<typeof makeFolder>;
let clock: ManualClock;
let book: Book;
let outbox: Outbox;
let reply: Reply;

/** The queue and the replies over a wire that takes 30 ms there and back. */
beforeEach(() => {
  folder = makeFolder();
  clock = createManualClock();
  book = openBook(folder.file, clock);
  const replies = createAwaitedReplies({
    clock,
    batch: BATCH,
    publish(name, payloads) {
      const { Code, data } = reply(payloads.map((payload) => JSON.parse(payload) as Item));
      const opened = openReply(Buffer.from(JSON.stringify({ Code, message: '', timestamp: 1, data })));
      if (!opened) throw new Error('no reply');
      clock.after(ROUND_TRIP_MS, () => replies.answer(name, opened));
    },
  });
  const transport: OutboxTransport = {
    up: true,
    capacity: mostUnderWay(BATCH),
    get backlogRoom() {
      return backlogRoom(BATCH, replies.waiting);
    },
    onLink: () => () => undefined,
    send: (item, settle) => sendItem(item, settle, { ask: replies.ask, upload: null }),
  };
  const { ledger, db } = book;
  outbox = createOutbox({ ledger, db, clock, platform: PLATFORM, transport, random: () => 0.5 });
  ledger.onCommitted(() => outbox.wake());
});

afterEach(() => {
  outbox.stop();
  book.db.close();
  folder.remove();
});

const idOf = (n: number): string => n.toString().padStart(32, '0');
const queue = (name: EventInterface, ...numbers: number[]): void =>
  book.queue(
    ...numbers.map((n) => {
      const payload: Item = { id: idOf(n), carNo: '粤B11111' };
      return { businessId: idOf(n), interface: name, orderKey: `stay:${n}`, payload };
    }),
  );

const named: Reply = (items) => ({ Code: 0, data: items.map(({ id }) => ({ id, code: 0 })) });
const nameless: Reply = (items) => ({ Code: 0, data: items.map(() => ({ code: 0 })) });
/** A report that is refused takes its whole message with it. */
const orEmpty =
  (bad: number, otherwise: Reply): Reply =>
  (items) =>
    items.some(({ id }) => id === idOf(bad)) ? { Code: 4, data: [] } : otherwise(items);

describe.each(['vehicleEnter', 'vehicleLeave'] as const)('%s: live reports while six thousand wait', (name) => {
  it.each<[string, Reply, { acknowledged: number; parked: number }]>([
    ['every reply names its reports', named, { acknowledged: 6020, parked: 0 }],
    ['no reply names any', nameless, { acknowledged: 6020, parked: 0 }],
    ['one bad report is answered without entries', orEmpty(7, named), { acknowledged: 6019, parked: 1 }],
    ['both', orEmpty(7, nameless), { acknowledged: 6019, parked: 1 }],
  ])('%s: none takes a second', async (_, replying, expected) => {
    reply = replying;
    for (let from = 0; from < 6000; from += 500) queue(name, ...Array.from({ length: 500 }, (_, i) => from + i));
    outbox.start();
    for (let n = 0; n < 20; n++) {
      await clock.advanceAsync(50);
      queue(name, 1_000_000 + n);
      if (n === 4) expect(outbox.summary().waitingBacklog, 'much is still to come').toBeGreaterThan(1000);
    }
    await clock.advanceAsync(5000);
    const [figures] = outbox.interfaces();
    expect(figures).toMatchObject({ ...expected, waiting: 0, measured: 20 });
    expect(figures?.maxMs).toBeLessThan(4 * ROUND_TRIP_MS);
  });
});

describe('a platform that says 1200 of a number it knows with other content', () => {
  /** It holds what came first, and answers with 1 that once. */
  function strict(): Map<string, string> {
    const held = new Map<string, string>();
    reply = ([item]) => {
      if (!item) throw new Error('nothing came');
      const before = held.get(item.id);
      held.set(item.id, before ?? item.carNo);
      const code = before === undefined ? 1 : before === item.carNo ? 0 : 1200;
      return { Code: code === 0 ? 0 : 1, data: [{ id: item.id, code, message: 'words' }] };
    };
    return held;
  }

  it('a report that a person has put right is parked again with its words, not settled', async () => {
    const held = strict();
    queue('vehicleEnter', 1);
    outbox.start();
    await clock.advanceAsync(200);
    const [parked] = outbox.items({ state: 'parked', limit: 1 });
    if (!parked) throw new Error('not parked');
    outbox.replace(parked.seq, { id: idOf(1), carNo: '粤B22222' }, 'li', 'misread', () => undefined);
    for (let attempt = 0; attempt < 2; attempt++) {
      await clock.advanceAsync(200);
      expect(outbox.item(parked.seq)).toMatchObject({ state: 'parked', code: '1200', message: 'words' });
      outbox.retry(parked.seq, 'li', () => undefined);
    }
    expect([...held.values()]).toEqual(['粤B11111']);
  });
});
