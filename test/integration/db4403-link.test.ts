import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeCertificates } from '../../demo/platform/certificate.ts';
import type { Certificates } from '../../demo/platform/certificate.ts';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform } from '../../demo/platform/platform.ts';
import { db4403Config } from '../../electron/contract/site-platforms.ts';
import type { Desks } from '../../electron/station/booking/contract.ts';
import { createBookings } from '../../electron/station/booking/desk.ts';
import { createLedger } from '../../electron/station/ledger/record.ts';
import type { Ledger } from '../../electron/station/ledger/record.ts';
import { newId } from '../../electron/station/parking/stays.ts';
import type { Pages } from '../../electron/station/platform/db4403/inbound-routes.ts';
import { createDb4403 } from '../../electron/station/platform/db4403/link.ts';
import type { Db4403 } from '../../electron/station/platform/db4403/link.ts';
import { createDb4403Reporter } from '../../electron/station/platform/db4403/reports.ts';
import { payCallbackLink } from '../../electron/station/platform/db4403/url-jumps.ts';
import { openMadeStore } from '../../electron/station/store/made-store.fixture.ts';
import type { Db } from '../../electron/station/store/open.ts';
import { createLeapingClock } from './leaping-clock.ts';
import type { LeapingClock } from './leaping-clock.ts';

const PARK_CODE = '44030500100101000010';
const INBOUND_TOKEN = 'a-token-of-more-than-thirty-two-characters';
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 });

let directory: string;
let clock: LeapingClock;
let certificates: Certificates;
let db: Db;
let ledger: Ledger;
let platform: Platform;
let link: Db4403;
let doors: (string | null)[];
const errors: unknown[] = [];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'db4403-link-'));
  clock = createLeapingClock();
  db = openMadeStore(join(directory, 'store.db'));
  ledger = createLedger(db, clock, [createDb4403Reporter(PARK_CODE, newId)]);
  certificates = await makeCertificates(Date.now(), ['127.0.0.1']);
  writeFileSync(join(directory, 'own.pem'), certificates.serverCertPem);
  writeFileSync(join(directory, 'own.key'), certificates.serverKeyPem);
  doors = [];
});

afterEach(async () => {
  await link.stop();
  await platform.stop();
  db.close();
  rmSync(directory, { recursive: true });
  expect(errors).toEqual([]);
});

/** The link as a site file sets it up; relative names lie in `directory`. */
async function open(transport: 'mqtts' | 'https', pages?: Pages): Promise<void> {
  platform = await startPlatform({ parkCode: PARK_CODE, transport, now: () => clock.now() });
  const { url, httpsUrl, userId, clientId, password, secret, caPem } = platform.access;
  writeFileSync(join(directory, 'ca.pem'), caPem);
  const inbound = { listen: { host: '127.0.0.1', port: 0 }, certFile: 'own.pem', keyFile: 'own.key' };
  const common = { kind: 'db4403', transport, url, caFile: 'ca.pem', inbound };
  const config = db4403Config.parse(
    transport === 'https' ? { ...common, userId } : { ...common, clientId, imageUpload: { url: httpsUrl, userId } },
  );
  const bookings = createBookings(
    db,
    { reservable: 2, stalls: ['A01', 'A02'], earlyMin: 15, unconfirmedMin: 15 },
    { onPlaces: () => undefined, isBarred: () => false, isAtGate: () => false },
  );
  link = createDb4403({
    config,
    secrets: { password, secret, inboundToken: INBOUND_TOKEN },
    siteDir: directory,
    parkCode: PARK_CODE,
    ledger,
    db,
    // Nothing else is asked for here.
    desks: { bookings } as unknown as Desks,
    clock,
    random: Math.random,
    log: { info: () => undefined, warn: () => undefined, error: (error: unknown) => void errors.push(error) },
    onUp: () => undefined,
    onDoor: (why) => doors.push(why),
    ...(pages && { pages }),
  });
  link.start();
  await until(() => expect(link.view().state).toBe('up'));
  await until(() => expect(link.inboundPort).toBeGreaterThan(0));
}

const wish = () => ({
  carNo: '粤B12345',
  from: clock.now() + 3_600_000,
  to: clock.now() + 3 * 3_600_000,
  keptMin: 30,
  hold: true,
});

describe('a platform over HTTPS, as the site file sets it up', () => {
  it('is reported to, and books by our own listener', async () => {
    await open('https');
    const url = `https://127.0.0.1:${link.inboundPort}`;
    platform.setLot({ url, caPem: certificates.caPem, token: INBOUND_TOKEN });
    const { booking, answer } = await platform.reserve(wish());
    expect(booking).toMatchObject({ state: 'confirmed', stallNo: 'A01' });
    expect(answer).toMatchObject({ answered: true, code: 0, violations: [] });
    expect(doors).toEqual([null]);
    expect(platform.book.violations).toEqual([]);
  });

  it('another token books nothing, and the attempt is on record', async () => {
    await open('https');
    platform.setLot({
      url: `https://127.0.0.1:${link.inboundPort}`,
      caPem: certificates.caPem,
      token: INBOUND_TOKEN.toUpperCase(),
    });
    const { booking } = await platform.lock(wish());
    expect(booking.state).not.toBe('locked');
    expect(db.prepare('SELECT count(*) AS n FROM booking').get()).toEqual({ n: 0 });
    const [fact] = ledger.recent(5).filter(({ kind }) => kind === 'message-rejected');
    expect(fact?.data).toMatchObject({ code: 6, interface: 'requestBookStall' });
  });
});

describe('a platform over MQTTS, as the site file sets it up', () => {
  it('books over the broker; pictures go by HTTPS under an account that is logged out at the end', async () => {
    await open('mqtts');
    expect((await platform.reserve(wish())).booking.state).toBe('confirmed');
    const bytes = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0xff, 0xd9]);
    const file = join(directory, 'price.jpg');
    writeFileSync(file, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(platform.book.sessions).toEqual([]);
    ledger.record((tx) =>
      tx.report({ kind: 'picture', picture: 'price-board', file, sha256, takenAt: clock.now() }, null),
    );
    await until(() => {
      clock.leap(100);
      expect(platform.book.entries.map((entry) => entry.interface)).toContain('imageUpload');
    });
    await until(() => expect(link.view()).toMatchObject({ waitingLive: 0, waitingBacklog: 0 }));
    await link.stop();
    expect(platform.book.sessions.map(({ interface: name, code }) => `${name} ${code}`)).toEqual([
      'login 0',
      'logout 0',
    ]);
  });

  it('its listener has the pages, and no services', async () => {
    const came: unknown[] = [];
    await open('mqtts', {
      payCallback(callback) {
        came.push(callback);
        return { status: 200, words: '已收到' };
      },
      invoice: () => ({ status: 404, words: '' }),
    });
    const base = `https://127.0.0.1:${link.inboundPort}`;
    const ask = (url: string) =>
      new Promise<number>((resolve, reject) => {
        get(url, { ca: certificates.caPem }, (response) => resolve(response.resume().statusCode ?? 0)).on(
          'error',
          reject,
        );
      });
    const back = payCallbackLink(base, 'SO-1', platform.access.secret);
    expect(await ask(`${back}&timestamp=1767225600&payResult=1`)).toBe(200);
    expect(came).toEqual([{ orderNo: 'SO-1', at: 1_767_225_600_000, ok: true, proof: 'link' }]);
    expect(await ask(`${base}/sys/v1/${PARK_CODE}/service/requestBookStall/post`)).toBe(404);
  });
});
