import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { entriesOf } from '../../demo/platform/book.ts';
import { checkItem } from '../../demo/platform/check.ts';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform } from '../../demo/platform/platform.ts';
import { EVENTS } from '../../demo/platform/tables/interfaces.ts';
import type { EventInterface } from '../../demo/platform/tables/interfaces.ts';
import { sampleOf } from '../../demo/platform/tables/sample.fixture.ts';
import { enter, openHttpsLot, PARK_CODE, poster, sha1, uuid } from './demo-platform-lot.ts';
import type { HttpsLot, Item } from './demo-platform-lot.ts';

const path = (code: string, parkCode = PARK_CODE, version = 'v1') => `/sys/${version}/${parkCode}/event/${code}/post`;
const JSON_TYPE = { 'content-type': 'application/json' };
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 0xff, 0xd9]);
const MB = 1024 * 1024;

let platform: Platform;
let lot: HttpsLot;
/** Moves the platform's clock on. */
let later: (seconds: number) => void;

beforeEach(async () => {
  let aheadMs = 0;
  later = (seconds) => void (aheadMs += seconds * 1000);
  platform = await startPlatform({
    parkCode: PARK_CODE,
    transport: 'https',
    expiresInS: 120,
    freshnessS: 600,
    now: () => Date.now() + aheadMs,
  });
  lot = await openHttpsLot(platform);
});

afterEach(async () => {
  await lot.stop();
  await platform.stop();
});

const violations = () => platform.book.violations.map(({ code, table, field }) => [code, table, field]);

describe('the account', () => {
  const credentials = () => {
    const { userId, password, secret } = platform.access;
    return { userId, password: sha1(password + secret) };
  };

  test('login, a report with its token, refreshing, logout', async () => {
    const [session] = (await lot.login()).data;
    expect(session).toMatchObject({ code: 0, scope: 'basic', tokenType: 'bearer', expiresIn: 120 });
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 0, data: [{ id: uuid(1), code: 0 }] });

    const refreshed = await lot.report('refreshToken', { ...credentials(), refreshToken: session?.['refreshToken'] });
    expect(refreshed).toMatchObject({ Code: 0, data: [{ code: 0, expiresIn: 120 }] });
    lot.accessToken = String(refreshed.data[0]?.['accessToken']);
    expect(await lot.report('vehicleEnter', enter(2, { carNo: '粤B2' }))).toMatchObject({ Code: 0 });

    const { accessToken } = lot;
    expect(await lot.report('logout', { accessToken })).toMatchObject({ Code: 0, data: [{ code: 0 }] });
    expect(await lot.report('vehicleEnter', enter(3))).toMatchObject({ Code: 6, data: [] });
    expect(platform.book.entries).toHaveLength(2);
    expect(platform.book.sessions.map(({ interface: name, code }) => [name, code])).toEqual([
      ['login', 0],
      ['refreshToken', 0],
      ['logout', 0],
      ['token', 6],
    ]);
  });

  test('a wrong password is 3001, a spent refresh token 3002', async () => {
    const wrong = { ...credentials(), password: sha1('guess') };
    expect(await lot.report('login', wrong)).toMatchObject({ Code: 1, data: [{ code: 3001 }] });
    const [session] = (await lot.login()).data;
    const refresh = { ...credentials(), refreshToken: session?.['refreshToken'] };
    await lot.report('refreshToken', refresh);
    expect(await lot.report('refreshToken', refresh)).toMatchObject({ Code: 1, data: [{ code: 3002 }] });
  });

  test('a plain password of more than 64 characters, and no user, are named by table 4', async () => {
    await lot.report('login', { password: 'x'.repeat(65) });
    expect(violations()).toEqual([
      [4, 4, 'userId'],
      [1004, 4, 'password'],
    ]);
  });

  test('a token is over after its time: 6 until the lot logs in again', async () => {
    await lot.login();
    later(121);
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 6 });
    await lot.login();
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 0 });
    expect(platform.book.violations).toEqual([]);
  });

  test.each(['Bearer ', 'bearer ', ''])(
    'a token after "%s" is taken, and the way of writing it noted',
    async (before) => {
      await lot.login();
      const headers = { ...JSON_TYPE, authorization: `${before}${lot.accessToken}` };
      expect((await lot.post(path('vehicleEnter'), lot.envelope([enter(1)]), headers)).json).toMatchObject({ Code: 0 });
      expect(platform.book.tokenStyles[before === '' ? 'bare' : (before.trim() as 'Bearer' | 'bearer')]).toBe(1);
    },
  );

  test('without Authorization nothing passes, and that is a violation', async () => {
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 6 });
    expect(violations()).toEqual([[6, null, null]]);
  });

  test('a platform may say 3002 instead', async () => {
    const other = await startPlatform({ parkCode: PARK_CODE, transport: 'https', tokenCode: 3002 });
    const otherLot = await openHttpsLot(other);
    try {
      otherLot.accessToken = 'guess';
      expect(await otherLot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 3002, data: [] });
    } finally {
      await otherLot.stop();
      await other.stop();
    }
  });
});

