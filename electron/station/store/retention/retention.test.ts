import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../../native/clock/manual-clock.ts';
import { openMadeStore } from '../made-store.fixture.ts';
import type { Db } from '../open.ts';
import { createRetention } from './retention.ts';
import type { Retention } from './retention.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 4, 20, 4);
const OLD = NOW - 100 * DAY;
const YOUNG = NOW - 10 * DAY;
const PLATE = '粤B12345';
const MASKED = '粤B1***5';

let directory: string;
let db: Db;
let clock: ManualClock;
let retention: Retention;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'retention-'));
  db = openMadeStore(join(directory, 'store.sqlite'));
  clock = createManualClock(NOW);
  retention = begin();
});
afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

const begin = (): Retention => createRetention({ db, days: 90, pictures: join(directory, 'captures'), clock });
const run = (): void => {
  while (retention.step());
};
const nextDay = (): void => {
  clock.setNow(clock.now() + DAY);
  run();
};

function stay(id: string, at: number, leftAt: number | null): void {
  db.prepare(
    `INSERT INTO stay (id, plate, plate_read, plate_colour, class, state, entered_at, entrance_id, entrance_name, entry_cause, left_at)
     VALUES (?, ?, ?, 'blue', 'other', ?, ?, 'in', 'In', 'automatic', ?)`,
  ).run(id, PLATE, PLATE, leftAt === null ? 'open' : 'closed', at, leftAt);
  fact(at, 'entered', id);
}
const fact = (at: number, kind: string, stayId: string | null = null): number =>
  Number(
    db
      .prepare(`INSERT INTO fact (at, kind, stay_id, arrival_id, plate) VALUES (?, ?, ?, ?, ?)`)
      .run(at, kind, stayId, stayId === null ? null : `of-${stayId}`, PLATE).lastInsertRowid,
  );
function capture(id: string, at: number, stayId: string | null = null): string {
  const path = `2026/02/${id}.jpg`;
  mkdirSync(join(directory, 'captures', '2026/02'), { recursive: true });
  writeFileSync(join(directory, 'captures', path), 'jpeg');
  db.prepare(
    `INSERT INTO capture (id, camera_id, camera_key, lane_id, captured_at, received_at, plate_read, plate_colour, arrival_id, image_path, image_state)
     VALUES (?, 'c', ?, 'in', ?, ?, ?, 'blue', ?, ?, 'filed')`,
  ).run(id, id, at, at, PLATE, stayId === null ? null : `of-${stayId}`, path);
  return join(directory, 'captures', path);
}
const report = (key: string, state: string, at: number, factSeq: number | null = null): void =>
  void db
    .prepare(
      `INSERT INTO outbox (platform, interface, business_id, order_key, chain, fact_seq, created_at, settled_at, state, payload)
       VALUES ('p', 'i', ?, ?, 1, ?, ?, ?, ?, '{}')`,
    )
    .run(`${key} ${at} ${state}`, key, factSeq, at, state === 'waiting' ? null : at, state);
const plates = (table: string, column = 'plate'): unknown[] =>
  db.prepare(`SELECT ${column} FROM ${table} ORDER BY rowid`).pluck().all();

describe('what is older than the days', () => {
  it('loses its plate and its picture; sums, counts and what is younger stay', () => {
    stay('old', OLD, OLD + 1000);
    stay('young', YOUNG, YOUNG + 1000);
    const [old, young] = [capture('a', OLD, 'old'), capture('b', YOUNG, 'young')];
    db.exec(`INSERT INTO charge (id, stay_id, at, until, receivable, discount, received, pay_type, pay_from, bill)
      VALUES ('c', 'old', ${OLD}, ${OLD}, 500, 0, 500, 'cash', 'x', '{}')`);
    run();
    expect(plates('stay')).toEqual([MASKED, PLATE]);
    expect(plates('stay', 'plate_read')).toEqual([MASKED, PLATE]);
    expect(plates('fact')).toEqual([MASKED, PLATE]);
    expect(plates('capture', 'plate_read')).toEqual([MASKED, PLATE]);
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
    expect(plates('capture', `image_state || ' ' || coalesce(image_removed_at, '')`)).toEqual([
      `lost ${NOW}`,
      'filed ',
    ]);
    expect(plates('charge', 'received')).toEqual([500]);
    expect(retention.doneUntil()).toBe(NOW - 90 * DAY);
    expect(retention.step()).toBe(false);
  });

  it('is gone through once a day, and goes on from where it was after a restart', () => {
    for (let n = 0; n < 40; n += 1) stay(`s${n}`, OLD + n, OLD + n + 1);
    retention.step();
    retention.step();
    retention = begin();
    run();
    expect(new Set(plates('stay'))).toEqual(new Set([MASKED]));
    stay('later', OLD + 1000, OLD + 2000);
    run();
    expect(plates('stay').at(-1)).toBe(PLATE);
    nextDay();
    expect(plates('stay').at(-1)).toBe(MASKED);
  });

  it('finds no searched plate any more', () => {
    stay('old', OLD, OLD + 1000);
    run();
    expect(plates('history', 'plates')).toEqual([MASKED]);
  });
});

