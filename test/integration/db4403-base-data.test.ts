import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeCertificates } from '../../demo/platform/certificate.ts';
import type { Certificates } from '../../demo/platform/certificate.ts';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform } from '../../demo/platform/platform.ts';
import type { BaseDataView } from '../../electron/contract/base-data.ts';
import { platformConfig } from '../../electron/contract/site-platforms.ts';
import type { Db4403Config } from '../../electron/contract/site-platforms.ts';
import { siteConfig } from '../../electron/contract/site.ts';
import { createLedger } from '../../electron/station/ledger/record.ts';
import { newId } from '../../electron/station/parking/stays.ts';
import { createBaseData } from '../../electron/station/platform/db4403/base-data.ts';
import { createPictureUrl, readPictures } from '../../electron/station/platform/db4403/base-data-pictures.ts';
import { createDb4403Reporter } from '../../electron/station/platform/db4403/reports.ts';
import { createPlatformLink } from '../../electron/station/platform/link/platform-link.ts';
import { openMadeStore } from '../../electron/station/store/made-store.fixture.ts';
import { wayTo } from '../support/reporting-lot.ts';
import { createLeapingClock } from './leaping-clock.ts';
import type { LeapingClock } from './leaping-clock.ts';

const PARK_CODE = '44030500100101000010';
const until = (check: () => void, timeout = 10_000) => vi.waitFor(check, { timeout, interval: 5 });
const jpeg = (content: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(content)]);

const lane = (id: string, name: string, direction: 'entrance' | 'exit', unit: number) => ({
  id,
  name,
  direction,
  camera: { id: `cam-${id}`, driver: 'push' },
  barrier: { driver: 'modbus-relay', link: 'line-1', unit, coils: { open: { coil: 0 } } },
});
const registration = {
  kind: 'garage',
  address: '深圳市福田区红荔路 7019 号',
  longitude: 114.05786,
  latitude: 22.54313,
  provinceCode: '440000',
  cityCode: '440300',
  areaCode: '440304',
  businessType: 22,
  chargeDescription: '首小时 15 元，之后每小时 3 元',
  pictures: { priceBoard: 'price.jpg' },
  chargeStandard: {
    permitNo: '123456',
    charger: '演示停车管理有限公司',
    pricing: 'market',
    region: 1,
    complaintTel: '12345',
    items: [{ item: '小车临时停放', description: '首小时 15 元，之后每小时 3 元' }],
  },
  business: { eInvoice: 'https://lot.example/invoice', payment: true },
};
const plan = {
  code: 'NIGHT',
  name: '夜间月租',
  spaces: 20,
  kind: 'months',
  days: 30,
  shown: { from: '2026-01-01 00:00:00', to: '2027-12-31 23:59:59' },
  sold: { from: '2026-01-01 00:00:00', to: '2027-12-31 23:59:59' },
  carModel: 'small',
  period: 'night',
  originalPrice: 30_000,
  price: 25_050,
  rules: [{ days: 'workdays', from: '18:00', to: '08:00' }],
  overdue: { perHour: 500 },
};
const lot = {
  parkCode: PARK_CODE,
  name: '演示医院停车场',
  desk: '东门岗',
  totalStalls: 60,
  reservableStalls: 20,
  stalls: ['A-01', 'A-02', 'A-03'],
  registration,
};
/** The site file as a person wrote it. */
const written = {
  lot,
  links: [{ id: 'line-1', kind: 'serial', path: '/dev/ttyUSB0' }],
  lanes: [lane('in-1', '东入口', 'entrance', 1), lane('out-1', '红荔路北侧地下二层西区出口', 'exit', 2)],
  sharing: { plans: [plan], payUrl: 'https://lot.example/pay' },
  people: [{ id: 'wang', name: '王师傅', role: 'attendant' }],
};
const withRegistration = (change: object) => ({
  ...written,
  lot: { ...lot, registration: { ...registration, ...change } },
});

