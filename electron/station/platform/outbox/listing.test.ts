import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../../native/clock/manual-clock.ts';
import { createParkedActs } from './acts.ts';
import type { ListedState } from './contract.ts';
import { createListing } from './listing.ts';
import type { Listing } from './listing.ts';
import { makeFolder, openBook, PLATFORM } from './outbox.fixture.ts';
import type { Book } from './outbox.fixture.ts';
import { createQueue } from './queue.ts';
import { createTimeliness } from './timeliness.ts';

/** Rows that were taken long ago, and rows that wait. */
const OLD = 100_000;
const WAITING = 100_000;
const INTERFACES = ['enter', 'leave', 'counts'];

let folder: ReturnType<typeof makeFolder>;
let clock: ManualClock;
let book: Book;
let listing: Listing;

beforeAll(() => {
  folder = makeFolder();
  clock = createManualClock();
  book = openBook(folder.file, clock);
  fill('acknowledged', 1, OLD, 1);
  fill('waiting', OLD + 1, WAITING, 1);
  fill('parked', OLD + WAITING + 1, 40, 1);
  fill('dismissed', OLD + WAITING + 41, 3, 1);
  // A rare interface, from long ago; a chain of a parked report and 300 behind it.
  book.db.exec(`UPDATE outbox SET interface = 'rare' WHERE seq IN (3, 30)`);
  const behind = Array.from({ length: 301 }, (_, i) => ({ businessId: `chained-${i}`, orderKey: 'chain' }));
  book.queue(...behind);
  book.db.exec(`UPDATE outbox SET state = 'parked' WHERE business_id = 'chained-0'`);
  listing = createListing(book.db, PLATFORM, createTimeliness(book.db, PLATFORM));
}, 120_000);

afterAll(() => {
  book.db.close();
  folder.remove();
});

