import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beijing, DAY, openAskedLot } from '../support/asked-lot.ts';
import type { AskedLot } from '../support/asked-lot.ts';
import { hmac, PARK_CODE } from './db4403-platform.ts';
import type { Envelope } from './db4403-platform.ts';

let lot: AskedLot;

beforeEach(async () => {
  lot = await openAskedLot();
});
afterEach(() => lot.stop());

const HOUR = 3_600_000;
const lock = (change: Record<string, unknown> = {}) => ({
  bookCode: 'B1',
  parkCode: PARK_CODE,
  carNo: '粤B12345',
  bookTime: beijing(lot.clock.now() + HOUR),
  overTime: beijing(lot.clock.now() + 3 * HOUR),
  obligatTime: 30,
  operateType: 1,
  ...change,
});
const confirm = (change: Record<string, unknown> = {}) => ({
  bookCode: 'B1',
  parkCode: PARK_CODE,
  confirmStatus: 1,
  ...change,
});
const request = (...items: unknown[]) => lot.platform.request(items);
const askLock = (...items: unknown[]) => lot.ask('requestBookStall', ...items);
const askConfirm = (...items: unknown[]) => lot.ask('confirmBookStall', ...items);
const dump = () => lot.dump();
const rejected = () => lot.rejected();

async function refusesAndChangesNothing(ask: () => Promise<Envelope>): Promise<Envelope> {
  const before = dump();
  const reply = await ask();
  expect(dump()).toEqual(before);
  return reply;
}

