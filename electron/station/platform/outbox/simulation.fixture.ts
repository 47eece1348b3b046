import type { Clock } from '../../../../native/clock/contract.ts';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import type { Db } from '../../store/open.ts';
import type { Outbox, WireItem } from './contract.ts';
import { TIMEOUT } from './desk.fixture.ts';
import { createMemoryTransport } from './memory-transport.fixture.ts';
import type { Behaviour, MemoryTransport } from './memory-transport.fixture.ts';
import { makeFolder, openBook, PLATFORM } from './outbox.fixture.ts';
import type { Book } from './outbox.fixture.ts';
import { createOutbox } from './worker.ts';

/** What the platform does with a message. */
export type Fate =
  | 'take'
  | 'take-but-lose-the-answer'
  | 'never-receive'
  | 'answer-too-late'
  | 'not-now'
  | 'refuse'
  | 'forget-the-stay'
  | 'not-ready';

/** What is received under an order key. */
interface Received {
  businessId: string;
  key: string;
  payload: string;
}

/**
 * One outbox through many lives, and a platform that does with the n-th message what the n-th of `fates` says, after the
 * n-th of `latencies` (ms). It complains of whatever is sent that must not be sent then.
 */
export function world(fates: readonly Fate[], latencies: readonly (number | null)[], capacity: number) {
  const folder = makeFolder();
  const clock = createManualClock();
  const received: Received[] = [];
  const complaints: string[] = [];
  const dismissed = new Set<string>();
  const replaced = new Map<string, string>();
  /** May overtake: they hold nothing up once they are parked. */
  const loose = new Set<string>();
  /** By key: what the platform has of it now. It takes nothing whose forerunners it took once and then forgot. */
  const known = new Map<string, Set<string>>();
  /** Sent in this session of the link. */
  const sent = new Set<string>();
  let liveFrom = 0;
  /** A time-out without a word from the platform makes backlog of what was live: priorities are not checked then. */
  let silence = false;
  let messages = 0;
  let healthy = false;
  let recorded = 0;
  let life: { book: Book; transport: MemoryTransport; outbox: Outbox; die: () => void } = begin();

  function begin() {
    let alive = true;
    // A killed program's timers never fire.
    const mine: Clock = { ...clock, after: (ms, fn) => clock.after(ms, () => alive && fn()) };
    const book = openBook(folder.file, mine);
    const { db, ledger } = book;
    const store = lookInto(db);
    const transport = createMemoryTransport(mine, TIMEOUT, (item) => onWire(store, item));
    transport.capacity = capacity;
    const onTrouble = (error: unknown): void => {
      if (!isFullDisk(error)) complaints.push(String(error));
    };
    const outbox = createOutbox({ ledger, db, clock: mine, platform: PLATFORM, transport, random: () => 0.3, onTrouble }); // prettier-ignore
    outbox.start();
    return {
      book,
      transport,
      outbox,
      die() {
        alive = false;
        db.close();
      },
    };
  }

  /** Looks at the store at the instant of sending: nothing of the same key may be unsettled before this item. */
  function onWire(store: Look, item: WireItem): Behaviour {
    const key = store.keyOf(item.seq);
    if (store.unsettledBefore(key, item.seq))
      complaints.push(`${item.businessId} was sent before an earlier one of its key`);
    checkPriority(store, item, key);
    const open = [...life.transport.open];
    if (open.length >= capacity) complaints.push('more under way than the transport takes');
    if (open.some((each) => store.keyOf(each.seq) === key)) complaints.push(`two of ${key} are under way`);
    const n = messages++;
    const afterMs = latencies[n % latencies.length] ?? null;
    const doom = healthy ? 'take' : (fates[n % fates.length] ?? 'take');
    const { businessId, payload } = item;
    const receive = (): void => {
      received.push({ businessId, key, payload });
      known.set(key, (known.get(key) ?? new Set()).add(businessId));
    };
    const take = (delayMs: number | null): Behaviour => {
      const lacks = store.takenBefore(key, item.seq).some((each) => !known.get(key)?.has(each));
      if (lacks) return { afterMs: delayMs, delivery: { kind: 'earlier-missing', code: 'NO_ENTRY', message: null } };
      receive();
      return { afterMs: delayMs, delivery: { kind: 'delivered', code: '0', message: null } };
    };
    switch (doom) {
      case 'take':
        return take(afterMs);
      case 'forget-the-stay':
        known.delete(key);
        return take(afterMs);
      case 'take-but-lose-the-answer':
        receive();
        silence = true;
        return 'silent';
      case 'never-receive':
        silence = true;
        return 'silent';
      case 'answer-too-late':
        silence = true;
        return take(TIMEOUT + 1000);
      case 'not-now':
        return { afterMs, delivery: { kind: 'not-now', code: '5', message: 'ill' } };
      case 'refuse':
        return { afterMs, delivery: { kind: 'refused', code: '1007', message: 'range' } };
      case 'not-ready':
        return { afterMs, delivery: { kind: 'not-yet', why: 'picture' } };
    }
  }

  /** 8.2: an item from before the link came up starts only when no live item could, or for the live one behind it. */
  function checkPriority(store: Look, item: WireItem, key: string): void {
    const live = store.neverTried(liveFrom).filter((each) => !sent.has(each.businessId));
    sent.add(item.businessId);
    if (item.seq >= liveFrom || silence || live.some((each) => each.key === key)) return;
    const couldStart = live.find((each) => !store.unsettledBefore(each.key, each.seq));
    if (couldStart) complaints.push(`${item.businessId} went before the live ${couldStart.businessId}`);
  }

  const nothing = (): void => undefined;
  const parked = (nth: number) => {
    const items = life.outbox.items({ state: 'parked', limit: 50 });
    return items[nth % Math.max(1, items.length)];
  };

  return {
    clock,
    received,
    complaints,
    dismissed,
    replaced,
    loose,
    get life() {
      return life;
    },
    get recorded() {
      return recorded;
    },
    record(stay: number, count: number, holds: boolean) {
      const items = Array.from({ length: count }, (_, i) => ({
        businessId: `${recorded + i}`,
        interface: stay % 2 === 0 ? 'even' : 'odd',
        // Many at once belong to many stays: they can be under way together.
        orderKey: count > 4 ? `crowd-${recorded + i}` : `stay-${stay}`,
        holds,
      }));
      if (!holds) for (const item of items) loose.add(item.businessId);
      life.book.queue(...items);
      recorded += count;
      life.outbox.wake();
    },
    setLink(up: boolean) {
      if (up && !life.transport.up) {
        liveFrom = recorded + 1;
        silence = false;
        sent.clear();
      }
      life.transport.setUp(up);
    },
    kill() {
      life.die();
      life = begin();
    },
    retry(which: 'retry-all' | 'retry-interface') {
      life.outbox.retry(which === 'retry-all' ? null : { interface: 'even' }, 'li', nothing);
    },
    fillDisk(full: boolean) {
      life.book.db.exec(full ? FILL_DISK : FREE_DISK);
    },
    setClock(ms: number) {
      clock.setNow(clock.now() + ms);
    },
    dismiss(nth: number) {
      const item = parked(nth);
      if (item && life.outbox.dismiss(item.seq, 'li', 'twice', nothing)) dismissed.add(item.businessId);
    },
    replace(nth: number) {
      const item = parked(nth);
      const payload = { corrected: messages };
      if (item && life.outbox.replace(item.seq, payload, 'li', 'misread', nothing))
        replaced.set(item.businessId, JSON.stringify(payload));
    },
    heal() {
      healthy = true;
      this.fillDisk(false);
      this.setLink(true);
      life.outbox.retry(null, 'li', nothing);
    },
    end() {
      life.die();
      folder.remove();
    },
  };
}

