import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer as createTlsServer } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openReportingLot, stayId as id, wayTo } from '../support/reporting-lot.ts';
import type { ReportingLot, WayChange } from '../support/reporting-lot.ts';
import { accepted, CLIENT_ID, PARK_CODE, PASSWORD, SECRET, startPlatform } from './db4403-platform.ts';
import type { TestPlatform } from './db4403-platform.ts';
import { createLeapingClock } from './leaping-clock.ts';
import type { LeapingClock } from './leaping-clock.ts';
import { openSwallowingLine } from './swallowing-line.ts';

/** Three quarters of what may be under way, with fifty to a message. */
const BACKLOG_SHARE = 300;

let directory: string;
let clock: LeapingClock;
let platform: TestPlatform;
let lot: ReportingLot;
let stays = 0;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'db4403-'));
  clock = createLeapingClock();
  platform = await startPlatform(directory, () => clock.now());
  stays = 0;
  lot = openLot();
});

afterEach(async () => {
  await lot.stop();
  await platform.stop();
  rmSync(directory, { recursive: true });
  expect(lot.troubles).toEqual([]);
});

function openLot(change: WayChange = {}): ReportingLot {
  const access = {
    url: platform.url,
    // No picture is sent here.
    httpsUrl: 'https://127.0.0.1:1',
    version: 'v1',
    parkCode: PARK_CODE,
    clientId: CLIENT_ID,
    userId: CLIENT_ID,
    password: PASSWORD,
    secret: SECRET,
    caPem: readFileSync(platform.caFile, 'utf8'),
  };
  return openReportingLot({
    directory,
    parkCode: PARK_CODE,
    clock,
    transport: wayTo(access, directory, clock, change),
  });
}

/** The lot of `beforeEach` makes room for one that is set up otherwise. */
async function reopen(change: WayChange): Promise<void> {
  await lot.stop();
  lot = openLot(change);
}

const enter = (n: number = ++stays): number => {
  lot.enter(n);
  return n;
};
const count = (used: number): void =>
  lot.record({ kind: 'counts', numbers: { total: 100, used, free: 100 - used, reserved: 0 } });

const until = (check: () => void, timeout = 10_000) => vi.waitFor(check, { timeout, interval: 5 });
const keysOf = (code: string) => platform.reports.filter((each) => each.code === code).map(({ item }) => item.id);

async function up(): Promise<void> {
  lot.link.start();
  await platform.subscribed();
  await until(() => expect(lot.link.view().state).toBe('up'));
}

