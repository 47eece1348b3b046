import type { ControlStrategy } from '../../../contract/vocabulary.ts';
import type {
  ControlDesk,
  ControlRefusal,
  ControlRequest,
  CouponDesk,
  CouponRefusal,
  CouponRequest,
} from '../../booking/contract.ts';
import type { Tx } from '../../ledger/record.ts';
import { instantOf } from '../../wire/time.ts';
import { CODE, wordsFor } from './codes.ts';
import { refusal } from './envelope.ts';
import type { Refusal } from './envelope.ts';
import { fenOfYuan } from './money.ts';
import type { Row } from './tables/description.ts';
import type { table38, table39, table40, table41 } from './tables/service.ts';
import { fromCarColor, fromCarModel, fromPlateColor } from './vehicle-codes.ts';
import { wireCodes } from './wire-codes.ts';

const DONE = { code: CODE.ok, message: wordsFor(CODE.ok) };

const strategies = wireCodes<ControlStrategy, number>({
  'no-entry': 1,
  'no-exit': 2,
  'no-passage': 3,
  warn: 4,
  free: 5,
});
/** Table 40, status. */
const DELETED = 2;

const CONTROL_REFUSED: Record<ControlRefusal, Refusal> = {
  'no-vehicle': refusal(CODE.noSuchVehicle, 'carNo'),
  'ends-before-it-begins': refusal(CODE.range, 'endDate 早于 beginDate'),
  'unknown-entry': refusal(CODE.noSuchObject, 'id'),
  deleted: refusal(CODE.deleted, 'id'),
};

/** 7.3.4.2.2: adds, replaces or deletes a line of the control list and words the answer of table 41. */
export function vehicleControl(tx: Tx, desk: ControlDesk, row: Row<typeof table40>): Row<typeof table41> {
  const result = desk.put(tx, controlRequest(row));
  return { id: row.id, ...(result.outcome === 'done' ? DONE : CONTROL_REFUSED[result.because]) };
}

function controlRequest(row: Row<typeof table40>): ControlRequest {
  const strategy = strategies.word(row.strategyType);
  if (strategy === null) throw new Error(`strategyType ${row.strategyType} passed its table`);
  return {
    id: row.id,
    plate: row.carNo,
    plateColour: fromPlateColor(row.plateColor),
    carColour: fromCarColor(row.carColor),
    carModel: fromCarModel(row.carModel),
    strategy,
    from: row.beginDate === undefined ? null : instantOf(row.beginDate),
    to: instantOf(row.endDate),
    source: row.strategyFrom,
    remove: row.status === DELETED,
  };
}

const couponTypes = wireCodes<CouponRequest['type'], number>({ amount: 1, hours: 2, fraction: 3, free: 4 });
/** Longer than any stay that a coupon is made out for. */
const MOST_HOURS = 24 * 366;

const COUPON_REFUSED: Record<CouponRefusal, Refusal> = {
  'no-vehicle': refusal(CODE.noSuchVehicle, 'carNo'),
  'number-taken': refusal(CODE.exists, 'couponNo'),
  'car-has-left': refusal(CODE.notInside, 'carNo'),
};

/** 7.3.4.2.1: takes a coupon and words the answer of table 39. */
export function coupon(tx: Tx, desk: CouponDesk, row: Row<typeof table38>): Row<typeof table39> {
  const { couponNo } = row;
  const type = couponTypes.word(row.couponType);
  if (type === null) throw new Error(`couponType ${row.couponType} passed its table`);
  const value = valueOf(type, row.couponValue);
  if (value === null) return { couponNo, ...refusal(CODE.range, `couponValue (${VALUES[type]})`) };
  const result = desk.take(tx, {
    couponNo,
    plate: row.carNo,
    type,
    value,
    madeOutAt: instantOf(row.operateTime),
    channel: row.discountChannel ?? null,
    channelOrgCode: row.channelOrgCode ?? null,
    source: row.platform,
  });
  return { couponNo, ...(result.outcome === 'done' ? DONE : COUPON_REFUSED[result.because]) };
}

/** What each type allows, in the words of the refusal. */
const VALUES: Record<CouponRequest['type'], string> = {
  amount: '大于 0 的金额，元，最多两位小数',
  hours: `大于 0 的小时数，不超过 ${MOST_HOURS}`,
  fraction: '大于 0、不超过 1',
  free: '应为 1',
};

/** The value in the words of the domain: an amount in fen; null outside its range. */
function valueOf(type: CouponRequest['type'], value: number): number | null {
  switch (type) {
    case 'amount':
      return value > 0 ? fenOfYuan(value) : null;
    case 'hours':
      return value > 0 && value <= MOST_HOURS ? value : null;
    case 'fraction':
      return value > 0 && value <= 1 ? value : null;
    case 'free':
      return value === 1 ? value : null;
  }
}
