import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDemoLot } from '../../demo/lot.ts';
import type { DemoLot } from '../../demo/lot.ts';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import { makeCertificates } from '../../demo/platform/certificate.ts';
import { seal } from '../../demo/platform/envelope.ts';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform } from '../../demo/platform/platform.ts';
import { freePort } from '../../demo/site.ts';
import type { BoardView } from '../../electron/contract/board.ts';
import type { CommandInput, CommandName } from '../../electron/contract/commands.ts';
import type { SiteSecrets } from '../../electron/contract/site.ts';
import { Refused, startStation } from '../support/station.ts';
import type { StationProcess } from '../support/station.ts';
import { request, send } from './raw-http.ts';
import type { Door } from './raw-http.ts';

const PARK_CODE = '44030500100101000010';
const TOKEN = 'attacked-lot-inbound-token-0123456789';
const PAY_PAGE_KEY = 'attacked-lot-pay-page-key';
const UP_MS = 30_000;
const LOOK_EVERY_MS = 50;

export type PersonId = (typeof DEMO_PEOPLE)[number]['id'];

/** A lot with a station at work on it, as ships; all that comes to it comes over sockets of this machine. */
export interface Scene {
  readonly lot: DemoLot;
  readonly station: StationProcess;
  readonly data: string;
  /** The cameras' door, and the platform's. */
  readonly cameras: Door;
  readonly inbound: Door;
  readonly parkCode: string;
  readonly token: string;
  readonly secrets: SiteSecrets;
  /** Who sits at the desk from here on. */
  signIn(person: PersonId): Promise<void>;
  /** What a command comes to: `ok`, or the code of its refusal. */
  asks<C extends CommandName>(command: C, input: CommandInput<C>): Promise<string>;
  /** The same for what no window would send. */
  forges(command: string, input: unknown): Promise<string>;
  board(): Promise<BoardView>;
  /** How often an arm was told to rise so far. */
  opens(): number;
  /** A message of the platform with these objects, signed; `at`: UTC ms. */
  signed(items: readonly unknown[], at?: number): string;
  /** Waits until a condition holds; false when it does not in time. */
  until(holds: () => boolean | Promise<boolean>): Promise<boolean>;
  stop(): Promise<void>;
}

export async function openScene(): Promise<Scene> {
  const lot = await startDemoLot({ lanes: '3', pace: 8, light: 'day' });
  const certificates = await makeCertificates(Date.now(), ['127.0.0.1']);
  const platform = await startPlatform({ parkCode: PARK_CODE, transport: 'https', certificates });
  const port = await freePort();
  const secrets = writeLot(lot, platform, { port, certificates });
  const station = await startStation(lot.files);
  const cameras: Door = { port: lot.config.capture.listen.port };
  const inbound: Door = { port, ca: certificates.caPem };

  const asks: Scene['forges'] = async (command, input) => {
    try {
      await station.call(command as CommandName, input as never);
      return 'ok';
    } catch (error) {
      if (error instanceof Refused) return error.error.code;
      throw error;
    }
  };
  const until: Scene['until'] = async (holds) => {
    for (const deadline = performance.now() + UP_MS; performance.now() < deadline;) {
      if (await holds()) return true;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return false;
  };
  const scene: Scene = {
    ...{ lot, station, cameras, inbound, secrets, parkCode: PARK_CODE, token: TOKEN, data: lot.files.data },
    async signIn(person) {
      const found = DEMO_PEOPLE.find(({ id }) => id === person);
      await station.call('session.sign-in', { person, secret: found?.password ?? '' });
    },
    asks,
    forges: asks,
    board: () => station.call('board.get', {}),
    opens: () => lot.journal.entries.filter((entry) => entry.what === 'frame' && entry.meaning === 'open on').length,
    signed: (items, at = Date.now()) => seal(items, secrets.db4403?.secret ?? '', at),
    until,
    async stop() {
      await station.stop();
      await platform.stop();
      await lot.stop();
    },
  };
  const up = await until(async () => {
    const heard = await Promise.all(lot.lanes.map(({ camera }) => camera.heartbeat()));
    const polled = lot.lanes.every(({ board }) => board.isPolled());
    return heard.every((each) => each === true) && polled && (await isOpen(inbound));
  });
  if (!up) throw new Error('the lot did not come up');
  return scene;
}

const isOpen = async (door: Door): Promise<boolean> => (await send(door, request('GET', '/', []))) === '404';

/** The demo lot's site, but asked by its platform over HTTPS, and with the pages of drivers. */
function writeLot(
  lot: DemoLot,
  platform: Platform,
  { port, certificates }: { port: number; certificates: Awaited<ReturnType<typeof makeCertificates>> },
): SiteSecrets {
  const { folder, site, secrets: secretsFile } = lot.files;
  writeFileSync(join(folder, 'own.pem'), certificates.serverCertPem);
  writeFileSync(join(folder, 'own.key'), certificates.serverKeyPem, { mode: 0o600 });
  writeFileSync(join(folder, 'attacked-ca.pem'), certificates.caPem);
  const config = JSON.parse(readFileSync(site, 'utf8')) as Record<string, unknown>;
  config['platforms'] = [
    {
      ...{ kind: 'db4403', transport: 'https', url: platform.access.url, userId: platform.access.userId },
      caFile: 'attacked-ca.pem',
      inbound: {
        listen: { host: '127.0.0.1', port },
        publicUrl: `https://127.0.0.1:${port}`,
        ...{ certFile: 'own.pem', keyFile: 'own.key', perSecond: 50 },
      },
    },
  ] satisfies object[];
  writeFileSync(site, JSON.stringify(config));
  const secrets = JSON.parse(readFileSync(secretsFile, 'utf8')) as SiteSecrets;
  const { password, secret } = platform.access;
  delete secrets.citybrain;
  secrets.db4403 = { password, secret, inboundToken: TOKEN, payPageKey: PAY_PAGE_KEY };
  writeFileSync(secretsFile, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

/** A plate of its own for each car. */
let plates = 0;
export const newPlate = (): string => `粤B${String((plates += 1)).padStart(5, '7')}`;
