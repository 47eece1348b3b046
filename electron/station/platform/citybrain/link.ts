import { resolve } from 'node:path';
import type { Clock } from '../../../../native/clock/contract.ts';
import type { CitybrainConfig } from '../../../contract/site-platforms.ts';
import type { Ledger } from '../../ledger/record.ts';
import type { Log } from '../../log.ts';
import type { Db } from '../../store/open.ts';
import { createPlatformLink } from '../link/platform-link.ts';
import type { LinkTransport, PlatformLink, WayTo } from '../link/platform-link.ts';
import type { Orders } from './orders.ts';
import type { PictureOf } from './picture-file.ts';
import { PLATFORM } from './reports.ts';
import { createCitybrainTransport } from './transport.ts';

export interface CitybrainParts {
  config: CitybrainConfig;
  secrets: { appSecret: string };
  /** Folder of the site file: `caFile` is relative to it. */
  siteDir: string;
  ledger: Ledger;
  db: Db;
  orders: Orders;
  pictureOf: PictureOf;
  clock: Clock;
  log: Log;
  /** Gives each message its id, at most 64 characters. */
  newId: () => string;
  /** Gives [0, 1). */
  random: () => number;
  /** True while a capture is being handled: the backlog waits. */
  gateBusy?: () => boolean;
  /** Absent: over the network. */
  wayTo?: WayTo;
}

/** The City Brain platform of a site: its link, and the queue of reports towards it. Nothing comes down from it. */
export function createCitybrain(parts: CitybrainParts): PlatformLink {
  const { clock, random } = parts;
  const transport = parts.wayTo?.('citybrain', null) ?? overNetwork(parts);
  return createPlatformLink({
    id: PLATFORM,
    kind: 'citybrain',
    transport,
    ledger: parts.ledger,
    db: parts.db,
    clock,
    random,
    log: parts.log,
    // Its reports are events, each as it was then: nothing is told afresh.
    onUp: () => undefined,
    ...(parts.gateBusy && { gateBusy: parts.gateBusy }),
  });
}

function overNetwork(parts: CitybrainParts): LinkTransport {
  const { config, clock, random } = parts;
  return createCitybrainTransport({
    url: config.url,
    trust: {
      caFile: config.caFile === undefined ? null : resolve(parts.siteDir, config.caFile),
      pinnedSha256: config.pinnedSha256 ?? null,
    },
    account: { appId: config.appId, appSecret: parts.secrets.appSecret },
    parkingLotNo: config.parkingLotNo,
    heartbeatMs: config.heartbeatS * 1000,
    orders: parts.orders,
    pictureOf: parts.pictureOf,
    clock,
    random,
    newId: parts.newId,
  });
}
