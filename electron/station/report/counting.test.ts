import type { Statement } from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { newStore, storeSince } from '../store/migrations/store.fixture.ts';
import { openStore } from '../store/open.ts';
import type { Db } from '../store/open.ts';
import { createCounting, isCounted } from './counting.ts';
import type { Scope } from './scope.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Midnight that begins 1 May 2026 in Beijing. */
const MAY = Date.UTC(2026, 3, 30, 16);
const CARS = 400;
/** What was there when the tally began. */
const BEFORE = 21;
/** Of each ten cars one is let in by a person, one has a card, one a booking, one is refused before. */
const isTenth = (index: number, which: number): boolean => index % 10 === which;
const leavesAfter = 40;

const kept = new WeakMap<Db, Map<string, Statement>>();
/** A statement over the triggers of a fact takes longer to prepare than to run. */
function prepared(db: Db, sql: string): Statement {
  const known = kept.get(db) ?? new Map<string, Statement>();
  kept.set(db, known);
  const statement = known.get(sql) ?? db.prepare(sql);
  known.set(sql, statement);
  return statement;
}

/** Cars come every seven minutes; each one leaves when the fortieth after it has come. Once the clock is set back. */
function comes(db: Db, index: number): void {
  const at = MAY + index * 7 * MINUTE - (index > 200 ? 2 * HOUR : 0);
  const [id, arrival] = [`s${index}`, `a${index}`];
  const who = isTenth(index, 1) ? 'wang' : null;
  if (isTenth(index, 4)) {
    fact(db, at, 'refused', { arrival: `r${index}`, reason: 'lot-full' });
    fact(db, at, 'control-hit', { arrival, data: { strategy: 'free' } });
  }
  if (isTenth(index, 3))
    prepared(
      db,
      `INSERT INTO booking (code, plate, from_at, to_at, kept_min, hold_stall, state, locked_at) VALUES (?, ?, ?, 0, 0, 0, 'used', 0)`,
    ).run(id, id, at - 12 * MINUTE);
  fact(db, at - 30_000, 'asked', { arrival });
  opens(db, `in ${id}`, at, 'in-1', who);
  prepared(db, `INSERT INTO stay (id, plate, plate_read, plate_colour, class, card_no, card_kind, booking_code, state, entered_at, entrance_id,
       entrance_name, entry_cause) VALUES (@id, @id, '', 'blue', @class, @card, @card, @booking, 'open', @at, 'in-1', 'In', 'automatic')`,
  ).run({ id, at, class: isTenth(index, 3) ? 'reserved' : 'other', card: isTenth(index, 2) ? 'month' : null, booking: isTenth(index, 3) ? id : null }); // prettier-ignore
  passes(db, `in ${id}`, at, 'in-1', fact(db, at, 'entered', { arrival, stay: id, who }));
  if (isTenth(index, 5)) passes(db, `in ${id}`, at, 'in-1', fact(db, at, 'unauthorised-passage'));
  if (isTenth(index, 6)) buysCard(db, at, id);
  if (index >= leavesAfter) leaves(db, index - leavesAfter, at + MINUTE);
}

function leaves(db: Db, index: number, at: number): void {
  const [id, lane] = [`s${index}`, 'out-1'];
  const sums = { receivable: 1000, discount: 200, received: 800, payType: isTenth(index, 7) ? 'alipay' : 'cash' };
  prepared(
    db,
    `INSERT INTO charge (id, stay_id, at, until, receivable, discount, received, pay_type, pay_from, bill)
     VALUES (@id, @id, @at, @at, @receivable, @discount, @received, @payType, 'x', '{}')`,
  ).run({ id, at, ...sums });
  prepared(
    db,
    `INSERT INTO charge_discount (id, charge_id, type, value, amount, channel) VALUES (?, ?, 'amount', 2, 200, '就诊')`,
  ).run(id, id);
  fact(db, at, 'charged', { lane, stay: id, data: { chargeId: id, ...sums } });
  if (isTenth(index, 8)) fact(db, at, 'charge-refunded', { data: { chargeId: id, amount: 100 } });
  if (isTenth(index, 9)) fact(db, at, 'debt', { data: { amount: 300 } });
  opens(db, `out ${id}`, at, lane, null);
  prepared(db, `UPDATE stay SET state = 'closed', left_at = ?, exit_id = 'out-1', exit_cause = 'automatic' WHERE id = ?`).run(at, id); // prettier-ignore
  passes(db, `out ${id}`, at, lane, fact(db, at, 'left', { lane, stay: id }));
}