describe('bookings that the platform sends', () => {
  it('locks, confirms and cancels, and words the replies as tables 64 and 66 have them', async () => {
    const started = performance.now();
    const locked = await askLock(
      lock({ isReservation: 1, plateColor: '4', carModel: 3, reservationFrom: '来源共享停车平台' }),
    );
    expect(performance.now() - started).toBeLessThan(3000);
    expect(locked).toEqual({
      Code: 0,
      message: '成功',
      timestamp: expect.closeTo(lot.clock.now() / 1000, -1) as number,
      data: [{ bookCode: 'B1', code: 0, message: '成功', stallNo: 'A01', restReservedStalls: 1 }],
    });
    const stored = lot.db.prepare('SELECT plate, plate_colour, car_model, from_at, kept_min, state FROM booking').get();
    const from = Math.floor((lot.clock.now() + HOUR) / 1000) * 1000;
    expect(stored).toMatchObject({
      plate: '粤B12345',
      plate_colour: 'green',
      car_model: 'small',
      kept_min: 30,
      state: 'locked',
    });
    expect(Math.abs((stored as { from_at: number }).from_at - from)).toBeLessThanOrEqual(2000);
    expect(await askConfirm(confirm())).toMatchObject({
      Code: 0,
      data: [{ bookCode: 'B1', code: 0, message: '成功' }],
    });
    expect(await askConfirm(confirm({ confirmStatus: 0 }))).toMatchObject({ Code: 0, data: [{ code: 0 }] });
    expect(lot.db.prepare('SELECT state FROM booking').all()).toEqual([{ state: 'cancelled' }]);
    expect(rejected()).toEqual([]);
  });

  it('the same message twice gets the same reply and is done once', async () => {
    const bytes = request(lock());
    const first = await lot.platform.ask('requestBookStall', bytes);
    const after = dump();
    const second = await lot.platform.ask('requestBookStall', bytes);
    expect(second.data).toEqual(first.data);
    expect(dump()).toEqual(after);
  });

  it('the same booking sent anew is answered 0 without restReservedStalls', async () => {
    const item = lock();
    await askLock(item);
    lot.clock.leap(60_000);
    const again = await askLock(item);
    expect(again).toMatchObject({ Code: 0, data: [{ bookCode: 'B1', code: 0 }] });
    expect(again.data[0]).not.toHaveProperty('restReservedStalls');
    expect(lot.db.prepare('SELECT count(*) AS n FROM booking').get()).toEqual({ n: 1 });
  });

  it('the reply was lost with the link: the platform asks again and nothing is booked twice', async () => {
    const item = lock();
    await askLock(item);
    await lot.platform.cut();
    await vi.waitFor(() => expect(lot.link.view().state).toBe('down'));
    await lot.platform.restore();
    await vi.waitFor(
      () => {
        lot.clock.leap(500);
        expect(lot.link.view().state).toBe('up');
      },
      { timeout: 10_000 },
    );
    expect(await askLock(item)).toMatchObject({ Code: 0 });
    expect(lot.db.prepare('SELECT count(*) AS n FROM booking').get()).toEqual({ n: 1 });
  });

  it('a refused entry refuses only itself', async () => {
    const reply = await askLock(
      lock(),
      lock({ bookCode: 'B2', carNo: 'x'.repeat(11) }),
      lock({ bookCode: 'B3', carNo: '粤B33333' }),
    );
    expect(reply.Code).toBe(4);
    expect(reply.data.map(({ bookCode, code }) => [bookCode, code])).toEqual([
      ['B1', 0],
      ['B2', 1004],
      ['B3', 0],
    ]);
    expect(lot.db.prepare('SELECT code FROM booking ORDER BY code').all()).toEqual([{ code: 'B1' }, { code: 'B3' }]);
    expect(rejected()).toMatchObject([{ bookingCode: 'B2', data: { code: 1004, interface: 'requestBookStall' } }]);
  });

  it.each<[string, number, () => Promise<unknown>, () => Promise<Envelope>]>([
    ['other content under a known code', 1201, () => askLock(lock()), () => askLock(lock({ carNo: '粤B99999' }))],
    ['a change of an unknown booking', 1104, () => Promise.resolve(), () => askLock(lock({ operateType: 2 }))],
    [
      'a confirmation of an unknown booking',
      1104,
      () => Promise.resolve(),
      () => askConfirm(confirm({ bookCode: 'B9' })),
    ],
    [
      'a stall that does not exist',
      1102,
      () => Promise.resolve(),
      () => askLock(lock({ isReservation: 1, reservationStallNo: 'Z9' })),
    ],
    [
      'a stall number that is none',
      1002,
      () => Promise.resolve(),
      () => askLock(lock({ isReservation: 1, reservationStallNo: 'A 01' })),
    ],
    [
      'a stall that is taken, while others are left',
      1500,
      () => askLock(lock({ isReservation: 1, reservationStallNo: 'A01' })),
      () => askLock(lock({ bookCode: 'B2', isReservation: 1, reservationStallNo: 'A01' })),
    ],
    ['a plate that names no vehicle', 1103, () => Promise.resolve(), () => askLock(lock({ carNo: '无牌车' }))],
    ['a black-listed plate', 5005, () => blackList(), () => askLock(lock())],
    [
      'a booking that begins in more than a year',
      5004,
      () => Promise.resolve(),
      () =>
        askLock(
          lock({ bookTime: beijing(lot.clock.now() + 367 * DAY), overTime: beijing(lot.clock.now() + 368 * DAY) }),
        ),
    ],
    [
      'a booking longer than a month',
      5004,
      () => Promise.resolve(),
      () => askLock(lock({ overTime: beijing(lot.clock.now() + 40 * DAY) })),
    ],
    [
      'a booking whose car is inside',
      1300,
      async () => {
        await askLock(lock());
        lot.ledger.record((tx) => lot.bookings.use(tx, 'B1', 'a stay'));
      },
      () => askConfirm(confirm({ confirmStatus: 0 })),
    ],
    [
      'an end before the beginning',
      5004,
      () => Promise.resolve(),
      () => askLock(lock({ overTime: beijing(lot.clock.now()) })),
    ],
    [
      'no place left',
      1501,
      () => askLock(lock(), lock({ bookCode: 'B2', carNo: '粤B22222' })),
      () => askLock(lock({ bookCode: 'B3', carNo: '粤B33333' })),
    ],
    [
      'a booking that was cancelled',
      1401,
      async () => {
        await askLock(lock());
        await askConfirm(confirm({ confirmStatus: 0 }));
      },
      () => askConfirm(confirm()),
    ],
    [
      'a booking that expired',
      1301,
      async () => {
        await askLock(lock());
        lot.clock.leap(5 * HOUR);
      },
      () => askConfirm(confirm()),
    ],
  ])('%s is answered %i and changes nothing', async (_what, code, before, ask) => {
    await before();
    const reply = await refusesAndChangesNothing(ask);
    // A number that no stall has anywhere is a mistake of form.
    expect(reply).toMatchObject({ Code: code === 1002 ? 4 : 1, data: [{ code }] });
    expect(rejected()).toMatchObject([{ data: { code } }]);
  });
});

