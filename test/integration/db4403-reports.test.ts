import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Db4403Config } from '../../electron/contract/site.ts';
import { createBookings } from '../../electron/station/booking/desk.ts';
import { createLedger } from '../../electron/station/ledger/record.ts';
import type { Ledger } from '../../electron/station/ledger/record.ts';
import type { StayRecord } from '../../electron/station/ledger/report.ts';
import { createDb4403 } from '../../electron/station/platform/db4403/link.ts';
import type { Db4403 } from '../../electron/station/platform/db4403/link.ts';
import { newId } from '../../electron/station/parking/stays.ts';
import { createDb4403Reporter } from '../../electron/station/platform/db4403/reports.ts';
import { openStore } from '../../electron/station/store/open.ts';
import type { Db } from '../../electron/station/store/open.ts';
import { accepted, CLIENT_ID, PARK_CODE, PASSWORD, SECRET, startPlatform } from './db4403-platform.ts';
import type { TestPlatform } from './db4403-platform.ts';
import { createLeapingClock } from './leaping-clock.ts';
import type { LeapingClock } from './leaping-clock.ts';
import { openSwallowingLine } from './swallowing-line.ts';

let directory: string;
let clock: LeapingClock;
let db: Db;
let ledger: Ledger;
let platform: TestPlatform;
let link: Db4403;
let settled: string[];
let stays = 0;

const id = (n: number): string => n.toString(16).padStart(32, '0');
const log = { info: () => undefined, warn: () => undefined, error: (error: unknown) => troubles.push(error) };
let troubles: unknown[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'db4403-'));
  clock = createLeapingClock();
  db = openStore(join(directory, 'store.db'));
  ledger = createLedger(db, clock, [createDb4403Reporter(PARK_CODE, newId)]);
  platform = await startPlatform(directory, () => clock.now());
  [settled, troubles, stays] = [[], [], 0];
  link = createLink();
});

afterEach(async () => {
  await link.stop();
  await platform.stop();
  db.close();
  rmSync(directory, { recursive: true });
  expect(troubles).toEqual([]);
});

function createLink(
  change: { url?: string; password?: string; caFile?: string; codes?: Db4403Config['codes'] } = {},
): Db4403 {
  const made = createDb4403({
    config: {
      kind: 'db4403',
      transport: 'mqtts',
      url: change.url ?? platform.url,
      version: 'v1',
      clientId: CLIENT_ID,
      caFile: change.caFile ?? 'ca.pem',
      freshnessS: 300,
      codes: change.codes ?? {},
    },
    secrets: { password: change.password ?? PASSWORD, secret: SECRET },
    siteDir: directory,
    parkCode: PARK_CODE,
    ledger,
    db,
    desk: createBookings(db, { reservable: 5, stalls: [], earlyMin: 15, unconfirmedMin: 15 }, () => undefined),
    onUp: () => undefined,
    clock,
    log,
  });
  made.onSettled(({ businessId, interface: name, state }) => settled.push(`${name} ${businessId} ${state}`));
  return made;
}

const stay = (n: number): StayRecord => ({
  id: id(n),
  plate: `粤B${String(n).padStart(5, '0')}`,
  plateRead: '',
  plateColour: 'blue',
  carColour: null,
  carModel: null,
  class: 'other',
  bookingCode: null,
  enteredAt: clock.now(),
  entranceName: '东入口',
  leftAt: clock.now(),
  exitName: '西出口',
});
const enter = (n: number = ++stays): number => {
  ledger.record((tx) => tx.report({ kind: 'entered', stay: stay(n) }, tx.fact({ kind: 'entered', stayId: id(n) })));
  return n;
};
const leave = (n: number): void =>
  ledger.record((tx) =>
    tx.report(
      { kind: 'left', stay: stay(n), receivable: 1000, discount: 0, received: 1000 },
      tx.fact({ kind: 'left', stayId: id(n) }),
    ),
  );
const count = (used: number): void =>
  ledger.record((tx) => tx.report({ kind: 'counts', used, free: 100 - used, reserved: 0 }, null));

