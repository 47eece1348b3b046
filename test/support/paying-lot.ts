import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCitybrain } from '../../demo/citybrain/citybrain.ts';
import type { Citybrain } from '../../demo/citybrain/citybrain.ts';
import { startCashier } from '../../demo/payment/cashier.ts';
import type { Cashier } from '../../demo/payment/cashier.ts';
import type { Certificates } from '../../demo/platform/certificate.ts';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform } from '../../demo/platform/platform.ts';
import { freePort } from '../../demo/site.ts';
import type { LaneView } from '../../electron/contract/board.ts';
import type { DueView } from '../../electron/contract/charges.ts';
import { siteConfig, siteSecrets } from '../../electron/contract/site.ts';
import { createManualClock } from '../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../native/clock/manual-clock.ts';
import { CAMERA_KEY, devicesOf, lineOf, openClockedStation } from './clocked-station.ts';
import type { ClockedStation } from './clocked-station.ts';
import { press } from './station.ts';

/** 20 digits, as DB4403/T 89 has them. */
const PARK_CODE = '44030500100101000010';
const LOT_NO = '4403050001';
const INBOUND_TOKEN = 'paying-lot-inbound-token-0123456789abcdef';
/** A Wednesday that is no holiday, ten in the morning in Beijing. */
const MORNING = Date.UTC(2026, 4, 6, 2, 0, 0);
const MINUTE_MS = 60_000;
/** How sure the cameras are, per cent. */
const SURE = 99;
const ALWAYS = { from: '2020-01-01 00:00:00', to: '2099-12-31 23:59:59' };
/** A plan that is sold, and what an hour beyond an order of it costs, fen. */
export const PLAN = 'HOURS';

/** The standard's own example: 30 minutes for nothing, 10 yuan for the first hour, then 5 an hour, at most 60 in 24 hours. */
const TARIFF = {
  graceMin: 15,
  rates: [
    {
      name: '小型车',
      freeMin: 30,
      bands: [
        { days: 'every-day', from: '00:00', to: '00:00', first: { min: 60, fen: 1000 }, then: { min: 60, fen: 500 } },
      ],
      cap: { per: '24h', fen: 6000 },
    },
  ],
};
const SHARING = {
  payUrl: 'https://pay.example/?order={orderNo}&fen={amount}&back={callback}',
  plans: [
    {
      code: PLAN,
      name: '按时共享',
      spaces: 1000,
      kind: 'hours',
      shown: ALWAYS,
      sold: ALWAYS,
      carModel: 'large',
      period: 'all-day',
      originalPrice: 1000,
      price: 1000,
      rules: [{ days: 'every-day', from: '00:00', to: '00:00' }],
      overdue: { perHour: 500 },
    },
  ],
};

export interface PayingLotOptions {
  /** A folder of its own. */
  directory: string;
  certificates: Certificates;
  transport: 'mqtts' | 'https';
  /** By whom phones pay: the cashier, or a code of the lot's own that a person watches. */
  phones: 'alipay' | 'wechat-code';
}

/**
 * A lot that takes money, with one way in and one way out: the whole station, both platforms and the cashier over TLS, all
 * on one clock that is moved by hand. A supervisor is on duty.
 */
export interface PayingLot extends Pick<
  ClockedStation,
  'call' | 'board' | 'pass' | 'brought' | 'until' | 'told' | 'restart'
> {
  readonly clock: ManualClock;
  readonly platform: Platform;
  readonly citybrain: Citybrain;
  readonly cashier: Cashier;
  readonly phones: PayingLotOptions['phones'];
  /** A plate that was not here before. */
  newPlate(): string;
  /** Drives in, and stays for so many minutes. */
  stays(plate: string, minutes: number): Promise<void>;
  /** Comes to the exit, and is captured there. */
  comesOut(plate: string): Promise<void>;
  /** The car at the exit goes through its raised arm. */
  goes(): Promise<void>;
  /** The car at the exit backs off, and the arm comes down. */
  backsOff(): Promise<void>;
  exit(): LaneView;
  /** What the car at the exit is to pay; Error when nobody stands there. */
  due(): DueView;
  /** What an act at the exit names. */
  atExit(): { key: string; laneId: string; arrivalId: string };
  /** How often the exit's arm rose since it was asked last. */
  rises(): number;
  end(): Promise<void>;
}

