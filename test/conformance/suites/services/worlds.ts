import { beijingDateTime } from '../../../../demo/beijing-time.ts';
import type { Row } from '../../cases/rows.ts';
import type { Ends } from '../../ends/db4403.ts';
import { PARK_CODE } from '../../ends/lot-side.ts';

/** What the platform's requests find at the lot, so that a lawful one can be taken. */
export interface World {
  /** Values that every row of this service has. */
  fixed: Row;
  /** Makes the other attributes of a lawful row fit the one that is tried. */
  fit(row: Row, attribute: string | null): Row;
  /** Brings about what the row is about: the booking that it confirms, the order that it pays back. */
  prepare(ends: Ends, row: Row): Promise<void>;
  /** What the lot must say to a value that the table allows and business may not: codes, by attribute. Others are taken. */
  said: Readonly<Record<string, (value: unknown) => readonly number[]>>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The numbers under which the lot sells its plan and knows its stalls, where a row does not bring its own. */
export const PLAN = 'PLAN-1';

const nothing = (): Promise<void> => Promise.resolve();
const asItIs = (row: Row): Row => row;

const [TAKEN, OUTSIDE, BAD_TIME] = [0, 1007, 5004];
/** What is worth nothing is no coupon and no refund. */
const worth = (value: unknown) => [value === 0 ? OUTSIDE : TAKEN];
/** Where a driver is sent is a page, if it is anything. */
const address = (value: unknown) => [typeof value === 'string' && /^(?!https:)./.test(value) ? OUTSIDE : TAKEN];
/** One of a thing is sold; two thousand million are not. */
const few = (value: unknown) => [value === 1 ? TAKEN : OUTSIDE];
/** Nobody keeps a place for 4000 years. */
const patience = (value: unknown) => [value === 0 ? TAKEN : BAD_TIME];

/** By the code of the service. `now` is UTC ms. */
export function worldsAt(now: number): Readonly<Record<string, World>> {
  const [soon, later] = [beijingDateTime(now + HOUR_MS), beijingDateTime(now + 3 * HOUR_MS)];
  const [today, nextMonth] = [beijingDateTime(now), beijingDateTime(now + 30 * DAY_MS)];
  const [yearBack, twoYearsBack] = [beijingDateTime(now - 330 * DAY_MS), beijingDateTime(now - 730 * DAY_MS)];
  /** What is over cannot be booked. What is to come may still be too far off, or not fit the other end. */
  const ahead = (value: unknown) => (String(value) < today ? [BAD_TIME] : [TAKEN, BAD_TIME]);
  /** An order may have begun some time ago, but not years: nobody sells as much. */
  const begun = (value: unknown) => {
    const time = String(value);
    if (time < twoYearsBack) return [BAD_TIME];
    return yearBack < time && time <= today ? [TAKEN] : [TAKEN, BAD_TIME];
  };
  return {
    coupon: { fixed: {}, fit: asItIs, prepare: nothing, said: { couponValue: worth } },
    vehicleControl: {
      fixed: { beginDate: '2000-01-01 00:00:00', endDate: nextMonth },
      fit: asItIs,
      prepare: (ends, row) => list(ends, row),
      said: {},
    },
    shareOrder: {
      fixed: { packageCode: PLAN, orderBeginDate: today, orderEndDate: nextMonth },
      fit: fitOrder,
      prepare: nothing,
      said: { orderBeginDate: begun, orderEndDate: ahead, fixCount: few, callbackUrl: address },
    },
    overduePayment: { fixed: {}, fit: asItIs, prepare: owe, said: { callbackUrl: address } },
    refundRequest: { fixed: { money: 1 }, fit: asItIs, prepare: buy, said: { money: worth } },
    requestBookStall: {
      fixed: { bookTime: soon, overTime: later, obligatTime: 15 },
      fit: asItIs,
      prepare: (ends, row) => (row['operateType'] === 2 ? lock(ends, row) : nothing()),
      said: { bookTime: ahead, overTime: ahead, obligatTime: patience },
    },
    confirmBookStall: { fixed: {}, fit: asItIs, prepare: (ends, row) => lock(ends, row), said: {} },
  };
}

/** amount = payAmount + platformDiscount + isvDiscount (table 53), whichever of them is tried. */
function fitOrder(row: Row, attribute: string | null): Row {
  const [amount, pay, platform, own] = ['amount', 'payAmount', 'platformDiscount', 'isvDiscount'].map((name) =>
    Number(row[name] ?? 0),
  ) as [number, number, number, number];
  switch (attribute) {
    case 'amount':
      return { ...row, platformDiscount: 0, isvDiscount: 0, payAmount: amount };
    case 'payAmount':
      return { ...row, platformDiscount: 0, isvDiscount: 0, amount: pay };
    case 'platformDiscount':
      return { ...row, payAmount: 0, isvDiscount: 0, amount: platform };
    case 'isvDiscount':
      return { ...row, payAmount: 0, platformDiscount: 0, amount: own };
    default:
      return { ...row, amount: pay + platform + own };
  }
}

/** A line of the control list must be there before it can be deleted. */
async function list({ platform }: Ends, row: Row): Promise<void> {
  if (row['status'] === 2) await platform.request('vehicleControl', { ...row, status: 1 });
}

/** Locks the booking that a row names. */
async function lock({ platform }: Ends, { bookCode, carNo = '粤B00001' }: Row): Promise<void> {
  const now = Date.now();
  await platform.request('requestBookStall', {
    bookCode,
    parkCode: PARK_CODE,
    carNo,
    bookTime: beijingDateTime(now + HOUR_MS),
    overTime: beijingDateTime(now + 2 * HOUR_MS),
    obligatTime: 10,
    operateType: 1,
  });
}

/** The largest Int of fen: whatever a case pays back was paid. */
const MOST_FEN = 2 ** 31 - 1;

/** Buys and pays the order that a row names. */
async function buy({ platform, lot }: Ends, { orderNo }: Row): Promise<void> {
  const now = Date.now();
  await platform.request('shareOrder', {
    orderNo,
    parkCode: PARK_CODE,
    fixCount: 1,
    orderBeginDate: beijingDateTime(now),
    orderEndDate: beijingDateTime(now + DAY_MS),
    packageCode: PLAN,
    carNo: '粤B00001',
    plateColor: '0',
    providerCode: 'P',
    userId: 'U',
    amount: MOST_FEN / 100,
    platformDiscount: 0,
    platformDiscountList: [],
    payAmount: MOST_FEN / 100,
  });
  lot.ledger.record((tx) => {
    lot.sharing.paid(tx, {
      orderNo: String(orderNo),
      ok: true,
      at: tx.at,
      payType: 'wechat',
      amount: null,
      transactionId: null,
    });
  });
}

/** Somebody parked beyond an order, and owes what the row is about to pay. */
function owe({ lot }: Ends, row: Row): Promise<void> {
  const sum = ['payAmount', 'platformDiscount', 'isvDiscount'].reduce((fen, name) => {
    return fen + Math.round(Number(row[name] ?? 0) * 100);
  }, 0);
  const leftAt = Date.now();
  const overdueNo = String(row['orderNo']);
  const stay = {
    id: Buffer.from(overdueNo).toString('hex').slice(-32).padStart(32, '0'),
    plate: '粤B00001',
    plateRead: '粤B00001',
    plateColour: 'blue' as const,
    carColour: null,
    carModel: null,
    class: 'other' as const,
    bookingCode: null,
    orderNo: null,
    card: null,
    stallNo: null,
    enteredAt: leftAt - 2 * HOUR_MS,
    entranceId: 'in-1',
    entranceName: '入口',
    entryCapture: null,
    leftAt,
    exitId: 'out-1',
    exitName: '出口',
    exitCapture: null,
  };
  lot.ledger.record((tx) =>
    lot.sharing.owe(tx, stay, {
      orderNo: `${overdueNo}-order`.slice(-50),
      overdueNo,
      plate: stay.plate,
      carColour: null,
      enteredAt: stay.enteredAt,
      leftAt,
      minutes: 60,
      amount: sum,
      parkName: '一致性测试停车场',
      state: 'unpaid',
    }),
  );
  return nothing();
}
