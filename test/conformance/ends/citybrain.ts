import { join } from 'node:path';
import { pino } from 'pino';
import { startCitybrain } from '../../../demo/citybrain/citybrain.ts';
import type { Citybrain } from '../../../demo/citybrain/citybrain.ts';
import { citybrainConfig } from '../../../electron/contract/site-platforms.ts';
import { createLedger } from '../../../electron/station/ledger/record.ts';
import type { Ledger } from '../../../electron/station/ledger/record.ts';
import { newId } from '../../../electron/station/parking/stays.ts';
import { createCitybrain } from '../../../electron/station/platform/citybrain/link.ts';
import { createOrders } from '../../../electron/station/platform/citybrain/orders.ts';
import type { PictureState } from '../../../electron/station/platform/citybrain/picture-file.ts';
import { createCitybrainReporter } from '../../../electron/station/platform/citybrain/reports.ts';
import type { PlatformLink } from '../../../electron/station/platform/link/platform-link.ts';
import { openStore } from '../../../electron/station/store/open.ts';
import type { Db } from '../../../electron/station/store/open.ts';
import { createSystemClock } from '../../../native/clock/system-clock.ts';
import type { Keys } from './keys.ts';
import { until } from './waiting.ts';

export const LOT_NO = '4403050001';
export const ENTRANCE = 'E01';
export const EXIT = 'X01';

/** A lot and City Brain, over TLS. */
export interface CitybrainEnds {
  readonly platform: Citybrain;
  readonly db: Db;
  readonly ledger: Ledger;
  readonly link: PlatformLink;
  /** Where the pictures of captures lie, by capture. */
  readonly pictures: Map<string, PictureState>;
  stop(): Promise<void>;
}

const HURRIED = 0.02;

/** Starts both, and waits until the platform has taken a heartbeat. `name`: of the store. */
export async function openCitybrainEnds(name: string, keys: Keys): Promise<CitybrainEnds> {
  const ports = { entrances: [ENTRANCE], exits: [EXIT] };
  const platform = await startCitybrain({ certificates: keys.certificates, parkingLotNo: LOT_NO, ports });
  const { url, appId, appSecret } = platform.access;
  const clock = createSystemClock();
  const random = (): number => HURRIED;
  const log = pino({ level: process.env['GATEHOUSE_LOG'] ?? 'fatal', base: null }, pino.destination(2));
  const config = citybrainConfig.parse({
    kind: 'citybrain',
    url,
    appId,
    parkingLotNo: LOT_NO,
    ports: { 'in-1': ENTRANCE, 'out-1': EXIT },
    heartbeatS: 5,
    caFile: keys.caFile,
  });
  const pictures = new Map<string, PictureState>();
  const pictureOf = (captureId: string): PictureState => pictures.get(captureId) ?? { state: 'gone' };
  const db = openStore(join(keys.folder, `${name}-citybrain.sqlite`));
  const orders = createOrders(db, LOT_NO, random);
  const ledger = createLedger(db, clock, [createCitybrainReporter({ config, orders, pictureOf, isFree: () => false })]);
  const siteDir = keys.folder;
  const link = createCitybrain({
    ...{ config, secrets: { appSecret }, siteDir, ledger, db, orders, pictureOf, clock, log, newId, random },
  });
  const ends: CitybrainEnds = {
    platform,
    db,
    ledger,
    link,
    pictures,
    async stop() {
      await link.stop();
      db.close();
      await platform.stop();
    },
  };
  link.start();
  if (await until(() => link.view().state === 'up')) return ends;
  await ends.stop();
  throw new Error('no heartbeat was taken');
}
