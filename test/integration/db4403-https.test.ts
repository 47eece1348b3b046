import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeCertificates } from '../../demo/platform/certificate.ts';
import type { Certificates } from '../../demo/platform/certificate.ts';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform, PlatformOptions } from '../../demo/platform/platform.ts';
import { openReportingLot, stayId, wayTo } from '../support/reporting-lot.ts';
import type { ReportingLot, WayChange } from '../support/reporting-lot.ts';
import { createLeapingClock } from './leaping-clock.ts';
import type { LeapingClock } from './leaping-clock.ts';

const PARK_CODE = '44030500100101000010';
let directory: string;
let clock: LeapingClock;
let certificates: Certificates;
let platform: Platform;
let lot: ReportingLot;

async function open(options: Partial<PlatformOptions> = {}, way: WayChange = {}): Promise<void> {
  platform = await startPlatform({
    ...{ parkCode: PARK_CODE, transport: 'https', certificates, now: () => clock.now() },
    ...options,
  });
  lot = openReportingLot({
    ...{ directory, parkCode: PARK_CODE, clock },
    transport: wayTo(platform.access, directory, clock, way),
  });
}

async function up(options: Partial<PlatformOptions> = {}, way: WayChange = {}): Promise<void> {
  await open(options, way);
  lot.link.start();
  await until(() => expect(lot.link.view().state).toBe('up'));
}

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'db4403-https-'));
  clock = createLeapingClock();
  certificates = await makeCertificates(Date.now(), ['127.0.0.1']);
});

afterEach(async () => {
  await lot.stop();
  await platform.stop();
  rmSync(directory, { recursive: true });
  expect(lot.troubles).toEqual([]);
});

const until = (check: () => void, timeout = 10_000) => vi.waitFor(check, { timeout, interval: 5 });
const keysOf = (name: string) =>
  platform.book.entries.filter((entry) => entry.interface === name).map(({ item }) => item['id']);
const sessions = () => platform.book.sessions.map(({ interface: name, code }) => `${name} ${code}`);

