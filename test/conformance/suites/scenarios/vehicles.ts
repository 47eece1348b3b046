import type { Asker } from './asker.ts';
import { about } from './scenario.ts';
import type { Scenario } from './scenario.ts';

const coupon = about('coupon');
const control = about('vehicleControl');

/** A car that was here and has left. */
function carThatLeft(asker: Asker): string {
  const plate = `粤D${30_000 + asker.number()}`;
  const id = asker.number().toString(16).padStart(32, '6');
  const { ledger, stays } = asker.ends.lot;
  const vehicle = {
    plate,
    plateRead: plate,
    plateColour: 'blue' as const,
    carColour: null,
    carModel: null,
    class: 'other' as const,
    bookingCode: null,
    orderNo: null,
    card: null,
    captureId: null,
  };
  const now = Date.now();
  ledger.record((tx) => {
    stays.enter(tx, id, vehicle, null, { at: now - 60_000, laneId: 'in-1', laneName: '入口', cause: 'automatic' });
    stays.leave(tx, id, null, { at: now, laneId: 'out-1', laneName: '出口', cause: 'automatic' });
  });
  return plate;
}

const listed = async (asker: Asker): Promise<string> => {
  const id = asker.number().toString(16).padStart(32, '7');
  await asker.list({ id });
  return id;
};

const deleted = async (asker: Asker): Promise<string> => {
  const id = await listed(asker);
  await asker.list({ id, status: 2 });
  return id;
};

/** 7.3.4.2, tables 38 to 41. */
export const VEHICLE_SCENARIOS: readonly Scenario[] = [
  coupon('a car that is not here yet', 'couponNo', 0, (asker) => asker.coupon()),
  coupon('the same coupon again', 'couponNo', 0, async (asker) => {
    const row = { couponNo: `C-same-${asker.number()}`, carNo: '粤B66666', operateTime: asker.at(0) };
    await asker.coupon(row);
    return asker.coupon(row);
  }),
  coupon('a known number with other content', 'couponNo', 1200, async (asker) => {
    const row = { couponNo: `C-other-${asker.number()}`, carNo: '粤B66666', operateTime: asker.at(0) };
    await asker.coupon(row);
    return asker.coupon({ ...row, couponValue: 20 });
  }),
  coupon('a car that has left', 'carNo', 4001, async (asker) =>
    asker.coupon({ carNo: carThatLeft(asker), operateTime: asker.at(-10) }),
  ),
  coupon('a car without a plate', 'carNo', 1103, (asker) => asker.coupon({ carNo: '无牌车' })),
  coupon('another lot', 'parkCode', 1101, (asker) => asker.coupon({ parkCode: '44030500100101000099' })),

  control('a new line', 'id', 0, (asker) => asker.list()),
  control('a line changed', 'id', 0, async (asker) => asker.list({ id: await listed(asker), strategyType: 5 })),
  control('a line deleted', 'id', 0, async (asker) => asker.list({ id: await listed(asker), status: 2 })),
  control('a line deleted twice', 'id', 0, async (asker) => asker.list({ id: await deleted(asker), status: 2 })),
  control('deleted, and never there', 'id', 1100, (asker) => asker.list({ status: 2 })),
  control('listed again after it was deleted', 'id', 1400, async (asker) => asker.list({ id: await deleted(asker) })),
  control('it ends before it begins', 'endDate', 1007, (asker) =>
    asker.list({ beginDate: asker.at(120), endDate: asker.at(60) }),
  ),
  control('a car without a plate', 'carNo', 1103, (asker) => asker.list({ carNo: '无牌车' })),
];
