import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCashier } from '../../demo/payment/cashier.ts';
import type { Cashier } from '../../demo/payment/cashier.ts';
import { noFaults } from '../../demo/payment/faults.ts';
import type { CashierFaults } from '../../demo/payment/faults.ts';
import { makeCertificates } from '../../demo/platform/certificate.ts';
import { payments } from '../../electron/contract/site-payments.ts';
import { createLedger } from '../../electron/station/ledger/record.ts';
import { newId } from '../../electron/station/parking/stays.ts';
import type { Attempt } from '../../electron/station/payment/attempts.ts';
import { createPaymentDesk } from '../../electron/station/payment/desk.ts';
import type { Outcome, PaymentDesk, PaymentWish } from '../../electron/station/payment/desk.ts';
import { createProvider } from '../../electron/station/payment/provider.ts';
import { openMadeStore } from '../../electron/station/store/made-store.fixture.ts';
import type { Db } from '../../electron/station/store/open.ts';
import { createLeapingClock } from './leaping-clock.ts';
import type { LeapingClock } from './leaping-clock.ts';

const LI = { id: 'li', role: 'supervisor' } as const;
const AMOUNT = 2100;
/** Longer than any single pause while something is under way; a look after it is over comes later. */
const LEAP_MS = 1000;

let cashier: Cashier;
let directory: string;
let clock: LeapingClock;
let db: Db;
let desk: PaymentDesk;
let counted: Attempt[];
let troubles: unknown[];
let presses = 0;

beforeAll(async () => {
  // Its clock is that of the test: requests must be fresh by it.
  cashier = await startCashier({ certificates: await makeCertificates(Date.now()), now: () => clock.now() });
});
afterAll(() => cashier.stop());

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'payments-'));
  writeFileSync(join(directory, 'ca.pem'), cashier.access.caPem);
  clock = createLeapingClock();
  Object.assign(cashier.faults, noFaults());
  [counted, troubles] = [[], []];
  open();
});
afterEach(async () => {
  await close();
  rmSync(directory, { recursive: true });
  expect(troubles).toEqual([]);
  expect(cashier.complaints).toEqual([]);
});

function open(change: { caFile?: string; publicKey?: string; privateKey?: string } = {}): void {
  const { url, appId, privateKeyPem, publicKeyPem } = cashier.access;
  const config = payments.parse({ provider: { kind: 'alipay', url, appId, caFile: change.caFile ?? 'ca.pem' } });
  const alipay = { privateKey: change.privateKey ?? privateKeyPem ?? '', publicKey: change.publicKey ?? publicKeyPem };
  db = openMadeStore(join(directory, 'store.sqlite'));
  desk = createPaymentDesk({
    db,
    ledger: createLedger(db, clock, []),
    provider: createProvider(config, { secrets: { alipay }, siteDirectory: directory, clock }),
    clock,
    log: { info: () => undefined, warn: () => undefined, error: (...said: unknown[]) => void troubles.push(said) },
    newId,
    shownForMs: config.expiresMin * 60_000,
    onPaid(_tx, attempt) {
      counted.push(attempt);
      return 'counted';
    },
    onRefunded: () => undefined,
    onChange: () => undefined,
  });
  desk.start();
}

async function close(): Promise<void> {
  await desk.stop();
  db.close();
}

const wish = (stayId: string): PaymentWish => ({
  key: `press-${(presses += 1)}`,
  stayId,
  amount: AMOUNT,
  until: clock.now(),
  subject: '停车费 粤B12345+1 & more',
  plate: '粤B12345',
  laneId: 'out-1',
});
const made = (outcome: Outcome): string => {
  if (outcome.outcome !== 'done') throw new Error(outcome.because);
  return outcome.attempt.tradeNo;
};
const scan = (stayId: string, does: 'pays' | 'asks' | 'refuses' = 'pays') =>
  made(desk.scan(wish(stayId), cashier.trades.phone(does).code, LI));
const attempt = (tradeNo: string) => {
  const found = desk.byTradeNo(tradeNo);
  if (!found) throw new Error(`no ${tradeNo}`);
  return found;
};
const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 5 });
/** As `until`, while time flies. */
const inTime = (check: () => void, leapMs = LEAP_MS) =>
  until(() => {
    clock.leap(leapMs);
    check();
  });
const becomes = (tradeNo: string, state: Attempt['state']) => until(() => expect(attempt(tradeNo).state).toBe(state));
const becomesInTime = (tradeNo: string, state: Attempt['state']) =>
  inTime(() => expect(attempt(tradeNo).state).toBe(state));