describe('reports to a DB4403/T platform over MQTTS', () => {
  it('an entry, an exit and the counts reach the platform within 3 s and the store knows it', async () => {
    await up();
    const n = enter();
    lot.leave(n);
    count(41);
    await until(() => expect(lot.inStore()).toEqual({ acknowledged: 3 }));
    expect(platform.reports.map(({ code, item }) => [code, item.id ?? item['usedStalls']])).toEqual([
      ['vehicleEnter', id(n)],
      ['stallCount', 41],
      ['vehicleLeave', id(n)],
    ]);
    expect(platform.wrongs).toEqual([]);
    expect(lot.settled).toContain(`vehicleEnter ${id(n)} acknowledged`);
    const { p99Ms, waitingLive, waitingBacklog } = lot.link.view();
    expect(p99Ms).toBeLessThan(3000);
    expect([waitingLive, waitingBacklog]).toEqual([0, 0]);
  });

  it('a reply was lost: the same report is sent again after 20 s and taken once', async () => {
    await up();
    platform.answer = () => undefined;
    const n = enter();
    await until(() => expect(keysOf('vehicleEnter')).toEqual([id(n)]));
    clock.leap(19_000);
    // The platform has the record from the first time, and says so.
    platform.answer = (code, item) => ({
      ...accepted(code, item, clock.now()),
      Code: 1,
      data: [{ id: item.id, code: 1200, message: '对象已存在' }],
    });
    expect(lot.inStore()).toEqual({ waiting: 1 });
    clock.leap(1000);
    clock.leap(2000);
    await until(() => {
      clock.leap(100);
      expect(lot.inStore()).toEqual({ acknowledged: 1 });
    });
    expect(keysOf('vehicleEnter')).toEqual([id(n), id(n)]);
  });

  it('the broker was gone for an hour: nothing is lost, each stay is in order, and what happens now goes first', async () => {
    await up();
    enter();
    await until(() => expect(lot.inStore()).toEqual({ acknowledged: 1 }));
    await platform.cut();
    await until(() => expect(lot.link.view().state).toBe('down'));
    for (let i = 0; i < 400; i++) {
      const n = enter();
      count(i);
      if (i % 2 === 0) lot.leave(n);
      clock.leap(9000);
    }
    expect(lot.link.view()).toMatchObject({ state: 'down', waitingLive: 0, waitingBacklog: 601 });
    const before = platform.reports.length;
    await platform.restore();
    // No answer comes at first, so that something new happens while every slot of the backlog is taken.
    platform.answer = () => undefined;
    await until(() => {
      if (lot.link.view().state !== 'up') clock.leap(500);
      expect(platform.reports.length - before).toBe(BACKLOG_SHARE);
    });
    const news = [enter(), enter(), enter()];
    await until(() => expect(platform.reports.length - before).toBe(BACKLOG_SHARE + 3));
    expect(keysOf('vehicleEnter').slice(-3)).toEqual(news.map(id));
    platform.answer = (code, item) => accepted(code, item, clock.now());
    clock.leap(20_000);
    await until(() => {
      clock.leap(200);
      expect(lot.inStore()).toEqual({ acknowledged: 1 + 400 + 200 + 1 + 3, superseded: 399 });
    }, 30_000);
    for (let n = 2; n <= 401; n += 2) {
      const mine = platform.reports.filter(({ item }) => item.id === id(n)).map(({ code }) => code);
      expect(mine.lastIndexOf('vehicleEnter')).toBeLessThan(mine.indexOf('vehicleLeave'));
    }
    expect(new Set(keysOf('vehicleEnter')).size).toBe(404);
    expect(platform.reports.filter(({ code }) => code === 'stallCount').map(({ item }) => item['usedStalls'])).toEqual(
      expect.arrayContaining([399]),
    );
    expect(platform.wrongs).toEqual([]);
    expect(lot.ledger.recent(2000).map((fact) => fact.kind)).toContain('platform-down');
  });

  it("a refusal for good is parked with the platform's words, and its exit waits behind it", async () => {
    await up();
    platform.answer = (code, item) => ({
      ...accepted(code, item, clock.now()),
      Code: 1,
      data: [{ id: item.id, code: 1004, message: '超出规定长度 entranceName' }],
    });
    const n = enter();
    await until(() => expect(lot.link.view().parked).toBe(1));
    lot.leave(n);
    platform.answer = (code, item) => accepted(code, item, clock.now());
    enter();
    await until(() => expect(lot.inStore()).toEqual({ acknowledged: 1, parked: 1, waiting: 1 }));
    expect(lot.link.outbox.items({ state: 'parked', limit: 10 })).toMatchObject([
      { businessId: id(n), code: '1004', message: '超出规定长度 entranceName' },
    ]);
    expect(lot.link.outbox.retry(null, 'a', () => undefined)).toBe(1);
    await until(() => expect(lot.inStore()).toEqual({ acknowledged: 3 }));
  });

  it('a wrong secret stops nothing for good: the board shows the words, and all arrives once it is right', async () => {
    await up();
    platform.answer = () => ({ Code: 8, message: 'sign 参数校验失败', timestamp: 1, data: [] });
    enter();
    await until(() => expect(lot.link.view()).toMatchObject({ state: 'refused', detail: '8 sign 参数校验失败' }));
    platform.answer = (code, item) => accepted(code, item, clock.now());
    await until(() => {
      clock.leap(1000);
      expect(lot.inStore()).toEqual({ acknowledged: 1 });
    });
    await until(() => expect(lot.link.view()).toMatchObject({ state: 'up', detail: null }));
  });

  it('uses the interface codes of the site', async () => {
    await reopen({ codes: { vehicleEnter: 'carIn' } });
    await up();
    enter();
    await until(() => expect(lot.inStore()).toEqual({ acknowledged: 1 }));
    expect(platform.reports.map(({ code }) => code)).toEqual(['carIn']);
  });

  it('rubbish on a reply topic acknowledges nothing', async () => {
    await up();
    platform.answer = (code, item) => {
      const good = accepted(code, item, clock.now()) as { data: object[] };
      return { ...good, Code: '0', data: [null, 7, { id: { toString: 1 }, code: 'x' }, ...good.data] };
    };
    enter();
    await until(() => expect(platform.reports).toHaveLength(1));
    platform.answer = (code, item) => accepted(code, item, clock.now());
    await until(() => {
      clock.leap(1000);
      expect(lot.inStore()).toEqual({ acknowledged: 1 });
    });
    expect(platform.reports).toHaveLength(2);
  });
});