const until = (check: () => void, timeout = 10_000) => vi.waitFor(check, { timeout, interval: 5 });
const inStore = () =>
  Object.fromEntries(
    db
      .prepare<[], { state: string; n: number }>('SELECT state, count(*) AS n FROM outbox GROUP BY state')
      .all()
      .map(({ state, n }) => [state, n]),
  );
const keysOf = (code: string) => platform.reports.filter((each) => each.code === code).map(({ item }) => item.id);

async function up(): Promise<void> {
  link.start();
  await platform.subscribed();
  await until(() => expect(link.view().state).toBe('up'));
}

describe('reports to a DB4403/T platform over MQTTS', () => {
  it('an entry, an exit and the counts reach the platform within 3 s and the store knows it', async () => {
    await up();
    const n = enter();
    leave(n);
    count(41);
    await until(() => expect(inStore()).toEqual({ acknowledged: 3 }));
    expect(platform.reports.map(({ code, item }) => [code, item.id ?? item['usedStalls']])).toEqual([
      ['vehicleEnter', id(n)],
      ['stallCount', 41],
      ['vehicleLeave', id(n)],
    ]);
    expect(platform.wrongs).toEqual([]);
    expect(settled).toContain(`vehicleEnter ${id(n)} acknowledged`);
    const { p99Ms, waitingLive, waitingBacklog } = link.view();
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
    expect(inStore()).toEqual({ waiting: 1 });
    clock.leap(1000);
    clock.leap(2000);
    await until(() => {
      clock.leap(100);
      expect(inStore()).toEqual({ acknowledged: 1 });
    });
    expect(keysOf('vehicleEnter')).toEqual([id(n), id(n)]);
  });

  it('the broker was gone for an hour: nothing is lost, each stay is in order, and what happens now goes first', async () => {
    await up();
    enter();
    await until(() => expect(inStore()).toEqual({ acknowledged: 1 }));
    await platform.cut();
    await until(() => expect(link.view().state).toBe('down'));
    for (let i = 0; i < 400; i++) {
      const n = enter();
      count(i);
      if (i % 2 === 0) leave(n);
      clock.leap(9000);
    }
    expect(link.view()).toMatchObject({ state: 'down', waitingLive: 0, waitingBacklog: 601 });
    const before = platform.reports.length;
    await platform.restore();
    // No answer comes at first, so that something new happens while every slot of the backlog is taken.
    platform.answer = () => undefined;
    await until(() => {
      if (link.view().state !== 'up') clock.leap(500);
      expect(platform.reports.length - before).toBe(24);
    });
    const news = [enter(), enter(), enter()];
    await until(() => expect(platform.reports.length - before).toBe(27));
    expect(keysOf('vehicleEnter').slice(-3)).toEqual(news.map(id));
    platform.answer = (code, item) => accepted(code, item, clock.now());
    clock.leap(20_000);
    await until(() => {
      clock.leap(200);
      expect(inStore()).toEqual({ acknowledged: 1 + 400 + 200 + 1 + 3, superseded: 399 });
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
    expect(ledger.recent(2000).map((fact) => fact.kind)).toContain('platform-down');
  });

  it("a refusal for good is parked with the platform's words, and its exit waits behind it", async () => {
    await up();
    platform.answer = (code, item) => ({
      ...accepted(code, item, clock.now()),
      Code: 1,
      data: [{ id: item.id, code: 1004, message: '超出规定长度 entranceName' }],
    });
    const n = enter();
    await until(() => expect(link.view().parked).toBe(1));
    leave(n);
    platform.answer = (code, item) => accepted(code, item, clock.now());
    enter();
    await until(() => expect(inStore()).toEqual({ acknowledged: 1, parked: 1, waiting: 1 }));
    expect(link.parked(10)).toMatchObject([{ businessId: id(n), code: 1004, message: '超出规定长度 entranceName' }]);
    expect(link.retryParked(null)).toBe(1);
    await until(() => expect(inStore()).toEqual({ acknowledged: 3 }));
  });

  it('a wrong secret stops nothing for good: the board shows the words, and all arrives once it is right', async () => {
    await up();
    platform.answer = () => ({ Code: 8, message: 'sign 参数校验失败', timestamp: 1, data: [] });
    enter();
    await until(() => expect(link.view()).toMatchObject({ state: 'refused', detail: '8 sign 参数校验失败' }));
    platform.answer = (code, item) => accepted(code, item, clock.now());
    await until(() => {
      clock.leap(1000);
      expect(inStore()).toEqual({ acknowledged: 1 });
    });
    await until(() => expect(link.view()).toMatchObject({ state: 'up', detail: null }));
  });

  it('uses the interface codes of the site', async () => {
    link = createLink({ codes: { vehicleEnter: 'carIn' } });
    await up();
    enter();
    await until(() => expect(inStore()).toEqual({ acknowledged: 1 }));
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
      expect(inStore()).toEqual({ acknowledged: 1 });
    });
    expect(platform.reports).toHaveLength(2);
  });
});

