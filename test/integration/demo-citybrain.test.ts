import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { connect } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import sharp from 'sharp';
import smCrypto from 'sm-crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { beijingDateTime } from '../../demo/beijing-time.ts';
import { entriesOf } from '../../demo/citybrain/book.ts';
import { startCitybrain } from '../../demo/citybrain/citybrain.ts';
import type { Citybrain } from '../../demo/citybrain/citybrain.ts';
import { runCitybrain } from '../../demo/citybrain/run.ts';

// A lot written from the text alone: a plain HTTPS client and another SM4 than the platform's, nothing of the station.

const LOT = '4403050001';
let platform: Citybrain;
let agent: Agent;
let now: number;

beforeEach(async () => {
  now = Date.now();
  platform = await startCitybrain({ parkingLotNo: LOT, now: () => now });
  agent = new Agent({ keepAlive: true, ca: platform.access.caPem });
});
afterEach(async () => {
  agent.destroy();
  await platform.stop();
});

interface Reply {
  status: number;
  text: string;
  retryAfter: string | undefined;
  json: Record<string, unknown> | null;
}

function post(path: string, body: string, timeout = 5000): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(`${platform.access.url}${path}`, { method: 'POST', agent, timeout }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text,
          retryAfter: response.headers['retry-after'],
          json: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : null,
        }),
      );
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer')));
    sent.on('error', reject);
    sent.end(body);
  });
}

const encrypt = (text: string, secret = platform.access.appSecret): string =>
  Buffer.from(smCrypto.sm4.encrypt(Buffer.from(text), Buffer.from(secret), { output: 'array' })).toString('base64');
const envelope = (params: unknown, change: Record<string, unknown> = {}): string =>
  JSON.stringify({
    app_id: platform.access.appId,
    message_id: randomUUID(),
    encrypted_data: encrypt(JSON.stringify(params)),
    timestamp: beijingDateTime(now),
    ...change,
  });
const tell = (name: string, params: unknown): Promise<Reply> => post(`/barrier/${name}`, envelope(params));

const place = { parking_lot_no: LOT, total_spaces: 100, free_spaces: 80 };
const vehicle = { plate_no: '闽A4444A', plate_color: 'pnc_02' };
const entry = (n: number) => ({
  out_order_no: `order-${n}`,
  ...vehicle,
  ...place,
  parking_time: '2019-10-04 13:36:04',
  port_no: 'E01',
});
const exit = (n: number) => ({
  out_order_no: `order-${n}`,
  ...vehicle,
  ...place,
  away_time: '2019-10-04 16:36:04',
  port_no: 'X01',
  price: 500,
  should_pay: 0,
  paid_fee: 500,
});
const jpeg = await sharp({ create: { width: 64, height: 32, channels: 3, background: '#579' } })
  .jpeg()
  .toBuffer();
const picture = (n: number, event: string) => ({
  out_order_no: `order-${n}`,
  event,
  snapshot: jpeg.toString('base64'),
});
const faults = () => platform.book.violations.map((each) => [each.interface, each.field, each.fault]);

describe('a stay from entry to exit', () => {
  test('is answered as the examples of 3.2 say, and stands in the book', async () => {
    const { json } = await tell('parking', { ...entry(1), device_no: '4c322421' });
    expect(json).toEqual({
      success: true,
      result_code: 'success',
      result_msg: 'success',
      inner_oder_no: expect.stringMatching(/^R\d{22}$/) as string,
      sign_level: 'L2',
      sign_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
    });
    const taken = { success: true, result_code: 'success', result_msg: 'success' };
    expect((await tell('uploadSnapshot', picture(1, 'parking'))).json).toEqual(taken);
    expect((await tell('away', exit(1))).json).toEqual({ ...taken, inner_oder_no: json?.['inner_oder_no'] });
    expect((await tell('uploadSnapshot', picture(1, 'away'))).json).toEqual(taken);
    expect(platform.book.orders.get('order-1')).toMatchObject({
      innerOrderNo: json?.['inner_oder_no'],
      parking: { plate_no: '闽A4444A' },
      away: { paid_fee: 500 },
      pictures: { parking: { bytes: jpeg.length, width: 64, height: 32 }, away: { width: 64 } },
    });
    expect(platform.book.violations).toEqual([]);
    expect(platform.book.anomalies).toEqual([]);
  });

  test('the doubled slash of the text is the same address; any other is none', async () => {
    expect((await post('//barrier/parking', envelope(entry(1)))).json).toMatchObject({ result_code: 'success' });
    expect((await post('/barrier/charge', envelope(entry(1)))).status).toBe(404);
    expect((await post('/parking', envelope(entry(1)))).status).toBe(404);
  });

  test('behind a prefix it is found there', async () => {
    await platform.stop();
    platform = await startCitybrain({ parkingLotNo: LOT, prefix: '/api/v2', now: () => now });
    agent = new Agent({ keepAlive: true, ca: platform.access.caPem });
    expect(platform.access.url).toMatch(/\/api\/v2$/);
    expect((await tell('parking', entry(1))).json).toMatchObject({ result_code: 'success' });
  });
});

