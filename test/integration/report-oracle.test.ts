import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report, ReportFigures, ReportWish } from '../../electron/contract/reports.ts';
import { report as reportShape } from '../../electron/contract/reports.ts';
import { makeReport } from '../../electron/station/report/make.ts';
import { openDesk, taken } from '../../electron/station/platform/outbox/desk.fixture.ts';
import { spreadOf } from '../../electron/station/platform/outbox/histogram.ts';
import { seeded } from '../bench/history/stays.ts';
import { DAY, HOUR, MAY, MINUTE, openReportLot } from '../support/report-lot.ts';
import type { PersonId, ReportLot } from '../support/report-lot.ts';

/**
 * A month at a lot, and its reports added up anew from the facts alone, by other code: every car, every fen, every shift.
 */
const DAYS = 31;
const CARS = 50;

let lot: ReportLot;
const ended: number[] = [];
beforeAll(() => {
  lot = openReportLot();
  playMonth(lot);
});
afterAll(() => lot.end());

/** Two attendants, day and night, over midnight; an hour of no shift each morning; a restart, and a clock that is set back. */
function playMonth(at: ReportLot): void {
  const random = seeded(20_260_501);
  const chance = (share: number): boolean => random() < share;
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
  const inside: string[] = [];
  let number = 10_000;
  for (let day = 0; day < DAYS; day += 1) {
    for (let car = 0; car < CARS; car += 1) {
      at.clock.advance(Math.floor((DAY / CARS) * (0.3 + random())));
      const hour = Math.floor(((at.clock.now() + 8 * HOUR) % DAY) / HOUR);
      const onDuty: PersonId = hour >= 8 && hour < 20 ? 'wang' : 'chen';
      const open = at.parts.shifts.open();
      if (hour === 7 && open) ended.push(at.handsOver(open.person as PersonId, null, chance(0.3) ? -500 : 0));
      else if (hour !== 7 && !open) at.signsIn(onDuty);
      else if (open && hour !== 7 && open.person !== onDuty) ended.push(at.handsOver(open.person as PersonId, onDuty));
      // A relief for a while: a colleague's acts, in the same shift.
      const who: PersonId = chance(0.1) ? 'li' : onDuty;
      const plate = `粤B${(number += 1)}`;
      if (chance(0.05) && at.shares(`S${number}`, plate) && chance(0.3)) at.paysBack(`S${number}`, 5000 + 100 * car);
      const booking = chance(0.3) ? at.books(plate, at.clock.now() + Math.floor((random() - 0.6) * HOUR)) : undefined;
      if (booking !== undefined && chance(0.2)) continue;
      const byPerson = chance(0.1) ? ({ cause: 'override', who, because: '急诊' } as const) : {};
      at.comesIn({ plate, ...(booking && { booking }), ...byPerson, waits: Math.floor(random() * 3 * MINUTE) });
      inside.push(plate);
      if (chance(0.02)) at.opensInVain(who, '试验');
      if (chance(0.02)) at.tailgates();
      at.sweep();
      if (inside.length < 20) continue;
      const [leaving = ''] = inside.splice(Math.floor(random() * inside.length), 1);
      const pays = { by: pick(['cash', 'cash', 'wechat', 'alipay'] as const), who: chance(0.7) ? who : null };
      at.goesOut(
        leaving,
        chance(0.95) ? { pays, voucher: chance(0.2) } : { cause: 'override', who, because: '没带钱' },
      );
      if (chance(0.03)) refundLast(at, 'li');
      if (chance(0.02)) correctLast(at, 'li');
    }
    if (day === 10) at.restart();
    if (day === 20) at.clock.setNow(at.clock.now() - 3 * HOUR);
  }
}

function refundLast(at: ReportLot, who: PersonId): void {
  const { db, ledger, desk } = at.parts;
  const charge = db
    .prepare<[], { id: string; received: number }>(
      'SELECT id, received FROM charge WHERE received > refunded ORDER BY rowid DESC LIMIT 1 OFFSET 40',
    ) // prettier-ignore
    .get();
  if (charge) ledger.record((tx) => desk.refund(tx, charge.id, 100, who, '多收'));
}

function correctLast(at: ReportLot, who: PersonId): void {
  const { db, ledger, records } = at.parts;
  const stay = db.prepare<[], { id: string }>('SELECT id FROM stay ORDER BY rowid DESC LIMIT 1').get();
  if (stay)
    ledger.record((tx) => records.correct(tx, stay.id, { carColour: 'red' }, { who, because: '看错', report: false }));
}