describe('reports to a DB4403/T platform over HTTPS', () => {
  it('logs in, reports under the token, and logs out at its end', async () => {
    await up();
    lot.enter(1);
    lot.leave(1);
    await until(() => expect(lot.inStore()).toEqual({ acknowledged: 2 }));
    expect(platform.book.entries.map((entry) => entry.interface)).toEqual(['vehicleEnter', 'vehicleLeave']);
    expect(platform.book.tokenStyles).toMatchObject({ Bearer: 2, bearer: 0, bare: 0 });
    expect(lot.link.view().p99Ms).toBeLessThan(3000);
    await lot.link.stop();
    expect(sessions()).toEqual(['login 0', 'logout 0']);
    expect(platform.book.violations).toEqual([]);
  });

  it('renews the token before it ends, and reports go on meanwhile', async () => {
    await up({ expiresInS: 600 });
    for (let n = 1; n <= 4; n++) {
      clock.leap(541_000);
      await until(() => expect(sessions().filter((each) => each === 'refreshToken 0')).toHaveLength(n));
      lot.enter(n);
      await until(() => expect(lot.inStore()).toEqual({ acknowledged: n }));
    }
    expect(sessions().filter((each) => each.startsWith('login'))).toHaveLength(1);
    expect(platform.book.violations).toEqual([]);
  });

  it.each([6, 3002] as const)(
    'a token answered %i is followed by one login, and nothing waits for a retry',
    async (tokenCode) => {
      await up({ tokenCode });
      platform.faults.expireTokens = true;
      lot.enter(...Array.from({ length: 39 }, (_, n) => n));
      lot.record({ kind: 'priority', id: stayId(99), at: clock.now(), on: true, remark: null });
      await until(() => expect(lot.inStore()).toEqual({ acknowledged: 40 }));
      expect(sessions().filter((each) => each === 'login 0')).toHaveLength(2);
      expect(lot.link.view().state).toBe('up');
      expect(lot.ledger.recent(50).filter(({ kind }) => kind === 'platform-down')).toEqual([]);
    },
  );

  it('a wrong password is told as such, tried seldom, and mended by the platform', async () => {
    await open({}, { password: 'guess' });
    lot.link.start();
    await until(() => expect(lot.link.view()).toMatchObject({ state: 'refused', cause: 'wrong-password' }));
    expect(lot.link.view().detail).toContain('3001');
    lot.enter(1);
    clock.leap(7_000);
    clock.leap(500);
    expect(sessions()).toEqual(['login 3001']);
    expect(lot.inStore()).toEqual({ waiting: 1 });
    clock.leap(15_000);
    await until(() => expect(sessions()).toEqual(['login 3001', 'login 3001']));
  });

  it('the platform was gone for an hour: nothing is lost, each stay is in order', async () => {
    await up();
    lot.enter(1);
    await until(() => expect(lot.inStore()).toEqual({ acknowledged: 1 }));
    await platform.cut();
    lot.enter(2);
    await until(() => expect(lot.link.view()).toMatchObject({ state: 'down', cause: 'unreachable' }));
    for (let n = 3; n <= 200; n++) {
      lot.enter(n);
      if (n % 2 === 0) lot.leave(n);
      clock.leap(18_000);
    }
    await platform.restore();
    await until(() => {
      clock.leap(1000);
      expect(lot.inStore()).toEqual({ acknowledged: 200 + 99 });
    }, 30_000);
    for (let n = 4; n <= 200; n += 2) {
      const mine = platform.book.entries.filter(({ item }) => item['id'] === stayId(n)).map((entry) => entry.interface);
      expect(mine).toEqual(['vehicleEnter', 'vehicleLeave']);
    }
    expect(new Set(keysOf('vehicleEnter')).size).toBe(200);
    expect(platform.book.violations).toEqual([]);
  });

  it('words that are no reply settle nothing, and three in a row are an interruption', async () => {
    await up();
    platform.faults.garbage = 'not-json';
    lot.enter(1);
    await until(() => {
      clock.leap(2000);
      expect(lot.link.view()).toMatchObject({ state: 'down', cause: 'not-answering' });
    });
    expect(lot.inStore()).toEqual({ waiting: 1 });
    platform.faults.garbage = null;
    await until(() => {
      clock.leap(1000);
      expect(lot.inStore()).toEqual({ acknowledged: 1 });
    });
    // What came through while the answers were lost was entered once.
    expect(keysOf('vehicleEnter')).toEqual([stayId(1)]);
  });

  it.each([408, 425, 429, 500, 503])('HTTP %i is no silence: the link stands, and all waits', async (status) => {
    await up();
    platform.faults.http = { status, kept: true };
    lot.enter(1, 2);
    for (let i = 0; i < 5; i++) {
      await until(() => expect(lot.link.view()).toMatchObject({ state: 'refused', cause: 'not-now' }));
      clock.leap(10_000);
    }
    expect(lot.link.view().detail).toContain(`HTTP ${status}`);
    expect(lot.inStore()).toEqual({ waiting: 2 });
    platform.faults.http = null;
    await until(() => {
      clock.leap(1000);
      expect(lot.inStore()).toEqual({ acknowledged: 2 });
    });
    expect(sessions()).toEqual(['login 0']);
    expect(keysOf('vehicleEnter').toSorted()).toEqual([stayId(1), stayId(2)]);
  });

  it('HTTP 413 without a reply parks what it is about, in its words, and the link stands', async () => {
    await up();
    platform.faults.http = { status: 413, kept: false };
    lot.enter(1, 2);
    await until(() => expect(lot.inStore()).toEqual({ parked: 2 }));
    const parked = lot.link.outbox.items({ state: 'parked', limit: 10 });
    expect(parked.map(({ code, message }) => `${code} ${message}`)).toEqual(
      Array(2).fill('HTTP 413 Payload Too Large'),
    );
    expect(lot.link.view().state).toBe('up');
    expect(sessions()).toEqual(['login 0']);
  });

  it('a platform that takes everything and says nothing is asked again after 20 s', async () => {
    await up();
    platform.faults.silent = true;
    lot.enter(1);
    await until(() => expect(keysOf('vehicleEnter')).toEqual([stayId(1)]));
    clock.leap(19_000);
    expect(lot.inStore()).toEqual({ waiting: 1 });
    platform.faults.silent = false;
    clock.leap(1000);
    await until(() => {
      clock.leap(500);
      expect(lot.inStore()).toEqual({ acknowledged: 1 });
    });
    expect(platform.book.duplicates.length).toBeGreaterThan(0);
    expect(keysOf('vehicleEnter')).toEqual([stayId(1)]);
  });

  it('a half-open connection does not hold up the end of the station', async () => {
    await up();
    platform.faults.halfOpen = true;
    const ended = lot.link.stop();
    clock.leap(2000);
    await ended;
    platform.faults.halfOpen = false;
  });

  it('stops while a login is on its way, and starts again', async () => {
    await open();
    platform.faults.silent = true;
    lot.link.start();
    await until(() => expect(sessions()).toEqual(['login 0']));
    await lot.link.stop();
    platform.faults.silent = false;
    lot.link.start();
    await until(() => expect(lot.link.view().state).toBe('up'));
  });
});

describe('who is at the other end', () => {
  const refused = async (cause: string) => {
    lot.link.start();
    await until(() => expect(lot.link.view()).toMatchObject({ state: 'refused', cause }));
    expect(platform.book.sessions).toEqual([]);
  };
  const pin = (pem: string) => new X509Certificate(pem).fingerprint256;

  it('an authority that did not sign: no password leaves', async () => {
    const other = await makeCertificates(Date.now(), ['127.0.0.1']);
    writeFileSync(join(directory, 'other.pem'), other.caPem);
    await open({}, { caFile: join(directory, 'other.pem') });
    await refused('not-trusted');
  });

  it('a file that is not there is named, and put right without a restart', async () => {
    await open({}, { caFile: join(directory, 'late.pem') });
    await refused('file-unreadable');
    expect(lot.link.view().detail).toContain('late.pem');
    writeFileSync(join(directory, 'late.pem'), platform.access.caPem);
    await until(() => {
      clock.leap(1000);
      expect(lot.link.view().state).toBe('up');
    });
  });

  it('a pinned certificate needs no authority, and no other certificate will do', async () => {
    await up({}, { caFile: null, pinnedSha256: pin(certificates.serverCertPem) });
    lot.enter(1);
    await until(() => expect(lot.inStore()).toEqual({ acknowledged: 1 }));
  });

  it('another certificate than the pinned one, signed by the right authority: no password leaves', async () => {
    const other = await makeCertificates(Date.now(), ['127.0.0.1']);
    await open({}, { pinnedSha256: pin(other.serverCertPem) });
    await refused('other-certificate');
  });

  it('a pin and an authority: both must hold', async () => {
    const other = await makeCertificates(Date.now(), ['127.0.0.1']);
    writeFileSync(join(directory, 'other.pem'), other.caPem);
    await open({}, { caFile: join(directory, 'other.pem'), pinnedSha256: pin(certificates.serverCertPem) });
    await refused('not-trusted');
  });
});
