import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectAsync } from 'mqtt';
import { beijingDateTime } from '../../demo/beijing-time.ts';
import { entriesOf } from '../../demo/platform/book.ts';
import { isAccepted } from '../../demo/platform/bookings.ts';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform } from '../../demo/platform/platform.ts';
import {
  accept,
  enter,
  hmac,
  leave,
  openMqttLot,
  PARK_CODE,
  seal,
  sha1,
  topicOf,
  uuid,
  soon,
} from './demo-platform-lot.ts';
import type { Item, MqttLot } from './demo-platform-lot.ts';

let platform: Platform;
let lot: MqttLot;

beforeEach(async () => {
  platform = await startPlatform({ parkCode: PARK_CODE });
  lot = await openMqttLot(platform);
});

afterEach(async () => {
  await lot.stop();
  await platform.stop();
});

describe('reports', () => {
  test('an entry, its exit and the counts are answered 0 and stand in the book in order', async () => {
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 0, data: [{ id: uuid(1), code: 0 }] });
    const count = { parkCode: PARK_CODE, usedStalls: 1, unusedStalls: 299, reservedStalls: 0 };
    expect(await lot.report('stallCount', count)).toMatchObject({ Code: 0, data: [{ parkCode: PARK_CODE, code: 0 }] });
    expect(await lot.report('vehicleLeave', leave(1))).toMatchObject({ Code: 0 });
    const event = { id: uuid(7), time: '2025-06-01 10:00:00', eventType: 1002, eventLevel: 2, remark: '道闸故障' };
    expect(await lot.report('eventReport', event)).toMatchObject({ Code: 0 });
    expect(platform.book.entries.map((entry) => entry.interface)).toEqual([
      'vehicleEnter',
      'stallCount',
      'vehicleLeave',
      'eventReport',
    ]);
    expect(platform.book.violations).toEqual([]);
    expect(platform.book.anomalies).toEqual([]);
  });

  test('a report sent again after a lost answer is answered 0 and counted once', async () => {
    await lot.report('vehicleEnter', enter(1));
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 0 });
    expect(entriesOf(platform.book, 'vehicleEnter')).toHaveLength(1);
    expect(platform.book.duplicates).toHaveLength(1);
  });

  test.each([
    ['a plate of eleven characters', enter(2, { carNo: '粤B1234567890' }), 4, 1004, 'carNo'],
    ['a colour sent as a number', enter(2, { plateColor: 0 }), 4, 1005, 'plateColor'],
    ['a missing time', enter(2, { enterTime: undefined }), 4, 4, 'enterTime'],
    ['an id with dashes', enter(2, { id: '00000000-0000-0000-0000-000000000002' }), 4, 1004, 'id'],
    ['another lot', enter(2, { parkCode: '44030500100101000099' }), 1, 1101, 'parkCode'],
    ['no code of a lot', enter(2, { parkCode: 'P1' }), 4, 1001, 'parkCode'],
  ])('%s is refused by name and kept out of the book', async (_title, item, code, itemCode, field) => {
    const reply = await lot.report('vehicleEnter', item);
    expect(reply).toMatchObject({ Code: code, data: [{ code: itemCode }] });
    expect(reply.message).toContain(field);
    expect(platform.book.entries).toEqual([]);
    expect(platform.book.violations).toEqual([expect.objectContaining({ table: 19, field, code: itemCode })]);
  });

  test('in a batch each is judged alone, in order', async () => {
    const reply = await lot.report(
      'vehicleEnter',
      enter(1),
      enter(2, { carNo: undefined }),
      enter(3, { carNo: '粤B3' }),
    );
    expect(reply).toMatchObject({
      Code: 4,
      data: [
        { id: uuid(1), code: 0 },
        { id: uuid(2), code: 4, message: '表19 carNo: required, missing' },
        { id: uuid(3), code: 0 },
      ],
    });
    expect(platform.book.entries.map(({ item }) => item['id'])).toEqual([uuid(1), uuid(3)]);
  });

  test('a wrong signature is 8, an old timestamp 4, broken JSON 3, no object 4, and none of them is kept', async () => {
    const { secret } = platform.access;
    const data = [enter(3)];
    const forged = { timestamp: Math.floor(Date.now() / 1000), sign: hmac('[]', secret), data };
    expect(await lot.send('vehicleEnter', JSON.stringify(forged))).toMatchObject({ Code: 8, data: [] });
    expect(await lot.send('vehicleEnter', seal(data, secret, Date.now() - 3_600_000))).toMatchObject({ Code: 4 });
    expect(await lot.send('vehicleEnter', '{"data":')).toMatchObject({ Code: 3 });
    expect(await lot.report('vehicleEnter')).toMatchObject({ Code: 4 });
    expect(platform.book.entries).toEqual([]);
    expect(platform.book.violations.map(({ code, table }) => [code, table])).toEqual([
      [8, 2],
      [4, 2],
      [3, 2],
      [4, 2],
    ]);
  });

  test('an exit whose entry never came is told apart', async () => {
    await lot.report('vehicleLeave', leave(9));
    expect(platform.book.anomalies).toEqual([expect.objectContaining({ kind: 'leave-without-enter', id: uuid(9) })]);
  });

  test('an interface that nobody gave out is 1, a picture is no JSON', async () => {
    expect(await lot.report('carIn', enter(1))).toMatchObject({ Code: 1, data: [] });
    expect(await lot.report('imageUpload', { fileName: 'a.jpg' })).toMatchObject({ Code: 3, data: [] });
  });

  test('a login is possible here too, for platforms that want it', async () => {
    const { userId, password, secret } = platform.access;
    const item = { userId, password: sha1(password + secret) };
    expect(await lot.report('login', item)).toMatchObject({ Code: 0, data: [{ code: 0, tokenType: 'bearer' }] });
    expect(await lot.report('login', { ...item, password })).toMatchObject({ Code: 1, data: [{ code: 3001 }] });
    expect(platform.book.sessions.map(({ interface: name, code }) => [name, code])).toEqual([
      ['login', 0],
      ['login', 3001],
    ]);
  });
});

