import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxItem, Report, ReportOf, StayRecord } from '../../ledger/report.ts';
import { openMadeStore } from '../../store/made-store.fixture.ts';
import type { Db } from '../../store/open.ts';
import { createOrders } from './orders.ts';
import type { Orders } from './orders.ts';
import { createCitybrainReporter } from './reports.ts';
import type { ReporterParts } from './reports.ts';

/** 2026-01-02 03:04:05 in Beijing. */
const AT = Date.UTC(2026, 0, 1, 19, 4, 5);
const HOUR = 3_600_000;
const config = { parkingLotNo: '4403050001', ports: { 'in-1': 'E01', 'out-1': 'X01' }, snapshots: true };
const FIRST = '440305000120260102030405000001';

let directory: string;
let db: Db;
let orders: Orders;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'citybrain-reports-'));
  db = openMadeStore(join(directory, 'store.db'));
  orders = createOrders(db, config.parkingLotNo, () => 0);
});
afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

const stay: StayRecord = {
  id: '0123456789abcdef0123456789abcdef',
  plate: '粤B12345',
  plateRead: '粤B12345',
  plateColour: 'blue',
  carColour: 'white',
  carModel: 'small',
  class: 'other',
  bookingCode: null,
  orderNo: null,
  card: null,
  stallNo: null,
  enteredAt: AT,
  entranceId: 'in-1',
  entranceName: '东入口',
  entryCapture: 'capture-in',
  leftAt: AT + HOUR,
  exitId: 'out-1',
  exitName: '西出口',
  exitCapture: 'capture-out',
};
const numbers = { total: 100, used: 20, free: 75, reserved: 5 };
const entered: ReportOf<'entered'> = { kind: 'entered', stay, numbers, operator: null };
const left: ReportOf<'left'> = {
  kind: 'left',
  stay,
  numbers,
  operator: '王师傅',
  sums: { receivable: 1500, discount: 500, received: 1000 },
  chargeIds: [],
};

const word = (report: Report, change: Partial<ReporterParts> = {}): readonly OutboxItem[] =>
  createCitybrainReporter({ config, orders, pictureOf: () => ({ state: 'pending' }), isFree: () => false, ...change })(
    report,
    AT + HOUR,
  );
const payloadOf = (report: Report): unknown => word(report)[0]?.payload;

describe('an entry', () => {
  it('is 3.2.1 field by field, and its picture follows on the same key', () => {
    expect(word(entered)).toEqual([
      {
        platform: 'citybrain',
        interface: 'parking',
        businessId: FIRST,
        orderKey: `stay:${stay.id}`,
        supersedes: false,
        payload: {
          out_order_no: FIRST,
          plate_no: '粤B12345',
          plate_color: 'pnc_02',
          car_type: 'normal',
          parking_time: '2026-01-02 03:04:05',
          parking_lot_no: '4403050001',
          port_no: 'E01',
          total_spaces: 100,
          free_spaces: 75,
        },
      },
      {
        platform: 'citybrain',
        interface: 'uploadSnapshot',
        businessId: `${FIRST}:parking`,
        orderKey: `stay:${stay.id}`,
        supersedes: false,
        holds: false,
        payload: { out_order_no: FIRST, event: 'parking', captureId: 'capture-in' },
      },
    ]);
  });

  it('recorded twice is the same report', () => expect(word(entered)).toEqual(word(entered)));

  it('without a picture taken, or where pictures are not wanted, comes alone', () => {
    expect(word(entered, { pictureOf: () => ({ state: 'gone' }) })).toHaveLength(1);
    expect(word(entered, { config: { ...config, snapshots: false } })).toHaveLength(1);
    expect(word({ ...entered, stay: { ...stay, entryCapture: null } })).toHaveLength(1);
  });

  it('never over the length of its table: plate 16, operator 16, figures 8 digits, no free stalls below none', () => {
    const long = { ...stay, plate: '粤B12345'.repeat(3), entranceId: 'a-lane-that-the-site-had-last-summer' };
    const report: Report = {
      ...entered,
      stay: long,
      operator: '一位名字特别特别特别特别长的值班员先生',
      numbers: { total: 1e9, used: 1e9 + 3, free: -3, reserved: 0 },
    };
    expect(payloadOf(report)).toMatchObject({
      plate_no: '粤B12345粤B12345粤B',
      operator: '一位名字特别特别特别特别长的值班',
      port_no: 'a-lane-that-the-site-had-last-su',
      total_spaces: 99_999_999,
      free_spaces: 0,
    });
  });

  it('of a police car is special (3.3.1)', () => {
    expect(payloadOf({ ...entered, stay: { ...stay, plate: '粤B1234警', plateColour: 'white' } })).toMatchObject({
      car_type: 'special',
      plate_color: 'pnc_04',
    });
  });

  it('of a car that the control list lets in free is white (3.3.1), judged at its own time', () => {
    const asked: unknown[] = [];
    const isFree: ReporterParts['isFree'] = (...car) => asked.push(car) > 0;
    expect(word(entered, { isFree })[0]?.payload).toMatchObject({ car_type: 'white' });
    expect(word(left, { isFree })[0]?.payload).toMatchObject({ car_type: 'white' });
    expect(asked).toEqual([
      ['粤B12345', 'blue', AT],
      ['粤B12345', 'blue', AT + HOUR],
    ]);
  });
});

