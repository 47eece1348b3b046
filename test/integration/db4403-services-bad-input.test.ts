import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Field, Table } from '../../electron/station/platform/db4403/tables/description.ts';
import { services } from '../../electron/station/platform/db4403/tables/interfaces.ts';
import type { ServiceInterface } from '../../electron/station/platform/db4403/tables/interfaces.ts';
import { beijing, DAY, openAskedLot } from '../support/asked-lot.ts';
import type { AskedLot } from '../support/asked-lot.ts';
import { hmac, PARK_CODE } from './db4403-platform.ts';

// Every way in which a field of a service can be wrong, made from its table: a field that is added is tested.

let lot: AskedLot;
beforeAll(async () => {
  lot = await openAskedLot();
  // Something to be changed by a message that should not change it.
  for (const name of NAMES) await lot.ask(name, VALID[name]());
});
afterAll(() => lot.stop());

const NAMES = Object.keys(services) as ServiceInterface[];
const now = () => lot.clock.now();

/** An entry that each service takes. */
const VALID: Record<ServiceInterface, () => Record<string, unknown>> = {
  coupon: () => ({
    couponNo: 'C1',
    parkCode: PARK_CODE,
    carNo: '粤B12345',
    couponType: 1,
    couponValue: 5,
    operateTime: beijing(now()),
    platform: '共享停车平台',
  }),
  vehicleControl: () => ({
    id: 'a'.repeat(32),
    parkCode: PARK_CODE,
    carNo: '粤B12345',
    plateColor: '0',
    carModel: 3,
    strategyType: 4,
    endDate: beijing(now() + DAY),
    strategyFrom: '深圳交警',
    status: 1,
  }),
  shareOrder: () => ({
    orderNo: 'S1',
    parkCode: PARK_CODE,
    fixCount: 1,
    orderBeginDate: beijing(now()),
    orderEndDate: beijing(now() + DAY),
    packageCode: 'P1',
    carNo: '粤B12345',
    plateColor: '0',
    providerCode: 'provider-1',
    userId: 'user-1',
    amount: 30,
    platformDiscount: 5,
    platformDiscountList: [{ discountType: 1, discountNo: 'D1', discountValue: '5.00' }],
    isvDiscountList: [{ discountType: 2, discountNo: 'D2', discountValue: '0.00' }],
    payAmount: 25,
  }),
  overduePayment: () => ({
    orderNo: 'S1',
    payAmount: 10,
    platformDiscount: 0,
    platformDiscountList: [{ discountType: 1, discountNo: 'D1', discountValue: '0.00' }],
    isvDiscountList: [{ discountType: 2, discountNo: 'D2', discountValue: '0.00' }],
  }),
  refundRequest: () => ({ refundNo: 'R1', orderNo: 'S1', money: 100 }),
  requestBookStall: () => ({
    bookCode: 'B1',
    parkCode: PARK_CODE,
    carNo: '粤B12345',
    bookTime: beijing(now() + DAY),
    overTime: beijing(now() + 2 * DAY),
    obligatTime: 30,
    operateType: 1,
  }),
  confirmBookStall: () => ({ bookCode: 'B1', parkCode: PARK_CODE, confirmStatus: 1 }),
};

interface Wrong {
  what: string;
  /** As the refusal names it, e.g. `platformDiscountList[0].discountNo`. */
  field: string;
  code: number;
  change(entry: Record<string, unknown>): Record<string, unknown>;
}

const NO_TEXT = [7, true, ['x'], { $ne: 1 }];
const NO_NUMBER = ['1', true, [1], { $gt: 0 }];
const NO_LIST = ['x', 7, { 0: 'x' }, [7], ['x'], [null]];