describe('bookings', () => {
  const wish = () => ({ carNo: '粤B12345', from: Date.now(), to: Date.now() + 3_600_000, keptMin: 15, hold: true });

  test('a booking is locked, then confirmed, each signed over the bytes of its data', async () => {
    await platform.whenHeard();
    const asked = wish();
    const { booking, answer } = await platform.reserve(asked);
    expect(isAccepted(answer)).toBe(true);
    expect(booking).toMatchObject({ state: 'confirmed', stallNo: 'A-01' });
    const { bookCode } = booking;
    const lock = {
      bookCode,
      parkCode: PARK_CODE,
      carNo: '粤B12345',
      bookTime: beijingDateTime(asked.from),
      overTime: beijingDateTime(asked.to),
      obligatTime: 15,
      operateType: 1,
      isReservation: 1,
      reservationFrom: '共享停车平台',
    };
    expect(lot.asked).toMatchObject([
      { code: 'requestBookStall', signed: true, items: [lock] },
      { code: 'confirmBookStall', signed: true, items: [{ bookCode, parkCode: PARK_CODE, confirmStatus: 1 }] },
    ]);
  });

  test('a change keeps its code, a cancellation ends it', async () => {
    await platform.whenHeard();
    const { booking } = await platform.reserve(wish());
    await platform.change(booking.bookCode, { ...wish(), carNo: '粤BD08888' });
    expect((await platform.cancel(booking.bookCode)).booking).toMatchObject({
      state: 'cancelled',
      wish: { carNo: '粤BD08888' },
    });
    const types = lot.asked.flatMap(({ items }) => items.map((item) => item['operateType'] ?? item['confirmStatus']));
    expect(types).toEqual([1, 1, 2, 0]);
  });

  test('a lot that has no place is believed: nothing is confirmed', async () => {
    lot.answering = (_code, item) => ({ bookCode: item['bookCode'], code: 1501, message: '没有可预订车位' });
    await platform.whenHeard();
    const { booking, answer } = await platform.reserve(wish());
    expect(booking.state).toBe('refused');
    expect(answer).toMatchObject({ answered: true, item: { code: 1501 }, violations: [] });
  });

  test('an answer that leaves out what table 64 requires is named, here and in the book', async () => {
    lot.answering = (_code, item) => ({ bookCode: item['bookCode'], code: 0 });
    await platform.whenHeard();
    const { answer } = await platform.lock(wish());
    expect(answer).toMatchObject({ violations: [{ table: 64, field: 'message', code: 4 }] });
    expect(platform.book.violations).toEqual([
      expect.objectContaining({ table: 64, topic: topicOf('service', 'requestBookStall', 'post_reply') }),
    ]);
  });

  test('several at once, answered out of order, each get their own answer', async () => {
    await platform.whenHeard();
    const held: Item[] = [];
    lot.answering = (code, item) => {
      held.push(item);
      if (held.length < 3) return null;
      for (const each of held.slice(0, 2)) {
        const data = [accept(code, each)];
        lot.client.publish(
          topicOf('service', code, 'post_reply'),
          JSON.stringify({ Code: 0, message: '', timestamp: 1, data }),
        );
      }
      return accept(code, item);
    };
    const booked = await Promise.all(
      ['粤B11111', '粤B22222', '粤B33333'].map((carNo) => platform.lock({ ...wish(), carNo })),
    );
    for (const { booking, answer } of booked) {
      expect(answer).toMatchObject({ answered: true, item: { bookCode: booking.bookCode } });
    }
  });
});