interface Fact {
  seq: number;
  at: number;
  kind: string;
  laneId: string | null;
  stayId: string | null;
  who: string | null;
  reason: string | null;
  data: Record<string, unknown>;
}

/** What the facts alone say of those that are wanted. Nothing of the program's own adding up is used. */
function naive(wanted: (fact: Fact, shift: number | null) => boolean) {
  const { db } = lot.parts;
  const facts = db
    .prepare<[], Omit<Fact, 'data'> & { data: string }>(
      'SELECT seq, at, kind, lane_id AS laneId, stay_id AS stayId, who, reason, data FROM fact ORDER BY seq',
    )
    .all()
    .map((row): Fact => ({ ...row, data: JSON.parse(row.data) as Record<string, unknown> }));
  const classOf = db.prepare<[string], string>('SELECT class FROM stay WHERE id = ?').pluck();
  const payTypeOf = db.prepare<[string], string>('SELECT pay_type FROM charge WHERE id = ?').pluck();
  const sums: Record<string, number> = {};
  const add = (name: string, n = 1): void => void (sums[name] = (sums[name] ?? 0) + n);
  const byShift = new Map<number | null, number>();
  let shift: number | null = null;
  for (const fact of facts) {
    const { kind, data, stayId } = fact;
    if (kind === 'shift' && ('begun' in data || 'ended' in data)) shift = (data['begun'] as number | undefined) ?? null;
    if (!wanted(fact, shift)) continue;
    const number = (name: string): number => Number(data[name] ?? 0);
    switch (kind) {
      case 'entered':
      case 'left':
        add(`${kind} ${stayId === null ? 'unseen' : (classOf.get(stayId) ?? '')}`);
        add(`${kind} hour ${Math.floor(fact.at / HOUR)}`);
        break;
      case 'charged':
        add(`charged ${String(data['payType'])}`, number('received'));
        add('receivable', number('receivable'));
        add('discount', number('discount'));
        if (data['payType'] === 'cash') byShift.set(shift, (byShift.get(shift) ?? 0) + number('received'));
        break;
      case 'charge-refunded': {
        const payType = payTypeOf.get(String(data['chargeId'])) ?? '';
        add(`refunded ${payType}`, number('amount'));
        if (payType === 'cash') byShift.set(shift, (byShift.get(shift) ?? 0) - number('amount'));
        break;
      }
      case 'debt':
        add('debts', number('amount'));
        break;
      case 'order-paid':
        add('orders paid', number('amount'));
        break;
      case 'refund-accepted':
        add('orders refunded', number('amount'));
        break;
      case 'corrected':
        add('corrected');
        break;
      case 'booking-released':
        if (fact.reason === 'booking-expired') add('no-shows');
        break;
      case 'authorised':
        if (fact.who !== null) add(`override ${fact.reason ?? ''}`);
        break;
      case 'opened-by-hand':
        add('by hand');
        break;
      case 'unauthorised-passage':
        add('unopened');
        break;
    }
  }
  return { sums, byShift };
}

const ask = (period: ReportWish['period'], more: Partial<ReportWish> = {}): Report => {
  const wish = { period, laneId: null, person: null, ...more };
  const context = { now: lot.clock.now(), lot: { name: 'L', desk: 'D', stalls: 500 }, lanes: {} };
  const made = makeReport(lot.parts.db, wish, context, { spreadOf });
  if (typeof made === 'string') throw new Error(made);
  return reportShape.parse(made);
};

/** The same figures, as a report has them. */
function reported({ flows, income, bookings, openings, noted, overrides }: ReportFigures): Record<string, number> {
  const sums: Record<string, number> = {};
  const put = (name: string, n: number): void => {
    if (n !== 0) sums[name] = (sums[name] ?? 0) + n;
  };
  for (const [way, kind] of [
    ['in', 'entered'],
    ['out', 'left'],
  ] as const) {
    // prettier-ignore
    for (const [name, n] of Object.entries(flows[way])) put(`${kind} ${name}`, n);
    for (const hour of flows.hours)
      put(`${kind} hour ${hour.hour / HOUR}`, Object.values(hour[way]).reduce((sum, n) => sum + n, 0)); // prettier-ignore
  }
  for (const { payType, received } of income.charges) put(`charged ${payType}`, received);
  put('receivable', income.total.receivable);
  put('discount', income.total.discount);
  for (const { payType, amount } of income.refunds) put(`refunded ${payType}`, amount);
  put('debts', income.debts.owed.amount);
  put('orders paid', income.orders.paid.amount);
  put('orders refunded', income.orders.refunded.amount);
  for (const { kind, n } of noted) if (kind === 'corrected') put('corrected', n);
  put('no-shows', bookings?.noShows ?? 0);
  for (const { cause, reason, n } of overrides) put(cause === 'override' ? `override ${reason}` : 'by hand', n);
  put('unopened', openings.unopened);
  return sums;
}

