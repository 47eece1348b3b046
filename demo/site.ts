import { randomBytes, randomInt } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { siteConfig, siteSecrets } from '../electron/contract/site.ts';
import type { SiteConfig, SiteSecrets } from '../electron/contract/site.ts';
import type { TimeRule } from '../electron/contract/site-registration.ts';
import type { Direction, LaneKind } from '../electron/contract/vocabulary.ts';
import { CALENDAR, PRICE_BOARD, PRICES, REGISTRATION, SHARING, TARIFF, VOUCHERS } from './hospital.ts';
import { drawPriceBoard } from './picture/price-board.ts';
import type { CitybrainAccess } from './citybrain/citybrain.ts';
import type { CashierAccess } from './payment/cashier.ts';
import type { PlatformAccess } from './platform/platform.ts';
import { DEMO_PEOPLE } from './people.ts';

/** A lane as the demo builds it: what the site file says of it, less its devices. */
export interface LanePlan {
  id: string;
  name: string;
  direction: Direction;
  kind: LaneKind;
  others: 'open' | 'hold' | 'ask' | 'refuse';
}

const entrance = (n: number, kind: LaneKind, others: LanePlan['others']): LanePlan => ({
  id: `in-${n}`,
  name: `入口 ${n}`,
  direction: 'entrance',
  kind,
  others,
});
const reserved = (n: number) => entrance(n, 'reserved', 'ask');
const general = (n: number) => entrance(n, 'general', 'open');
const mixed = (n: number) => entrance(n, 'mixed', 'open');
const confirm = (n: number) => entrance(n, 'confirm', 'ask');
const exit = (n: number): LanePlan => ({
  id: `out-${n}`,
  name: `出口 ${n}`,
  direction: 'exit',
  kind: 'mixed',
  others: 'open',
});

/** Lots by their lanes (C.2.3.2): with two entrances or more, one is for reserved cars only. */
export const LANE_PRESETS = {
  '1': [confirm(1)],
  '2': [mixed(1), exit(1)],
  confirm: [confirm(1), exit(1)],
  '3': [reserved(1), general(2), exit(1)],
  '4': [reserved(1), general(2), exit(1), exit(2)],
  '8': [reserved(1), reserved(2), general(3), general(4), mixed(5), exit(1), exit(2), exit(3)],
} as const satisfies Record<string, readonly LanePlan[]>;
export type LanePreset = keyof typeof LANE_PRESETS;

export const isLanePreset = (name: string): name is LanePreset => Object.hasOwn(LANE_PRESETS, name);

/** Which contact of a lane's relay board goes where. Every lane has its own board on its own line. */
export const WIRING = {
  unit: 1,
  coils: { open: 0, close: 1, stop: 2 },
  inputs: { opened: 0, closed: 1, passageLoop: 2, approachLoop: 3, button: 4, remote: 5 },
} as const;

export interface SitePlan {
  parkCode: string;
  lanes: readonly LanePlan[];
  totalStalls: number;
  /** Ports where the lanes' boards listen, by lane id. */
  boardPorts: ReadonlyMap<string, number>;
  capturePort: number;
  access: PlatformAccess;
  /** Null: the lot reports to no City Brain. */
  citybrain: CitybrainAccess | null;
  /** When reserved cars go first (6.3.5). */
  priority: readonly TimeRule[];
  /** Whom payments by phone go to, where parking costs something; null: it does not. */
  cashier: CashierAccess | null;
}

export interface SiteFiles {
  folder: string;
  site: string;
  secrets: string;
  /** The station's own folder: its database and images. */
  data: string;
}

export const cameraOf = (laneId: string): string => `cam-${laneId}`;

