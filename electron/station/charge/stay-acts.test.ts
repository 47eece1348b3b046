import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, openExitLot, PLATE } from './exit-lot.fixture.ts';
import type { ExitLot } from './exit-lot.fixture.ts';

let lot: ExitLot;
beforeEach(() => {
  lot = openExitLot();
});
afterEach(() => lot.end());

const gone: unknown = expect.objectContaining({ code: 'gone' });
const charges = (stayId: string) => lot.parts.till.charges.ofStay(stayId);
const debtOf = (stayId: string) => lot.parts.till.charges.debtOf(stayId);

describe('paid ahead of the exit', () => {
  it('cash at the desk: at the exit the arm goes up by itself within the grace', () => {
    const stayId = lot.inside(PLATE);
    lot.clock.advance(2 * HOUR);
    const { until, due } = lot.dues(stayId);
    expect(due).toMatchObject({ due: 1500, minutes: 120 });
    lot.paysElsewhere({ stayId, fee: { due: 1500, until }, debts: 0, came: 0, given: 2000 });
    expect(charges(stayId)).toMatchObject([{ received: 1500, given: 2000, payType: 'cash', laneId: null, who: 'li' }]);
    expect(lot.taken).toEqual([stayId]);
    lot.clock.advance(15 * MINUTE);
    lot.approachLoop(true);
    lot.sees(PLATE);
    expect([lot.arrival.verdict.reason, lot.barrier.told]).toEqual(['fee-paid', ['open']]);
  });

  it('by phone: what is shown is counted when the money is there, and opens at the exit', () => {
    const stayId = lot.inside(PLATE);
    lot.clock.advance(2 * HOUR);
    const { until } = lot.dues(stayId);
    lot.confirms(lot.showsCode(stayId, 1500, until));
    expect(charges(stayId)).toMatchObject([{ received: 1500, payType: 'wechat' }]);
    lot.approachLoop(true);
    lot.sees(PLATE);
    expect(lot.barrier.told).toEqual(['open']);
  });

  it('the sum that was told stays while the driver counts his money, and is told afresh after five minutes', () => {
    const stayId = lot.inside(PLATE);
    lot.clock.advance(HOUR);
    const { until } = lot.dues(stayId);
    lot.clock.advance(5 * MINUTE);
    expect(lot.dues(stayId, until)).toMatchObject({ until, due: { due: 1000 } });
    lot.clock.advance(1);
    expect(lot.dues(stayId, until)).toMatchObject({ until: lot.clock.now(), due: { due: 1500 } });
    const late = { stayId, fee: { due: 1000, until }, debts: 0, came: 0, given: 1000 };
    expect(() => lot.paysElsewhere(late)).toThrow(gone);
    expect(charges(stayId)).toEqual([]);
  });

  it.each([
    ['another sum than is due', { due: 500 }, 500, 'gone'],
    ['less than is due', { due: 1500 }, 1000, 'bad-input'],
    ['nothing', null, 0, 'gone'],
  ])('%s is not taken', (_, fee, given, code) => {
    const stayId = lot.inside(PLATE);
    lot.clock.advance(2 * HOUR);
    const { until } = lot.dues(stayId);
    const wish = { stayId, fee: fee && { ...fee, until }, debts: 0, came: 0, given };
    expect(() => lot.paysElsewhere(wish)).toThrow(expect.objectContaining({ code }));
    expect(charges(stayId)).toEqual([]);
  });
});

