import type { Report, StayRecord } from '../../../electron/station/ledger/report.ts';
import { stayId } from '../../support/reporting-lot.ts';

const numbers = { total: 100, used: 40, free: 60, reserved: 0 };

const stayOf = (n: number, at: number): StayRecord => ({
  ...{
    id: stayId(n),
    plate: `粤B${String(10_000 + n)}`,
    plateRead: '',
    plateColour: 'blue',
    carColour: null,
    carModel: null,
  },
  ...{ class: 'other', bookingCode: null, orderNo: null, card: null, stallNo: null, enteredAt: at },
  ...{ entranceId: 'in-1', entranceName: '东入口', entryCapture: null },
  ...{ leftAt: at, exitId: 'out-1', exitName: '西出口', exitCapture: null },
});

/** What `count` cars cause to be reported, in and out by turns; each list is of one record. */
export function* reportsOf(count: number, at: number): Generator<Report[]> {
  const sums = { receivable: 1000, discount: 0, received: 1000 };
  for (let n = 0; n < count; n += 1) {
    const stay = stayOf(n >> 1, at + n);
    if (n % 2 === 0)
      yield [
        { kind: 'entered', stay, numbers, operator: null },
        { kind: 'counts', numbers },
      ];
    else
      yield [
        { kind: 'left', stay, numbers, operator: null, sums, chargeIds: [] },
        { kind: 'counts', numbers },
      ];
  }
}
