import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { beijingDateTime } from '../../demo/beijing-time.ts';
import { entriesOf } from '../../demo/platform/book.ts';
import { isAccepted } from '../../demo/platform/bookings.ts';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform } from '../../demo/platform/platform.ts';

// A lot written from the text alone: a plain MQTT client, nothing of the station.

const parkCode = '44030500100101000010';
const id = (n: number) => n.toString(16).padStart(32, '0');

interface Reply {
  Code: number;
  message: string;
  data: { id?: string; code: number; message: string }[];
}

let platform: Platform;
let client: MqttClient;
let heard: { topic: string; payload: string }[];

const hmac = (text: string) => createHmac('sha256', platform.access.secret).update(text).digest('hex');
const envelope = (data: unknown[]) => {
  const raw = JSON.stringify(data);
  return JSON.stringify({ timestamp: Math.floor(Date.now() / 1000), sign: hmac(raw), data });
};
const topicOf = (side: 'event' | 'service', code: string, leaf: 'post' | 'post_reply') =>
  `/sys/v1/${parkCode}/${side}/${code}/${leaf}`;

async function connect(): Promise<MqttClient> {
  const { url, clientId, password, caPem } = platform.access;
  const connected = await connectAsync(url, {
    clientId,
    username: clientId,
    password,
    ca: caPem,
    reconnectPeriod: 100,
  });
  connected.on('message', (topic, payload) => heard.push({ topic, payload: payload.toString() }));
  return connected;
}

async function report(code: string, payload: string): Promise<Reply> {
  const reply = topicOf('event', code, 'post_reply');
  const before = heard.filter(({ topic }) => topic === reply).length;
  await client.publishAsync(topicOf('event', code, 'post'), payload);
  return vi.waitFor(() => {
    const mine = heard.filter(({ topic }) => topic === reply)[before];
    if (mine === undefined) throw new Error(`no answer on ${reply}`);
    return JSON.parse(mine.payload) as Reply;
  });
}

/** Answers bookings the way table 64 and 66 say, after checking their signature over the raw bytes of data. */
function answerBookings(answerOf: (item: Record<string, unknown>) => Record<string, unknown>): void {
  client.on('message', (topic, payload) => {
    if (!topic.includes('/service/') || !topic.endsWith('/post')) return;
    const text = payload.toString();
    const raw = /"data":(.*)\}$/s.exec(text)?.[1] ?? '';
    const message = JSON.parse(text) as { sign: string; data: Record<string, unknown>[] };
    const signed = message.sign === hmac(raw);
    const data = signed ? message.data.map(answerOf) : [];
    const reply = { Code: signed ? 0 : 8, message: '', timestamp: Math.floor(Date.now() / 1000), data };
    client.publish(`${topic}_reply`, JSON.stringify(reply));
  });
}

beforeEach(async () => {
  platform = await startPlatform({ parkCode });
  heard = [];
  client = await connect();
  await client.subscribeAsync([`/sys/v1/${parkCode}/event/+/post_reply`, `/sys/v1/${parkCode}/service/+/post`]);
});

afterEach(async () => {
  await client.endAsync(true);
  await platform.stop();
});

const enter = (n: number, change: Record<string, unknown> = {}) => ({
  id: id(n),
  parkCode,
  carNo: '粤B12345',
  plateColor: '0',
  enterTime: '2025-06-01 09:00:00',
  entranceName: '入口 1',
  ...change,
});
const leave = (n: number, change: Record<string, unknown> = {}) => ({
  id: id(n),
  parkCode,
  carNo: '粤B12345',
  leaveTime: '2025-06-01 10:00:00',
  receivables: 0,
  discount: 0,
  received: 0,
  ...change,
});