const misbehave = (faults: Partial<CashierFaults>): void => void Object.assign(cashier.faults, faults);
const behave = (): void => misbehave(noFaults());
const charges = (tradeNo: string) =>
  cashier.heard.filter(({ method, fields }) => method === 'alipay.trade.pay' && fields['out_trade_no'] === tradeNo);
/** Money that the provider took for a trade, fen. */
const takenFor = (tradeNo: string) => {
  const trade = cashier.trades.all.get(tradeNo);
  return trade === undefined || trade.returned ? 0 : trade.taken;
};

describe('well', () => {
  it('a code is shown, scanned by the driver, and paid to the fen', async () => {
    const tradeNo = made(desk.show(wish('s1'), LI));
    await becomes(tradeNo, 'pending');
    cashier.trades.scanQr(attempt(tradeNo).qr ?? '');
    await becomesInTime(tradeNo, 'paid');
    const { tradeNo: theirs, paidAt } = cashier.trades.all.get(tradeNo) ?? {};
    expect(attempt(tradeNo)).toMatchObject({ paidAmount: AMOUNT, payType: 'alipay', transactionId: theirs });
    // The wire has whole seconds.
    expect(attempt(tradeNo).paidAt).toBe(Math.floor((paidAt ?? 0) / 1000) * 1000);
    expect(counted).toHaveLength(1);
  });

  it("a driver's code is scanned, and paid at once", async () => {
    const tradeNo = scan('s1');
    await becomes(tradeNo, 'paid');
    expect(charges(tradeNo)).toHaveLength(1);
  });

  it('a driver is asked, and agrees; another cancels, another has no money', async () => {
    const [agrees, cancels, poor] = [scan('s1', 'asks'), scan('s2', 'asks'), scan('s3', 'refuses')];
    await becomes(agrees, 'pending');
    await becomes(cancels, 'pending');
    cashier.trades.agree(agrees);
    cashier.trades.agree(cancels, false);
    await becomesInTime(agrees, 'paid');
    await becomesInTime(cancels, 'failed');
    await becomes(poor, 'failed');
    expect(attempt(poor)).toMatchObject({ code: 'ACQ.BUYER_BALANCE_NOT_ENOUGH', words: '买家余额不足' });
    // What was refused stands open no more.
    expect(cashier.trades.all.get(poor)?.status).toBe('TRADE_CLOSED');
  });

  it('is paid back in part and whole', async () => {
    const tradeNo = scan('s1');
    await becomes(tradeNo, 'paid');
    desk.refund({ key: 'part', tradeNo, amount: 100, because: '优惠漏算' }, LI);
    desk.refund({ key: 'rest', tradeNo, amount: null, because: '重复付款' }, LI);
    await becomes(tradeNo, 'refunded');
    expect([...(cashier.trades.all.get(tradeNo)?.refunds.values() ?? [])].sort((a, b) => a - b)).toEqual([100, 2000]);
  });

  it('a code that nobody pays is ended at its time, and cannot be paid after', async () => {
    const tradeNo = made(desk.show(wish('s1'), LI));
    await becomes(tradeNo, 'pending');
    const { qr } = attempt(tradeNo);
    clock.leap(300_000);
    await becomesInTime(tradeNo, 'cancelled');
    expect(() => cashier.trades.scanQr(qr ?? '')).toThrow('no code');
  });
});