describe('what is still needed is passed by, and looked at again each day', () => {
  it('a car inside, with its facts and pictures, until it has left for so long', () => {
    stay('inside', OLD, null);
    const picture = capture('a', OLD, 'inside');
    run();
    expect([plates('stay'), plates('fact'), existsSync(picture)]).toEqual([[PLATE], [PLATE], true]);
    db.exec(`UPDATE stay SET state = 'closed', left_at = ${clock.now()}`);
    nextDay();
    expect(plates('stay')).toEqual([PLATE]);
    clock.setNow(clock.now() + 91 * DAY);
    nextDay();
    expect([plates('stay'), plates('fact'), existsSync(picture)]).toEqual([[MASKED], [MASKED], false]);
    expect(db.prepare('SELECT count(*) FROM retention_kept').pluck().get()).toBe(0);
  });

  it('what is owed, and a report that waits', () => {
    stay('owing', OLD, OLD + 1000);
    stay('unsent', OLD, OLD + 1000);
    db.exec(`INSERT INTO debt (stay_id, plate, at, amount) VALUES ('owing', '${PLATE}', ${OLD}, 500)`);
    report('stay:unsent', 'waiting', OLD, 2);
    run();
    expect([plates('stay'), plates('debt')]).toEqual([[PLATE, PLATE], [PLATE]]);
    db.exec(`UPDATE debt SET state = 'paid'; UPDATE outbox SET state = 'acknowledged', settled_at = ${OLD}`);
    nextDay();
    expect([plates('stay'), plates('debt'), plates('outbox', 'seq')]).toEqual([[MASKED, MASKED], [MASKED], []]);
  });

  it('orders that run, bookings to come, payments that are asked about', () => {
    db.exec(`INSERT INTO share_order (order_no, plan_code, terms, plate, from_at, to_at, pay_amount, discount, pay_url, state, received_at, request)
        VALUES ('run', 'p', '', '${PLATE}', 1, ${NOW + DAY}, 1, 0, '', 'active', ${OLD}, '{"carNo":"${PLATE}"}'),
               ('over', 'p', '', '${PLATE}', 1, ${OLD}, 1, 0, '', 'ended', ${OLD}, '{"carNo":"${PLATE}"}');
      INSERT INTO booking (code, plate, from_at, to_at, kept_min, hold_stall, state, locked_at)
        VALUES ('b', '${PLATE}', ${NOW}, ${NOW + DAY}, 0, 0, 'confirmed', ${OLD}), ('c', '${PLATE}', 1, 2, 0, 0, 'expired', ${OLD})`);
    const pay = db.prepare(
      `INSERT INTO payment (trade_no, key, stay_id, provider, mode, amount, until, subject, plate, created_at, expires_at, state, step, next_at)
       VALUES (?, ?, 's', 'p', 'shown', 1, 1, ?, ?, ?, 1, ?, ?, ?)`,
    );
    pay.run('1', '1', `停车费 ${PLATE}`, PLATE, OLD, 'unknown', 'look', NOW);
    pay.run('2', '2', `停车费 ${PLATE}`, PLATE, OLD, 'failed', null, null);
    run();
    expect(plates('share_order', `plate || request`)).toEqual([`${PLATE}{"carNo":"${PLATE}"}`, `${MASKED}{}`]);
    expect(plates('booking')).toEqual([PLATE, MASKED]);
    expect(plates('payment', 'subject')).toEqual([`停车费 ${PLATE}`, `停车费 ${MASKED}`]);
  });

  it('of base data the last that a platform took, of reports those that wait or are parked', () => {
    report('base:lot', 'acknowledged', OLD);
    report('base:lot', 'acknowledged', OLD + 1);
    report('stay:x', 'acknowledged', OLD);
    report('stay:y', 'parked', OLD);
    report('stay:z', 'acknowledged', YOUNG);
    db.exec(
      `INSERT INTO inbound (digest, platform, interface, received_at, reply) VALUES ('a', 'p', 'i', ${OLD}, ''), ('b', 'p', 'i', ${YOUNG}, '')`,
    );
    run();
    expect(plates('outbox', 'seq')).toEqual([2, 4, 5]);
    expect(plates('inbound', 'digest')).toEqual(['b']);
  });
});

describe('somebody had set the clock', () => {
  it('on by years: rows of that time hold up nothing, and go when their time comes', () => {
    stay('ahead', NOW + 1000 * DAY, NOW + 1000 * DAY);
    stay('old', OLD, OLD + 1000);
    run();
    expect(plates('stay')).toEqual([PLATE, MASKED]);
    clock.setNow(NOW + 1100 * DAY);
    run();
    expect(plates('stay')).toEqual([MASKED, MASKED]);
  });
});

it('the audit stays as it is: masking would break its chain', () => {
  db.exec(
    `INSERT INTO audit (seq, at, what, outcome, about, hash) VALUES (1, ${OLD}, 'lane.correct', 'done', '{"plate":"${PLATE}"}', 'x')`,
  );
  run();
  expect(plates('audit', 'about')).toEqual([`{"plate":"${PLATE}"}`]);
});