/** `count` rows from number `from` on, each of an order key of its own. */
function fill(state: ListedState, from: number, count: number, attempts: number): void {
  book.db
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @count)
       INSERT INTO outbox (seq, chain, platform, interface, business_id, order_key, created_at, state, attempts, sent_at,
         settled_at, answer_code, answer_message, payload)
       SELECT @from + i, @from + i, @platform, (@interfaces ->> (i % 3)), 'id-' || CAST(@from + i AS INTEGER), 'stay:' || CAST(@from + i AS INTEGER), @from + i, @state,
         @attempts, 7, iif(@state = 'waiting', NULL, 8), 'X', 'words', '{"n":' || i || '}' FROM n`,
    )
    .run({ from, count, state, attempts, platform: PLATFORM, interfaces: JSON.stringify(INTERFACES) });
}

const seqs = (state: ListedState, more: { interface?: string; after?: number; limit?: number } = {}): number[] =>
  listing.items({ state, limit: 3, ...more }).map(({ seq }) => seq);

describe('pages', () => {
  it('give the newest parked, dismissed and acknowledged first, and the oldest waiting', () => {
    const parked = OLD + WAITING + 40;
    expect(seqs('acknowledged')).toEqual([OLD, OLD - 1, OLD - 2]);
    expect(seqs('dismissed')).toEqual([parked + 3, parked + 2, parked + 1]);
    expect(seqs('parked', { after: parked + 1 })).toEqual([parked, parked - 1, parked - 2]);
    expect(seqs('waiting')).toEqual([OLD + 1, OLD + 2, OLD + 3]);
  });

  it('go on after the last one seen', () => {
    expect(seqs('acknowledged', { after: OLD - 2 })).toEqual([OLD - 3, OLD - 4, OLD - 5]);
    expect(seqs('waiting', { after: OLD + 3 })).toEqual([OLD + 4, OLD + 5, OLD + 6]);
    expect(seqs('acknowledged', { after: 1 })).toEqual([]);
  });

  it('of one interface hold nothing else, however rare it is', () => {
    expect(seqs('acknowledged', { interface: 'rare' })).toEqual([30, 3]);
    expect(seqs('waiting', { interface: 'counts' })).toEqual([OLD + 3, OLD + 6, OLD + 9]);
    expect(seqs('parked', { interface: 'nobody' })).toEqual([]);
  });

  it('say all that is known of an item, and how many stand behind it up to a hundred', () => {
    expect(listing.items({ state: 'acknowledged', limit: 1 })).toEqual([
      {
        seq: OLD,
        interface: 'enter',
        businessId: `id-${OLD}`,
        payload: `{"n":${OLD - 1}}`,
        state: 'acknowledged',
        orderKey: `stay:${OLD}`,
        factSeq: null,
        createdAt: OLD,
        sentAt: 7,
        settledAt: 8,
        attempts: 1,
        code: 'X',
        message: 'words',
        behind: 0,
      },
    ]);
    expect(listing.items({ state: 'parked', limit: 1 })).toMatchObject([{ businessId: 'chained-0', behind: 100 }]);
    expect(listing.item(OLD + WAITING + 41)).toMatchObject({ state: 'dismissed', behind: 0 });
    expect(listing.item(9_999_999)).toBeNull();
  });
});

describe('what a platform holds of an order key', () => {
  it('is what it took last, beside what is newer and still on its way', () => {
    const states = ['acknowledged', 'acknowledged', 'superseded', 'waiting', 'parked', 'dismissed'];
    for (const [i, state] of states.entries()) {
      book.queue({ businessId: `base-${i}`, orderKey: 'base', payload: { i } });
      book.db.prepare('UPDATE outbox SET state = ?, settled_at = 5 WHERE business_id = ?').run(state, `base-${i}`);
    }
    expect(listing.held('base')).toMatchObject({
      acknowledged: { payload: '{"i":1}', acknowledgedAt: 5 },
      unsettled: { payload: '{"i":4}', acknowledgedAt: null },
    });
    expect(listing.held('nothing')).toEqual({ acknowledged: null, unsettled: null });
  });
});

describe('with a hundred thousand waiting and as many old rows', () => {
  it('the counts by interface are those of the rows', () => {
    const real = book.db
      .prepare(
        `SELECT interface, sum(state = 'waiting') AS waiting, sum(state = 'parked') AS parked FROM outbox
         WHERE platform = ? GROUP BY interface HAVING sum(state IN ('waiting', 'parked')) > 0`,
      )
      .all(PLATFORM);
    expect(listing.interfaces(clock.now()).map(({ interface: name, waiting, parked }) => ({ interface: name, waiting, parked }))).toEqual(real); // prettier-ignore
  });

  it.each<[string, () => unknown]>([
    ['a page of those taken', () => listing.items({ state: 'acknowledged', limit: 50 })],
    ['a page of a rare interface', () => listing.items({ state: 'acknowledged', interface: 'rare', limit: 50 })],
    ['a page of those waiting', () => listing.items({ state: 'waiting', limit: 50 })],
    ['the figures of all interfaces', () => listing.interfaces(clock.now())],
    ['what the platform holds', () => listing.held('stay:5')],
    ['the summary', () => createQueue(book.db, PLATFORM).counts(0)],
  ])('%s takes a few milliseconds at most', (_what, ask) => {
    ask();
    const best = Math.min(
      ...Array.from({ length: 5 }, () => {
        const before = performance.now();
        ask();
        return performance.now() - before;
      }),
    );
    expect(best).toBeLessThan(10);
  });

  it('no statement of the outbox reads the table from end to end, nor sorts it', () => {
    // Every statement that the parts prepare, as SQLite plans it.
    const plans: string[] = [];
    const watched = new Proxy(book.db, {
      get(db, name) {
        if (name !== 'prepare') return Reflect.get(db, name) as unknown;
        return (sql: string) => {
          const unnamed = sql.replaceAll(/@\w+/g, '?');
          const explain = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${unnamed}`);
          for (const { detail } of explain.all(Array(unnamed.split('?').length - 1).fill(1)))
            plans.push(`${detail} ← ${sql}`);
          return db.prepare(sql);
        };
      },
    });
    createQueue(watched, PLATFORM);
    createParkedActs(watched, PLATFORM, book.ledger);
    createListing(watched, PLATFORM, createTimeliness(watched, PLATFORM));
    expect(plans.length).toBeGreaterThan(20);
    const scans = plans.filter((plan) => /^SCAN (?!.*json_each|wanted|CONSTANT ROW|\(subquery)/.test(plan));
    expect(scans).toEqual([]);
    expect(plans.filter((plan) => /TEMP B-TREE/.test(plan))).toEqual([]);
  });
});