describe('reports', () => {
  test('an entry, its exit and the counts are answered 0 and stand in the book in order', async () => {
    expect(await report('vehicleEnter', envelope([enter(1)]))).toMatchObject({
      Code: 0,
      data: [{ id: id(1), code: 0 }],
    });
    const count = { parkCode, usedStalls: 1, unusedStalls: 299, reservedStalls: 0 };
    expect(await report('stallCount', envelope([count]))).toMatchObject({ Code: 0, data: [{ parkCode, code: 0 }] });
    expect(await report('vehicleLeave', envelope([leave(1)]))).toMatchObject({ Code: 0 });
    const event = { id: id(7), time: '2025-06-01 10:00:00', eventType: 1002, eventLevel: 2, remark: '道闸故障' };
    expect(await report('eventReport', envelope([event]))).toMatchObject({ Code: 0 });
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
    await report('vehicleEnter', envelope([enter(1)]));
    expect(await report('vehicleEnter', envelope([enter(1)]))).toMatchObject({ Code: 0 });
    expect(entriesOf(platform.book, 'vehicleEnter')).toHaveLength(1);
    expect(platform.book.duplicates).toHaveLength(1);
  });

  test.each([
    ['a plate of eleven characters', enter(2, { carNo: '粤B1234567890' }), 4, 1004, 'carNo'],
    ['a colour sent as a number', enter(2, { plateColor: 0 }), 4, 1005, 'plateColor'],
    ['a missing time', enter(2, { enterTime: undefined }), 4, 1007, 'enterTime'],
    ['an id with dashes', enter(2, { id: '00000000-0000-0000-0000-000000000002' }), 4, 1005, 'id'],
    ['another lot', enter(2, { parkCode: '44030500100101000099' }), 1, 1101, 'parkCode'],
  ])('%s is refused by name and kept out of the book', async (_title, item, code, itemCode, field) => {
    const reply = await report('vehicleEnter', envelope([item]));
    expect(reply).toMatchObject({ Code: code, data: [{ code: itemCode }] });
    expect(reply.message).toContain(field);
    expect(platform.book.entries).toEqual([]);
    expect(platform.book.violations).toEqual([expect.objectContaining({ field, code: itemCode })]);
  });

  test('a wrong signature is 8, an old timestamp 4, broken JSON 3, and none of them is kept', async () => {
    const data = [enter(3)];
    const stale = { timestamp: Math.floor(Date.now() / 1000) - 3600, sign: hmac(JSON.stringify(data)), data };
    const forged = { timestamp: Math.floor(Date.now() / 1000), sign: '0'.repeat(64), data };
    expect(await report('vehicleEnter', JSON.stringify(forged))).toMatchObject({ Code: 8, data: [] });
    expect(await report('vehicleEnter', JSON.stringify(stale))).toMatchObject({ Code: 4 });
    expect(await report('vehicleEnter', '{"data":')).toMatchObject({ Code: 3 });
    expect(platform.book.entries).toEqual([]);
  });

  test('an exit whose entry never came is told apart', async () => {
    await report('vehicleLeave', envelope([leave(9)]));
    expect(platform.book.anomalies).toEqual([expect.objectContaining({ kind: 'leave-without-enter', id: id(9) })]);
  });
});