describe('a provider that misbehaves', () => {
  it.each<[string, Partial<CashierFaults>]>([
    ['takes the money and never answers', { silent: true }],
    ['takes the money and drops the connection', { hangUp: 'after' }],
    ['takes the money and says that it is not available', { busy: 'after' }],
    ['takes the money and signs with another key', { badSignature: true }],
    ['takes the money and does not sign', { unsigned: true }],
    ['takes the money and answers about another trade', { otherTrade: true }],
  ])('%s: asked again, written down once, never charged twice', async (_, fault) => {
    misbehave({ only: 'alipay.trade.pay', ...fault });
    const tradeNo = scan('s1');
    await inTime(() => expect(attempt(tradeNo).state).not.toBe('created'), 2000);
    await becomesInTime(tradeNo, 'paid');
    expect(takenFor(tradeNo)).toBe(AMOUNT);
    expect(attempt(tradeNo)).toMatchObject({ paidAmount: AMOUNT, raised: null });
    expect(counted.map((each) => each.tradeNo)).toEqual([tradeNo]);
  });

  it.each<[string, Partial<CashierFaults>]>([
    ['is not available', { busy: 'before' }],
    ['hangs up', { hangUp: 'before' }],
    ['answers with a page for people', { status: 503 }],
  ])('%s before it took anything: ended, nothing charged, another press goes on', async (_, fault) => {
    misbehave({ only: 'alipay.trade.pay', ...fault });
    const tradeNo = scan('s1');
    await inTime(() => expect(attempt(tradeNo).state).toBe('unknown'));
    expect(desk.show(wish('s1'), LI)).toMatchObject({ outcome: 'refused', because: 'payment-unknown' });
    await inTime(() => expect(attempt(tradeNo).state).toBe('cancelled'));
    behave();
    const next = scan('s1');
    await becomes(next, 'paid');
    expect(takenFor(tradeNo)).toBe(0);
  });

  it('answers late: one charge, by the answer itself', async () => {
    misbehave({ slowMs: 200 });
    const tradeNo = scan('s1');
    await becomes(tradeNo, 'paid');
    expect(charges(tradeNo)).toHaveLength(1);
  });

  it('takes another sum: it does not count, and a person is told', async () => {
    misbehave({ takes: 1 });
    const tradeNo = scan('s1');
    await becomes(tradeNo, 'mismatch');
    expect(attempt(tradeNo)).toMatchObject({ paidAmount: 1, raised: 'mismatch' });
    expect(counted).toEqual([]);
    desk.refund({ key: 'wrong sum', tradeNo, amount: null, because: '金额不符' }, LI);
    await becomes(tradeNo, 'refunded');
    expect(desk.raised()).toEqual([]);
  });

  it('takes the money long after it was given up: found, and raised, for cash was taken meanwhile', async () => {
    misbehave({ only: 'alipay.trade.pay', holdsBack: true });
    const tradeNo = scan('s1');
    await until(() => expect(attempt(tradeNo).state).toBe('unknown'));
    createLedger(db, clock, []).record((tx) => desk.takenOtherwise(tx, 's1'));
    await becomes(tradeNo, 'cancelled');
    cashier.release();
    expect(takenFor(tradeNo)).toBe(AMOUNT);
    await inTime(() => expect(attempt(tradeNo)).toMatchObject({ state: 'paid', raised: 'paid-twice' }));
    expect(counted).toEqual([]);
  });

  it('cannot be reached for an hour, over a restart: unknown, then what it was', async () => {
    misbehave({ hangUp: 'after', only: 'alipay.trade.pay' });
    const tradeNo = scan('s1');
    await until(() => expect(takenFor(tradeNo)).toBe(AMOUNT));
    await cashier.cut();
    await inTime(() => expect(attempt(tradeNo).state).toBe('unknown'), 60_000);
    await close();
    open();
    await inTime(() => expect(attempt(tradeNo).asks).toBeGreaterThan(2), 60_000);
    await cashier.restore();
    await becomesInTime(tradeNo, 'paid');
    expect(counted).toHaveLength(1);
  });

  it('answers a refund with nothing: asked after, paid back once', async () => {
    const tradeNo = scan('s1');
    await becomes(tradeNo, 'paid');
    misbehave({ only: 'alipay.trade.refund', hangUp: 'after' });
    desk.refund({ key: 'lost', tradeNo, amount: 600, because: '优惠漏算' }, LI);
    await inTime(() => expect(attempt(tradeNo).refunded).toBe(600));
    expect([...(cashier.trades.all.get(tradeNo)?.refunds.values() ?? [])]).toEqual([600]);
  });
});

describe('whom it talks to', () => {
  it('is nobody whose certificate the named authority did not sign', async () => {
    await close();
    writeFileSync(join(directory, 'other.pem'), (await makeCertificates(Date.now())).caPem);
    open({ caFile: 'other.pem' });
    const before = cashier.heard.length;
    const tradeNo = made(desk.show(wish('s1'), LI));
    await becomes(tradeNo, 'failed');
    expect(attempt(tradeNo).words).toContain('not-trusted');
    expect(cashier.heard).toHaveLength(before);
  });

  it('is nobody with keys that cannot be read: each press fails and says so', async () => {
    await close();
    open({ publicKey: 'x' });
    const tradeNo = scan('s1');
    await becomes(tradeNo, 'failed');
    expect(attempt(tradeNo).code).toBe('bad-key');
  });
});
