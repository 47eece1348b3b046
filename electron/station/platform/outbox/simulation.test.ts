import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../../native/clock/contract.ts';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import { createLedger } from '../../ledger/record.ts';
import type { Ledger } from '../../ledger/record.ts';
import type { Report } from '../../ledger/report.ts';
import { openStore } from '../../store/open.ts';
import type { Db } from '../../store/open.ts';
import type { Outbox, WireItem } from './contract.ts';
import { createMemoryTransport } from './memory-transport.fixture.ts';
import type { Behaviour, MemoryTransport } from './memory-transport.fixture.ts';
import { createOutbox } from './worker.ts';

// Many lives of one outbox: the link comes and goes, answers are lost, late or refusals, the program is killed.

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('record' as const),
      stay: fc.nat(5),
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 5, 30, 400, 5000, 25_000) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('link' as const), up: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release' as const) }) },
);

/** What the platform does with the n-th message it gets. */
const fate = fc.oneof(
  { weight: 6, arbitrary: fc.constant('take' as const) },
  { weight: 1, arbitrary: fc.constant('take-but-lose-the-answer' as const) },
  { weight: 1, arbitrary: fc.constant('never-receive' as const) },
  { weight: 1, arbitrary: fc.constant('answer-too-late' as const) },
  { weight: 1, arbitrary: fc.constant('not-now' as const) },
  { weight: 1, arbitrary: fc.constant('refuse' as const) },
);
type Fate = typeof fate extends fc.Arbitrary<infer F> ? F : never;

const TIMEOUT = 20_000;