describe.each(['mqtts', 'https'] as const)('base data of a site that reports over %s (7.3.3)', (transport) => {
  let directory: string;
  let clock: LeapingClock;
  let certificates: Certificates;
  let platform: Platform;
  let station: Awaited<ReturnType<typeof start>> | null;
  let troubles: unknown[];

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'base-data-'));
    writeFileSync(join(directory, 'price.jpg'), jpeg('prices'));
    clock = createLeapingClock();
    certificates = await makeCertificates(Date.now(), ['127.0.0.1']);
    platform = await startPlatform({ parkCode: PARK_CODE, transport, certificates, now: () => clock.now() });
    [station, troubles] = [null, []];
  });

  afterEach(async () => {
    await station?.stop();
    await platform.stop();
    rmSync(directory, { recursive: true });
    expect(troubles).toEqual([]);
    expect(platform.book.violations).toEqual([]);
    expect(platform.book.anomalies).toEqual([]);
  });

  /** How the site file names this platform. */
  function configOf(): Db4403Config {
    const { access } = platform;
    const imageUpload = { url: access.httpsUrl, userId: access.userId };
    const inbound = { listen: {}, certFile: 'lot.pem', keyFile: 'lot.key' };
    const way =
      transport === 'mqtts'
        ? { url: access.url, clientId: access.clientId, imageUpload }
        : { url: access.url, userId: access.userId, inbound };
    return platformConfig.parse({ kind: 'db4403', transport, ...way }) as Db4403Config;
  }

  /** A station with this site file, over the store of the one before, as far as it tells its base data. */
  async function start(data: object) {
    await station?.stop();
    const site = siteConfig.parse(data);
    const db = openMadeStore(join(directory, 'store.db'));
    const pictures = readPictures(site, directory, configOf());
    const reporter = createDb4403Reporter(PARK_CODE, newId, createPictureUrl(db, pictures));
    const ledger = createLedger(db, clock, [reporter]);
    const onTrouble = (error: unknown): void => void troubles.push(error);
    const baseData = createBaseData({ site, pictures, db, ledger, reporter, clock, onTrouble });
    const link = createPlatformLink({
      ...{ id: 'db4403', kind: 'db4403', ledger, db, clock, random: Math.random, onUp: baseData.onUp },
      transport: wayTo(platform.access, directory, clock),
      log: { info: () => undefined, warn: () => undefined, error: onTrouble },
    });
    link.onSettled(baseData.onSettled);
    const states = (): BaseDataView['state'][] => baseData.view().map(({ state }) => state);
    const started = {
      baseData,
      outbox: link.outbox,
      /** Everything was told and answered. Small steps, for whatever waits to be tried again. */
      settled: (state: BaseDataView['state'][] = ['same']) =>
        until(() => {
          clock.leap(50);
          const { waitingLive, waitingBacklog } = link.view();
          expect([waitingLive, waitingBacklog]).toEqual([0, 0]);
          expect([...new Set(states())].sort()).toEqual([...state].sort());
        }),
      count: () =>
        ledger.record((tx) =>
          tx.report({ kind: 'counts', numbers: { total: 60, used: 0, free: 40, reserved: 20 } }, null),
        ),
      is: (state: 'up' | 'down') =>
        until(() => {
          clock.leap(50);
          expect(link.view().state).toBe(state);
        }),
      async stop() {
        station = null;
        baseData.stop();
        await link.stop();
        db.close();
      },
    };
    station = started;
    link.start();
    await started.is('up');
    return started;
  }

  /** What the platform has heard since it was asked last. */
  let heardTo = 0;
  function heard() {
    const { entries, duplicates } = platform.book;
    expect(duplicates).toEqual([]);
    const news = entries.slice(heardTo);
    heardTo = entries.length;
    return news.map((entry) => ({ interface: entry.interface, item: entry.item }));
  }
  beforeEach(() => {
    heardTo = 0;
  });

  it('all of it reaches the platform with the first link, picture first and named by the lot', async () => {
    const { settled, baseData } = await start(written);
    await settled();
    const told = heard();
    expect(told.slice(0, 2).map((each) => each.interface)).toEqual(['imageUpload', 'parkInfo']);
    const [picture, parkInfo] = told;
    expect(picture?.item['sha256']).toBe(createHash('sha256').update(jpeg('prices')).digest('hex'));
    expect(parkInfo?.item).toMatchObject({
      parkName: '演示医院停车场',
      totalSpace: 60,
      reservableStalls: 20,
      imageUrl: picture?.item['id'],
    });
    expect(told.map((each) => each.interface).sort()).toEqual([
      ...['businessConfig', 'businessConfig', 'chargeStandard', 'gateInfo', 'gateInfo', 'imageUpload', 'parkInfo'],
      ...['sharePlan', 'stallInfo', 'stallInfo', 'stallInfo'],
    ]);
    const gates = told.filter((each) => each.interface === 'gateInfo').map(({ item }) => [item['name'], item['type']]);
    expect(gates).toEqual(
      expect.arrayContaining([
        ['东入口', 1],
        ['红荔路北侧地下二层西', 2],
      ]),
    );
    expect(baseData.view().every(({ heldSince, fields }) => heldSince !== null && fields.length === 0)).toBe(true);
  });

  it('nothing of it is told again by the next link, nor after a restart', async () => {
    const first = await start(written);
    await first.settled();
    heard();
    await platform.cut();
    // Over HTTPS nobody knows before something is to be sent.
    first.count();
    await first.is('down');
    await platform.restore();
    await first.is('up');
    await first.settled();
    expect(heard().map((each) => each.interface)).toEqual(['stallCount']);
    await (await start(written)).settled();
    expect(heard()).toEqual([]);
  });

  it('a field that was changed is told with what it belongs to, and nothing else', async () => {
    await (await start(written)).settled();
    heard();
    const dearer = { ...registration.chargeStandard, items: [{ item: '小车临时停放', description: '每小时 20 元' }] };
    const second = await start(withRegistration({ chargeStandard: dearer }));
    await second.settled();
    expect(heard()).toMatchObject([
      { interface: 'chargeStandard', item: { permitNo: '123456', items: [{ chargeDesc: '每小时 20 元' }] } },
    ]);
  });

  it('another picture is told, and then the lot that names it', async () => {
    await (await start(written)).settled();
    heard();
    writeFileSync(join(directory, 'price.jpg'), jpeg('higher prices'));
    await (await start(written)).settled();
    const [picture, parkInfo, ...others] = heard();
    expect([picture?.interface, parkInfo?.interface, others]).toEqual(['imageUpload', 'parkInfo', []]);
    expect(parkInfo?.item['imageUrl']).toBe(picture?.item['id']);
  });

  it('a lane that is no longer there is told as removed, once', async () => {
    await (await start(written)).settled();
    const exit = heard().find(({ item }) => item['type'] === 2)?.item;
    const less = { ...written, lanes: written.lanes.slice(0, 1) };
    await (await start(less)).settled(['same', 'removed']);
    expect(heard()).toEqual([{ interface: 'gateInfo', item: { ...exit, status: 2 } }]);
    await (await start(less)).settled(['same', 'removed']);
    expect(heard()).toEqual([]);
  });

  it("a refusal is parked with the platform's words, and put right by changing the site file", async () => {
    platform.faults.refuse = { code: 1004, message: '超出规定长度: packageName', interface: 'sharePlan' };
    const first = await start(written);
    await first.settled(['same', 'refused']);
    heard();
    const refused = ({ baseData }: typeof first) => baseData.view().find((view) => view.interface === 'sharePlan');
    expect(refused(first)).toMatchObject({
      title: '夜间月租',
      state: 'refused',
      heldSince: null,
      message: '1004 超出规定长度: packageName',
    });

    // Nothing was changed: it stays parked, and is not told again.
    platform.faults.refuse = null;
    const same = await start(written);
    await same.settled(['same', 'refused']);
    expect(heard()).toEqual([]);

    const right = await start({ ...written, sharing: { ...written.sharing, plans: [{ ...plan, name: '夜租' }] } });
    await right.settled();
    expect(heard()).toMatchObject([{ interface: 'sharePlan', item: { packageCode: 'NIGHT', packageName: '夜租' } }]);
    expect(right.outbox.items({ state: 'parked', limit: 10 })).toEqual([]);
    expect(refused(right)).toMatchObject({ state: 'same', message: null });
  });
});
