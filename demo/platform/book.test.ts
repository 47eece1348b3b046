import { beforeEach, describe, expect, test } from 'vitest';
import { keepBook } from './book.ts';
import type { BookKeeper, Note } from './book.ts';
import { rememberIssued } from './issued.ts';
import type { Issued } from './issued.ts';
import type { ReportInterface } from './repeats.ts';
import { EVENTS } from './tables/interfaces.ts';
import { sampleOf } from './tables/sample.fixture.ts';

const parkCode = '44030500100101000010';
const id = (n: number) => n.toString(16).padStart(32, '0');

let now: number;
let issued: Issued;
let keeper: BookKeeper;
let notes: Note[];

beforeEach(() => {
  now = Date.UTC(2025, 5, 1, 4, 0, 0);
  issued = rememberIssued(100);
  notes = [];
  keeper = keepBook({
    parkCode,
    now: () => now,
    issued,
    keep: 1000,
    aheadS: 300,
    onNote: (note) => notes.push(note),
  });
});

/** A report of an interface, its lawful sample changed; the code it is answered. */
function report(code: ReportInterface, change: Record<string, unknown> = {}): number {
  const sample = sampleOf(EVENTS[code].request);
  // Optional links to other things are for tests that are about them.
  for (const name of [
    'stallNo',
    'chargeIdList',
    'orderNo',
    'listDiscounts',
    'imageUrl',
    'mapImage',
    'parkingPlaceImage',
  ]) {
    if (EVENTS[code].request.fields.some((field) => field.name === name && !field.required)) delete sample[name];
  }
  const item = { ...sample, ...('parkCode' in sample ? { parkCode } : {}), ...change };
  return keeper.enter({ interface: code, topic: code, item }).code;
}
const tales = () => keeper.book.anomalies.map(({ kind }) => kind);

const enter = (n: number, change: Record<string, unknown> = {}) =>
  report('vehicleEnter', { id: id(n), carNo: '粤B12345', enterTime: '2025-06-01 09:00:00', ...change });
const leave = (n: number, change: Record<string, unknown> = {}) =>
  report('vehicleLeave', { id: id(n), carNo: '粤B12345', leaveTime: '2025-06-01 10:00:00', ...change });
const charge = (n: number, change: Record<string, unknown> = {}) =>
  report('chargeRecord', { id: id(n), recordId: id(1), carNo: '粤B12345', payTime: '2025-06-01 09:59:00', ...change });

describe('what is in the book', () => {
  test('an accepted report stands in it once, with its place and time', () => {
    expect(enter(1)).toBe(0);
    expect(keeper.book.entries).toEqual([expect.objectContaining({ seq: 1, at: now, interface: 'vehicleEnter' })]);
    expect(notes.map(({ what }) => what)).toEqual(['report']);
  });

  test('a report that departs from its table is not, and every departure is written down', () => {
    expect(enter(1, { carNo: undefined, carModel: 9 })).toBe(4);
    expect(keeper.book.entries).toEqual([]);
    expect(keeper.book.violations).toEqual([
      expect.objectContaining({ table: 19, field: 'carNo', code: 4, topic: 'vehicleEnter', at: now }),
      expect.objectContaining({ table: 19, field: 'carModel', code: 1007 }),
    ]);
  });

  test('another lot is 1101, what is no code of a lot 1001', () => {
    expect(enter(1, { parkCode: '44030500100101000099' })).toBe(1101);
    expect(enter(1, { parkCode: 'P-1' })).toBe(1001);
    expect(keeper.book.violations.map(({ field }) => field)).toEqual(['parkCode', 'parkCode']);
  });

  test.each([
    ['vehicleEnter', { id: id(1) }, { carNo: '粤B99999' }],
    ['vehicleLeave', { id: id(1) }, { received: 5 }],
    ['chargeRecord', { id: id(1) }, { received: 5 }],
    ['eventReport', { id: id(1) }, { remark: '另一件事' }],
    ['reservationPriority', { id: id(1) }, { operateType: 1 }],
  ] as const)('%s again is answered 0 and counted once; with other content it is 1200', (code, name, change) => {
    expect(report(code, name)).toBe(0);
    expect(report(code, name)).toBe(0);
    expect(report(code, { ...name, ...change })).toBe(1200);
    expect(keeper.book.entries).toHaveLength(1);
    expect(keeper.book.duplicates).toHaveLength(1);
    expect(keeper.book.violations).toEqual([expect.objectContaining({ code: 1200, field: 'id' })]);
  });

  test.each([
    ['parkInfo', {}, { totalSpace: 90 }],
    ['gateInfo', { id: id(1) }, { status: 3 }],
    ['stallInfo', { id: 'A' }, { floor: 'B2' }],
    ['chargeStandard', {}, { remark: '新标准' }],
    ['stallStatus', {}, { usageState: 2 }],
    ['recordCorrection', { id: id(1) }, { carNo: '粤B99999' }],
    ['businessConfig', { businessCode: 1 }, { businessFlag: 1 }],
    ['sharePlan', { packageCode: 'P1' }, { sellPrice: 5 }],
    ['overdueOrder', { overdueOrderNo: 'O1' }, { payStatus: 1 }],
    ['orderChange', { orderNo: 'O1' }, { status: 2 }],
  ] as const)('%s tells a state: the same again is a duplicate, another is news', (code, name, change) => {
    expect([report(code, name), report(code, name), report(code, { ...name, ...change })]).toEqual([0, 0, 0]);
    expect(report(code, name)).toBe(0);
    expect(keeper.book.entries).toHaveLength(3);
    expect(keeper.book.duplicates).toHaveLength(1);
  });

  test('counts have no name: the same numbers again are news again', () => {
    report('stallCount');
    report('stallCount');
    expect(keeper.book.entries).toHaveLength(2);
  });

  test('a payment or refund that failed can succeed, and what succeeded stays so', () => {
    for (const [code, name, state] of [
      ['payResult', { orderNo: 'O1' }, 'payResult'],
      ['refundResult', { refundNo: 'R1' }, 'status'],
    ] as const) {
      expect([report(code, { ...name, [state]: 0 }), report(code, { ...name, [state]: 1 })]).toEqual([0, 0]);
      expect(report(code, { ...name, [state]: 0 })).toBe(1200);
    }
  });

  test('the last so many are kept, and every one is counted', () => {
    for (let n = 1; n <= 2000; n += 1) report('stallCount', { usedStalls: n });
    const { entries } = keeper.book;
    expect(entries.length).toBeLessThan(1100);
    expect(entries.at(-1)).toMatchObject({ seq: 2000 });
    expect(entries.length).toBeGreaterThanOrEqual(1000);
  });
});