/** The plate may not come in for a year. */
async function blackList(): Promise<void> {
  await lot.ask('vehicleControl', {
    id: 'a'.repeat(32),
    parkCode: PARK_CODE,
    carNo: '粤B12345',
    plateColor: '0',
    carModel: 3,
    strategyType: 1,
    endDate: beijing(lot.clock.now() + 365 * DAY),
    strategyFrom: '深圳交警',
    status: 1,
  });
}

describe('many requests at once', () => {
  it('two hundred in one message are judged one by one, and answered in their order', async () => {
    const many = Array.from({ length: 200 }, (_, n) => lock({ bookCode: `N${n}`, carNo: `粤B${10_000 + n}` }));
    const reply = await askLock(...many);
    expect(reply.data.map(({ bookCode, code }) => [bookCode, code])).toEqual(
      many.map(({ bookCode }, n) => [bookCode, n < 2 ? 0 : 1501]),
    );
  });

  it('in flight together never get more places than there are, and each gets its own answer', async () => {
    const codes = Array.from({ length: 40 }, (_, i) => `B${i}`);
    const { platform } = lot;
    for (const [index, bookCode] of codes.entries()) {
      platform.send('requestBookStall', request(lock({ bookCode, isReservation: 1 })));
      // Some are given back while others still ask.
      if (index % 5 === 4) platform.send('confirmBookStall', request(confirm({ bookCode, confirmStatus: 0 })));
    }
    await vi.waitFor(() => expect(platform.replies).toHaveLength(48), { timeout: 10_000 });
    const locks = platform.replies.filter(({ code }) => code === 'requestBookStall').map(({ reply }) => reply.data[0]);
    expect(locks.map((entry) => entry?.['bookCode'])).toEqual(codes);
    expect(new Set(locks.map((entry) => entry?.code))).toEqual(new Set([0, 1501]));
    const held = lot.db.prepare(`SELECT stall_no FROM booking WHERE state = 'locked'`).pluck().all();
    expect([held.length <= 2, new Set(held).size]).toEqual([true, held.length]);
  });

  it('what a lock, a confirmation and a cancellation do to a stall is reported', async () => {
    await askLock(lock({ isReservation: 1 }));
    await askConfirm(confirm());
    await askConfirm(confirm({ confirmStatus: 0 }));
    const states = () => lot.platform.reports.filter(({ code }) => code === 'stallStatus').map(({ item }) => item);
    await vi.waitFor(() => expect(states().at(-1)).toMatchObject({ stallNo: 'A01', usageState: 1 }));
    expect(states()[0]).toMatchObject({ stallNo: 'A01', physicalState: 1 });
    expect(lot.platform.wrongs).toEqual([]);
  });
});