describe('what is refused', () => {
  test.each([
    ['an entry told again', 'parking', entry(1), 'OUT_ORDER_NO_DUPLICATION', '外部订单号重复'],
    ['an exit without entry', 'away', exit(2), 'ORDER_NOT_EXIST', '订单不存在'],
    ['a picture without entry', 'uploadSnapshot', picture(2, 'parking'), 'OUT_ORDER_NO_NOT_EXIST', '外部订单号不存在'],
    ['another lot', 'parking', { ...entry(2), parking_lot_no: '1' }, 'PARKING_LOT_NOT_EXIST', '车场不存在'],
    ['a heartbeat of another lot', 'heartbeat', { parking_lot_no: '1', status: 'alive' }, 'PARKING_LOT_NOT_EXIST', '车场不存在'], // prettier-ignore
  ])('%s: success is true and the code says why', async (_title, name, params, code, message) => {
    await tell('parking', entry(1));
    expect((await tell(name, params)).json).toEqual({ success: true, result_code: code, result_msg: message });
    expect(platform.book.violations).toEqual([]);
  });

  test('a violation is named in the book, and answered in the shapes of 3.2.3 and 3.2.4', async () => {
    const { event: _, ...noEvent } = picture(1, 'parking');
    expect((await tell('uploadSnapshot', noEvent)).json).toEqual({ success: false, error: 'event 缺失' });
    expect((await tell('heartbeat', { parking_lot_no: LOT, status: 'here' })).json).toEqual({ success: false });
    expect((await tell('parking', { ...entry(1), plate_no: 'x'.repeat(17), carNo: 1 })).json).toEqual({
      success: false,
      error: 'plate_no 超长',
    });
    expect((await tell('parking', { ...entry(1), port_no: 'X01' })).json).toEqual({
      success: false,
      error: 'port_no 错误',
    });
    expect(faults()).toEqual([
      ['uploadSnapshot', 'event', 'missing'],
      ['heartbeat', 'status', 'value'],
      ['parking', 'plate_no', 'length'],
      ['parking', 'carNo', 'unknown'],
      ['parking', 'port_no', 'value'],
    ]);
    expect(platform.book.entries).toEqual([]);
  });

  test('a picture that overtakes the answer to its entry is a violation (3.2.3)', async () => {
    platform.faults.slowMs = 200;
    const told = tell('parking', entry(1));
    await vi.waitFor(() => expect(platform.book.orders.size).toBe(1));
    expect((await tell('uploadSnapshot', picture(1, 'parking'))).json).toMatchObject({
      result_code: 'OUT_ORDER_NO_NOT_EXIST',
    });
    expect(faults()).toEqual([['uploadSnapshot', 'out_order_no', 'value']]);
    await told;
    expect((await tell('uploadSnapshot', picture(1, 'parking'))).json).toMatchObject({ result_code: 'success' });
  });

  test('the envelope: unknown app_id, another key, a message_id used twice, rubbish', async () => {
    const again = envelope(entry(1));
    await post('/barrier/parking', again);
    for (const body of [
      again,
      envelope(entry(2), { app_id: 'somebody' }),
      envelope(entry(2), { encrypted_data: encrypt(JSON.stringify(entry(2)), '0123456789abcdef') }),
      envelope(entry(2), { encrypted_data: encrypt('no JSON') }),
      envelope(entry(2), { encrypted_data: 'AAAA' }),
      envelope(entry(2), { timestamp: new Date(now).toISOString() }),
      envelope(entry(2), { message_id: undefined }),
      'no JSON',
      '[]',
    ])
      expect((await post('/barrier/parking', body)).json).toEqual({
        success: false,
        error: expect.any(String) as string,
      });
    expect(faults()).toEqual([
      ['parking', 'message_id', 'value'],
      ['parking', 'app_id', 'value'],
      ['parking', 'encrypted_data', 'value'],
      ['parking', 'encrypted_data', 'value'],
      ['parking', 'encrypted_data', 'value'],
      ['parking', 'timestamp', 'value'],
      ['parking', 'message_id', 'missing'],
      ['parking', null, 'type'],
      ['parking', null, 'type'],
    ]);
    expect(platform.book.orders.size).toBe(1);
  });

  test('a story that cannot be is an anomaly', async () => {
    await tell('parking', entry(1));
    await tell('parking', { ...entry(1), plate_no: '闽A5555A' });
    await tell('away', { ...exit(1), plate_no: '闽A6666A', away_time: '2019-10-04 13:00:00', should_pay: 100 });
    await tell('away', exit(1));
    expect(platform.book.anomalies.map(({ kind }) => kind)).toEqual([
      'entry-told-otherwise',
      'another-plate',
      'exit-before-entry',
      'sums-disagree',
      'exit-told-otherwise',
    ]);
  });

  test('a body that no message can have is cut off', async () => {
    await expect(post('/barrier/parking', 'x'.repeat(3_000_000)).then(({ status }) => status)).resolves.toBe(413);
  });
});