describe('stories of stays', () => {
  test('in, paid and out is none', () => {
    enter(1);
    charge(7, { receivables: 1500, discount: 500, received: 1000 });
    leave(1, { chargeIdList: [id(7)], receivables: 1500, discount: 500, received: 1000 });
    enter(2, { enterTime: '2025-06-01 11:00:00' });
    expect(tales()).toEqual([]);
  });

  test.each<[string, string[], () => void]>([
    ['out without in', ['leave-without-enter'], () => leave(1)],
    ['in twice', ['inside-twice'], () => [enter(1), enter(2)]],
    ['out before in', ['leave-before-enter-time'], () => [enter(1), leave(1, { leaveTime: '2025-06-01 08:00:00' })]],
    ['out as another car', ['other-car'], () => [enter(1), leave(1, { carNo: '粤B99999' })]],
    ['in tomorrow', ['in-the-future'], () => enter(1, { enterTime: '2025-06-02 09:00:00' })],
    ['sums that do not add up', ['sums-differ'], () => [enter(1), leave(1, { receivables: 1500, received: 1000 })]],
    ['yuan', ['part-of-a-fen', 'part-of-a-fen'], () => [enter(1), leave(1, { receivables: 1.5, received: 1.5 })]],
    ['a charge that was never reported', ['unknown-charge'], () => [enter(1), leave(1, { chargeIdList: [id(9)] })]],
    [
      'more received than its charges',
      ['charges-differ'],
      () => [
        enter(1),
        charge(7, { receivables: 500, received: 500 }),
        leave(1, { chargeIdList: [id(7)], receivables: 900, received: 900 }),
      ],
    ],
    ['a charge of no stay', ['charge-of-unknown-stay'], () => charge(7)],
    ['a charge of another car', ['other-car'], () => [enter(1), charge(7, { carNo: '粤B99999' })]],
    ['paid before in', ['paid-before-enter-time'], () => [enter(1), charge(7, { payTime: '2025-06-01 08:00:00' })]],
    ['a charge of no order', ['unknown-order'], () => [enter(1), charge(7, { orderNo: 'O1' })]],
    ['a correction of no stay', ['correction-of-unknown-stay'], () => report('recordCorrection')],
  ])('%s', (_title, found, tell) => {
    tell();
    expect(tales()).toEqual(found);
    expect(keeper.book.violations).toEqual([]);
  });

  test('an anomaly says of whom it tells and in what words', () => {
    leave(9);
    expect(keeper.book.anomalies).toEqual([
      {
        at: now,
        interface: 'vehicleLeave',
        kind: 'leave-without-enter',
        id: id(9),
        carNo: '粤B12345',
        words: 'no such stay',
      },
    ]);
  });

  test('a correction renames the car: it can leave under its new plate and come under its old one', () => {
    enter(1);
    const corrected = { id: id(1), carNo: '粤B99999', enterTime: '2025-06-01 09:00:00', leaveTime: undefined };
    report('recordCorrection', corrected);
    enter(2);
    leave(1, { carNo: '粤B99999' });
    expect(tales()).toEqual([]);
  });

  test('off the road the lot is named in every stay; on it, or unknown, it need not be', () => {
    enter(1, { parkCode: undefined });
    report('parkInfo', { parkType: 1, totalSpace: 100, reservableStalls: 0 });
    leave(1, { parkCode: undefined });
    expect(tales()).toEqual(['park-code-missing']);
  });

  test('a coupon is for its car and for one time; other houses’ are left alone', () => {
    issued.note('coupon', { couponNo: 'C1', carNo: '粤B12345' });
    const use = (n: number, couponNo: string, carNo: string) =>
      charge(n, { carNo, listDiscounts: [{ id: id(50 + n), couponNo, couponType: 1, couponValue: 1 }] });
    enter(1);
    use(7, 'C1', '粤B12345');
    use(8, 'X9', '粤B12345');
    expect(tales()).toEqual([]);
    use(9, 'C1', '粤B99999');
    expect(tales()).toEqual(['other-car', 'coupon-of-other-car', 'coupon-used-twice']);
  });
});

