import { press } from '../../../support/station.ts';
import type { PayingLot } from '../../../support/paying-lot.ts';
import { comesAgain, comesOutAfter, LONG_FEN, paysAndGoes, paysByPhone, paysCash } from './acts.ts';
import { away, NOTHING, sums } from './story.ts';
import type { MoneyStory, Row } from './story.ts';

const CASH: Row = { payType: 1, payFrom: '线下缴费', ...sums(LONG_FEN) };

/** What a phone pays as. */
const byPhone = (payType: number, payFrom: string): MoneyStory => ({
  detail: `paid by phone (payType ${payType})`,
  told: {
    db4403: { chargeRecord: [{ ...sums(LONG_FEN), payType, payFrom }], vehicleLeave: [sums(LONG_FEN)] },
    away: [away(LONG_FEN)],
  },
  async play(lot, plate) {
    await comesOutAfter(lot, plate);
    await paysByPhone(lot);
    await lot.goes();
  },
});

/** Fees by the tariff, and who pays none, at a lot where phones pay so. */
export const feeStories = (phones: PayingLot['phones']): readonly MoneyStory[] => [
  byPhone(phones === 'alipay' ? 3 : 2, '扫码支付'),
  {
    detail: 'within the free minutes',
    told: { db4403: { vehicleLeave: [NOTHING] }, away: [{ ...away(0), car_type: 'normal' }] },
    async play(lot, plate) {
      await comesOutAfter(lot, plate, 20);
      await lot.goes();
    },
  },
  {
    detail: 'paid in cash',
    told: {
      db4403: { chargeRecord: [{ ...CASH, listDiscounts: undefined }], vehicleLeave: [sums(LONG_FEN)] },
      away: [away(LONG_FEN)],
    },
    play: paysAndGoes,
  },
  {
    detail: 'capped at a day, and begun again',
    told: {
      db4403: { chargeRecord: [{ ...CASH, ...sums(7000) }], vehicleLeave: [sums(7000)] },
      away: [away(7000)],
    },
    play: (lot, plate) => paysAndGoes(lot, plate, 25 * 60 + 50),
  },
  {
    detail: 'paid, backed off, and more paid after the grace',
    told: {
      db4403: { chargeRecord: [sums(1000), sums(1000)], vehicleLeave: [sums(2000)] },
      away: [away(2000)],
    },
    async play(lot, plate) {
      await comesOutAfter(lot, plate, 50);
      paysCash(lot);
      await comesAgain(lot, plate);
      paysCash(lot);
      await lot.goes();
    },
  },
  {
    detail: 'an entry that a person wrote down',
    told: {
      db4403: { chargeRecord: [{ ...CASH, ...sums(1500) }], vehicleLeave: [sums(1500)] },
      away: [away(1500)],
    },
    async play(lot, plate) {
      await lot.comesOut(plate);
      const enteredAt = lot.clock.now() - 110 * 60_000;
      lot.call('exit.supply-entry', { ...lot.atExit(), enteredAt, because: '纸票' });
      paysCash(lot);
      await lot.goes();
    },
  },
  {
    detail: 'in and out free of charge (table 40, strategy 5)',
    told: { db4403: { vehicleLeave: [NOTHING] }, away: [{ ...away(0), car_type: 'white' }] },
    async play(lot, plate) {
      await lot.platform.controlList.list([{ carNo: plate, strategy: 5, to: lot.clock.now() + 86_400_000 }]);
      await comesOutAfter(lot, plate);
      await lot.goes();
    },
  },
  {
    detail: 'a month card',
    told: { db4403: { vehicleLeave: [NOTHING] }, away: [{ ...away(0), car_type: 'parkcard' }] },
    async play(lot, plate) {
      const card = {
        kind: 'month',
        holder: '张三',
        phone: '',
        carsInside: 1,
        monthlyPrice: 30_000,
        remark: '',
      } as const;
      const time = { from: '2026-01-01', to: '2026-12-31' };
      const paid = { sum: 30_000, payType: 'cash' } as const;
      lot.call('cards.add', { key: press(), ...card, ...time, plates: [{ plate, colour: null }], paid });
      await comesOutAfter(lot, plate);
      await lot.goes();
    },
  },
];