describe('bookings', () => {
  const wish = () => ({ carNo: '粤B12345', from: Date.now(), to: Date.now() + 3_600_000, keptMin: 15, hold: true });
  const accept = (item: Record<string, unknown>) => ({
    bookCode: item['bookCode'],
    code: 0,
    message: '成功',
    ...('operateType' in item ? { stallNo: 'A-01', restReservedStalls: 9 } : {}),
  });

  test('a booking is locked, then confirmed, each signed over the bytes of its data', async () => {
    const seen: Record<string, unknown>[] = [];
    answerBookings((item) => {
      seen.push(item);
      return accept(item);
    });
    await platform.whenHeard();
    const asked = wish();
    const { booking, answer } = await platform.reserve(asked);
    expect(isAccepted(answer)).toBe(true);
    expect(booking).toMatchObject({ state: 'confirmed', stallNo: 'A-01' });
    expect(seen).toEqual([
      {
        bookCode: booking.bookCode,
        parkCode,
        carNo: '粤B12345',
        bookTime: beijingDateTime(asked.from),
        overTime: beijingDateTime(asked.to),
        obligatTime: 15,
        operateType: 1,
        isReservation: 1,
        reservationFrom: '共享停车平台',
      },
      { bookCode: booking.bookCode, parkCode, confirmStatus: 1 },
    ]);
  });

  test('a change keeps its code, a cancellation ends it', async () => {
    const types: unknown[] = [];
    answerBookings((item) => {
      types.push(item['operateType'] ?? item['confirmStatus']);
      return accept(item);
    });
    await platform.whenHeard();
    const { booking } = await platform.reserve(wish());
    await platform.change(booking.bookCode, { ...wish(), carNo: '粤BD08888' });
    expect((await platform.cancel(booking.bookCode)).booking).toMatchObject({
      state: 'cancelled',
      wish: { carNo: '粤BD08888' },
    });
    expect(types).toEqual([1, 1, 2, 0]);
  });

  test('a lot that has no place is believed: nothing is confirmed', async () => {
    answerBookings((item) => ({ bookCode: item['bookCode'], code: 1501, message: '没有可预订车位' }));
    await platform.whenHeard();
    const { booking, answer } = await platform.reserve(wish());
    expect(booking.state).toBe('refused');
    expect(answer).toMatchObject({ answered: true, item: { code: 1501 }, violations: [] });
  });

  test('an answer that leaves out what table 64 requires is named', async () => {
    answerBookings((item) => ({ bookCode: item['bookCode'], code: 0 }));
    await platform.whenHeard();
    const { answer } = await platform.lock(wish());
    expect(answer).toMatchObject({ violations: [{ field: 'message', code: 1007 }] });
  });

  test('a downlink with a wrong signature is answered 8 by a careful lot', async () => {
    answerBookings(accept);
    await platform.whenHeard();
    platform.faults.nextDownlink = 'wrong-signature';
    expect(await platform.lock(wish())).toMatchObject({ answer: { answered: true, code: 8, item: null } });
    expect((await platform.lock(wish())).booking.state).toBe('locked');
  });

  test('a duplicated downlink gives one answer too many, and the book says so', async () => {
    answerBookings(accept);
    await platform.whenHeard();
    platform.faults.nextDownlink = 'duplicate';
    await platform.lock(wish());
    await vi.waitFor(() => expect(platform.book.strayAnswers).toHaveLength(1));
  });
});

describe('misbehaviour', () => {
  test('silent: the report is in the book and no answer comes until it speaks again', async () => {
    platform.faults.silent = true;
    await client.publishAsync(topicOf('event', 'vehicleEnter', 'post'), envelope([enter(1)]));
    await vi.waitFor(() => expect(platform.book.entries).toHaveLength(1));
    platform.faults.silent = false;
    expect(await report('vehicleEnter', envelope([enter(1)]))).toMatchObject({ Code: 0 });
    expect(heard).toHaveLength(1);
  });

  test('refusing: its code and words come back and nothing is kept', async () => {
    platform.faults.refuse = { code: 1101, message: '车场不存在', interface: 'vehicleEnter' };
    expect(await report('vehicleEnter', envelope([enter(1)]))).toMatchObject({ Code: 1, message: '车场不存在' });
    expect(await report('vehicleLeave', envelope([leave(1)]))).toMatchObject({ Code: 0 });
    expect(entriesOf(platform.book, 'vehicleEnter')).toEqual([]);
  });

  test('cut for a while: the client is thrown out and finds the broker on the same port again', async () => {
    const { url } = platform.access;
    const gone = new Promise((resolve) => client.once('close', () => resolve(null)));
    await platform.cut(200);
    await gone;
    expect(platform.isHeard()).toBe(false);
    await platform.whenHeard();
    expect(platform.access.url).toBe(url);
    expect(await report('vehicleEnter', envelope([enter(1)]))).toMatchObject({ Code: 0 });
  });

  test('a wrong password, a foreign client id and a foreign topic are turned away', async () => {
    const { url, clientId, password, caPem: ca } = platform.access;
    const tryAs = (as: { clientId: string; password: string }) =>
      connectAsync(url, { ...as, username: as.clientId, ca, reconnectPeriod: 0 }, false);
    await expect(tryAs({ clientId, password: 'guess' })).rejects.toMatchObject({ code: 5 });
    await expect(tryAs({ clientId: 'another', password })).rejects.toMatchObject({ code: 5 });
    client.publish('/sys/v1/44030500100101000099/event/vehicleEnter/post', envelope([enter(1)]));
    await vi.waitFor(() =>
      expect(platform.book.violations).toContainEqual(
        expect.objectContaining({ topic: '/sys/v1/44030500100101000099/event/vehicleEnter/post' }),
      ),
    );
    expect(platform.book.entries).toEqual([]);
  });
});
