import { join } from 'node:path';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../../native/clock/manual-clock.ts';
import { platformConfig } from '../../../contract/site-platforms.ts';
import type { Db4403Config } from '../../../contract/site-platforms.ts';
import type { SiteConfig } from '../../../contract/site.ts';
import { createLedger } from '../../ledger/record.ts';
import type { Ledger, Tx } from '../../ledger/record.ts';
import { openMadeStore } from '../../store/made-store.fixture.ts';
import type { Db } from '../../store/open.ts';
import type { Outbox, WireItem } from '../outbox/contract.ts';
import { createMemoryTransport } from '../outbox/memory-transport.fixture.ts';
import type { Behaviour } from '../outbox/memory-transport.fixture.ts';
import { createOutbox } from '../outbox/worker.ts';
import { makeSiteFolder, siteOf, written } from './base-data.fixture.ts';
import { createPictureUrl, keepPictureId, readPictures } from './base-data-pictures.ts';
import { createBaseData } from './base-data.ts';
import type { Db4403BaseData } from './base-data.ts';
import type { PictureUpload } from './reports-base-data.ts';
import { createDb4403Reporter, PLATFORM } from './reports.ts';
import { parkCode } from './reports.fixture.ts';

const config = platformConfig.parse({
  kind: 'db4403',
  transport: 'mqtts',
  url: 'mqtts://platform.example:8883',
  clientId: 'lot-1',
  imageUpload: { url: 'https://platform.example', userId: 'u' },
  imageUrl: 'https://platform.example/{id}.jpg',
}) as Db4403Config;

export interface Sent {
  interface: string;
  payload: Record<string, unknown>;
}

/** A station as far as it tells a platform about its lot: a real store and queue, and a platform inside the process. */
export interface Station {
  db: Db;
  ledger: Ledger;
  outbox: Outbox;
  baseData: Db4403BaseData;
  down(): void;
  /** The link comes up, and what follows from it has a minute. Returns what was sent. */
  up(forMs?: number): Sent[];
  /** The states of the screen by order key, less its beginning. */
  states(): Record<string, string>;
  stop(): void;
}

export interface Lot {
  clock: ManualClock;
  folder: ReturnType<typeof makeSiteFolder>;
  /** What the platform does with a report. The default takes everything, and gives a picture an id. */
  behave: (item: WireItem) => Behaviour;
  /** What the ids that the platform gives to pictures begin with. */
  pictureIds: string;
  /** What was told to be wrong, and nobody looked at. */
  troubles: unknown[];
  /** Starts a station with this site file over the store of the one before, which ends. */
  start(site: SiteConfig): Station;
  /** What was sent since it was asked last. */
  sent(): Sent[];
  taken(item: WireItem): Behaviour;
  refusedFor(interfaceName: string, message: string): (item: WireItem) => Behaviour;
  end(): void;
}

export function openLot(): Lot {
  const clock = createManualClock();
  const folder = makeSiteFolder();
  const sent: Sent[] = [];
  let running: Station | null = null;
  let ids = 0;

  function start(site: SiteConfig): Station {
    running?.stop();
    const db = openMadeStore(join(folder.path, 'store.db'));
    const pictures = readPictures(site, folder.path, config);
    const newId = (): string => String(++ids).padStart(32, '0');
    const reporter = createDb4403Reporter(parkCode, newId, createPictureUrl(db, pictures, config.imageUrl));
    const ledger = createLedger(db, clock, [reporter]);
    const transport = createMemoryTransport(clock, 20_000, (item) => {
      sent.push({ interface: item.interface, payload: JSON.parse(item.payload) as Record<string, unknown> });
      return lot.behave(item);
    });
    const onTrouble = (error: unknown): void => void lot.troubles.push(error);
    const outbox = createOutbox({ db, ledger, clock, platform: PLATFORM, transport, random: () => 0.5, onTrouble });
    const baseData = createBaseData({ site, pictures, db, ledger, reporter, clock, onTrouble });
    outbox.start();
    outbox.onSettled(baseData.onSettled);
    ledger.onCommitted(() => outbox.wake());
    running = {
      ...{ db, ledger, outbox, baseData },
      down: () => transport.setUp(false),
      up(forMs = 60_000) {
        transport.setUp(true);
        ledger.record((tx) => baseData.onUp(tx, tx.fact({ kind: 'platform-up' })));
        clock.advance(forMs);
        return lot.sent();
      },
      states: () => Object.fromEntries(baseData.view().map(({ key, state }) => [key.slice('base:'.length), state])),
      stop() {
        baseData.stop();
        outbox.stop();
        db.close();
      },
    };
    return running;
  }

  function taken({ interface: name, payload }: WireItem): Behaviour {
    const picture = JSON.parse(payload) as PictureUpload;
    const also = (tx: Tx): void => keepPictureId(tx, picture, `${lot.pictureIds}-${picture.fileName}`);
    const ok = { kind: 'delivered', code: '0', message: null } as const;
    return { afterMs: 10, delivery: name === 'imageUpload' ? { ...ok, also } : ok };
  }

  const lot: Lot = {
    clock,
    folder,
    behave: taken,
    pictureIds: 'first',
    troubles: [],
    start,
    sent: () => sent.splice(0),
    taken,
    refusedFor: (name, message) => (item) =>
      item.interface === name ? { afterMs: 10, delivery: { kind: 'refused', code: '1004', message } } : taken(item),
    end() {
      running?.stop();
      folder.remove();
    },
  };
  return lot;
}

export const names = (told: readonly Sent[]): string[] => told.map((item) => item.interface);

export const change = (lot: object, rest: object = {}): SiteConfig =>
  siteOf({ ...written, ...rest, lot: { ...written.lot, ...lot } });

export const withRegistration = (registration: object): SiteConfig =>
  change({ registration: { ...written.lot.registration, ...registration } });

/** The interfaces of all that the written site file says, in order. */
export const ALL = [
  'parkInfo',
  ...Array<string>(written.lanes.length).fill('gateInfo'),
  ...Array<string>(written.lot.stalls.length).fill('stallInfo'),
  'chargeStandard',
  'businessConfig',
  'businessConfig',
  'businessConfig',
  'sharePlan',
];