describe('the broker', () => {
  test('cut for a while: the client is thrown out and finds it on the same port again', async () => {
    const { url } = platform.access;
    await platform.whenHeard();
    const gone = new Promise((resolve) => lot.client.once('close', () => resolve(null)));
    await platform.cut(200);
    await gone;
    expect(platform.isHeard()).toBe(false);
    await platform.whenHeard();
    expect(platform.access.url).toBe(url);
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 0 });
  });

  test('a wrong password, a foreign client id and a foreign topic are turned away', async () => {
    const { url, clientId, password, caPem: ca } = platform.access;
    const tryAs = (as: { clientId: string; password: string }) =>
      connectAsync(url, { ...as, username: as.clientId, ca, reconnectPeriod: 0 }, false);
    await expect(tryAs({ clientId, password: 'guess' })).rejects.toMatchObject({ code: 5 });
    await expect(tryAs({ clientId: 'another', password })).rejects.toMatchObject({ code: 5 });
    const topic = '/sys/v1/44030500100101000099/event/vehicleEnter/post';
    lot.client.publish(topic, lot.envelope([enter(1)]));
    await soon(() => expect(platform.book.violations).toContainEqual(expect.objectContaining({ topic })));
    expect(platform.book.entries).toEqual([]);
  });

  test('who does not trust its authority does not speak to it', async () => {
    const { url, clientId, password } = platform.access;
    const connecting = connectAsync(url, { clientId, username: clientId, password, reconnectPeriod: 0 }, false);
    await expect(connecting).rejects.toMatchObject({ code: expect.stringMatching(/SELF_SIGNED|UNABLE/) as string });
  });
});

test('interface codes that were given out under another name are taken and sent', async () => {
  const renamed = await startPlatform({
    parkCode: PARK_CODE,
    codes: { vehicleEnter: 'carIn', confirmBookStall: 'sure' },
  });
  const other = await openMqttLot(renamed);
  try {
    expect(await other.report('carIn', enter(1))).toMatchObject({ Code: 0 });
    expect(await other.report('vehicleEnter', enter(2))).toMatchObject({ Code: 1 });
    expect(entriesOf(renamed.book, 'vehicleEnter')).toHaveLength(1);
    other.answering = (_code, item) => ({ bookCode: item['bookCode'], code: 0, message: '成功' });
    const wish = { carNo: '粤B12345', from: Date.now(), to: Date.now() + 3_600_000, keptMin: 15 };
    expect((await renamed.reserve(wish)).booking.state).toBe('confirmed');
    expect(other.asked.map(({ code }) => code)).toEqual(['requestBookStall', 'sure']);
  } finally {
    await other.stop();
    await renamed.stop();
  }
});
