import { describe, expect, it } from 'vitest';
import type { DebtView, DueView, PaymentView } from '../../electron/contract/charges.ts';
import { askedOf, cashOf, itemsOf, paymentOf } from './payable.ts';

const due = (over: Partial<DueView> = {}): DueView => ({
  because: 'rate',
  minutes: 180,
  lines: [],
  ...{ total: 2000, settled: 0, receivable: 2000, discount: 0, due: 2000, came: 0 },
  discounts: [],
  payment: null,
  ...over,
});
const debt = (stayId: string, amount: number, over: Partial<DebtView> = {}): DebtView => ({
  ...{ stayId, amount, enteredAt: 1, leftAt: 2, came: 0, payment: null },
  ...over,
});
const payment = (tradeNo: string, state: PaymentView['state'], since: number): PaymentView => ({
  ...{ tradeNo, state, since, by: 'shown', raised: null, amount: 2000, paid: null },
  ...{ qr: null, expiresAt: null, detail: null },
});

describe('what a car is asked for', () => {
  const both = { due: due(), debts: [debt('a', 1500), debt('b', 500)] };

  it('the fee alone, where the debt is kept', () => {
    const items = itemsOf(both, false);
    expect([askedOf(items), cashOf(items, 5000)]).toEqual([2000, { due: 2000, debts: 0, came: 0, given: 5000 }]);
  });

  it('the fee and all that is owed, in one sum of cash', () => {
    const items = itemsOf(both, true);
    expect([askedOf(items), cashOf(items, 5000)]).toEqual([4000, { due: 2000, debts: 2000, came: 0, given: 5000 }]);
  });

  it('by phone one after the other: the oldest debt first, the fee that opens the arm last', () => {
    expect(itemsOf(both, true).map(({ debt: of, amount }) => [of?.stayId ?? 'fee', amount])).toEqual([
      ['a', 1500],
      ['b', 500],
      ['fee', 2000],
    ]);
  });

  it('nothing for a stay that is paid or free', () => {
    expect(itemsOf({ due: due({ due: 0 }), debts: [] }, true)).toEqual([]);
    expect(itemsOf({ due: null, debts: [debt('a', 1500)] }, true)).toHaveLength(1);
  });

  it('names what came by phone for just what is asked', () => {
    const of = { due: due({ came: 1900 }), debts: [debt('a', 1500, { came: 1 })] };
    expect([cashOf(itemsOf(of, false), 0).came, cashOf(itemsOf(of, true), 0).came]).toEqual([1900, 1901]);
  });
});

describe('the payment to look at', () => {
  it('is one that may still come, before a newer one that has ended', () => {
    const of = {
      due: due({ payment: payment('fee', 'cancelled', 9) }),
      debts: [debt('a', 1, { payment: payment('debt', 'pending', 5) })],
    };
    expect(paymentOf(of)?.tradeNo).toBe('debt');
  });

  it('is the newest where none may come', () => {
    const of = { due: due({ payment: payment('fee', 'failed', 9) }), debts: [debt('a', 1, { payment: payment('debt', 'paid', 5) })] }; // prettier-ignore
    expect(paymentOf(of)?.tradeNo).toBe('fee');
    expect(paymentOf({ due: null, debts: [] })).toBeNull();
  });
});
