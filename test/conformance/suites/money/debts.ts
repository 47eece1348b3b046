import { press } from '../../../support/station.ts';
import { backsOffInTime, comesAgain, comesOutAfter, fileOf, letOut, LONG_FEN, paysAndGoes, paysCash } from './acts.ts';
import { away, NOTHING, sums } from './story.ts';
import type { MoneyStory } from './story.ts';

/** What is owed, and what is paid back. */
export const DEBT_STORIES: readonly MoneyStory[] = [
  {
    detail: 'let out unpaid, and let off since',
    told: { db4403: { vehicleLeave: [NOTHING] }, away: [away(LONG_FEN, 0)] },
    async play(lot, plate) {
      await comesOutAfter(lot, plate);
      letOut(lot);
      await lot.goes();
      const { id: stayId } = await fileOf(lot, plate);
      lot.call('charges.end-debt', { key: press(), stayId, state: 'waived', because: '投诉属实' });
    },
  },
  {
    detail: 'let out unpaid, and paid since',
    told: {
      db4403: {
        vehicleLeave: [NOTHING],
        chargeRecord: [{ ...sums(LONG_FEN), payType: 6 }],
        recordCorrection: [sums(LONG_FEN)],
      },
      away: [away(LONG_FEN, 0)],
    },
    async play(lot, plate) {
      await comesOutAfter(lot, plate);
      letOut(lot);
      await lot.goes();
      const { id: stayId } = await fileOf(lot, plate);
      lot.call('charges.end-debt', { key: press(), stayId, state: 'paid', because: '次日补缴' });
    },
  },
  {
    detail: 'paid, more due after the grace, and let out',
    told: { db4403: { chargeRecord: [sums(1000)], vehicleLeave: [sums(1000)] }, away: [away(2000, 1000)] },
    async play(lot, plate) {
      await comesOutAfter(lot, plate, 50);
      paysCash(lot);
      await comesAgain(lot, plate);
      letOut(lot);
      await lot.goes();
    },
  },
  {
    detail: 'a part is paid back before it leaves',
    told: { db4403: { chargeRecord: [sums(1000)], vehicleLeave: [sums(1000)] }, away: [away(600)] },
    async play(lot, plate) {
      await comesOutAfter(lot, plate, 50);
      paysCash(lot);
      await backsOffInTime(lot);
      const { charges } = await fileOf(lot, plate);
      lot.call('charges.refund', { key: press(), chargeId: charges[0]?.id ?? '', amount: 400, because: '多收' });
      await lot.comesOut(plate);
      await lot.goes();
    },
  },
  {
    detail: 'a part is paid back: the sums are without refunds',
    told: {
      db4403: { chargeRecord: [sums(LONG_FEN)], vehicleLeave: [sums(LONG_FEN)] },
      away: [away(LONG_FEN)],
    },
    async play(lot, plate) {
      await paysAndGoes(lot, plate);
      const { charges } = await fileOf(lot, plate);
      lot.call('charges.refund', { key: press(), chargeId: charges[0]?.id ?? '', amount: 500, because: '多收' });
    },
  },
];