/** Each way in which one field can be wrong, as [what, code, value]. */
function wrongValues(field: Field): [string, number, unknown][] {
  const { type, oneOf, min, max, length } = field;
  const wrongs: [string, number, unknown][] = [];
  const all = (what: string, code: number, values: readonly unknown[]) => {
    for (const value of values) wrongs.push([`${what} ${JSON.stringify(value)?.slice(0, 40)}`, code, value]);
  };
  if (field.required) all('missing', 4, [undefined, null, '']);
  switch (type) {
    case 'String':
      all('another type', 1005, NO_TEXT);
      all('a control character', 1000, ['a\u0000b', 'a\nb', 'a\u007f']);
      all('half a character', 1000, ['\ud800']);
      if (length !== undefined) all('too long', 1004, ['x'.repeat(length + 1), '𠮷'.repeat(length + 1)]);
      break;
    case 'Uuid':
      all('another type', 1005, [...NO_TEXT, 'a'.repeat(31), `${'a'.repeat(31)}-`]);
      all('too long', 1004, ['a'.repeat(33)]);
      break;
    case 'Int':
      all('another type', 1005, [...NO_NUMBER, 1.5]);
      all('beyond four bytes', 1007, [2 ** 31, -(2 ** 31) - 1]);
      break;
    case 'Decimal':
    case 'Double':
    case 'Timestamp':
      all('another type', 1005, NO_NUMBER);
      break;
    case 'DateTime':
      all('another form', 1005, [
        ...NO_TEXT,
        '2026/05/01 10:00:00',
        '2026-05-01T10:00:00',
        '2026-05-01',
        '2026-5-1 1:0:0',
      ]);
      all('no instant', 1007, ['2026-02-30 10:00:00', '2026-05-01 24:00:00', '2026-13-01 00:00:00']);
      break;
    case 'Time':
      all('another form', 1005, [...NO_TEXT, '8:00']);
      all('no time of day', 1007, ['24:00']);
      break;
    case 'List':
    case 'List<Uuid>':
      all('no list', 1005, NO_LIST.slice(0, 3));
      break;
  }
  if (oneOf) all('another value', 1007, typeof oneOf[0] === 'string' ? ['9', 'x'] : [-1, 99]);
  if (min !== undefined) all('too small', 1007, [min - 1]);
  if (max !== undefined) all('too large', 1007, [max + 1]);
  return wrongs;
}

/** What is wrong with a table's entries, those of its lists among them. */
function wrongsOf(table: Table): Wrong[] {
  return table.fields.flatMap((field: Field): Wrong[] => {
    const { name } = field;
    const own = wrongValues(field).map(([what, code, value]): Wrong => ({
      what,
      field: name,
      code,
      change: (entry) => ({ ...entry, [name]: value }),
    }));
    if (field.type !== 'List' || !field.of) return own;
    const inList = (entry: Record<string, unknown>) => entry[name] as Record<string, unknown>[];
    const nested = wrongsOf(field.of).map((wrong): Wrong => ({
      ...wrong,
      field: `${name}[0].${wrong.field}`,
      change: (entry) => ({ ...entry, [name]: inList(entry).map((each) => wrong.change(each)) }),
    }));
    const entries = [7, 'x', null, []].map((value): Wrong => ({
      what: `an entry that is ${JSON.stringify(value)}`,
      field: `${name}[0]`,
      code: 1005,
      change: (entry) => ({ ...entry, [name]: [value] }),
    }));
    const tooMany: Wrong = {
      what: 'more entries than any has',
      field: name,
      code: 1007,
      change: (entry) => ({ ...entry, [name]: Array<unknown>(201).fill(inList(entry)[0]) }),
    };
    return [...own, ...nested, ...entries, tooMany];
  });
}

/** Asks, and holds the store to what it was. */
async function unchanged(name: ServiceInterface, bytes: string | Buffer) {
  const before = lot.dump();
  const reply = await lot.platform.ask(name, bytes);
  expect(lot.dump()).toEqual(before);
  return reply;
}