describe('messages that are not as they should be', () => {
  const signed = (data: string, timestamp = Math.floor(lot.clock.now() / 1000)) =>
    `{"timestamp":${timestamp},"sign":"${hmac(data)}","data":${data}}`;
  const seconds = (ms: number) => Math.floor((lot.clock.now() + ms) / 1000);

  it.each<[string, number, string, () => string | Buffer]>([
    ['nothing', 3, 'JSON', () => ''],
    ['no JSON', 3, 'JSON', () => '{"timestamp":1,'],
    ['no object', 3, '对象', () => '[]'],
    ['bytes that are not UTF-8', 3, 'UTF-8', () => Buffer.from([0x7b, 0xff, 0x7d])],
    ['more than 10 MB', 3, '字节', () => signed(JSON.stringify([lock({ carNo: 'x'.repeat(10 * 1024 * 1024) })]))],
    ['no data', 3, 'data', () => '{"timestamp":1,"sign":"00"}'],
    ['data that is no list', 3, 'data', () => signed('{}')],
    ['data twice', 3, 'data', () => signed('[]').replace(/\}$/, ',"data":[1]}')],
    ['nesting without end', 3, '嵌套', () => signed(`[${'['.repeat(50_000)}${']'.repeat(50_000)}]`)],
    ['a key of the prototype', 3, '__proto__', () => signed(`[{"__proto__":{"bookCode":"B1"}}]`)],
    ['no signature', 8, 'sign', () => signed(JSON.stringify([lock()])).replace(/"sign":"[^"]*",/, '')],
    ['a signature of other data', 8, 'sign', () => lot.platform.request([lock()], { sign: hmac('[]') })],
    ['a signature under another secret', 8, 'sign', () => lot.platform.request([lock()], { secret: 'guess' })],
    ['data changed after signing', 8, 'sign', () => request(lock()).replace('粤B12345', '粤B12346')],
    ['data spaced after signing', 8, 'sign', () => request(lock()).replace('"bookCode":', '"bookCode": ')],
    [
      'a timestamp in words',
      3,
      'timestamp',
      () => signed(JSON.stringify([lock()])).replace(/"timestamp":\d+/, '"timestamp":"now"'),
    ],
    [
      'a message six minutes old',
      4,
      'timestamp',
      () => lot.platform.request([lock()], { timestamp: seconds(-360_000) }),
    ],
    ['a message of the future', 4, 'timestamp', () => lot.platform.request([lock()], { timestamp: seconds(360_000) })],
    ['no entries', 4, 'data', () => signed('[]')],
    ['more entries than can be handled in time', 1007, 'data', () => request(...Array<object>(201).fill(lock()))],
  ])('%s is answered %i, says why, and changes nothing', async (_what, code, word, bytes) => {
    const reply = await refusesAndChangesNothing(() => lot.platform.ask('requestBookStall', bytes()));
    expect(reply).toMatchObject({ Code: code, data: [] });
    expect(reply.message).toContain(word);
    expect(rejected()).toMatchObject([{ data: { code, interface: 'requestBookStall' } }]);
  });

  it.each<[string, number, string, () => object]>([
    ['a missing field', 4, 'carNo', () => lock({ carNo: undefined })],
    ['a field of another type', 1005, 'obligatTime', () => lock({ obligatTime: '30' })],
    ['an object for a text', 1005, 'carNo', () => lock({ carNo: { $ne: 1 } })],
    ['a plate too long', 1004, 'carNo', () => lock({ carNo: '粤B1234567890' })],
    ['a value out of range', 1007, 'operateType', () => lock({ operateType: 9 })],
    ['a time in another form', 1005, 'bookTime', () => lock({ bookTime: '2026/01/01 10:00:00' })],
    ['a day that does not exist', 1007, 'bookTime', () => lock({ bookTime: '2026-02-30 10:00:00' })],
    ['a malformed parkCode', 1001, 'parkCode', () => lock({ parkCode: 'east-lot' })],
    ['the parkCode of another lot', 1101, 'parkCode', () => lock({ parkCode: '44030500100101000099' })],
  ])('%s is answered %i and named', async (_what, code, field, item) => {
    const reply = await refusesAndChangesNothing(() => askLock(item()));
    expect(reply).toMatchObject({ data: [{ bookCode: 'B1', code }] });
    expect(reply.Code).toBe(code === 1101 ? 1 : 4);
    expect(reply.data[0]?.message).toContain(field);
  });

  it('an interface that is not served is answered, not ignored', async () => {
    const reply = await refusesAndChangesNothing(() => lot.platform.ask('openAllGates', request({})));
    expect(reply).toMatchObject({ Code: 3, data: [] });
  });

  it('a captured message is of no use ten minutes later', async () => {
    const bytes = request(lock());
    await lot.platform.ask('requestBookStall', bytes);
    lot.clock.leap(600_000);
    expect(await refusesAndChangesNothing(() => lot.platform.ask('requestBookStall', bytes))).toMatchObject({
      Code: 4,
    });
  });

  it('the store takes nothing, as when the disk is full: the platform is told 5, nothing is booked, and later it works', async () => {
    lot.db.exec(`CREATE TRIGGER full BEFORE INSERT ON inbound BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    const item = lock();
    expect(await refusesAndChangesNothing(() => askLock(item))).toMatchObject({ Code: 5, data: [] });
    expect(lot.troubles).toHaveLength(1);
    lot.db.exec('DROP TRIGGER full');
    expect(await askLock(item)).toMatchObject({ Code: 0 });
  });

  it('a flood of rubbish does not fill the book: the rest is counted', async () => {
    for (let i = 0; i < 60; i++) await lot.platform.ask('requestBookStall', `rubbish ${i}`);
    expect(rejected()).toHaveLength(20);
    lot.clock.leap(30_000);
    await lot.platform.ask('requestBookStall', 'more');
    expect(rejected()[0]).toMatchObject({ data: { leftOut: 40 } });
  });
});