const withoutZeros = (sums: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(sums).filter(([, n]) => n !== 0));
const inDays =
  (from: number, to: number) =>
  ({ at }: Fact): boolean =>
    at >= from && at < to;

describe('a month, added up from the facts by other code', () => {
  it('is the same to the vehicle and the fen', () => {
    const { figures } = ask({ by: 'month', month: '2026-05' });
    const { sums } = naive(inDays(MAY, MAY + DAYS * DAY));
    expect(sums['entered other'], 'there is something to add up').toBeGreaterThan(500);
    for (const name of [
      'charged cash',
      'discount',
      'debts',
      'refunded cash',
      'no-shows',
      'by hand',
      'unopened',
      'orders paid',
      'orders refunded',
    ])
      expect(sums[name], name).toBeGreaterThan(0);
    expect(reported(figures)).toEqual(withoutZeros(sums));
  });

  it('each day is the same, and the days are the month', () => {
    const month = ask({ by: 'month', month: '2026-05' }).figures;
    let received = 0;
    for (let day = 0; day < DAYS; day += 1) {
      const from = MAY + day * DAY;
      const name = new Date(from + 8 * HOUR).toISOString().slice(0, 10);
      const { figures } = ask({ by: 'day', day: name });
      expect(reported(figures), name).toEqual(withoutZeros(naive(inDays(from, from + DAY)).sums));
      received += figures.income.total.received;
      const [part] = figures.days;
      expect(month.days.find((each) => each.day === name)).toEqual(part);
    }
    expect(received).toBe(month.income.total.received);
  });

  it('each shift has exactly its own acts: over midnight, a restart, a relief and a clock that was set back', () => {
    expect(ended.length).toBeGreaterThan(DAYS);
    for (const id of ended) {
      const { figures } = ask({ by: 'shift', shift: id });
      const { sums, byShift } = naive((_, shift) => shift === id);
      expect(reported(figures), `shift ${id}`).toEqual(withoutZeros(sums));
      expect(figures.income.cash, `cash of shift ${id}`).toBe(byShift.get(id) ?? 0);
      expect(figures.shifts.map(({ shift }) => shift)).toEqual([id]);
    }
  });

  it('what happened with no shift open is in a line of its own, and the lines are the whole', () => {
    const { shifts, income, flows } = ask({ by: 'span', from: '2026-04-30', to: '2026-06-02' }).figures;
    const none = shifts.find(({ shift }) => shift === null);
    const { byShift } = naive(() => true);
    expect(none?.cash).toBe(byShift.get(null));
    expect(none?.cash).toBeGreaterThan(0);
    expect(shifts.reduce((sum, { received }) => sum + received, 0)).toBe(income.total.received);
    expect(shifts.reduce((sum, each) => sum + each.in.other, 0)).toBe(flows.in.other);
  });

  it.each(['wang', 'li'])('of one person: %s', (person) => {
    const { figures } = ask({ by: 'month', month: '2026-05' }, { person });
    const days = inDays(MAY, MAY + DAYS * DAY);
    const { sums } = naive((fact, shift) => days(fact) && fact.who === person && shift !== undefined);
    expect(reported(figures)).toEqual(withoutZeros(sums));
    expect([figures.bookings, figures.saturation, figures.sync]).toEqual([null, null, null]);
  });

  it('openings and passages are reconciled, and what does not come out even is shown', () => {
    const { openings } = ask({ by: 'month', month: '2026-05' }).figures;
    const days = { from: MAY, to: MAY + DAYS * DAY };
    const { totals } = lot.parts.openings.of(days, 1);
    expect(openings.openings).toBe(totals.openings);
    expect(openings.unopened).toBe(totals.unopened);
    const byHand = openings.byCause.find(({ cause }) => cause === 'by-hand');
    expect(byHand).toMatchObject({ passages: 0, difference: byHand?.openings });
    expect(openings.byCause.find(({ cause }) => cause === 'automatic')).toMatchObject({ difference: 0 });
  });

  it('cars inside are known at the end of each hour', () => {
    const { saturation } = ask({ by: 'month', month: '2026-05' }).figures;
    const last = lot.parts.db.prepare<[], number>(`SELECT count(*) FROM stay WHERE state = 'open'`).pluck().get();
    expect(saturation?.hours.at(-1)?.last).toBe(last);
    expect(saturation?.peak).toBeGreaterThanOrEqual(last ?? 0);
  });

  it('the same period is the same figures and the same hash, whoever asks when', () => {
    const first = ask({ by: 'day', day: '2026-05-12' });
    lot.clock.advance(HOUR);
    const second = ask({ by: 'day', day: '2026-05-12' });
    expect(second.sha256).toBe(first.sha256);
    expect(second.askedAt).not.toBe(first.askedAt);
    expect(ask({ by: 'day', day: '2026-05-13' }).sha256).not.toBe(first.sha256);
  });

  it('a refund of later is a correction of the shift in which it was made, and names the one that took the money', () => {
    const [shift = 0] = ended.slice(-30);
    const before = ask({ by: 'shift', shift });
    const charge = lot.parts.db
      .prepare<[number, number], { id: string; at: number }>(
        'SELECT id, at FROM charge WHERE received >= 300 AND rowid > (SELECT charge_after FROM shift WHERE id = ?) AND rowid <= (SELECT charge_until FROM shift WHERE id = ?)',
      )
      .get(shift, shift);
    if (!charge) throw new Error('no charge in it');
    lot.signsIn('wang');
    lot.parts.ledger.record((tx) => lot.parts.desk.refund(tx, charge.id, 300, 'li', '多收'));
    expect(ask({ by: 'shift', shift }).sha256).toBe(before.sha256);
    const open = lot.parts.shifts.open()?.id ?? 0;
    const now = ask({ by: 'shift', shift: open });
    expect(now.corrections.lines[0]).toMatchObject({
      kind: 'charge-refunded',
      who: 'li',
      reason: '多收',
      amount: 300,
      of: { at: charge.at, shift },
    });
  });
});