describe('paths and bodies', () => {
  const authorized = () => ({ ...JSON_TYPE, authorization: `Bearer ${lot.accessToken}` });
  beforeEach(async () => {
    await lot.login();
  });

  test.each([
    ['another lot', path('vehicleEnter', '44030500100101000099'), { Code: 1, data: [{ code: 1101 }] }],
    ['no code of a lot', path('vehicleEnter', 'P1'), { Code: 4, data: [{ code: 1001 }] }],
    ['another version', path('vehicleEnter', PARK_CODE, 'v9'), { Code: 3, data: [] }],
    ['an interface of nobody', path('carIn'), { Code: 1, data: [] }],
    ['a service', path('requestBookStall'), { Code: 1, data: [] }],
  ])('%s is refused with HTTP 200', async (_title, where, reply) => {
    const posted = await lot.post(where, lot.envelope([enter(1)]), authorized());
    expect(posted.status).toBe(200);
    expect(posted.json).toMatchObject(reply);
    expect(platform.book.entries).toEqual([]);
  });

  test('what is no path of the text is 404, another method 405', async () => {
    expect((await lot.post('/sys/v1/event', '{}', authorized())).status).toBe(404);
    const web = poster(platform.access);
    expect((await web.get(path('vehicleEnter'))).status).toBe(405);
    await web.close();
  });

  test.each(['text/plain', 'application/json; charset=gbk', 'application/x-www-form-urlencoded'])(
    '%s is no JSON in UTF-8: 3',
    async (type) => {
      const posted = await lot.post(path('vehicleEnter'), lot.envelope([enter(1)]), {
        ...authorized(),
        'content-type': type,
      });
      expect(posted).toMatchObject({ status: 200, json: { Code: 3 } });
    },
  );

  test('11 MB are refused with 3 and 413, and the next report is taken', async () => {
    const posted = await lot.post(path('vehicleEnter'), Buffer.alloc(11 * MB, 32), authorized());
    expect(posted).toMatchObject({ status: 413, json: { Code: 3 } });
    expect(await lot.report('vehicleEnter', enter(1))).toMatchObject({ Code: 0 });
  });
});

describe('every event', () => {
  /** A lawful report of each, of this lot. */
  const reports = Object.entries(EVENTS)
    .filter(([name]) => !['login', 'refreshToken', 'logout', 'imageUpload'].includes(name))
    .map(([name, { request }]): [EventInterface, Item] => {
      const item = sampleOf(request);
      return [name as EventInterface, 'parkCode' in item ? { ...item, parkCode: PARK_CODE } : item];
    });

  test.each(reports)('%s is taken, and its answer keeps to its own table', async (name, item) => {
    await lot.login();
    const { Code, data } = await lot.report(name, item);
    expect([Code, data.length]).toEqual([0, 1]);
    expect(checkItem(EVENTS[name].reply, data[0])).toEqual([]);
    expect(platform.book.violations).toEqual([]);
    expect(entriesOf(platform.book, name as 'vehicleEnter')).toEqual([expect.objectContaining({ item })]);
    const named: { by: string; as: string } | null = EVENTS[name].named;
    if (named !== null) expect(data[0]?.[named.as]).toBe(item[named.by]);
  });

  test('answers to logins keep to tables 5, 7 and 9', async () => {
    const { userId, password: plain, secret } = platform.access;
    const password = sha1(plain + secret);
    const [session] = (await lot.login()).data;
    const [refreshed] = (
      await lot.report('refreshToken', { userId, password, refreshToken: session?.['refreshToken'] })
    ).data;
    const [ended] = (await lot.report('logout', { accessToken: refreshed?.['accessToken'] })).data;
    const [refused] = (await lot.report('refreshToken', { userId, password, refreshToken: 'x' })).data;
    expect([
      ...checkItem(EVENTS.login.reply, session),
      ...checkItem(EVENTS.refreshToken.reply, refreshed),
      ...checkItem(EVENTS.logout.reply, ended),
      ...checkItem(EVENTS.refreshToken.reply, refused),
    ]).toEqual([]);
  });
});