describe('who is at the other end', () => {
  const refusedWith = async (words: RegExp) => {
    link.start();
    await until(() => expect(link.view()).toMatchObject({ state: 'refused' }));
    expect(link.view().detail).toMatch(words);
    enter();
    clock.leap(60_000);
    await until(() => expect(link.view()).toMatchObject({ waitingBacklog: 1 }));
    expect(platform.reports).toEqual([]);
  };

  it('a certificate of another authority: not one report leaves, and the board says why', async () => {
    const other = await generate([{ name: 'commonName', value: 'somebody else' }], {
      keyType: 'ec',
      algorithm: 'sha256',
    });
    writeFileSync(join(directory, 'other.pem'), other.cert);
    link = createLink({ caFile: 'other.pem' });
    await refusedWith(/certificate is not trusted.*\(.+\)/);
  });

  it('a certificate file that is not there is named, and put right without a restart', async () => {
    link = createLink({ caFile: 'missing.pem' });
    await refusedWith(/certificate file cannot be read.*missing\.pem/);
    writeFileSync(join(directory, 'missing.pem'), readFileSync(platform.caFile));
    await until(() => {
      clock.leap(30_000);
      expect(inStore()).toEqual({ acknowledged: 1 });
    });
  });

  it('a wrong password is told as such', async () => {
    link = createLink({ password: 'guess' });
    await refusedWith(/does not let this client in/);
  });

  it('a client without the right to listen is told so, and let in once it has it', async () => {
    platform.mayListen = false;
    await refusedWith(/refused the subscription/);
    platform.mayListen = true;
    await until(() => {
      clock.leap(30_000);
      expect(inStore()).toEqual({ acknowledged: 1 });
    });
  });

  it('a subscription that nobody answers ends the attempt, and the next one is heard', async () => {
    platform.mayListen = 'unanswered';
    link.start();
    await until(() => expect(platform.subscriptionsAsked).toBeGreaterThan(0));
    clock.leap(10_000);
    await until(() =>
      expect(link.view()).toMatchObject({ state: 'down', detail: expect.stringContaining('subscription') as string }),
    );
    platform.mayListen = true;
    await until(() => {
      clock.leap(1000);
      expect(link.view().state).toBe('up');
    });
  });

  it('a line that swallows everything does not hold up the end of the station', async () => {
    const line = await openSwallowingLine(Number(new URL(platform.url).port));
    link = createLink({ url: `mqtts://127.0.0.1:${line.port}` });
    await up();
    line.swallow();
    const ended = link.stop();
    clock.leap(1000);
    await ended;
    await line.stop();
  });

  it('a platform that nobody answers for is down, not refused', async () => {
    await platform.cut();
    link.start();
    await until(() => expect(link.view().detail).toMatch(/ECONNREFUSED/));
    expect(link.view().state).toBe('down');
    await platform.restore();
    await until(() => {
      clock.leap(1000);
      expect(link.view().state).toBe('up');
    });
  });
});