describe('heartbeats', () => {
  const beat = (status: string) => tell('heartbeat', { parking_lot_no: LOT, status });

  test('more than 60 s between two is a gap, unless the lot said that it ends', async () => {
    await beat('alive');
    now += 60_000;
    await beat('alive');
    expect(platform.book.gaps).toEqual([]);
    now += 60_001;
    await beat('alive');
    expect(platform.book.gaps).toEqual([{ from: now - 60_001, to: now }]);
    await beat('lost');
    now += 3_600_000;
    await beat('alive');
    expect(platform.book.gaps).toHaveLength(1);
    expect(entriesOf(platform.book, 'heartbeat').map(({ params }) => params['status'])).toEqual([
      ...['alive', 'alive', 'alive', 'lost', 'alive'],
    ]);
  });
});

describe('faults', () => {
  test('silent: it keeps the entry and says nothing; the entry again is a duplicate', async () => {
    platform.faults.silent = true;
    await expect(post('/barrier/parking', envelope(entry(1)), 200)).rejects.toThrow('no answer');
    platform.faults.silent = false;
    expect((await tell('parking', entry(1))).json).toMatchObject({ result_code: 'OUT_ORDER_NO_DUPLICATION' });
  });

  test.each([
    ['before', 0],
    ['after', 1],
  ] as const)('hanging up %s its work: %i orders are kept', async (when, kept) => {
    platform.faults.hangUp = when;
    await expect(tell('parking', entry(1))).rejects.toThrow();
    expect(platform.book.orders.size).toBe(kept);
  });

  test('5xx, a page for people, and the three ways to say no: nothing is kept', async () => {
    platform.faults.status = 503;
    expect((await tell('parking', entry(1))).status).toBe(503);
    Object.assign(platform.faults, { status: null, notJson: true });
    expect(await tell('parking', entry(1))).toMatchObject({ status: 200, json: null });
    Object.assign(platform.faults, { notJson: false, refuse: { code: 'SYSTEM_ERROR', message: '系统异常' } });
    expect((await tell('parking', entry(1))).json).toEqual({
      success: true,
      result_code: 'SYSTEM_ERROR',
      result_msg: '系统异常',
    });
    platform.faults.refuse = { error: '系统异常' };
    expect((await tell('parking', entry(1))).json).toEqual({ success: false, error: '系统异常' });
    platform.faults.refuse = 'bare';
    expect((await tell('parking', entry(1))).json).toEqual({ success: false });
    expect(platform.book.orders.size).toBe(0);
  });

  test('only one interface is ill', async () => {
    Object.assign(platform.faults, { only: 'parking', status: 500 });
    expect((await tell('parking', entry(1))).status).toBe(500);
    expect((await tell('heartbeat', { parking_lot_no: LOT, status: 'alive' })).status).toBe(200);
  });

  test('half open: the connection is made and TLS never begins', async () => {
    platform.faults.halfOpen = true;
    const { port } = new URL(platform.access.url);
    const socket = connect({ port: Number(port), host: '127.0.0.1', ca: platform.access.caPem });
    await once(socket, 'connect');
    const secured = once(socket, 'secureConnect').then(() => 'secured');
    const waited = new Promise((resolve) => setTimeout(() => resolve('nothing'), 200));
    expect(await Promise.race([secured, waited])).toBe('nothing');
    secured.catch(() => undefined);
    socket.destroy();
  });

  test('an answer that comes twice, on the one connection', async () => {
    platform.faults.twice = true;
    const { port } = new URL(platform.access.url);
    const socket = connect({ port: Number(port), host: '127.0.0.1', ca: platform.access.caPem });
    let heard = '';
    socket.setEncoding('utf8').on('data', (part: string) => (heard += part));
    const body = envelope(entry(1));
    socket.write(
      `POST /barrier/parking HTTP/1.1\r\nhost: x\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    await vi.waitFor(() => expect(heard.match(/"result_code":"success"/g)).toHaveLength(2));
    socket.destroy();
  });

  test('a lot that is not registered, an order that is forgotten', async () => {
    await tell('parking', entry(1));
    platform.faults.unregistered = true;
    expect((await tell('away', exit(1))).json).toMatchObject({ result_code: 'PARKING_LOT_NOT_EXIST' });
    platform.faults.unregistered = false;
    platform.forget('order-1');
    expect((await tell('away', exit(1))).json).toMatchObject({ result_code: 'ORDER_NOT_EXIST' });
  });

  test('cut for a while: refused, and found on the same port again', async () => {
    await platform.cut(100);
    await expect(tell('parking', entry(1))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await vi.waitFor(async () => expect((await tell('parking', entry(1))).status).toBe(200));
  });
});

test('alone on an installer’s table it prints what came, and what was wrong with it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'citybrain-'));
  await platform.stop();
  const lines: string[] = [];
  const ca = join(directory, 'ca.pem');
  const ports = ['--entrances', 'E01', '--exits', 'X01'];
  const args = ['--port', '0', '--lot', LOT, ...ports, '--app-secret', '0123456789abcdef', '--ca', ca];
  const typed = new PassThrough();
  platform = await runCitybrain(args, (line) => lines.push(line), typed);
  expect(existsSync(ca)).toBe(true);
  agent = new Agent({ ca: readFileSync(ca) });
  await tell('parking', entry(1));
  await tell('parking', { ...entry(2), port_no: 'E07' });
  await tell('heartbeat', { parking_lot_no: LOT, status: 'alive' });
  await tell('heartbeat', { parking_lot_no: LOT, status: 'alive' });
  await vi.waitFor(() => expect(lines.join('\n')).toContain('! parking port_no: no entrance of this lot'));
  expect(lines[0]).toContain(`lot ${LOT}: https://127.0.0.1:`);
  expect(lines.filter((line) => line.startsWith('parking {"out_order_no":"order-1"'))).toHaveLength(1);
  expect(lines.filter((line) => line.startsWith('heartbeat'))).toHaveLength(1);

  const says = (words: string) => vi.waitFor(() => expect(lines.join('\n')).toContain(words));
  typed.write('faults {"only": "parking", "status": 503, "retryAfter": "7"}\n');
  await says('faults {"only":"parking"');
  expect(await tell('parking', entry(3))).toMatchObject({ status: 503, retryAfter: '7' });
  typed.write('faults {"status": null}\nforget order-1\n');
  await says('forgot order-1');
  expect((await tell('away', exit(1))).json).toMatchObject({ result_code: 'ORDER_NOT_EXIST' });
  typed.write('cut 0.1\n');
  await says('\ncut');
  await expect(tell('parking', entry(3))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await vi.waitFor(async () => expect((await tell('parking', entry(3))).status).toBe(200));
  typed.write('coupon {}\nhelp\n');
  await says('coupon: nothing is called so');
  await says('forget [OUT_ORDER_NO]');
  rmSync(directory, { recursive: true });
});