/** The fingerprint of the certificate that is shown there. */
async function shownBy(url: string): Promise<string> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const { fingerprint256 } = socket.getPeerX509Certificate() ?? {};
  socket.destroy();
  if (fingerprint256 === undefined) throw new Error('no certificate');
  return fingerprint256;
}

describe('who is at the other end', () => {
  const refusedWith = async (cause: string, words = /./) => {
    lot.link.start();
    await until(() => expect(lot.link.view()).toMatchObject({ state: 'refused', cause }));
    expect(lot.link.view().detail).toMatch(words);
    enter();
    clock.leap(60_000);
    await until(() => expect(lot.link.view()).toMatchObject({ waitingBacklog: 1 }));
    expect(platform.reports).toEqual([]);
  };

  it('a certificate of another authority: not one report leaves, and the board says why', async () => {
    const other = await generate([{ name: 'commonName', value: 'somebody else' }], {
      keyType: 'ec',
      algorithm: 'sha256',
    });
    writeFileSync(join(directory, 'other.pem'), other.cert);
    await reopen({ caFile: join(directory, 'other.pem') });
    await refusedWith('not-trusted', /\(.+\)/);
  });

  it('a pinned certificate needs no authority', async () => {
    await reopen({ caFile: null, pinnedSha256: await shownBy(platform.url) });
    await up();
  });

  it('another certificate than the pinned one: not a byte of MQTT leaves, so no password', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
      keyType: 'ec',
      algorithm: 'sha256',
    });
    const heard: Buffer[] = [];
    const impostor = createTlsServer({ cert, key }, (socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', (bytes: Buffer) => heard.push(bytes));
    });
    impostor.listen(0, '127.0.0.1');
    await once(impostor, 'listening');
    const url = `mqtts://127.0.0.1:${(impostor.address() as AddressInfo).port}`;
    const pinnedSha256 = new X509Certificate(readFileSync(platform.caFile)).fingerprint256;
    await reopen({ url, caFile: null, pinnedSha256 });
    const met = once(impostor, 'connection');
    await refusedWith('other-certificate');
    await met;
    expect(heard).toEqual([]);
    await lot.link.stop();
    impostor.close();
  });

  it('a certificate file that is not there is named, and put right without a restart', async () => {
    await reopen({ caFile: join(directory, 'missing.pem') });
    await refusedWith('file-unreadable', /missing\.pem/);
    writeFileSync(join(directory, 'missing.pem'), readFileSync(platform.caFile));
    await until(() => {
      clock.leap(30_000);
      expect(lot.inStore()).toEqual({ acknowledged: 1 });
    });
  });

  it('a wrong password is told as such', async () => {
    await reopen({ password: 'guess' });
    await refusedWith('not-let-in');
  });

  it('a client without the right to listen is told so, and let in once it has it', async () => {
    platform.mayListen = false;
    await refusedWith('refused-subscription');
    platform.mayListen = true;
    await until(() => {
      clock.leap(30_000);
      expect(lot.inStore()).toEqual({ acknowledged: 1 });
    });
  });

  it('a subscription that nobody answers ends the attempt, and the next one is heard', async () => {
    platform.mayListen = 'unanswered';
    lot.link.start();
    await until(() => expect(platform.subscriptionsAsked).toBeGreaterThan(0));
    clock.leap(10_000);
    await until(() =>
      expect(lot.link.view()).toMatchObject({
        state: 'down',
        detail: expect.stringContaining('subscription') as string,
      }),
    );
    platform.mayListen = true;
    await until(() => {
      clock.leap(1000);
      expect(lot.link.view().state).toBe('up');
    });
  });

  it('a line that swallows everything does not hold up the end of the station', async () => {
    const line = await openSwallowingLine(Number(new URL(platform.url).port));
    await reopen({ url: `mqtts://127.0.0.1:${line.port}` });
    await up();
    line.swallow();
    const ended = lot.link.stop();
    clock.leap(1000);
    await ended;
    await line.stop();
  });

  it('a platform that nobody answers for is down, not refused', async () => {
    await platform.cut();
    lot.link.start();
    await until(() => expect(lot.link.view().detail).toMatch(/ECONNREFUSED/));
    expect(lot.link.view().state).toBe('down');
    await platform.restore();
    await until(() => {
      clock.leap(1000);
      expect(lot.link.view().state).toBe('up');
    });
  });
});
