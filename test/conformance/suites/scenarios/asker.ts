import { beijingDateTime } from '../../../../demo/beijing-time.ts';
import type { ServiceInterface } from '../../../../demo/platform/tables/interfaces.ts';
import type { Row } from '../../cases/rows.ts';
import type { Ends } from '../../ends/db4403.ts';
import { PARK_CODE } from '../../ends/lot-side.ts';
import { sealed } from '../messages.ts';

/** What the lot said to one object. */
export interface Said {
  code: number;
  words: string;
  item: Row;
  /** Departures from the tables of the answer. */
  violations: readonly string[];
  ms: number;
}

/** A platform in the hand of a scenario: rows as they are usually asked, with what is said otherwise. */
export interface Asker {
  readonly ends: Ends;
  /** Each call gives another number. */
  number(): number;
  /** `yyyy-MM-dd HH:mm:ss` so many minutes from now. */
  at(minutes: number): string;
  ask(service: ServiceInterface, row: Row): Promise<Said>;
  lock(row?: Row): Promise<Said>;
  confirm(bookCode: unknown, confirmStatus?: 0 | 1): Promise<Said>;
  coupon(row?: Row): Promise<Said>;
  /** A line of the control list. */
  list(row?: Row): Promise<Said>;
  order(row?: Row): Promise<Said>;
  payOverdue(row: Row): Promise<Said>;
  refund(row: Row): Promise<Said>;
}

const MINUTE_MS = 60_000;

export function openAsker(ends: Ends): Asker {
  let last = 0;
  const number = (): number => (last += 1);
  const at = (minutes: number): string => beijingDateTime(Date.now() + minutes * MINUTE_MS);
  const plate = (): string => `粤B${String(10_000 + number())}`;

  /** The same bytes again would be the same message: each has a time of its own. */
  const ask = async (service: ServiceInterface, row: Row): Promise<Said> => {
    const time = Math.floor(Date.now() / 1000) - (number() % 120);
    const answer = await ends.platform.sendBytes(service, sealed([row], ends.platform.access.secret, time));
    if (!answer.answered) throw new Error(`${service}: ${answer.reason}`);
    const item = answer.item ?? {};
    return {
      code: typeof item['code'] === 'number' ? item['code'] : answer.code,
      words: typeof item['message'] === 'string' ? item['message'] : answer.message,
      item,
      violations: answer.violations.map(({ message }) => message),
      ms: Math.round(answer.ms),
    };
  };
  const parkCode = PARK_CODE;
  return {
    ends,
    number,
    at,
    ask,
    lock: (row) =>
      ask('requestBookStall', {
        bookCode: `B-${number()}`,
        parkCode,
        carNo: plate(),
        bookTime: at(60),
        overTime: at(120),
        obligatTime: 15,
        operateType: 1,
        ...row,
      }),
    confirm: (bookCode, confirmStatus = 1) => ask('confirmBookStall', { bookCode, parkCode, confirmStatus }),
    coupon: (row) =>
      ask('coupon', {
        couponNo: `C-${number()}`,
        parkCode,
        carNo: plate(),
        couponType: 1,
        couponValue: 10,
        operateTime: at(0),
        platform: '共享停车平台',
        ...row,
      }),
    list: (row) =>
      ask('vehicleControl', {
        id: number().toString(16).padStart(32, '0'),
        parkCode,
        carNo: plate(),
        plateColor: '0',
        carModel: 3,
        strategyType: 1,
        endDate: at(60 * 24 * 30),
        strategyFrom: '深圳交警',
        status: 1,
        ...row,
      }),
    order: (row) =>
      ask('shareOrder', {
        orderNo: `O-${number()}`,
        parkCode,
        fixCount: 1,
        orderBeginDate: at(0),
        orderEndDate: at(60 * 24),
        packageCode: 'PLAN-1',
        carNo: plate(),
        plateColor: '0',
        providerCode: 'P-1',
        userId: 'U-1',
        amount: 10,
        platformDiscount: 0,
        platformDiscountList: [],
        payAmount: 10,
        ...row,
      }),
    payOverdue: (row) => ask('overduePayment', { payAmount: 1, platformDiscount: 0, platformDiscountList: [], ...row }),
    refund: (row) => ask('refundRequest', { refundNo: `R-${number()}`, money: 100, ...row }),
  };
}