/** The site file of a demo lot and its secrets, checked by the schema that the station checks them with. Pure but for the keys. */
export function buildSite(plan: SitePlan): { config: SiteConfig; secrets: SiteSecrets } {
  const { parkCode, lanes, totalStalls, boardPorts, capturePort, access, citybrain, priority, cashier } = plan;
  const reservable = Math.ceil(totalStalls / 3);
  const wired = Object.fromEntries(Object.entries(WIRING.inputs).map(([name, input]) => [name, { input }]));
  const config = siteConfig.parse({
    lot: {
      parkCode,
      name: '演示医院停车场',
      desk: '东门岗',
      totalStalls,
      reservableStalls: reservable,
      stalls: Array.from({ length: reservable }, (_, i) => `A-${String(i + 1).padStart(2, '0')}`),
      registration: REGISTRATION,
    },
    flow: { priority: [...priority] },
    capture: { listen: { host: '127.0.0.1', port: capturePort } },
    links: lanes.map(({ id }) => ({ id: `line-${id}`, kind: 'tcp', host: '127.0.0.1', port: boardPorts.get(id) })),
    lanes: lanes.map(({ id, name, direction, kind, others }) => ({
      id,
      name,
      direction,
      kind,
      others,
      camera: { id: cameraOf(id), driver: 'push' },
      barrier: {
        driver: 'modbus-relay',
        link: `line-${id}`,
        unit: WIRING.unit,
        coils: {
          open: { coil: WIRING.coils.open },
          close: { coil: WIRING.coils.close },
          stop: { coil: WIRING.coils.stop },
        },
        inputs: wired,
      },
    })),
    platforms: [
      {
        kind: 'db4403',
        transport: 'mqtts',
        url: access.url,
        version: access.version,
        clientId: access.clientId,
        caFile: 'platform-ca.pem',
        imageUpload: { url: access.httpsUrl, userId: access.userId },
      },
      ...(citybrain === null
        ? []
        : [
            {
              kind: 'citybrain',
              url: citybrain.url,
              appId: citybrain.appId,
              parkingLotNo: citybrain.parkingLotNo,
              ports: portsOf(lanes),
              caFile: 'platform-ca.pem',
            },
          ]),
    ],
    sharing: SHARING,
    ...(cashier && {
      tariff: TARIFF,
      vouchers: VOUCHERS,
      payments: { provider: { kind: 'alipay', url: cashier.url, appId: cashier.appId, caFile: 'platform-ca.pem' } },
    }),
    calendar: CALENDAR,
    people: DEMO_PEOPLE.map(({ id, name, role }) => ({ id, name, role })),
    access: { note: `演示车场的密码：${DEMO_PEOPLE.map(({ name, password }) => `${name} ${password}`).join('，')}` },
  });
  const secrets = siteSecrets.parse({
    cameras: Object.fromEntries(lanes.map(({ id }) => [cameraOf(id), randomBytes(16).toString('hex')])),
    db4403: { password: access.password, secret: access.secret },
    people: Object.fromEntries(DEMO_PEOPLE.map(({ id, hash }) => [id, { hash, mustChange: false }])),
    ...(citybrain && { citybrain: { appSecret: citybrain.appSecret } }),
    ...(cashier && { alipay: { privateKey: cashier.privateKeyPem, publicKey: cashier.publicKeyPem } }),
  });
  return { config, secrets };
}

/** City Brain's numbers of the lanes: entrances E01, E02 …, exits X01, X02 …. */
export function portsOf(lanes: readonly LanePlan[]): Record<string, string> {
  const counted = { entrance: 0, exit: 0 };
  return Object.fromEntries(
    lanes.map(({ id, direction }) => {
      counted[direction] += 1;
      return [id, `${direction === 'entrance' ? 'E' : 'X'}${String(counted[direction]).padStart(2, '0')}`];
    }),
  );
}

/** Writes site file, secrets (for the owner alone), the platform's authority and the picture that the site file names. */
export async function writeSite(
  folder: string,
  { config, secrets }: { config: SiteConfig; secrets: SiteSecrets },
  caPem: string,
): Promise<SiteFiles> {
  const files = {
    folder,
    site: join(folder, 'site.json'),
    secrets: join(folder, 'secrets.json'),
    data: join(folder, 'data'),
  };
  await mkdir(files.data, { recursive: true });
  await writeFile(files.site, `${JSON.stringify(config, null, 2)}\n`);
  await writeFile(files.secrets, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await writeFile(join(folder, 'platform-ca.pem'), caPem);
  await writeFile(join(folder, PRICE_BOARD), await drawPriceBoard(config.lot.name, PRICES));
  return files;
}

/** Below what systems give out for connections that go out: one of those would take it before the station comes. */
const PORTS = { from: 20_000, to: 32_000 };
const PORT_TRIES = 50;

/** A port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < PORT_TRIES; tries += 1) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port from ${PORTS.from} to ${PORTS.to}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