describe('pictures', () => {
  const form = (file: Buffer | null, change: Record<string, string | null> = {}) => {
    const seconds = String(Math.floor(Date.now() / 1000));
    const parts = { fileName: '收费牌.jpg', imageBizType: '1', timestamp: seconds, pickTime: seconds, ...change };
    const made = new FormData();
    if (file !== null) made.append('file', new Blob([Uint8Array.from(file)], { type: 'image/jpeg' }), 'a.jpg');
    for (const [name, value] of Object.entries(parts)) if (value !== null) made.append(name, value);
    return made;
  };
  const upload = async (body: FormData) => {
    // As bytes: what a form looks like on the wire is the point.
    const encoded = new Response(body);
    const type = encoded.headers.get('content-type') ?? '';
    const bytes = Buffer.from(await encoded.arrayBuffer());
    return lot.post(path('imageUpload'), bytes, { 'content-type': type, authorization: `Bearer ${lot.accessToken}` });
  };
  beforeEach(async () => {
    await lot.login();
  });

  test('a picture is taken, gets an id, and can be named by the lot', async () => {
    const { json } = await upload(form(JPEG));
    expect(json).toMatchObject({ Code: 0, data: [{ code: 0, id: expect.stringMatching(/^[0-9a-f]{32}$/) as string }] });
    expect(entriesOf(platform.book, 'imageUpload')[0]?.item).toMatchObject({
      id: json.data[0]?.['id'],
      fileName: '收费牌.jpg',
      imageBizType: 1,
      bytes: JPEG.length,
    });
    expect((await upload(form(JPEG))).json.data[0]?.['id']).toBe(json.data[0]?.['id']);
    expect(platform.book.duplicates).toHaveLength(1);
  });

  test('10 MB are taken, one byte more is refused with 3 and 413', async () => {
    const exactly = Buffer.concat([JPEG, Buffer.alloc(10 * MB - JPEG.length)]);
    expect((await upload(form(exactly))).json).toMatchObject({ Code: 0 });
    expect(await upload(form(Buffer.concat([exactly, JPEG.subarray(0, 1)])))).toMatchObject({
      status: 413,
      json: { Code: 3 },
    });
  });

  test.each<[string, () => FormData, number, string]>([
    ['a PNG', () => form(Buffer.from([0x89, 0x50, 0x4e, 0x47])), 1005, 'file'],
    ['no file', () => form(null), 4, 'file'],
    ['no name', () => form(JPEG, { fileName: null }), 4, 'fileName'],
    ['a kind of no list', () => form(JPEG, { imageBizType: '9' }), 1007, 'imageBizType'],
    ['a kind in words', () => form(JPEG, { imageBizType: 'map' }), 1005, 'imageBizType'],
    ['milliseconds', () => form(JPEG, { pickTime: '1748743287000' }), 1007, 'pickTime'],
    ['no timestamp', () => form(JPEG, { timestamp: null }), 4, 'timestamp'],
    ['an old timestamp', () => form(JPEG, { timestamp: '1748743287' }), 4, 'timestamp'],
    ['a part of no table', () => form(JPEG, { note: 'x' }), 1000, 'note'],
  ])('%s is refused by name', async (_title, made, code, field) => {
    expect((await upload(made())).json).toMatchObject({ Code: 4, data: [{ code }] });
    expect(violations()).toEqual([[code, 32, field]]);
    expect(platform.book.entries).toEqual([]);
  });

  test('a part given twice, a broken form and JSON are 3', async () => {
    const twice = form(JPEG);
    twice.append('fileName', 'b.jpg');
    expect((await upload(twice)).json).toMatchObject({ Code: 3, data: [] });
    const headers = { authorization: `Bearer ${lot.accessToken}`, 'content-type': 'multipart/form-data; boundary=x' };
    expect((await lot.post(path('imageUpload'), '--x\r\nContent-Disp', headers)).json).toMatchObject({ Code: 3 });
    expect(await lot.report('imageUpload', { fileName: 'a.jpg' })).toMatchObject({ Code: 3 });
  });

  test('a form to another interface is no JSON, and without a token nothing is taken', async () => {
    lot.accessToken = 'guess';
    expect((await upload(form(JPEG))).json).toMatchObject({ Code: 6 });
    expect(platform.book.entries).toEqual([]);
  });
});

describe('pages of 7.4', () => {
  test('a driver comes back from paying', async () => {
    const web = poster(platform.access);
    const page = await web.get('/pay/callback?orderNo=SO1&timestamp=1748743287&payResult=1');
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('支付成功') as string });
    expect(platform.book.payReturns).toMatchObject([{ orderNo: 'SO1', timestamp: 1_748_743_287, payResult: 1 }]);
    expect(platform.book.anomalies).toMatchObject([{ interface: 'payReturn', kind: 'unknown-order', id: 'SO1' }]);
    const wrong = await web.get('/pay/callback?orderNo=%3Cscript%3E&timestamp=x');
    expect(wrong.status).toBe(400);
    expect(violations()).toEqual([
      [1005, 67, 'timestamp'],
      [4, 67, 'payResult'],
    ]);
    expect((await web.get('/pay/callback?orderNo=%3Cb%3E&timestamp=1&payResult=0')).text).not.toContain('<b>');
    await web.close();
  });

  test('the invoice page is opened by a signed link, at the address the lot reported', async () => {
    expect(() => platform.invoiceLink('SO1')).toThrow(RangeError);
    await lot.login();
    const config = { parkCode: PARK_CODE, businessCode: 1, businessFlag: 1, forwardUrl: `${lot.url}/invoice` };
    await lot.report('businessConfig', config);
    const opened = await platform.openInvoice('SO1');
    expect(opened).toMatchObject({ ok: true, status: 200 });
    const text = opened.ok ? opened.body.toString() : '';
    expect(text).toMatch(/^page \/invoice\?orderNo=SO1&timestamp=\d{10}&sign=[0-9a-f]{64}$/);
  });
});
