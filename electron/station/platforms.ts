import type { Clock } from '../../native/clock/contract.ts';
import type { PlatformConfig } from '../contract/site-platforms.ts';
import type { SiteConfig, SiteSecrets } from '../contract/site.ts';
import type { Sharing } from './booking/sharing.ts';
import type { Desks } from './booking/contract.ts';
import { createDriverPages } from './driver-pages.ts';
import type { TakenOf } from './driver-pages.ts';
import type { Ledger, Tx } from './ledger/record.ts';
import type { Reporter } from './ledger/report.ts';
import type { Log } from './log.ts';
import { createCitybrain } from './platform/citybrain/link.ts';
import { createOrders } from './platform/citybrain/orders.ts';
import type { Orders } from './platform/citybrain/orders.ts';
import type { PictureOf } from './platform/citybrain/picture-file.ts';
import { citybrainForm } from './platform/citybrain/report-form.ts';
import { createCitybrainReporter } from './platform/citybrain/reports.ts';
import type { ReporterParts } from './platform/citybrain/reports.ts';
import { createBaseData } from './platform/db4403/base-data.ts';
import { createPictureUrl, readPictures } from './platform/db4403/base-data-pictures.ts';
import { createDb4403 } from './platform/db4403/link.ts';
import { db4403Form } from './platform/db4403/report-form.ts';
import { createDb4403Reporter, PLATFORM as DB4403 } from './platform/db4403/reports.ts';
import type { PlatformLink, WayTo } from './platform/link/platform-link.ts';
import type { StayNumbers, SyncedPlatform } from './platform/sync/contract.ts';
import type { Db } from './store/open.ts';

/** One platform of the site, at work. */
export type Platform = PlatformLink &
  SyncedPlatform & {
    /** The site says something else from now on: the platform is told what differs. */
    siteChanged(): void;
  };

/** What the reporters stand on: they word reports inside the ledger's own transactions, so they come before it. */
export interface ReporterGround {
  site: SiteConfig;
  siteDirectory: string;
  db: Db;
  newId: () => string;
  random: () => number;
  pictureOf: PictureOf;
  isFree: ReporterParts['isFree'];
}

/** What the links stand on, beside that. */
export interface LinkGround {
  secrets: SiteSecrets;
  ledger: Ledger;
  clock: Clock;
  log: Log;
  desks: Desks & { sharing: Sharing };
  takenOf: TakenOf;
  gateBusy: () => boolean;
  /** The lot's numbers of now, inside the record of a link coming up: those of before are moot. */
  reportCounts(tx: Tx, factSeq: number): void;
  /** Why nobody can come in by our own listener; null: it is well. */
  onDoor(why: string | null): void;
  /** How a way to a platform is made; absent: over the network. */
  wayTo?: WayTo | undefined;
}

/** A platform of the site file, half built: its reporter, and how it is linked once there is a ledger. */
export interface Prepared {
  reporter: Reporter;
  link(ground: LinkGround): Platform;
}

/** Prepares the platforms of the site file, in its order. */
export const preparePlatforms = (ground: ReporterGround): Prepared[] =>
  ground.site.platforms.map((config) => {
    switch (config.kind) {
      case 'db4403':
        return prepareDb4403(config, ground);
      case 'citybrain':
        return prepareCitybrain(config, ground);
    }
  });

type ConfigOf<K extends PlatformConfig['kind']> = Extract<PlatformConfig, { kind: K }>;

function prepareDb4403(config: ConfigOf<'db4403'>, ground: ReporterGround): Prepared {
  const { site, siteDirectory, db, newId, random } = ground;
  const { parkCode } = site.lot;
  const pictures = readPictures(site, siteDirectory, config);
  const reporter = createDb4403Reporter(parkCode, newId, createPictureUrl(db, pictures, config.imageUrl));

  function link(ground: LinkGround): Platform {
    const { secrets, ledger, clock, log, desks, takenOf, gateBusy, reportCounts, onDoor, wayTo } = ground;
    const onTrouble = (err: unknown): void => log.error({ err, platform: DB4403 }, 'base data not written');
    for (const { picture, why } of pictures.unusable)
      log.warn({ platform: DB4403, picture, why }, 'picture cannot be reported');
    const baseData = createBaseData({ site, pictures, db, ledger, reporter, clock, onTrouble });
    const platform = createDb4403({
      config,
      secrets: secrets.db4403 ?? { password: '', secret: '' },
      siteDir: siteDirectory,
      parkCode,
      ledger,
      db,
      desks,
      clock,
      random,
      log,
      gateBusy,
      onDoor,
      ...(wayTo && { wayTo }),
      onUp(tx, factSeq) {
        reportCounts(tx, factSeq);
        baseData.onUp(tx, factSeq);
      },
      pages: createDriverPages(ledger, desks.sharing, site.sharing?.invoicePage ?? null, takenOf),
    });
    platform.onSettled(baseData.onSettled);
    return {
      ...platform,
      form: db4403Form,
      baseData,
      siteChanged: baseData.siteChanged,
      numbers: null,
      async stop() {
        baseData.stop();
        await platform.stop();
      },
    };
  }

  return { reporter, link };
}

function prepareCitybrain(config: ConfigOf<'citybrain'>, ground: ReporterGround): Prepared {
  const { siteDirectory, db, newId, random, pictureOf, isFree } = ground;
  const orders = createOrders(db, config.parkingLotNo, random);
  return {
    reporter: createCitybrainReporter({ config, orders, pictureOf, isFree }),
    link: ({ secrets, ledger, clock, log, gateBusy, wayTo }) => ({
      ...createCitybrain({
        config,
        secrets: secrets.citybrain ?? { appSecret: '' },
        siteDir: siteDirectory,
        ledger,
        db,
        orders,
        pictureOf,
        clock,
        log,
        newId,
        random,
        gateBusy,
        ...(wayTo && { wayTo }),
      }),
      form: citybrainForm,
      baseData: null,
      siteChanged: () => undefined,
      numbers: {
        find: (text, limit) => orders.find(text, limit).map(({ stayId }) => stayId),
        of: numbersOf(orders),
      },
    }),
  };
}

const numbersOf =
  (orders: Orders): StayNumbers['of'] =>
  (stayId) => {
    const order = orders.ofStay(stayId);
    return order && { ours: order.outOrderNo, theirs: order.innerOrderNo };
  };
