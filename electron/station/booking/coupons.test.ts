import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AT, openBook } from './book.fixture.ts';
import type { Book } from './book.fixture.ts';
import type { CouponRequest } from './contract.ts';
import { createCoupons } from './coupons.ts';
import type { Coupons } from './coupons.ts';

const PLATE = '粤B12345';
let book: Book;
let coupons: Coupons;
let lastStay: { leftAt: number | null } | null;

beforeEach(() => {
  book = openBook();
  lastStay = null;
  coupons = createCoupons(book.db, () => lastStay);
});
afterEach(() => book.end());

const made = (change: Partial<CouponRequest> = {}): CouponRequest => ({
  couponNo: 'C1',
  plate: PLATE,
  type: 'amount',
  value: 1150,
  madeOutAt: AT - 1000,
  channel: 'hospital',
  channelOrgCode: null,
  source: 'the platform',
  ...change,
});
const take = (change?: Partial<CouponRequest>) => book.act((tx) => coupons.take(tx, made(change)));
const numbers = () => coupons.couponsFor(PLATE).map((coupon) => coupon.couponNo);

describe('a coupon', () => {
  it('is kept for its plate until it is used, with the car inside or not yet', () => {
    expect(take({ plate: '粤b 12345' })).toEqual({ outcome: 'done' });
    const { plate: _, source: __, ...kept } = made();
    expect(coupons.couponsFor(PLATE)).toEqual([kept]);
    lastStay = { leftAt: null };
    expect(take({ couponNo: 'C2', type: 'fraction', value: 0.3 })).toEqual({ outcome: 'done' });
    expect(numbers()).toEqual(['C1', 'C2']);
    expect(book.facts()).toEqual(['coupon-received', 'coupon-received']);
  });

  it('that comes again is the same; under the same number another is refused', () => {
    take();
    expect([take(), take({ plate: '粤B·12345' })]).toEqual([{ outcome: 'done' }, { outcome: 'done' }]);
    expect(take({ value: 1200 })).toEqual({ outcome: 'refused', because: 'number-taken' });
    expect(take({ plate: '粤B54321' })).toEqual({ outcome: 'refused', because: 'number-taken' });
    expect(coupons.couponsFor(PLATE)).toMatchObject([{ value: 1150 }]);
    expect(book.facts()).toEqual(['coupon-received']);
  });

  it('that was made out for a stay that is over came too late', () => {
    lastStay = { leftAt: AT - 500 };
    expect(take()).toEqual({ outcome: 'refused', because: 'car-has-left' });
    expect(take({ madeOutAt: AT - 400 })).toEqual({ outcome: 'done' });
  });

  it('for no vehicle is refused', () => {
    expect(take({ plate: '---' })).toEqual({ outcome: 'refused', because: 'no-vehicle' });
  });

  it('is used once', () => {
    take();
    const use = () => book.act((tx) => coupons.use(tx, 'C1', 'charge-1'));
    expect([use(), use()]).toEqual([true, false]);
    expect(numbers()).toEqual([]);
    // The platform that sends it again hears that it came, not that it can be used again.
    expect(take()).toEqual({ outcome: 'done' });
    expect(numbers()).toEqual([]);
  });

  it('is declared void by a person, unless it was used', () => {
    take();
    take({ couponNo: 'C2' });
    const annul = (no: string) => book.act((tx) => coupons.annul(tx, no, 'li', 'issued by mistake'));
    book.act((tx) => coupons.use(tx, 'C2', 'charge-1'));
    expect([annul('C1'), annul('C1'), annul('C2'), annul('C9')]).toEqual([true, false, false, false]);
    expect(book.ledger.recent(1)).toMatchObject([{ kind: 'coupon-void', plate: PLATE, who: 'li' }]);
    expect(book.act((tx) => coupons.use(tx, 'C1', 'charge-2'))).toBe(false);
  });
});
