import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LI, openTill, SHOWN_FOR_MS, WANG } from './desk.fixture.ts';
import type { Till } from './desk.fixture.ts';
import type { Outcome } from './desk.ts';

const MINUTE = 60_000;
const CODE = '281234567890123456';

let directory: string;
let till: Till;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-'));
  till = openTill(directory);
});
afterEach(async () => {
  await till.close();
  rmSync(directory, { recursive: true });
});

const made = (outcome: Outcome): string => {
  if (outcome.outcome !== 'done') throw new Error(outcome.because);
  return outcome.attempt.tradeNo;
};
const attempt = (tradeNo: string) => {
  const found = till.desk.byTradeNo(tradeNo);
  if (!found) throw new Error(`no ${tradeNo}`);
  return found;
};
const show = (stayId = 's1') => made(till.desk.show(till.wish(stayId), WANG));
const scan = (stayId = 's1', code = CODE) => made(till.desk.scan(till.wish(stayId), code, WANG));
const pass = (ms: number) => till.clock.advanceAsync(ms);
const kinds = () => till.facts.map(({ kind }) => kind).filter((kind) => kind !== 'payment');

describe('a code that is shown', () => {
  it('is asked for at once, and counts once the driver has paid', async () => {
    const tradeNo = show();
    expect(attempt(tradeNo)).toMatchObject({ state: 'created', qr: null });
    await pass(10);
    expect(attempt(tradeNo)).toMatchObject({ state: 'pending', qr: `pay ${tradeNo}` });
    till.bank.pay(tradeNo);
    await pass(3000);
    expect(attempt(tradeNo)).toMatchObject({
      state: 'paid',
      paidAmount: 1500,
      payType: 'alipay',
      transactionId: `bank-${tradeNo}`,
      raised: null,
      qr: null,
    });
    expect(till.counted.map((each) => each.tradeNo)).toEqual([tradeNo]);
    expect(till.changes).toContain('s1');
    expect(kinds()).toEqual([]);
  });

  it('is the same for the same press, and another for another', async () => {
    const wish = till.wish('s1');
    const first = made(till.desk.show(wish, WANG));
    await pass(10);
    expect(made(till.desk.show(wish, WANG))).toBe(first);
    expect(till.bank.calls.filter((method) => method === 'show')).toHaveLength(1);
  });

  it('that the provider did not answer about was seen by nobody: it failed, and cash or another press follows', async () => {
    till.bank.fate = () => 'lost-after';
    const tradeNo = show();
    await pass(10);
    expect(attempt(tradeNo)).toMatchObject({ state: 'failed', code: 'no-answer' });
  });

  it('is ended when its time is over', async () => {
    const tradeNo = show();
    await pass(SHOWN_FOR_MS + 4000);
    expect(attempt(tradeNo)).toMatchObject({ state: 'cancelled', code: 'expired' });
    expect(till.bank.pay(tradeNo)).toBe(false);
  });

  it('is ended before another attempt is asked for', async () => {
    const first = show();
    await pass(10);
    const second = scan();
    await pass(10);
    expect(attempt(first)).toMatchObject({ state: 'cancelled', code: 'superseded' });
    expect(attempt(second).state).toBe('paid');
    expect(till.bank.calls.slice(0, 4)).toEqual(['show', 'query', 'cancel', 'charge']);
  });

  it('that was paid in that moment counts, and the other attempt is never asked for', async () => {
    const first = show();
    await pass(10);
    till.bank.pay(first);
    const second = scan();
    await pass(10);
    expect([attempt(first).state, attempt(second).state]).toEqual(['paid', 'cancelled']);
    expect(attempt(second).code).toBe('earlier-paid');
    expect(till.bank.calls).not.toContain('charge');
  });
});

