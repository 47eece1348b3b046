import { afterEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, openExitLot, PLATE } from '../charge/exit-lot.fixture.ts';
import type { ExitLot } from '../charge/exit-lot.fixture.ts';

const LI = { id: 'li', role: 'attendant' } as const;

const opened: ExitLot[] = [];
afterEach(() => {
  for (const lot of opened.splice(0)) lot.end();
});

function exitLot(): ExitLot {
  const lot = openExitLot();
  opened.push(lot);
  return lot;
}

describe('a car at an exit that takes money', () => {
  it('is let out by itself within the free minutes, and owes nothing for the moment it takes to drive', () => {
    const lot = exitLot();
    const stayId = lot.comesOut(30 * MINUTE);
    expect([lot.arrival.verdict.reason, lot.barrier.told]).toEqual(['stay-matched', ['open']]);
    lot.clock.advance(2 * MINUTE);
    lot.goes();
    expect(lot.parts.till.charges.debtOf(stayId)).toBe(0);
    expect(lot.parts.till.desk.sumsOf(stayId).sums).toEqual({ receivable: 0, discount: 0, received: 0 });
  });

  it('is not let out before it has paid: the arm stays', () => {
    const lot = exitLot();
    lot.comesOut(3 * HOUR);
    expect(lot.arrival.verdict).toMatchObject({ action: 'ask', reason: 'fee-due', figures: { due: 2000 } });
    lot.clock.advance(HOUR);
    lot.lane.reconsider();
    expect(lot.barrier.told).toEqual([]);
    // What it cost when it came to the arm.
    expect(lot.due()).toMatchObject({ due: 2000, minutes: 180 });
  });

  it('pays cash: money, opening and report are one', () => {
    const lot = exitLot();
    const stayId = lot.comesOut(3 * HOUR);
    lot.pays(2000, 5000);
    expect(lot.barrier.told).toEqual(['open']);
    expect(lot.parts.till.charges.ofStay(stayId)).toMatchObject([
      { receivable: 2000, discount: 0, received: 2000, given: 5000, payType: 'cash', who: LI.id, laneId: 'east' },
    ]);
    lot.goes();
    expect(lot.reports()).toEqual(['chargeRecord', 'vehicleLeave']);
    expect(lot.parts.till.desk.sumsOf(stayId)).toMatchObject({
      sums: { receivable: 2000, discount: 0, received: 2000 },
    });
  });

  it.each([
    ['less than is due', 2000, 1500, 'bad-input'],
    ['another sum than is due', 1500, 1500, 'gone'],
  ])('%s is not taken, and the arm stays', (_, due, given, code) => {
    const lot = exitLot();
    const stayId = lot.comesOut(3 * HOUR);
    expect(() => lot.pays(due, given)).toThrow(expect.objectContaining({ code }));
    expect([lot.barrier.told, lot.parts.till.charges.ofStay(stayId)]).toEqual([[], []]);
  });

  it('a fee from an earlier car never shows for the next', () => {
    const lot = exitLot();
    lot.comesOut(3 * HOUR);
    const first = lot.arrival.id;
    lot.pays(2000);
    lot.goes();
    lot.comesOut(20 * MINUTE, '粤B55555');
    expect(lot.arrival.verdict.figures['due']).toBeUndefined();
    expect(lot.due()).toMatchObject({ due: 0, receivable: 0, total: 0 });
    expect(lot.arrival.id).not.toBe(first);
  });

  it('has its receipt at hand after it is gone, and not that of a car at another lane', () => {
    const lot = exitLot();
    const stayId = lot.comesOut(3 * HOUR);
    lot.pays(2000, 5000);
    lot.goes();
    const { charges } = lot.parts.till;
    const [paid] = charges.ofStay(stayId);
    expect(charges.lastAt(lot.lane.config.id)).toMatchObject({ plate: PLATE, received: 2000, chargeIds: [paid?.id] });
    expect(charges.lastAt('north')).toBeNull();
  });

  it('let out unpaid by a person, with a reason: what it owes is written down, and told as not received', () => {
    const lot = exitLot();
    const stayId = lot.comesOut(3 * HOUR);
    const once = (): void => undefined;
    expect(() => lot.lane.release(lot.arrival.id, LI, undefined, null, once)).toThrow('rules');
    lot.lane.release(lot.arrival.id, LI, undefined, 'no cash', once);
    lot.goes();
    expect(lot.parts.till.charges.debtsOf(PLATE)).toMatchObject([
      { stayId, amount: 2000, who: LI.id, because: 'no cash' },
    ]);
    expect(lot.parts.till.desk.sumsOf(stayId).sums).toEqual({ receivable: 2000, discount: 0, received: 0 });
    // The next time it is told at the exit.
    lot.comesOut(10 * MINUTE);
    expect(lot.due()).toMatchObject({ due: 0 });
    expect(lot.parts.till.debtViews(PLATE)).toMatchObject([{ stayId, amount: 2000 }]);
  });

  it('broke through unpaid: it owes all the same', () => {
    const lot = exitLot();
    const stayId = lot.comesOut(3 * HOUR);
    lot.passageLoop(true);
    lot.barrier.senses({ arm: 'unknown' });
    lot.passageLoop(false);
    lot.clock.advance(500);
    expect(lot.lastFact('unauthorised-passage')).toMatchObject({ stayId });
    expect(lot.parts.till.charges.debtOf(stayId)).toBe(2000);
  });

  it('paid before and within the grace: it opens by itself; after it, only the rest is due', () => {
    const lot = exitLot();
    const stayId = lot.inside(PLATE);
    lot.clock.advance(2 * HOUR);
    const paid = {
      amount: 1500,
      payType: 'cash',
      payFrom: '缴费机',
      given: null,
      tradeNo: null,
      laneId: null,
      who: null,
    } as const;
    lot.parts.ledger.record((tx) => lot.parts.till.desk.take(tx, stayId, tx.at, paid));
    lot.clock.advance(15 * MINUTE);
    lot.approachLoop(true);
    lot.sees(PLATE);
    expect([lot.arrival.verdict.reason, lot.barrier.told]).toEqual(['fee-paid', ['open']]);

    const late = exitLot();
    const other = late.inside(PLATE);
    late.clock.advance(2 * HOUR);
    late.parts.ledger.record((tx) => late.parts.till.desk.take(tx, other, tx.at, paid));
    late.clock.advance(16 * MINUTE);
    late.approachLoop(true);
    late.sees(PLATE);
    expect(late.due()).toMatchObject({ total: 2000, settled: 1500, due: 500 });
  });

  it('a voucher of the lot comes off, once', () => {
    const lot = exitLot();
    const stayId = lot.comesOut(3 * HOUR);
    lot.vouches('visit');
    expect(lot.due()).toMatchObject({ receivable: 2000, discount: 600, due: 1400 });
    expect(() => lot.vouches('visit')).toThrow(expect.objectContaining({ code: 'gone' }));
    expect(() => lot.pays(2000)).toThrow(expect.objectContaining({ code: 'gone' }));
    lot.pays(1400);
    const [charge] = lot.parts.till.charges.ofStay(stayId);
    expect(charge).toMatchObject({
      receivable: 2000,
      discount: 600,
      received: 1400,
      discounts: [{ type: 'amount', amount: 600 }],
    });
    expect(lot.parts.coupons.couponsFor(PLATE)).toEqual([]);
  });

  it('a voucher for all of it opens the arm; it is used up, and reported as a charge of nothing', () => {
    const lot = exitLot();
    const stayId = lot.comesOut(3 * HOUR);
    lot.vouches('ward');
    expect(lot.barrier.told).toEqual(['open']);
    lot.goes();
    expect(lot.parts.till.charges.ofStay(stayId)).toMatchObject([{ receivable: 2000, discount: 2000, received: 0 }]);
    expect(lot.parts.coupons.couponsFor(PLATE)).toEqual([]);
    expect(lot.reports()).toContain('chargeRecord');
  });

  it('strategy 5 of the control list pays nothing', () => {
    const lot = exitLot();
    const stayId = lot.inside(PLATE);
    lot.clock.advance(3 * HOUR);
    lot.list(PLATE, 'free');
    lot.approachLoop(true);
    lot.sees(PLATE);
    expect(lot.barrier.told).toEqual(['open']);
    lot.goes();
    expect(lot.parts.till.desk.sumsOf(stayId).sums.receivable).toBe(0);
  });

  it('a clock set back during the stay: no fee is guessed, a person is asked', () => {
    const lot = exitLot();
    const stayId = lot.inside(PLATE);
    lot.parts.db.prepare('UPDATE stay SET entered_at = ? WHERE id = ?').run(lot.clock.now() + HOUR, stayId);
    lot.approachLoop(true);
    lot.sees(PLATE);
    expect(lot.arrival.verdict).toMatchObject({ action: 'ask', reason: 'fee-unclear' });
    expect(lot.due()).toMatchObject({ because: 'clock', due: 0 });
    expect(() => lot.pays(0)).toThrow(expect.objectContaining({ code: 'gone' }));
    expect(lot.barrier.told).toEqual([]);
  });

  it('without an entry on record it needs a reason, or an entry that a person writes down: then it pays', () => {
    const lot = exitLot();
    lot.approachLoop(true);
    lot.clock.advance(4 * HOUR);
    lot.sees(PLATE);
    expect(lot.arrival.verdict).toMatchObject({ action: 'ask', reason: 'no-entry-record' });
    expect(() => lot.lane.release(lot.arrival.id, LI, undefined, null, () => undefined)).toThrow('rules');
    expect(() => lot.supplies(lot.clock.now() + MINUTE)).toThrow(expect.objectContaining({ code: 'bad-input' }));
    lot.supplies(lot.arrival.at - 2 * HOUR);
    expect(lot.arrival.verdict).toMatchObject({ action: 'ask', reason: 'fee-due', figures: { due: 1500 } });
    lot.pays(1500);
    lot.goes();
    expect(lot.reports()).toEqual(['vehicleEnter', 'chargeRecord', 'vehicleLeave']);
  });

  it('paid at an arm that cannot be lifted: the money is on record, and asked for no more', () => {
    const lot = exitLot();
    const stayId = lot.comesOut(3 * HOUR);
    lot.barrier.senses({ mode: 'offline' });
    lot.pays(2000);
    expect(lot.parts.till.charges.ofStay(stayId)).toHaveLength(1);
    expect([lot.arrival.verdict.reason, lot.due()?.due]).toEqual(['barrier-not-available', 0]);
  });

  it('killed after the money was taken: it is not asked for again', () => {
    const lot = exitLot();
    const stayId = lot.comesOut(3 * HOUR);
    lot.pays(2000);
    lot.restart();
    expect(lot.parts.till.desk.dueOf(stayId, lot.clock.now())).toMatchObject({ due: 0 });
    expect(lot.parts.till.charges.ofStay(stayId)).toHaveLength(1);
  });
});