describe('stories of the lot', () => {
  const stalls = () => report('stallInfo', { id: 'A', stallNo: 'A-01' });
  test.each<[string, string[], () => void]>([
    ['a stall that was described', [], () => [stalls(), report('stallStatus', { stallNo: 'A-01' })]],
    ['a stall nobody described', ['unknown-stall'], () => [stalls(), report('stallStatus', { stallNo: 'A-02' })]],
    ['a stall where none was described', [], () => report('stallStatus', { stallNo: 'A-02' })],
    [
      'one stall under two ids',
      ['stall-under-two-ids'],
      () => [stalls(), report('stallInfo', { id: 'B', stallNo: 'A-01' })],
    ],
    [
      'more cars than stalls',
      ['more-than-all-stalls'],
      () => [report('parkInfo', { totalSpace: 10 }), report('stallCount', { usedStalls: 8, unusedStalls: 3 })],
    ],
    [
      'more reserved than can be',
      ['more-than-reservable'],
      () => [
        report('parkInfo', { totalSpace: 10, reservableStalls: 2 }),
        report('stallCount', { usedStalls: 0, unusedStalls: 0, reservedStalls: 3 }),
      ],
    ],
    [
      'more reservable than all',
      ['more-than-all-stalls'],
      () => report('parkInfo', { totalSpace: 1, reservableStalls: 2 }),
    ],
    ['a picture nobody sent', ['unknown-picture'], () => report('parkInfo', { mapImage: id(3) })],
    ['a picture of the lot’s own', [], () => report('parkInfo', { mapImage: 'https://lot/map.jpg' })],
    [
      'an alarm about nobody’s list',
      ['car-on-no-list'],
      () => report('eventReport', { eventType: 1004, carNo: '粤B12345' }),
    ],
    [
      'priority switched on twice',
      ['priority-unchanged'],
      () => [
        report('reservationPriority', { id: id(1), operateType: 1 }),
        report('reservationPriority', { id: id(2), operateType: 1 }),
      ],
    ],
  ])('%s', (_title, found, tell) => {
    tell();
    expect(tales()).toEqual(found);
  });

  test('an alarm about a car that was listed is none', () => {
    issued.note('vehicleControl', { carNo: '粤B12345' });
    report('eventReport', { eventType: 1004, carNo: '粤B12345' });
    expect(tales()).toEqual([]);
  });

  test('a picture that was sent can be named', () => {
    const picture = { fileName: 'a.jpg', imageBizType: 1, timestamp: 1, pickTime: 1, bytes: 9, sha256: 'x' };
    keeper.write('imageUpload', '', { ...picture, id: id(3) });
    report('parkInfo', { mapImage: id(3) });
    expect(tales()).toEqual([]);
  });

  test('the same picture again keeps the id that it got first', () => {
    const picture = { fileName: 'a.jpg', imageBizType: 1, timestamp: 1, pickTime: 1, bytes: 9, sha256: 'x' };
    keeper.write('imageUpload', '', { ...picture, id: id(3) });
    const again = keeper.write('imageUpload', '', { ...picture, timestamp: 2, id: id(4) });
    expect(again.entry?.item['id']).toBe(id(3));
    expect(keeper.book.duplicates).toHaveLength(1);
  });

  test('whose the lot is, is known once it has said so', () => {
    expect(keeper.providerCode()).toBeNull();
    report('parkInfo', { providerCode: 'P-7' });
    expect(keeper.providerCode()).toBe('P-7');
  });

  test('the page for invoices is the one last reported, while invoices are supported', () => {
    expect(keeper.invoicePage()).toBeNull();
    report('businessConfig', { businessCode: 1, businessFlag: 1, forwardUrl: 'https://lot/invoice' });
    expect(keeper.invoicePage()).toBe('https://lot/invoice');
    report('businessConfig', { businessCode: 1, businessFlag: 0 });
    expect(keeper.invoicePage()).toBeNull();
  });
});