describe('a code that is scanned', () => {
  it('is charged once, however often it is scanned', async () => {
    const first = scan();
    expect(scan()).toBe(first);
    await pass(10);
    expect(scan()).toBe(first);
    expect(till.desk.scan(till.wish('s2'), CODE, WANG)).toMatchObject({ outcome: 'refused', because: 'code-used' });
    expect(till.bank.calls).toEqual(['charge']);
    expect(attempt(first).state).toBe('paid');
  });

  it('waits for the driver to agree, a minute at most', async () => {
    till.bank.onCharge = () => 'asks';
    const [agreed, forgotten] = [scan('s1', '1'), scan('s2', '2')];
    await pass(20_000);
    expect([attempt(agreed).state, attempt(forgotten).state]).toEqual(['pending', 'pending']);
    till.bank.pay(agreed);
    await pass(MINUTE);
    expect(attempt(agreed).state).toBe('paid');
    expect(attempt(forgotten)).toMatchObject({ state: 'cancelled', code: 'expired' });
  });

  it('that the driver refuses fails with the words of the provider', async () => {
    till.bank.onCharge = () => 'refuses';
    const tradeNo = scan();
    await pass(10);
    expect(attempt(tradeNo)).toMatchObject({ state: 'failed', code: 'refused', words: 'no money' });
  });

  it('whose answer was lost is asked after, never charged again', async () => {
    till.bank.fate = (method) => (method === 'charge' ? 'lost-after' : 'heard');
    const tradeNo = scan();
    await pass(10);
    expect(attempt(tradeNo).state).toBe('unknown');
    expect(till.desk.show(till.wish('s1'), WANG)).toMatchObject({ outcome: 'refused', because: 'payment-unknown' });
    await pass(2000);
    expect(attempt(tradeNo).state).toBe('paid');
    expect(till.bank.calls).toEqual(['charge', 'query']);
  });

  it('that never arrived is ended, and may be scanned anew', async () => {
    till.bank.fate = (method) => (method === 'charge' ? 'lost-before' : 'heard');
    const tradeNo = scan();
    await pass(25_000);
    expect(attempt(tradeNo)).toMatchObject({ state: 'cancelled', code: 'no-answer' });
    till.bank.fate = () => 'heard';
    expect(attempt(scan('s1', '29')).tradeNo).not.toBe(tradeNo);
    await pass(10);
    expect(till.counted).toHaveLength(1);
  });

  it('stays unknown while nobody answers, is asked ever more seldom, and not forgotten over a restart', async () => {
    till.bank.fate = (method) => (method === 'charge' ? 'lost-after' : 'lost-before');
    const tradeNo = scan();
    await pass(10 * MINUTE);
    const asked = till.bank.calls.length;
    expect(asked).toBeLessThan(20);
    await till.restart();
    await pass(10 * MINUTE);
    expect(attempt(tradeNo).state).toBe('unknown');
    expect(till.bank.calls.length - asked).toBeLessThanOrEqual(11);
    till.bank.fate = () => 'heard';
    await pass(MINUTE);
    expect(attempt(tradeNo).state).toBe('paid');
    expect(till.counted).toHaveLength(1);
  });

  it('is still asked after when somebody sets the clock back by a day', async () => {
    till.bank.fate = (method) => (method === 'charge' ? 'lost-after' : 'heard');
    const tradeNo = scan();
    await pass(10);
    till.clock.setNow(till.clock.now() - 86_400_000);
    await pass(MINUTE);
    expect(attempt(tradeNo).state).toBe('paid');
  });

  it('of which the program does not know whether it went out is asked after, and not sent again', async () => {
    till.bank.fate = () => 'lost-before';
    const tradeNo = scan();
    await till.restart();
    till.bank.fate = () => 'heard';
    await pass(30_000);
    expect(attempt(tradeNo)).toMatchObject({ state: 'cancelled' });
    expect(till.bank.calls.filter((method) => method === 'charge').length).toBeLessThanOrEqual(1);
  });
});

describe('money that a person must look at', () => {
  it('is that of another sum: it does not count by itself', async () => {
    till.bank.takes = 1;
    const tradeNo = scan();
    await pass(10);
    expect(attempt(tradeNo)).toMatchObject({ state: 'mismatch', raised: 'mismatch', paidAmount: 1 });
    expect(till.counted).toEqual([]);
    expect(till.desk.raised().map((each) => each.tradeNo)).toEqual([tradeNo]);
    expect(kinds()).toEqual(['payment-mismatch']);
  });

  it('is that which comes after cash was taken', async () => {
    till.bank.fate = (method) => (method === 'charge' ? 'lost-before' : 'heard');
    const tradeNo = scan();
    await pass(10);
    till.cash('s1');
    await pass(100);
    expect(attempt(tradeNo)).toMatchObject({ state: 'cancelled', code: 'paid-otherwise' });
    expect(till.bank.arrivesLate(tradeNo)).toBe(true);
    await pass(31_000);
    expect(attempt(tradeNo)).toMatchObject({ state: 'paid', raised: 'paid-twice' });
    expect(till.counted).toEqual([]);
    expect(kinds()).toEqual(['paid-twice']);
  });

  it('is that which could not be counted: it is written down all the same', async () => {
    till.settled.add('s1');
    const tradeNo = scan();
    await pass(10);
    expect(attempt(tradeNo)).toMatchObject({ state: 'paid', raised: 'paid-twice' });
  });

  it('is in the way of another attempt for the stay, until somebody has dealt with it', async () => {
    till.bank.takes = 1;
    const tradeNo = scan();
    await pass(10);
    till.bank.takes = null;
    expect(till.desk.show(till.wish('s1'), WANG)).toMatchObject({ because: 'money-raised', attempt: { tradeNo } });
    expect(till.desk.show(till.wish('s2'), WANG)).toMatchObject({ outcome: 'done' });
    till.desk.dealtWith(tradeNo, 'given back in cash', LI);
    expect(till.desk.show(till.wish('s1'), WANG)).toMatchObject({ outcome: 'done' });
  });

  it('is off the list when a supervisor has dealt with it', async () => {
    till.bank.takes = 2000;
    const tradeNo = scan();
    await pass(10);
    expect(till.desk.dealtWith(tradeNo, 'given back in cash', WANG)).toMatchObject({ because: 'not-allowed' });
    expect(till.desk.dealtWith(tradeNo, ' ', LI)).toMatchObject({ because: 'reason-needed' });
    till.desk.dealtWith(tradeNo, 'given back in cash', LI);
    expect(till.desk.raised()).toEqual([]);
    expect(till.facts.at(-1)).toMatchObject({ kind: 'payment', who: 'li', reason: 'given back in cash' });
  });
});