describe.each(NAMES)('%s', (name) => {
  const { request, match } = services[name];
  const wrongs = wrongsOf(request);
  const signed = (data: string, timestamp = Math.floor(now() / 1000)) =>
    `{"timestamp":${timestamp},"sign":"${hmac(data)}","data":${data}}`;
  const data = () => JSON.stringify([VALID[name]()]);

  it('takes an entry as it should be', async () => {
    const reply = await lot.ask(name, VALID[name]());
    // What they are about is there, or not: none of it is badly formed.
    expect([0, 1100, 1007, 1300, 1200, 1201]).toContain(reply.data[0]?.code);
  });

  it.each(wrongs)('$field: $what is answered $code, named, and changes nothing', async ({ field, code, change }) => {
    const entry = change(VALID[name]());
    const reply = await unchanged(name, lot.platform.request([entry]));
    expect(reply).toMatchObject({ Code: 4, data: [{ code }] });
    expect(reply.data[0]?.message).toContain(field);
    // The reply is tied to its question by the field they share, when that can be read.
    const shared = match === null ? undefined : entry[match.request];
    const said = typeof shared === 'string' && [...shared].length <= 50 ? shared : '';
    // Table 41 can do without the id: one that is none is left out.
    const isLeftOut = name === 'vehicleControl' && !/^[0-9A-Za-z]{32}$/.test(said);
    if (match) expect(reply.data[0]?.[match.reply]).toBe(isLeftOut ? undefined : said);
  });

  const namesLot = request.fields.some((field) => field.name === 'parkCode');
  it.each(
    namesLot
      ? ([
          ['44030500100101000099', 1, 1101],
          ['east-lot', 4, 1001],
        ] as const)
      : [],
  )('the lot %s is not this one', async (parkCode, Code, code) => {
    const reply = await unchanged(name, lot.platform.request([{ ...VALID[name](), parkCode }]));
    expect(reply).toMatchObject({ Code, data: [{ code, message: expect.stringContaining('parkCode') as unknown }] });
  });

  it('a wrong entry does not keep its neighbours out, nor move their answers', async () => {
    const reply = await lot.ask(name, VALID[name](), {}, VALID[name]());
    expect(reply.data).toHaveLength(3);
    expect(reply.data[1]).toMatchObject({ code: 4 });
    expect(reply.data[2]?.code).toBe(reply.data[0]?.code);
  });

  it.each<[string, number, string, () => string | Buffer]>([
    ['a wrong signature', 8, 'sign', () => lot.platform.request([VALID[name]()], { sign: hmac('[]') })],
    ['another secret', 8, 'sign', () => lot.platform.request([VALID[name]()], { secret: 'guess' })],
    ['no signature', 8, 'sign', () => signed(data()).replace(/"sign":"[^"]*",/, '')],
    ['data changed after signing', 8, 'sign', () => signed(data()).replace('"data":[{', '"data":[{"x":1,')],
    ['a stale timestamp', 4, 'timestamp', () => signed(data(), Math.floor(now() / 1000) - 301)],
    ['a timestamp to come', 4, 'timestamp', () => signed(data(), Math.floor(now() / 1000) + 302)],
    ['eleven megabytes', 3, '字节', () => signed(`["${'x'.repeat(11 * 1024 * 1024)}"]`)],
    ['no JSON', 3, 'JSON', () => signed(data()).slice(0, -1)],
    ['bytes that are not UTF-8', 3, 'UTF-8', () => Buffer.from([0x7b, 0xff, 0x7d])],
    ['deep nesting', 3, '嵌套', () => signed(`[${'['.repeat(100)}${']'.repeat(100)}]`)],
    ['a key twice', 3, '重复', () => signed(data().replace('[{', '[{"carNo":"粤B00001","carNo":"粤B00002",'))],
    ['a key twice in the envelope', 3, '重复', () => signed(data()).replace(/\}$/, ',"data":[]}')],
    ['__proto__', 3, '__proto__', () => signed(data().replace('[{', '[{"__proto__":{"parkCode":"x"},'))],
    ['constructor', 3, 'constructor', () => signed(data().replace('[{', '[{"constructor":{"prototype":{}},'))],
    ['prototype', 3, 'prototype', () => signed(data().replace('[{', '[{"prototype":{},'))],
    ['an escaped __proto__', 3, '__proto__', () => signed(data().replace('[{', '[{"__pro\\u0074o__":{},'))],
    ['no entries', 4, 'data', () => signed('[]')],
    ['more entries than can be handled in time', 1007, 'data', () => lot.platform.request(Array(201).fill(VALID[name]()))], // prettier-ignore
    ['no list', 3, 'data', () => signed('{}')],
  ])('%s is answered %i, says why, and changes nothing', async (_what, code, word, bytes) => {
    const reply = await unchanged(name, bytes());
    expect(reply).toMatchObject({ Code: code, data: [] });
    expect(reply.message).toContain(word);
  });

  it('fields that the table does not have are ignored', async () => {
    const entry = { ...VALID[name](), remark2: { deep: [1] }, toString: 'x', hasOwnProperty: 1 };
    const [plain, more] = [await lot.ask(name, VALID[name]()), await lot.ask(name, entry)];
    expect(more.data[0]?.code).toBe(plain.data[0]?.code);
  });
});

it('all of that is over five hundred cases', () => {
  const cases = NAMES.reduce((sum, name) => sum + wrongsOf(services[name].request).length, 0);
  expect(cases).toBeGreaterThan(500);
});