describe('a car that left owing', () => {
  it('pays it with its next fee: two charges, each on its own stay, and the change on one receipt', () => {
    const before = lot.leavesOwing(3 * HOUR);
    const stayId = lot.comesOut(2 * HOUR);
    lot.pays(1500, 5000, { debts: 2000 });
    expect(lot.barrier.told.at(-1)).toBe('open');
    expect(charges(before)).toMatchObject([{ received: 2000, given: 2000, payType: 'cash', payFrom: '补缴' }]);
    expect(charges(stayId)).toMatchObject([{ received: 1500, given: 3000 }]);
    expect([debtOf(before), lot.lastFact('debt-ended')?.stayId]).toEqual([0, before]);
    expect(lot.parts.till.desk.sumsOf(before).sums).toEqual({ receivable: 2000, discount: 0, received: 2000 });
    expect(lot.reports()).toEqual(['vehicleLeave', 'chargeRecord', 'recordCorrection', 'chargeRecord']);
    const east = lot.lane.config.id;
    expect(lot.parts.till.charges.lastAt(east)).toMatchObject({ plate: PLATE, received: 3500 });
    expect(lot.parts.till.charges.lastAt(east)?.chargeIds).toHaveLength(2);
  });

  it('may go with its debt kept: its fee alone is taken', () => {
    const before = lot.leavesOwing(3 * HOUR);
    lot.comesOut(2 * HOUR);
    lot.pays(1500);
    expect([lot.barrier.told.at(-1), debtOf(before)]).toEqual(['open', 2000]);
  });

  it('a part of it, or one that was let off meanwhile, is not taken: nothing is, and the arm stays', () => {
    lot.leavesOwing(3 * HOUR);
    const stayId = lot.comesOut(2 * HOUR);
    const opens = lot.barrier.told.length;
    expect(() => lot.pays(1500, 2500, { debts: 1000 })).toThrow(gone);
    expect(() => lot.pays(1500, 2000, { debts: 2000 })).toThrow(expect.objectContaining({ code: 'bad-input' }));
    expect([charges(stayId), lot.barrier.told.length]).toEqual([[], opens]);
  });

  it('pays it without a fee, as at an entrance; a second press takes nothing', () => {
    const before = lot.leavesOwing(3 * HOUR);
    const pay = () => lot.paysElsewhere({ stayId: before, fee: null, debts: 2000, came: 0, given: 2000 });
    pay();
    expect(pay).toThrow(gone);
    expect([charges(before).length, debtOf(before)]).toEqual([1, 0]);
  });

  it('pays it by phone: on its own stay, with the number by which it can be paid back', () => {
    const before = lot.leavesOwing(3 * HOUR);
    const tradeNo = lot.showsCode(before, 2000, null);
    lot.confirms(tradeNo);
    expect(charges(before)).toMatchObject([{ received: 2000, payType: 'wechat', tradeNo }]);
    expect(debtOf(before)).toBe(0);
  });

  it('pays cash while a code is shown: money that then comes by it is raised, not counted twice', () => {
    const before = lot.leavesOwing(3 * HOUR);
    const tradeNo = lot.showsCode(before, 2000, null);
    lot.paysElsewhere({ stayId: before, fee: null, debts: 2000, came: 0, given: 2000 });
    lot.confirms(tradeNo);
    expect(lot.parts.till.payments?.ofStay(before)).toMatchObject([{ state: 'paid', raised: 'paid-twice' }]);
    expect(charges(before)).toMatchObject([{ payType: 'cash' }]);
  });

  it('whose debt is let off while a code is shown: money that comes by it is raised', () => {
    const before = lot.leavesOwing(3 * HOUR);
    const tradeNo = lot.showsCode(before, 2000, null);
    const { ledger, till } = lot.parts;
    ledger.record((tx) => till.desk.debts.end(tx, before, 'waived', 'li', 'a mistake'));
    lot.confirms(tradeNo);
    expect(lot.parts.till.payments?.ofStay(before)).toMatchObject([{ state: 'paid', raised: 'paid-twice' }]);
    expect(charges(before)).toEqual([]);
  });

  it('is not asked for a fee of the stay that is over', () => {
    const before = lot.leavesOwing(3 * HOUR);
    expect(lot.dues(before)).toMatchObject({ due: null, debts: [{ stayId: before, amount: 2000 }] });
    const fee = { due: 2000, until: lot.clock.now() };
    expect(() => lot.paysElsewhere({ stayId: before, fee, debts: 0, came: 0, given: 2000 })).toThrow(gone);
  });
});

describe('other money came by phone than was asked for', () => {
  it('no further code is shown before somebody has dealt with it', () => {
    const stayId = lot.inside(PLATE);
    lot.clock.advance(2 * HOUR);
    lot.raises(stayId, 1500, 1400);
    const { until, due } = lot.dues(stayId);
    expect(due).toMatchObject({ came: 1400, payment: { state: 'mismatch', paid: 1400 } });
    expect(() => lot.showsCode(stayId, 1500, until)).toThrow(expect.objectContaining({ code: 'not-now' }));
    lot.parts.till.payments?.dealtWith(`raised-${stayId}`, 'paid back', { id: 'chen', role: 'supervisor' });
    expect(lot.showsCode(stayId, 1500, until)).not.toBe(`raised-${stayId}`);
  });

  it('cash only from a person who was told of it', () => {
    const stayId = lot.comesOut(2 * HOUR);
    lot.raises(stayId, 1500, 1400);
    expect(() => lot.pays(1500, 1500)).toThrow(gone);
    expect(() => lot.pays(1500, 1500, { came: 1300 })).toThrow(gone);
    expect([charges(stayId), lot.barrier.told]).toEqual([[], []]);
    lot.pays(1500, 1500, { came: 1400 });
    expect(lot.barrier.told).toEqual(['open']);
  });

  it('of a debt: cash for the fee alone is as ever', () => {
    const before = lot.leavesOwing(3 * HOUR);
    lot.raises(before, 2000, 1);
    lot.comesOut(2 * HOUR);
    expect(() => lot.pays(1500, 3500, { debts: 2000 })).toThrow(gone);
    lot.pays(1500);
    expect(lot.barrier.told.at(-1)).toBe('open');
  });
});
