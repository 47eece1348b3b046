import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBook } from '../booking/book.fixture.ts';
import type { Book } from '../booking/book.fixture.ts';
import { createCharges } from '../charge/charges.ts';
import type { Charge } from '../charge/charges.ts';
import type { StayRecord } from '../ledger/report.ts';
import { createChargeOf } from './charge-of.ts';
import { CHARGE_ID, INPUT, STAY_ID } from './receipt.fixture.ts';

let book: Book;
beforeEach(() => {
  book = openBook();
});
afterEach(() => book.end());

const { stay, charge, bill } = INPUT;
const kept: Omit<Charge, 'refunded'> = {
  id: CHARGE_ID,
  stayId: STAY_ID,
  at: charge.paidAt,
  until: stay.until,
  laneId: 'exit',
  receivable: charge.receivable,
  discount: 1100,
  received: charge.received,
  given: charge.given,
  payType: 'cash',
  payFrom: '线下缴费',
  orderNo: null,
  tradeNo: null,
  who: charge.person,
  discounts: [
    { id: 'd1', couponNo: 'C1', type: 'amount', value: 1100, amount: 1100, channel: '就诊优惠', channelOrgCode: null },
  ],
  bill: { total: 2100, minutes: 192, ...bill },
};
const stayOf = (id: string): StayRecord | null =>
  id === STAY_ID ? ({ id, plate: stay.plate, enteredAt: stay.enteredAt } as StayRecord) : null;

describe('a charge for its receipt', () => {
  it('is read from the books as it was taken', () => {
    const charges = createCharges(book.db);
    book.act((tx) => charges.add(tx, kept));
    expect(createChargeOf(charges, stayOf)(CHARGE_ID)).toEqual(INPUT);
  });

  it('says what was paid back and what is still owed', () => {
    const charges = createCharges(book.db);
    book.act((tx) => {
      charges.add(tx, kept);
      charges.refund(tx, CHARGE_ID, 400);
      charges.owe(tx, { stayId: STAY_ID, plate: stay.plate, at: tx.at, amount: 300, who: null, because: null });
    });
    expect(createChargeOf(charges, stayOf)(CHARGE_ID)).toMatchObject({ charge: { refunded: 400 }, owed: 300 });
  });

  it('stands without its lines where they are of a form that is not known', () => {
    const charges = createCharges(book.db);
    book.act((tx) => charges.add(tx, { ...kept, bill: { lines: [{ kind: 'by-weight' }] } }));
    expect(createChargeOf(charges, stayOf)(CHARGE_ID)?.bill).toEqual({ lines: [], settled: 0 });
  });

  it('is none for a number that is none, or whose stay is not there', () => {
    const charges = createCharges(book.db);
    expect(createChargeOf(charges, stayOf)(CHARGE_ID)).toBeNull();
    book.act((tx) => charges.add(tx, { ...kept, stayId: 'other' }));
    expect(createChargeOf(charges, stayOf)(CHARGE_ID)).toBeNull();
  });
});