interface More {
  lane?: string;
  arrival?: string;
  stay?: string;
  who?: string | null;
  reason?: string;
  data?: Record<string, unknown>;
}
const fact = (db: Db, at: number, kind: string, { lane = 'in-1', arrival, stay, who, reason, data = {} }: More = {}) =>
  Number(
    prepared(
      db,
      'INSERT INTO fact (at, kind, lane_id, arrival_id, stay_id, who, reason, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(at, kind, lane, arrival ?? null, stay ?? null, who ?? null, reason ?? null, JSON.stringify(data))
      .lastInsertRowid,
  );
const opens = (db: Db, id: string, at: number, lane: string, who: string | null): void =>
  void prepared(db, 'INSERT INTO opening (id, at, lane_id, cause, who, because) VALUES (?, ?, ?, ?, ?, ?)').run(
    id,
    at,
    lane,
    who === null ? 'automatic' : 'override',
    who,
    who === null ? null : '急诊',
  );
const passes = (db: Db, opening: string, at: number, lane: string, seq: number): void =>
  void prepared(db, 'INSERT INTO passage (id, opening_id, lane_id, at, assumed) VALUES (?, ?, ?, ?, 0)').run(
    seq,
    opening,
    lane,
    at,
  );
function buysCard(db: Db, at: number, no: string): void {
  const seq = fact(db, at, 'card-added', { who: 'li' });
  prepared(
    db,
    `INSERT INTO card (no, kind, holder, phone, cars_inside, from_day, to_day, state, remark, sought)
     VALUES (?, 'month', '', '', 1, '2026-05-01', '2026-05-31', 'active', '', '')`,
  ).run(no);
  prepared(db, `INSERT INTO card_act (card_no, fact_seq, kind, paid, pay_type, detail) VALUES (?, ?, 'added', 30000, 'cash', '{}')`).run(no, seq); // prettier-ignore
}

const plays = (db: Db, from: number, before: number): void =>
  db.transaction(() => {
    for (let index = from; index < before; index += 1) comes(db, index);
  })();
const tallyOf = (db: Db): unknown[] =>
  ['tally', 'inside_hour'].map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3, 4, 5, 6, 7`.slice(0, table === 'tally' ? undefined : -15)).raw().all()); // prettier-ignore
const asTheTriggersSaw = (): unknown[] => {
  const db = newStore();
  plays(db, 0, CARS);
  return tallyOf(db);
};
const HOUR_OF_MAY = (MAY + 8 * HOUR) / HOUR;
const hours = (db: Db) => db.prepare('SELECT * FROM tally WHERE hour >= ?').all(HOUR_OF_MAY + 24);
const daysOf = (from: number, to: number): Scope => ({ by: 'span', from, to, laneId: null, person: null, shift: null });

describe('what was written before the tally', () => {
  it('counts the same as what the triggers saw', () => {
    const db = storeSince(BEFORE, (old) => plays(old, 0, CARS));
    const counting = createCounting(db);
    let steps = 0;
    while (counting.step()) steps += 1;
    expect(steps).toBeGreaterThan(5);
    expect(tallyOf(db)).toEqual(asTheTriggersSaw());
    expect(counting.step()).toBe(false);
  });

  it('is counted once, while cars come and go, and whatever ends the process between two steps or in one', () => {
    const db = storeSince(BEFORE, (old) => plays(old, 0, CARS - 20));
    for (let index = CARS - 20; index < CARS; index += 1) {
      const after = openStore(db.name);
      if (index % 5 === 0) {
        after.exec(`CREATE TEMP TRIGGER dies BEFORE UPDATE ON tally_backlog BEGIN SELECT RAISE(ABORT, 'killed'); END`);
        expect(() => createCounting(after).step()).toThrow('killed');
      } else if (index % 5 === 1) createCounting(after).step();
      after.close();
      plays(db, index, index + 1);
    }
    const counting = createCounting(db);
    while (counting.step());
    expect(tallyOf(db)).toEqual(asTheTriggersSaw());
  });

  it('is counted from the newest back: a period is reported once all of it is', () => {
    const db = storeSince(BEFORE, (old) => plays(old, 0, CARS));
    const end = MAY + 2 * 24 * HOUR;
    const [last, whole] = [daysOf(MAY + 24 * HOUR, end), daysOf(MAY, end)];
    expect([last, whole].map((scope) => isCounted(db, scope))).toEqual([false, false]);
    const counting = createCounting(db);
    counting.step();
    expect(isCounted(db, daysOf(end, end + 24 * HOUR))).toBe(true);
    while (!isCounted(db, last)) expect(counting.step()).toBe(true);
    expect(isCounted(db, whole)).toBe(false);
    const counted = hours(db);
    while (counting.step());
    expect(hours(db)).toEqual(counted);
    expect(isCounted(db, whole)).toBe(true);
  });
});