function world(fates: readonly Fate[], latencies: readonly number[]) {
  const directory = mkdtempSync(join(tmpdir(), 'outbox-sim-'));
  const file = join(directory, 'store.db');
  const clock = createManualClock();
  const received: { businessId: string; key: string }[] = [];
  const refusedOnce = new Set<string>();
  const complaints: string[] = [];
  /** Sent in this session of the link. */
  const sent = new Set<string>();
  let liveFrom = 0;
  /** A time-out without a word from the platform makes backlog of what was live: priorities are not checked then. */
  let silence = false;
  let messages = 0;
  let healthy = false;
  let recorded = 0;
  let life: { db: Db; ledger: Ledger; transport: MemoryTransport; outbox: Outbox; die: () => void } = begin();

  function begin() {
    let alive = true;
    // A killed program's timers never fire.
    const mine: Clock = {
      ...clock,
      after: (ms, fn) => clock.after(ms, () => alive && fn()),
    };
    const db = openStore(file);
    db.exec(`CREATE TABLE IF NOT EXISTS acknowledgement (seq INTEGER);
      CREATE TRIGGER IF NOT EXISTS acknowledged AFTER UPDATE OF state ON outbox WHEN new.state = 'acknowledged'
      BEGIN INSERT INTO acknowledgement VALUES (new.seq); END`);
    const ledger = createLedger(db, mine, [reporter]);
    const transport = createMemoryTransport(mine, TIMEOUT, (item) => onWire(db, item));
    const outbox = createOutbox({ ledger, db, clock: mine, platform: 'p', transport, random: () => 0.3 });
    outbox.start();
    return {
      db,
      ledger,
      transport,
      outbox,
      die() {
        alive = false;
        db.close();
      },
    };
  }

  /** Looks at the store at the instant of sending: nothing of the same key may be unsettled before this item. */
  function onWire(db: Db, item: WireItem): Behaviour {
    const key = db
      .prepare<[number], { order_key: string }>('SELECT order_key FROM outbox WHERE seq = ?')
      .get(item.seq)?.order_key;
    const earlier = db
      .prepare(`SELECT seq FROM outbox WHERE order_key = ? AND seq < ? AND state IN ('waiting', 'parked')`)
      .all(key, item.seq);
    checkPriority(db, item, key);
    if (earlier.length > 0) complaints.push(`${item.businessId} was sent before an earlier one of its key`);
    const n = messages++;
    const afterMs = latencies[n % latencies.length] ?? 1;
    const doom = healthy ? 'take' : (fates[n % fates.length] ?? 'take');
    const receive = () => received.push({ businessId: item.businessId, key: key ?? '' });
    switch (doom) {
      case 'take':
        receive();
        return { afterMs, delivery: { kind: 'delivered', code: 0, message: null } };
      case 'take-but-lose-the-answer':
        receive();
        silence = true;
        return 'silent';
      case 'never-receive':
        silence = true;
        return 'silent';
      case 'answer-too-late':
        receive();
        silence = true;
        return { afterMs: TIMEOUT + 1000, delivery: { kind: 'delivered', code: 0, message: null } };
      case 'not-now':
        return { afterMs, delivery: { kind: 'not-now', code: 5, message: 'ill' } };
      case 'refuse':
        refusedOnce.add(item.businessId);
        return { afterMs, delivery: { kind: 'refused', code: 1007, message: 'range' } };
    }
  }

  /** 8.2: an item from before the link came up starts only when no live item could, or for the live one behind it. */
  function checkPriority(db: Db, item: WireItem, key: string | undefined): void {
    const live = db
      .prepare<[number], { seq: number; businessId: string; key: string }>(
        `SELECT seq, business_id AS businessId, order_key AS key FROM outbox
         WHERE seq >= ? AND state = 'waiting' AND attempts = 0 AND not_before = 0`,
      )
      .all(liveFrom)
      .filter((each) => !sent.has(each.businessId));
    sent.add(item.businessId);
    if (item.seq >= liveFrom || silence || live.some((each) => each.key === key)) return;
    const unsettled = db.prepare(
      `SELECT 1 FROM outbox WHERE order_key = ? AND seq < ? AND state IN ('waiting', 'parked')`,
    );
    const couldStart = live.find((each) => unsettled.get(each.key, each.seq) === undefined);
    if (couldStart) complaints.push(`${item.businessId} went before the live ${couldStart.businessId}`);
  }

  return {
    clock,
    received,
    complaints,
    get life() {
      return life;
    },
    record(stay: number, count: number) {
      for (let i = 0; i < count; i++) {
        const id = `${recorded++}`;
        life.ledger.record((tx) =>
          tx.report({ kind: 'device-fault', id, position: `stay-${stay}`, text: '', at: 0 }, null),
        );
      }
      life.outbox.wake();
    },
    get recorded() {
      return recorded;
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
    heal() {
      healthy = true;
      this.setLink(true);
      life.outbox.retryParked(null);
    },
    end() {
      life.die();
      rmSync(directory, { recursive: true });
    },
  };
}

const reporter = (report: Report) =>
  report.kind === 'device-fault'
    ? {
        platform: 'p',
        interface: 'i',
        businessId: report.id,
        orderKey: report.position,
        payload: {},
        supersedes: false,
      }
    : null;

describe('outbox, through many lives', () => {
  it('loses nothing, keeps the order of each stay, and acknowledges each report once', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.array(fate, { minLength: 1, maxLength: 30 }),
        fc.array(fc.constantFrom(0, 1, 7, 60, 900), { minLength: 1, maxLength: 10 }),
        (steps, fates, latencies) => {
          const w = world(fates, latencies);
          try {
            for (const each of steps) {
              switch (each.do) {
                case 'record':
                  w.record(each.stay, each.count);
                  break;
                case 'wait':
                  w.clock.advance(each.ms);
                  break;
                case 'link':
                  w.setLink(each.up);
                  break;
                case 'kill':
                  w.kill();
                  break;
                case 'release':
                  w.life.outbox.retryParked(null);
              }
            }
            w.heal();
            // A refusal still on its way may park once more after the first release.
            w.clock.advance(200_000);
            w.heal();
            w.clock.advance(400_000);
            const rows = w.life.db
              .prepare<[], { state: string; n: number }>('SELECT state, count(*) AS n FROM outbox GROUP BY state')
              .all();
            expect(rows).toEqual(w.recorded === 0 ? [] : [{ state: 'acknowledged', n: w.recorded }]);
            const once = w.life.db
              .prepare<[], { n: number; d: number }>(
                'SELECT count(*) AS n, count(DISTINCT seq) AS d FROM acknowledgement',
              )
              .get();
            expect(once).toEqual({ n: w.recorded, d: w.recorded });
            expect(new Set(w.received.map((each) => each.businessId)).size).toBe(w.recorded);
            expect(w.complaints).toEqual([]);
            // What the platform saw first of each stay came in the order of recording.
            for (const key of new Set(w.received.map((each) => each.key))) {
              const first = [
                ...new Set(w.received.filter((each) => each.key === key).map((each) => Number(each.businessId))),
              ];
              expect(first).toEqual(first.toSorted((a, b) => a - b));
            }
          } finally {
            w.end();
          }
        },
      ),
      { numRuns: 120 },
    );
  });
});