describe('a refund', () => {
  const wish = (key: string, tradeNo: string, amount: number | null) => ({
    key,
    tradeNo,
    amount,
    because: 'wrong car',
  });

  it('is whole or a part, and never more than was paid', async () => {
    const tradeNo = scan();
    await pass(10);
    expect(till.desk.refund(wish('a', tradeNo, 500), WANG)).toMatchObject({ because: 'not-allowed' });
    expect(till.desk.refund({ ...wish('a', tradeNo, 500), because: '' }, LI)).toMatchObject({
      because: 'reason-needed',
    });
    till.desk.refund(wish('a', tradeNo, 500), LI);
    till.desk.refund(wish('a', tradeNo, 500), LI);
    expect(till.desk.refund(wish('b', tradeNo, 1001), LI)).toMatchObject({ because: 'more-than-paid' });
    expect(till.desk.refund(wish('b', tradeNo, 0), LI)).toMatchObject({ because: 'bad-amount' });
    await pass(10);
    expect(attempt(tradeNo)).toMatchObject({ state: 'paid', refunded: 500 });
    till.desk.refund(wish('c', tradeNo, null), LI);
    await pass(10);
    expect(attempt(tradeNo)).toMatchObject({ state: 'refunded', refunded: 1500 });
    expect(till.bank.held()).toBe(0);
    expect(kinds()).toEqual(['payment-refunded', 'payment-refunded']);
    expect(till.desk.refund(wish('d', tradeNo, 1), LI)).toMatchObject({ because: 'more-than-paid' });
  });

  it('whose answer was lost is asked after over a restart, and made once', async () => {
    const tradeNo = scan();
    await pass(10);
    till.bank.fate = () => 'lost-after';
    till.desk.refund(wish('a', tradeNo, 700), LI);
    await pass(10);
    await till.restart();
    till.bank.fate = () => 'heard';
    await pass(MINUTE);
    expect(attempt(tradeNo)).toMatchObject({ refunded: 700, refunds: [{ state: 'refunded' }] });
    expect(till.bank.held()).toBe(800);
  });

  it('is told to the charge once; it is written down even where that cannot be told', async () => {
    const told: string[] = [];
    till.onRefunded = (attempt, refund) => {
      told.push(`${attempt.refunded} ${refund.state}`);
      throw new Error('no such charge');
    };
    const tradeNo = scan();
    await pass(10);
    till.desk.refund(wish('a', tradeNo, 700), LI);
    await pass(MINUTE);
    expect(told).toEqual(['700 refunded']);
    expect(attempt(tradeNo)).toMatchObject({ refunded: 700, refunds: [{ state: 'refunded' }] });
    expect(till.troubles).toHaveLength(1);
  });

  it('that the provider refuses may be asked for again', async () => {
    const tradeNo = scan();
    await pass(10);
    const account = till.bank.accounts.get(tradeNo);
    if (account) account.state = 'closed';
    till.desk.refund(wish('a', tradeNo, 700), LI);
    await pass(10);
    expect(attempt(tradeNo)).toMatchObject({ refunded: 0, refunds: [{ state: 'failed', code: 'not-paid' }] });
    if (account) account.state = 'paid';
    till.desk.refund(wish('b', tradeNo, 700), LI);
    await pass(10);
    expect(attempt(tradeNo).refunded).toBe(700);
  });
});

describe('what is no payment', () => {
  it.each([0, -1, 1.5, NaN])('is one of %s fen', (amount) => {
    expect(till.desk.show(till.wish('s1', { amount }), WANG)).toMatchObject({ because: 'bad-amount' });
  });

  it('is an act on one that is over, or that nobody knows', async () => {
    const tradeNo = scan();
    await pass(10);
    expect(till.desk.cancel(tradeNo, WANG)).toMatchObject({ because: 'not-open' });
    expect(till.desk.cancel('none', WANG)).toMatchObject({ because: 'unknown-payment' });
    expect(till.desk.confirmByHand(tradeNo, WANG)).toMatchObject({ because: 'not-supported' });
  });
});
