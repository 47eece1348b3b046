import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { entriesOf } from '../../demo/platform/book.ts';
import type { PlatformFaults } from '../../demo/platform/faults.ts';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform } from '../../demo/platform/platform.ts';
import { enter, leave, openHttpsLot, openMqttLot, PARK_CODE, topicOf, uuid, soon } from './demo-platform-lot.ts';
import type { HttpsLot, Lot, MqttLot } from './demo-platform-lot.ts';

const PATH = `/sys/v1/${PARK_CODE}/event/vehicleEnter/post`;
const portOf = (platform: Platform) => Number(new URL(platform.access.url.replace('mqtts:', 'https:')).port);

describe.each(['mqtts', 'https'] as const)('over %s', (transport) => {
  let platform: Platform;
  let lot: Lot;

  beforeEach(async () => {
    platform = await startPlatform({ parkCode: PARK_CODE, transport });
    if (transport === 'mqtts') {
      lot = await openMqttLot(platform);
    } else {
      const called = await openHttpsLot(platform);
      await called.login();
      lot = called;
    }
  });
  afterEach(async () => {
    await lot.stop();
    await platform.stop();
  });

  test('silent: the report is in the book and no answer comes until it speaks again', async () => {
    platform.faults.silent = true;
    const answered = vi.fn();
    if (transport === 'https') lot.report('vehicleEnter', enter(1)).then(answered, answered);
    else await lot.whisper('vehicleEnter', enter(1));
    await soon(() => expect(platform.book.entries).toHaveLength(1));
    platform.faults.silent = false;
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 0 });
    expect(platform.book.duplicates).toHaveLength(1);
    expect(answered).not.toHaveBeenCalled();
  });

  test('slow: each answer comes so much later', async () => {
    platform.faults.slowMs = 300;
    const before = performance.now();
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 0 });
    expect(performance.now() - before).toBeGreaterThanOrEqual(290);
  });

  test('refusing: its code and words come back and nothing is kept', async () => {
    platform.faults.refuse = { code: 1101, message: '车场不存在', interface: 'vehicleEnter' };
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({
      Code: 1,
      message: '车场不存在',
      data: [{ id: uuid(1), code: 1101 }],
    });
    expect(await lot.report('vehicleLeave', leave(1))).toMatchObject({ Code: 0 });
    expect(entriesOf(platform.book, 'vehicleEnter')).toEqual([]);
    expect(platform.book.violations).toEqual([]);
  });

  test('refusing with a code of table A.1: the whole message', async () => {
    platform.faults.refuse = { code: 5, message: '其它错误', interface: null };
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 5, data: [] });
  });

  test('refusing one of a batch: the others are kept', async () => {
    platform.faults.refuseItem = { at: 1, code: 1100, message: '对象不存在', interface: null };
    const batch = [enter(1), enter(2, { carNo: '粤B2' }), enter(3, { carNo: '粤B3' })];
    const reply = await lot.report('vehicleEnter', ...batch);
    expect(reply).toMatchObject({ Code: 1, data: [{ code: 0 }, { id: uuid(2), code: 1100 }, { code: 0 }] });
    expect(platform.book.entries.map(({ item }) => item['id'])).toEqual([uuid(1), uuid(3)]);
  });

  test('without ids: what names the object is left out', async () => {
    platform.faults.withoutIds = true;
    const { data } = await lot.report('vehicleEnter', enter(1));
    expect(data).toEqual([{ code: 0, message: '成功' }]);
  });

  test.each([
    ['not-json', /系统繁忙/],
    ['cut-short', /^\{"Code":0,[^}]*$/],
    ['empty', /^$/],
    ['no-envelope', /^\{"success":true\}$/],
  ] as const)('garbage %s: the report is kept, the answer is none', async (garbage, text) => {
    platform.faults.garbage = garbage;
    if (transport === 'https') {
      const called = lot as HttpsLot;
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${called.accessToken}` };
      const posted = await called.post(PATH, lot.envelope([enter(1)]), headers);
      expect(posted).toMatchObject({ status: 200, text: expect.stringMatching(text) as string });
    } else {
      await lot.whisper('vehicleEnter', enter(1));
      await soon(() => expect((lot as MqttLot).heard).toHaveLength(1));
      expect((lot as MqttLot).heard[0]?.payload).toMatch(text);
    }
    expect(platform.book.entries).toHaveLength(1);
  });

  test('out of order: what was asked first is answered last', async () => {
    platform.faults.outOfOrder = 3;
    const order: number[] = [];
    if (transport === 'https') {
      const reports = [1, 2, 3].map(async (n) => {
        await lot.report('vehicleEnter', enter(n, { carNo: `粤B${n}` }));
        order.push(n);
      });
      await Promise.all(reports);
      const arrived = platform.book.entries.map(({ item }) => Number(item['id']));
      expect(order).toEqual(arrived.reverse());
    } else {
      for (const n of [1, 2, 3]) await lot.whisper('vehicleEnter', enter(n, { carNo: `粤B${n}` }));
      await soon(() => expect((lot as MqttLot).heard).toHaveLength(3));
      expect((lot as MqttLot).heard.map(({ payload }) => /"id":"0*(\d)"/.exec(payload)?.[1])).toEqual(['3', '2', '1']);
    }
  });

  test('out of order with nobody to change places with: the answer comes all the same', async () => {
    platform.faults.outOfOrder = 3;
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 0 });
  });

  test('half-open: new connections are taken and never answered, standing ones are dead without an end', async () => {
    await lot.report('vehicleEnter', enter(1));
    const ended = vi.fn();
    if (transport === 'mqtts') (lot as MqttLot).client.on('close', ended);
    platform.faults.halfOpen = true;
    const answered = vi.fn();
    if (transport === 'https') lot.report('vehicleEnter', enter(2)).then(answered, ended);
    else await lot.whisper('vehicleEnter', enter(2));

    // TCP is taken, TLS gets no word.
    const raw = connect(portOf(platform), '127.0.0.1');
    await once(raw, 'connect');
    const shaken = vi.fn();
    const tls = connectTls({ socket: raw, rejectUnauthorized: false }, shaken);
    tls.on('error', () => undefined);
    // A lot's own patience.
    await once(tls.setTimeout(400), 'timeout');
    expect([shaken.mock.calls, ended.mock.calls, answered.mock.calls]).toEqual([[], [], []]);
    expect(platform.book.entries).toHaveLength(1);

    // When the host is back it remembers no connection.
    const reset = once(raw, 'close');
    platform.faults.halfOpen = false;
    await reset;
    await soon(() => expect(ended).toHaveBeenCalled());
    if (transport === 'mqtts') await platform.whenHeard();
    expect(await lot.report('vehicleEnter', enter(3, { carNo: '粤B3' }))).toMatchObject({ Code: 0 });
    tls.destroy();
  });

  test('cut and restored: nobody answers, then it does, on the same port', async () => {
    const { url } = platform.access;
    await platform.cut();
    const refused = connect(portOf(platform), '127.0.0.1');
    await expect(once(refused, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await platform.restore();
    if (transport === 'mqtts') await soon(() => expect(platform.isHeard()).toBe(true));
    expect(platform.access.url).toBe(url);
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 0 });
  });

  test('faults are plain data: they can be shown; and a platform that plays dead can be stopped', async () => {
    await lot.report('vehicleEnter', enter(1));
    platform.faults.halfOpen = true;
    expect({ ...platform.faults }).toMatchObject({ halfOpen: true, silent: false } satisfies Partial<PlatformFaults>);
    await platform.stop();
  });
});

describe('over MQTTS alone', () => {
  test('every answer twice', async () => {
    const platform = await startPlatform({ parkCode: PARK_CODE });
    const lot = await openMqttLot(platform);
    platform.faults.duplicateReplies = true;
    await lot.report('vehicleEnter', enter(1));
    await soon(() => expect(lot.heard).toHaveLength(2));
    expect(lot.heard[0]).toEqual(lot.heard[1]);
    expect(lot.heard[0]?.topic).toBe(topicOf('event', 'vehicleEnter', 'post_reply'));
    await lot.stop();
    await platform.stop();
  });
});

describe('over HTTPS alone', () => {
  let platform: Platform;
  let lot: HttpsLot;
  beforeEach(async () => {
    platform = await startPlatform({ parkCode: PARK_CODE, transport: 'https' });
    lot = await openHttpsLot(platform);
    await lot.login();
  });
  afterEach(async () => {
    await lot.stop();
    await platform.stop();
  });

  test.each([false, true])('a status of 503 where the report is kept: %s', async (kept) => {
    platform.faults.http = { status: 503, kept };
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${lot.accessToken}` };
    const posted = await lot.post(PATH, lot.envelope([enter(1)]), headers);
    expect(posted).toMatchObject({ status: 503, text: expect.stringContaining('<html>') as string });
    expect(platform.book.entries).toHaveLength(kept ? 1 : 0);
    platform.faults.http = null;
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 0 });
  });

  test('every token over at once: 6, once, until the lot logs in', async () => {
    platform.faults.expireTokens = true;
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 6 });
    expect(platform.faults.expireTokens).toBe(false);
    await lot.login();
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 0 });
    expect(platform.book.violations).toEqual([]);
  });
});