describe('stories of shared parking', () => {
  const order = { orderNo: 'O1', carNo: '粤B12345', payAmount: 15 };
  const overdue = {
    orderNo: 'O1',
    overdueOrderNo: 'V1',
    carNo: '粤B12345',
    inTime: '2025-06-01 08:00:00',
    outTime: '2025-06-01 09:00:00',
    overdueLength: 30,
    amount: 500,
    payStatus: 0,
  };
  const paid = (change: object) => report('payResult', { orderNo: 'O1', orderType: 0, payResult: 1, ...change });
  const refunded = (change: object) =>
    report('refundResult', { refundNo: 'R1', orderNo: 'O1', orderType: 0, amount: 1500, ...change });

  test('ordered, paid, overdue, paid later and given back is none', () => {
    issued.note('shareOrder', order);
    issued.note('refundRequest', { refundNo: 'R1' });
    paid({ payAmount: 1500, discountAmount: 0 });
    report('overdueOrder', overdue);
    paid({ orderNo: 'V1', orderType: 1, payAmount: 500, discountAmount: 0 });
    report('overdueOrder', { ...overdue, payStatus: 1 });
    refunded({});
    expect(tales()).toEqual([]);
    expect(keeper.overdueOrder('V1')).toMatchObject({ amount: 500, payStatus: 1 });
  });

  test.each<[string, string[], () => void]>([
    ['paid for no order', ['unknown-order'], () => paid({ orderNo: 'O9' })],
    ['paid for no overdue order', ['unknown-overdue-order'], () => paid({ orderNo: 'O1', orderType: 1 })],
    ['too little', ['amount-differs'], () => paid({ payAmount: 1400, discountAmount: 0 })],
    ['overdue of no order', ['unknown-order'], () => report('overdueOrder', { ...overdue, orderNo: 'O9' })],
    ['overdue by another car', ['order-of-other-car'], () => report('overdueOrder', { ...overdue, carNo: '粤B99999' })],
    [
      'overdue by more than the stay',
      ['longer-than-it-was'],
      () => report('overdueOrder', { ...overdue, overdueLength: 90 }),
    ],
    [
      'out before in',
      ['ends-before-it-begins'],
      () => report('overdueOrder', { ...overdue, outTime: '2025-06-01 07:00:00', overdueLength: undefined }),
    ],
    [
      'paid and unpaid again',
      ['paid-and-unpaid-again'],
      () => [report('overdueOrder', { ...overdue, payStatus: 1 }), report('overdueOrder', overdue)],
    ],
    ['given back unasked', ['unknown-refund'], () => refunded({ refundNo: 'R9' })],
    ['more given back than paid', ['amount-differs'], () => refunded({ amount: 9900 })],
    ['a change of no order', ['unknown-order'], () => report('orderChange', { orderNo: 'O9' })],
    [
      'an order that ends first',
      ['ends-before-it-begins'],
      () => report('orderChange', { orderNo: 'O1', beginDate: '2025-06-02 00:00:00', endDate: '2025-06-01 00:00:00' }),
    ],
    [
      'a plan that is shown backwards',
      ['ends-before-it-begins'],
      () => report('sharePlan', { displayBeginDate: '2025-06-02 00:00:00', displayEndDate: '2025-06-01 00:00:00' }),
    ],
    [
      'a plan with more words than its note allows',
      ['longer-than-its-note'],
      () => report('sharePlan', { description: '退'.repeat(101) }),
    ],
    [
      'a driver back from paying for nothing',
      ['unknown-order'],
      () => keeper.payReturned({ orderNo: 'O9', timestamp: 1, payResult: 1 }),
    ],
  ])('%s', (_title, found, tell) => {
    issued.note('shareOrder', order);
    issued.note('refundRequest', { refundNo: 'R1' });
    tell();
    expect(tales()).toEqual(found);
  });

  test('an order whose car was changed is overdue by the new one', () => {
    issued.note('shareOrder', order);
    report('orderChange', { orderNo: 'O1', carNo: '粤B99999' });
    report('overdueOrder', { ...overdue, carNo: '粤B99999' });
    expect(tales()).toEqual([]);
  });
});