/** Nothing that is known of an item can be written. */
const FILL_DISK = `CREATE TRIGGER IF NOT EXISTS full_disk BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'no room'); END`;
const FREE_DISK = 'DROP TRIGGER IF EXISTS full_disk';
export const isFullDisk = (error: unknown): boolean =>
  (error as { code?: string }).code === 'SQLITE_CONSTRAINT_TRIGGER';

/** What is in the store at an instant. */
function lookInto(db: Db) {
  const keyOf = db.prepare<[number], string>('SELECT order_key FROM outbox WHERE seq = ?').pluck();
  const unsettled = db.prepare<[string, number], number>(
    `SELECT 1 FROM outbox WHERE order_key = ? AND seq < ? AND (state = 'waiting' OR (state = 'parked' AND holds))`,
  );
  const taken = db
    .prepare<[string, number], string>(
      `SELECT business_id FROM outbox WHERE order_key = ? AND seq < ? AND state = 'acknowledged'`,
    )
    .pluck();
  const neverTried = db.prepare<[number], { seq: number; businessId: string; key: string }>(
    `SELECT seq, business_id AS businessId, order_key AS key FROM outbox
     WHERE seq >= ? AND state = 'waiting' AND attempts = 0 AND not_before = 0`,
  );
  return {
    keyOf: (seq: number) => keyOf.get(seq) ?? '',
    unsettledBefore: (key: string, seq: number) => unsettled.get(key, seq) !== undefined,
    takenBefore: (key: string, seq: number) => taken.all(key, seq),
    neverTried: (from: number) => neverTried.all(from),
  };
}
type Look = ReturnType<typeof lookInto>;

export type World = ReturnType<typeof world>;