describe('an exit', () => {
  it('is 3.2.2 field by field under the number of its entry, and its picture follows', () => {
    word(entered);
    expect(word(left).map(({ interface: name, businessId }) => [name, businessId])).toEqual([
      ['away', FIRST],
      ['uploadSnapshot', `${FIRST}:away`],
    ]);
    expect(word(left)[0]?.payload).toEqual({
      out_order_no: FIRST,
      plate_no: '粤B12345',
      plate_color: 'pnc_02',
      car_type: 'normal',
      away_time: '2026-01-02 04:04:05',
      price: 1000,
      should_pay: 0,
      paid_fee: 1000,
      parking_lot_no: '4403050001',
      port_no: 'X01',
      operator: '王师傅',
      total_spaces: 100,
      free_spaces: 75,
    });
    expect(word(left)[1]?.payload).toEqual({ out_order_no: FIRST, event: 'away', captureId: 'capture-out' });
  });

  it.each([
    ['paid in full', { receivable: 1500, discount: 0, received: 1500 }, [1500, 0, 1500]],
    ['a coupon for a part', { receivable: 1500, discount: 500, received: 1000 }, [1000, 0, 1000]],
    ['a coupon for all', { receivable: 1500, discount: 1500, received: 0 }, [0, 0, 0]],
    ['left without paying', { receivable: 1500, discount: 0, received: 0 }, [1500, 1500, 0]],
    ['let go for less', { receivable: 1500, discount: 500, received: 400 }, [1000, 600, 400]],
    ['free', { receivable: 0, discount: 0, received: 0 }, [0, 0, 0]],
    ['beyond eight digits', { receivable: 1e9, discount: 0, received: 1e9 }, [99_999_999, 0, 99_999_999]],
  ])('%s: should_pay is price less what was paid (3.4)', (_title, sums, [price, should_pay, paid_fee]) => {
    word(entered);
    expect(payloadOf({ ...left, sums })).toMatchObject({ price, should_pay, paid_fee });
  });

  it('what was paid back before it left was let off: no invoice is made out for it', () => {
    word(entered);
    const money = { price: 600, should_pay: 0, paid_fee: 600 };
    expect(payloadOf({ ...left, refunded: 400 })).toMatchObject(money);
  });

  it('of a car that came in before this platform was there tells of the entry first', () => {
    const items = word(left);
    expect(items.map(({ interface: name }) => name)).toEqual(['parking', 'uploadSnapshot', 'away', 'uploadSnapshot']);
    expect(items[0]?.payload).toMatchObject({ out_order_no: FIRST, parking_time: '2026-01-02 03:04:05' });
    expect(items[0]?.payload).toMatchObject({ operator: undefined });
    expect(new Set(items.map(({ orderKey }) => orderKey)).size).toBe(1);
  });
});

it('what this platform has no interface for is not for it', () => {
  expect(word({ kind: 'counts', numbers })).toEqual([]);
  expect(word({ kind: 'stall', stallNo: 'A1', physical: 'usable', usage: 'free', at: AT })).toEqual([]);
});