export async function openPayingLot(options: PayingLotOptions): Promise<PayingLot> {
  const { directory, certificates, transport, phones } = options;
  const clock = createManualClock(MORNING);
  const now = (): number => clock.now();
  const inboundPort = await freePort();
  const [platform, citybrain, cashier] = await Promise.all([
    startPlatform({
      parkCode: PARK_CODE,
      transport,
      certificates,
      now,
      lot: { url: `https://127.0.0.1:${inboundPort}`, caPem: certificates.caPem, token: INBOUND_TOKEN },
    }),
    startCitybrain({ certificates, parkingLotNo: LOT_NO, ports: { entrances: ['E01'], exits: ['X01'] }, now }),
    startCashier({ certificates, now }),
  ]);
  const files = { caFile: 'ca.pem', certFile: 'server.pem', keyFile: 'server-key.pem' };
  writeFileSync(join(directory, files.caFile), certificates.caPem);
  writeFileSync(join(directory, files.certFile), certificates.serverCertPem);
  writeFileSync(join(directory, files.keyFile), certificates.serverKeyPem, { mode: 0o600 });

  const { access } = platform;
  const { certFile, keyFile, caFile } = files;
  const inbound = { listen: { host: '127.0.0.1', port: inboundPort }, certFile, keyFile, perSecond: 1000 };
  const db4403 = { kind: 'db4403', transport, url: access.url, version: access.version, caFile, inbound };
  const lane = (id: string, direction: string, name: string) => ({ id, name, direction, ...devicesOf(id) });
  const site = siteConfig.parse({
    lot: { parkCode: PARK_CODE, name: '测试停车场', desk: '东门岗', totalStalls: 1000, reservableStalls: 100 },
    capture: { listen: { host: '127.0.0.1', port: 0 } },
    links: ['in-1', 'out-1'].map(lineOf),
    lanes: [lane('in-1', 'entrance', '入口'), lane('out-1', 'exit', '出口')],
    platforms: [
      { ...db4403, ...(transport === 'https' ? { userId: access.userId } : { clientId: access.clientId }) },
      {
        kind: 'citybrain',
        url: citybrain.access.url,
        appId: citybrain.access.appId,
        parkingLotNo: LOT_NO,
        ports: { 'in-1': 'E01', 'out-1': 'X01' },
        caFile,
      },
    ],
    tariff: TARIFF,
    sharing: SHARING,
    vouchers: [{ id: 'visit', name: '就诊减免', type: 'amount', value: 600 }],
    payments: { provider: providerOf(phones, cashier) },
    people: [{ id: 'li', name: '李主管', role: 'supervisor' }],
  });
  const { privateKeyPem, publicKeyPem } = cashier.access;
  const secrets = siteSecrets.parse({
    cameras: Object.fromEntries(site.lanes.map(({ camera }) => [camera.id, CAMERA_KEY])),
    db4403: { password: access.password, secret: access.secret, inboundToken: INBOUND_TOKEN },
    citybrain: { appSecret: citybrain.access.appSecret },
    alipay: { privateKey: privateKeyPem ?? '', publicKey: publicKeyPem },
  });
  const station = await openClockedStation({ site, secrets, directory, clock });
  await station.brought(
    'the links',
    () => platform.isHeard() && station.board().platforms.every(({ state }) => state === 'up'),
  );
  await station.ready();

  let plates = 0;
  let risen = 0;
  const { arm } = station.gate('out-1');
  arm.onMove((move) => {
    if (move === 'rising') risen += 1;
  });
  const exit = (): LaneView => station.lane('out-1');
  const arrivalAtExit = () => {
    const { arrival } = exit();
    if (!arrival) throw new Error('nobody stands at the exit');
    return arrival;
  };

  return {
    ...station,
    clock,
    platform,
    citybrain,
    cashier,
    phones,
    newPlate: () => `粤B${String(10_000 + (plates += 1))}`,
    async stays(plate, minutes) {
      await station.arrive('in-1', plate, SURE);
      await station.driveThrough('in-1');
      await station.pass(minutes * MINUTE_MS);
    },
    comesOut: (plate) => station.arrive('out-1', plate, SURE),
    goes: () => station.driveThrough('out-1'),
    async backsOff() {
      station.call('lane.turn-away', { key: press(), laneId: 'out-1', arrivalId: arrivalAtExit().id });
      await station.driveOff('out-1');
      await station.until('the arm down', () => arm.position === 0 && exit().barrier.arm === 'closed');
    },
    exit,
    due() {
      const { due } = arrivalAtExit();
      if (!due) throw new Error('nothing is known of what it is to pay');
      return due;
    },
    atExit: () => ({ key: press(), laneId: 'out-1', arrivalId: arrivalAtExit().id }),
    rises() {
      const count = risen;
      risen = 0;
      return count;
    },
    async end() {
      await station.end();
      await station.ends(Promise.all([platform.stop(), citybrain.stop(), cashier.stop()]));
    },
  };
}

const providerOf = (phones: PayingLotOptions['phones'], { access }: Cashier) =>
  phones === 'alipay'
    ? { kind: 'alipay', url: access.url, appId: access.appId, caFile: 'ca.pem' }
    : { kind: 'static-code', code: 'https://pay.example/lot/0001', payType: 'wechat', name: '微信收款码' };
