import { comesOutAfter, gives, LONG_FEN, LONG_MIN, paysAndGoes, paysCash } from './acts.ts';
import { away, sums } from './story.ts';
import type { MoneyStory, Row } from './story.ts';

/** Each kind of coupon of tables 24 and 38 off 20 yuan. */
const coupon = (
  detail: string,
  value: Parameters<typeof gives>[2],
  row: Row,
  discount: number,
  received = LONG_FEN - discount,
): MoneyStory => ({
  detail,
  told: {
    db4403: {
      chargeRecord: [
        {
          ...sums(received, discount),
          listDiscounts: [{ ...row, discountChannel: '深圳交警', channelOrgCode: '91440300708461136T' }],
        },
      ],
      vehicleLeave: [sums(received, discount)],
    },
    away: [away(received)],
  },
  async play(lot, plate) {
    await gives(lot, plate, value);
    await lot.stays(plate, LONG_MIN);
    await lot.comesOut(plate);
    if (received > 0) paysCash(lot);
    await lot.goes();
  },
});

/** What coupons and vouchers take off (tables 24 and 38). */
export const DISCOUNT_STORIES: readonly MoneyStory[] = [
  coupon('a coupon for 11 yuan', { kind: 'amount', fen: 1100 }, { couponType: 1, couponValue: 11 }, 1100),
  coupon('a coupon for 10.55 yuan', { kind: 'amount', fen: 1055 }, { couponType: 1, couponValue: 10.55 }, 1055),
  coupon('a coupon for more than the fee', { kind: 'amount', fen: 5000 }, { couponType: 1, couponValue: 50 }, 2000),
  coupon('a coupon for two hours', { kind: 'time', hours: 2 }, { couponType: 2, couponValue: 2 }, 1000),
  coupon('a coupon for 30 % off', { kind: 'share', off: 0.3 }, { couponType: 3, couponValue: 0.3 }, 600),
  coupon('a coupon for all of it', { kind: 'free' }, { couponType: 4, couponValue: 1 }, 2000),
  {
    detail: 'three coupons: hours first, then the share, then the amount',
    told: {
      db4403: {
        chargeRecord: [
          {
            ...sums(600, 1400),
            listDiscounts: [{ couponType: 2 }, { couponType: 3 }, { couponType: 1 }],
          },
        ],
        vehicleLeave: [sums(600, 1400)],
      },
      away: [away(600)],
    },
    async play(lot, plate) {
      // 20 yuan → 10 without two hours → 7 with 30 % off → 6.
      await gives(lot, plate, { kind: 'amount', fen: 100 }, { kind: 'share', off: 0.3 }, { kind: 'time', hours: 2 });
      await paysAndGoes(lot, plate);
    },
  },
  {
    detail: 'a coupon is used up by the first stay',
    told: {
      db4403: {
        chargeRecord: [sums(900, 1100), { ...sums(LONG_FEN), listDiscounts: undefined }],
        vehicleLeave: [sums(900, 1100), sums(LONG_FEN)],
      },
      away: [away(900), away(LONG_FEN)],
    },
    async play(lot, plate) {
      await gives(lot, plate, { kind: 'amount', fen: 1100 });
      await paysAndGoes(lot, plate);
      await paysAndGoes(lot, plate);
    },
  },
  {
    detail: "another car's coupon takes nothing off",
    told: {
      db4403: { chargeRecord: [{ ...sums(LONG_FEN), listDiscounts: undefined }], vehicleLeave: [sums(LONG_FEN)] },
      away: [away(LONG_FEN)],
    },
    async play(lot, plate) {
      await gives(lot, lot.newPlate(), { kind: 'free' });
      await paysAndGoes(lot, plate);
    },
  },
  {
    detail: 'a voucher of the lot itself',
    told: {
      db4403: {
        chargeRecord: [
          {
            ...sums(1400, 600),
            listDiscounts: [{ couponType: 1, couponValue: 6, discountChannel: '就诊减免', channelOrgCode: undefined }],
          },
        ],
        vehicleLeave: [sums(1400, 600)],
      },
      away: [away(1400)],
    },
    async play(lot, plate) {
      await comesOutAfter(lot, plate);
      lot.call('exit.voucher', { ...lot.atExit(), voucherId: 'visit' });
      paysCash(lot);
      await lot.goes();
    },
  },
];