describe('timeliness, from the queue itself by other code', () => {
  it('within three seconds by interface and day; what waited for the link is taken and not measured', () => {
    const desk = openDesk();
    const random = seeded(8);
    desk.clock.setNow(MAY + 22 * HOUR);
    const waited: string[] = [];
    for (let hour = 0; hour < 6; hour += 1) {
      desk.transport.setUp(hour % 3 !== 2);
      for (let n = 0; n < 12; n += 1) {
        const id = `${hour}-${n}`;
        desk.behave = () => ({ ...taken, afterMs: random() < 0.2 ? 3000 + Math.floor(random() * 3000) : Math.floor(random() * 3001) }); // prettier-ignore
        if (hour % 3 === 2) waited.push(id);
        desk.record(id, id, { interface: ['vehicleEnter', 'vehicleLeave', 'chargeRecord'][n % 3] ?? '' });
        desk.clock.advance(10_000);
      }
      desk.clock.advance(HOUR - 120_000);
    }
    desk.transport.setUp(true);
    desk.clock.advance(HOUR);
    const rows = desk.book.db
      .prepare<[], { id: string; name: string; from: number; to: number }>(
        `SELECT business_id AS id, interface AS name, created_at AS "from", settled_at AS "to" FROM outbox WHERE state = 'acknowledged'`,
      )
      .all();
    expect(rows).toHaveLength(72);
    const context = { now: desk.clock.now(), lot: { name: 'L', desk: 'D', stalls: 1 }, lanes: {} };
    const lates = [0, 1].map((day) => {
      const [from, to] = [MAY + day * DAY, MAY + (day + 1) * DAY];
      const wish = { period: { by: 'day', day: `2026-05-0${day + 1}` }, laneId: null, person: null } as const;
      const made = makeReport(desk.book.db, wish, context, { spreadOf });
      if (typeof made === 'string') throw new Error(made);
      const ofDay = Map.groupBy(rows.filter((row) => row.to >= from && row.to < to), ({ name }) => name); // prettier-ignore
      const counted = [...ofDay].map(([name, of]) => {
        const live = of.filter(({ id }) => !waited.includes(id)).map((row) => row.to - row.from);
        const inTime = live.filter((ms) => ms <= 3000).length;
        return { interface: name, taken: of.length, measured: live.length, late: live.length - inTime, share: inTime / live.length, maxMs: Math.max(...live) }; // prettier-ignore
      });
      expect(made.figures.sync).toHaveLength(3);
      for (const each of counted)
        expect(made.figures.sync?.find(({ interface: name }) => name === each.interface)).toMatchObject(each);
      return counted.reduce((sum, { late }) => sum + late, 0);
    });
    expect(Math.min(...lates), 'some were late each day').toBeGreaterThan(0);
    desk.end();
  });
});
