import { join } from 'node:path';
import { pino } from 'pino';
import { createSystemClock } from '../../../native/clock/system-clock.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import { db4403Config } from '../../../electron/contract/site-platforms.ts';
import { sharing as sharingConfig } from '../../../electron/contract/site-registration.ts';
import { createControlList } from '../../../electron/station/booking/control-list.ts';
import { createCoupons } from '../../../electron/station/booking/coupons.ts';
import { createBookings } from '../../../electron/station/booking/desk.ts';
import type { Bookings } from '../../../electron/station/booking/desk.ts';
import { createSharing } from '../../../electron/station/booking/sharing.ts';
import type { Sharing } from '../../../electron/station/booking/sharing.ts';
import { createDriverPages } from '../../../electron/station/driver-pages.ts';
import { createLedger } from '../../../electron/station/ledger/record.ts';
import type { Ledger } from '../../../electron/station/ledger/record.ts';
import { createStays, newId } from '../../../electron/station/parking/stays.ts';
import type { Stays } from '../../../electron/station/parking/stays.ts';
import { createDb4403 } from '../../../electron/station/platform/db4403/link.ts';
import type { Db4403 } from '../../../electron/station/platform/db4403/link.ts';
import { createDb4403Reporter } from '../../../electron/station/platform/db4403/reports.ts';
import { openStore } from '../../../electron/station/store/open.ts';
import type { Db } from '../../../electron/station/store/open.ts';
import type { PlatformAccess } from '../../../demo/platform/platform.ts';
import type { Keys } from './keys.ts';

export const PARK_CODE = '44030500100101000010';
/** Where drivers get their invoices from. */
const INVOICE_PAGE = 'https://invoice.example/{orderNo}?amount={amount}';
/** The key of the payment page. */
export const PAY_PAGE_KEY = 'conformance-run-pay-page-key';
/** Shown by the platform when it asks over HTTPS. */
export const INBOUND_TOKEN = 'conformance-run-inbound-token-0123456789';

export interface LotOptions {
  /** Of its store, among those in one folder. */
  name: string;
  transport: 'mqtts' | 'https';
  access: PlatformAccess;
  keys: Keys;
  /** Stalls that can be booked by number. */
  stalls: readonly string[];
  /** What the lot sells. */
  plans: readonly Plan[];
  /** Places that can be booked at one time. */
  reservable: number;
  /** Another than the platform gave out. */
  password?: string;
}

/** A plan that is sold to anybody; where nothing is said, without limits. */
export interface Plan {
  code: string;
  spaces?: number;
  carModel?: 'large' | 'medium' | 'small';
  sold?: { from: string; to: string };
}

/** The station's own parts around one platform: its store (a real file), its domain, its way out and its door. */
export interface LotSide {
  readonly db: Db;
  readonly ledger: Ledger;
  readonly link: Db4403;
  readonly bookings: Bookings;
  readonly sharing: Sharing;
  readonly stays: Stays;
  start(): void;
  stop(): Promise<void>;
}

/** More than any run books at one time. */
export const PLENTY = 100_000;
const ALWAYS = { from: '2020-01-01 00:00:00', to: '2099-12-31 23:59:59' };
/** Pauses of a few milliseconds: what waits for another try is not waited for here. */
const HURRIED = 0.02;

/** Opens the station's side in the folder of the keys. As `compose.ts` wires it, without lanes. */
export function openLotSide(options: LotOptions): LotSide {
  const { name, transport, keys } = options;
  const clock: Clock = createSystemClock();
  const log = pino({ level: process.env['GATEHOUSE_LOG'] ?? 'fatal', base: null }, pino.destination(2));
  const db = openStore(join(keys.folder, `${name}-${transport}.sqlite`));
  const ledger = createLedger(db, clock, [createDb4403Reporter(PARK_CODE, newId)]);
  const stays = createStays(db);
  const control = createControlList(db);
  const bookings = createBookings(
    db,
    { reservable: options.reservable, stalls: options.stalls, earlyMin: 15, unconfirmedMin: 15 },
    {
      onPlaces: (tx, factSeq) => {
        const reserved = bookings.heldNow(tx.at);
        const numbers = { total: PLENTY, used: 0, free: PLENTY - reserved, reserved };
        tx.report({ kind: 'counts', numbers }, factSeq);
      },
      isBarred: control.isBarred,
      isAtGate: () => false,
    },
  );
  const sharing = createSharing(db, {
    sharing: sharingConfig.parse({ plans: options.plans.map(planOf), payUrl: 'https://pay.example/order' }),
    calendar: { holidays: [], workdays: [] },
    lotName: '一致性测试停车场',
    providerCode: null,
    isBarred: control.isBarred,
    newId,
    callbackFor: (_orderNo, callbackUrl) => callbackUrl,
  });
  const link = createDb4403({
    config: configOf(options),
    secrets: {
      password: options.password ?? options.access.password,
      secret: options.access.secret,
      inboundToken: INBOUND_TOKEN,
      payPageKey: PAY_PAGE_KEY,
    },
    siteDir: keys.folder,
    parkCode: PARK_CODE,
    ledger,
    db,
    desks: { bookings, control, coupons: createCoupons(db, stays.lastOf), sharing },
    clock,
    log,
    random: () => HURRIED,
    onUp: () => undefined,
    pages: createDriverPages(ledger, sharing, INVOICE_PAGE),
  });
  return {
    db,
    ledger,
    link,
    bookings,
    sharing,
    stays,
    start: () => link.start(),
    async stop() {
      await link.stop();
      db.close();
    },
  };
}

function configOf({ transport, access, keys }: LotOptions) {
  const { caFile, certFile, keyFile } = keys;
  const common = { kind: 'db4403', version: access.version, caFile };
  const inbound = { listen: { host: '127.0.0.1', port: 0 }, certFile, keyFile, perSecond: 1000 };
  return db4403Config.parse(
    transport === 'https'
      ? { ...common, transport, url: access.url, userId: access.userId, inbound }
      : {
          ...common,
          transport,
          url: access.url,
          clientId: access.clientId,
          imageUpload: { url: access.httpsUrl, userId: access.userId },
          inbound,
        },
  );
}

const planOf = ({ code, spaces = PLENTY, carModel = 'large', sold = ALWAYS }: Plan) => ({
  code,
  name: '测试方案',
  spaces,
  kind: 'months',
  shown: ALWAYS,
  sold,
  carModel,
  period: 'all-day',
  originalPrice: 100,
  price: 100,
  rules: [{ days: 'every-day', from: '00:00', to: '00:00' }],
  overdue: { perHour: 100 },
});
