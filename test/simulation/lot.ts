import { scryptSync } from 'node:crypto';
import { siteConfig, siteSecrets } from '../../electron/contract/site.ts';
import type { SiteConfig, SiteSecrets } from '../../electron/contract/site.ts';
import { CONTACTS } from './lane-side.ts';
import { LOT_NO, PARK_CODE, SECRET } from './platforms.ts';

/** The lot of the simulation: small, so that it is full now and then, and with something of everything. */

export const LANES = ['in-1', 'in-2', 'out-1'] as const;
export const RESERVABLE = 4;
export const PERSON = 'li';
export const PASSWORD = 'simulated-88';
export const PLAN = 'HOURS';
const ALWAYS = { from: '2020-01-01 00:00:00', to: '2099-12-31 23:59:59' };

const devicesOf = (id: string) => ({
  camera: { id: `camera-${id}`, driver: 'push' },
  barrier: {
    driver: 'modbus-relay',
    link: `line-${id}`,
    coils: { open: { coil: CONTACTS.coils.open }, close: { coil: CONTACTS.coils.close } },
    inputs: Object.fromEntries(Object.entries(CONTACTS.inputs).map(([name, input]) => [name, { input }])),
    pollMs: 250,
  },
});

export const SITE: SiteConfig = siteConfig.parse({
  lot: { parkCode: PARK_CODE, name: '模拟停车场', desk: '东门岗', totalStalls: 12, reservableStalls: RESERVABLE },
  flow: { priority: [{ days: 'every-day', from: '07:30', to: '19:30' }], reservedPerOther: 2, exitsPerEntry: 2 },
  capture: { listen: { host: '127.0.0.1', port: 0 } },
  links: LANES.map((id) => ({ id: `line-${id}`, kind: 'tcp', host: '127.0.0.1', port: 4001 })),
  lanes: [
    { id: 'in-1', name: '入口 1', direction: 'entrance', kind: 'reserved', others: 'ask', ...devicesOf('in-1') },
    { id: 'in-2', name: '入口 2', direction: 'entrance', kind: 'general', others: 'open', ...devicesOf('in-2') },
    { id: 'out-1', name: '出口', direction: 'exit', others: 'ask', ...devicesOf('out-1') },
  ],
  platforms: [
    { kind: 'db4403', transport: 'mqtts', url: 'mqtts://127.0.0.1:8883', version: 'v1', clientId: 'simulated' },
    {
      kind: 'citybrain',
      url: 'https://127.0.0.1/',
      appId: 'simulated',
      parkingLotNo: LOT_NO,
      ports: { 'in-1': 'E01', 'in-2': 'E02', 'out-1': 'X01' },
    },
  ],
  tariff: {
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
  },
  sharing: {
    payUrl: 'https://pay.example/?order={orderNo}&fen={amount}&back={callback}',
    plans: [
      {
        code: PLAN,
        name: '按时共享',
        spaces: 3,
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
  },
  vouchers: [{ id: 'visit', name: '就诊减免', type: 'amount', value: 600 }],
  people: [{ id: PERSON, name: '李主管', role: 'supervisor' }],
  access: { lockAfterMin: 240, renewDays: 0 },
});

/** As cheap to check as scrypt goes: a simulated guesser has no patience either. */
const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
const salt = Buffer.alloc(16, 7);
const hash = `$scrypt$ln=04,r=8,p=1$${unpadded(salt)}$${unpadded(scryptSync(PASSWORD, salt, 32, { N: 16, r: 8, p: 1 }))}`;

export const SECRETS: SiteSecrets = siteSecrets.parse({
  cameras: Object.fromEntries(LANES.map((id) => [`camera-${id}`, 'a-key-of-a-simulated-camera'])),
  people: { [PERSON]: { hash, mustChange: false } },
  db4403: { password: 'simulated-password', secret: SECRET },
  citybrain: { appSecret: '0123456789abcdef' },
});
