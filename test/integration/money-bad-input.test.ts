import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noFaults } from '../../demo/payment/faults.ts';
import { makeCertificates } from '../../demo/platform/certificate.ts';
import { openPayingLot } from '../support/paying-lot.ts';
import type { PayingLot } from '../support/paying-lot.ts';
import { press } from '../support/station.ts';

// What goes wrong with money at real exits, through the whole station: a clear state for the attendant, nothing lost,
// nothing taken twice, and the barrier stays.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Just under three hours: 20 yuan. */
const LONG_MIN = 170;

let directory: string;
let lot: PayingLot;
let plate: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'money-bad-input-'));
  mkdirSync(join(directory, 'data'));
  const certificates = await makeCertificates(Date.now(), ['127.0.0.1']);
  lot = await openPayingLot({ directory, certificates, transport: 'mqtts', phones: 'alipay' });
});
afterAll(async () => {
  await lot.end();
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  plate = lot.newPlate();
  lot.rises();
});
afterEach(async () => {
  Object.assign(lot.cashier.faults, noFaults());
  await lot.told();
  const { violations, anomalies } = lot.platform.book;
  expect([violations, anomalies, lot.citybrain.book.violations, lot.cashier.complaints]).toEqual([[], [], [], []]);
});

const stands = async (minutes = LONG_MIN): Promise<void> => {
  await lot.stays(plate, minutes);
  await lot.comesOut(plate);
};
const scan = (code: string): void => void lot.call('exit.scan', { ...lot.atExit(), due: lot.due().due, code });
const payment = () => lot.due().payment;
const becomes = (state: string): Promise<void> => lot.brought(state, () => payment()?.state === state);
const raised = () => lot.board().notices.filter(({ code }) => code === 'payment');
const charges = () =>
  lot.platform.book.entries.filter(({ interface: code, item }) => code === 'chargeRecord' && item['carNo'] === plate);
/** What is refused says its code, and at which field. */
const refusal = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    const { code, fields } = error as { code?: string; fields?: object };
    return { code, ...(fields && { fields }) };
  }
};

describe('clocks and entries', () => {
  it('PC clock set back during a stay: no fee is guessed, a person is asked; right again, the fee is there', async () => {
    await lot.stays(plate, 30);
    lot.clock.setNow(lot.clock.now() - 2 * HOUR);
    await lot.comesOut(plate);
    expect(lot.exit().arrival?.decision).toMatchObject({ action: 'ask', reason: 'fee-unclear' });
    expect(lot.due()).toMatchObject({ because: 'clock', due: 0 });
    expect(refusal(() => lot.call('exit.pay-cash', { ...lot.atExit(), due: 0, given: 0 }))).toEqual({ code: 'gone' });
    expect(refusal(() => lot.call('lane.release', lot.atExit()))).toEqual({ code: 'reason-needed' });
    expect(lot.rises()).toBe(0);
    await lot.backsOff();
    lot.clock.setNow(lot.clock.now() + 4 * HOUR);
    await lot.comesOut(plate);
    expect(lot.due()).toMatchObject({ because: 'rate', due: 2000 });
    lot.call('exit.pay-cash', { ...lot.atExit(), due: 2000, given: 2000 });
    await lot.goes();
    expect(lot.rises()).toBe(1);
  });

  it.each([
    ['after the exit', 10 * MINUTE],
    ['more than a year before it', -400 * 24 * HOUR],
  ])('an entry written down %s is refused at its field, and the barrier stays', async (_, off) => {
    await lot.comesOut(plate);
    expect(lot.exit().arrival?.decision).toMatchObject({ reason: 'no-entry-record' });
    const enteredAt = lot.clock.now() + off;
    expect(refusal(() => lot.call('exit.supply-entry', { ...lot.atExit(), enteredAt, because: '纸票' }))).toEqual({
      code: 'bad-input',
      fields: { enteredAt: 'out-of-range' },
    });
    expect(lot.exit().arrival?.stay).toBeNull();
    expect(lot.rises()).toBe(0);
    await lot.backsOff();
  });
});

describe('the phone', () => {
  it('twice the same scan: one payment, one charge, one opening', async () => {
    await stands();
    const before = lot.cashier.trades.all.size;
    const { code } = lot.cashier.trades.phone('asks');
    scan(code);
    await becomes('pending');
    scan(code);
    expect(lot.cashier.trades.all.size).toBe(before + 1);
    lot.cashier.trades.agree(payment()?.tradeNo ?? '');
    await lot.brought('the money', () => lot.exit().phase === 'passing');
    await lot.goes();
    await lot.told();
    expect(charges()).toHaveLength(1);
    expect(lot.rises()).toBe(1);
  });

  it('a provider that says paid for another amount: raised, the barrier stays, and it is paid back', async () => {
    await stands();
    const held = lot.cashier.trades.held();
    Object.assign(lot.cashier.faults, { takes: 1 });
    scan(lot.cashier.trades.phone('pays').code);
    await becomes('mismatch');
    expect(payment()).toMatchObject({ raised: 'mismatch', amount: 2000 });
    expect(raised()).toHaveLength(1);
    expect(lot.due().due).toBe(2000);
    expect(lot.rises()).toBe(0);
    // Cash for what is due still lets it out; the fen that came goes back the way it came, once.
    const back = { key: press(), tradeNo: payment()?.tradeNo ?? '', because: '金额不对' };
    lot.call('charges.send-back', back);
    lot.call('charges.send-back', back);
    expect(refusal(() => lot.call('charges.send-back', { ...back, key: press() }))).toEqual({ code: 'bad-input' });
    await lot.brought('the fen back', () => raised().length === 0);
    lot.call('exit.pay-cash', { ...lot.atExit(), due: 2000, given: 2000 });
    await lot.goes();
    await lot.told();
    expect(charges()).toHaveLength(1);
    expect(lot.cashier.trades.held()).toBe(held);
    expect(lot.rises()).toBe(1);
  });

  it('a provider that never answers: unknown, nothing else is begun, cash lets it out; what came after all is raised', async () => {
    await stands();
    const held = lot.cashier.trades.held();
    Object.assign(lot.cashier.faults, { only: 'alipay.trade.pay', holdsBack: true });
    scan(lot.cashier.trades.phone('pays').code);
    await becomes('unknown');
    expect(refusal(() => lot.call('exit.show-code', { ...lot.atExit(), due: 2000 }))).toEqual({ code: 'not-now' });
    expect(lot.rises()).toBe(0);
    lot.call('exit.pay-cash', { ...lot.atExit(), due: 2000, given: 2000 });
    await lot.goes();
    lot.cashier.release();
    expect(lot.cashier.trades.held()).toBe(held + 2000);
    await lot.brought('what came twice', () => raised().length === 1);
    await lot.told();
    expect(charges()).toHaveLength(1);
    expect(lot.rises()).toBe(1);
  });
});
