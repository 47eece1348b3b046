import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { db4403Config } from '../../electron/contract/site-platforms.ts';
import { sharing as sharingConfig } from '../../electron/contract/site-registration.ts';
import { createControlList } from '../../electron/station/booking/control-list.ts';
import { createCoupons } from '../../electron/station/booking/coupons.ts';
import { createBookings } from '../../electron/station/booking/desk.ts';
import { createSharing } from '../../electron/station/booking/sharing.ts';
import { createCards } from '../../electron/station/cards/desk.ts';
import { createLedger } from '../../electron/station/ledger/record.ts';
import { createOpenings } from '../../electron/station/parking/openings.ts';
import { createPassages } from '../../electron/station/parking/passages.ts';
import { createStays, newId } from '../../electron/station/parking/stays.ts';
import { createDb4403 } from '../../electron/station/platform/db4403/link.ts';
import { createDb4403Reporter } from '../../electron/station/platform/db4403/reports.ts';
import { openStore } from '../../electron/station/store/open.ts';
import { CLIENT_ID, PARK_CODE, PASSWORD, SECRET, startPlatform } from '../integration/db4403-platform.ts';
import type { Envelope } from '../integration/db4403-platform.ts';
import { createLeapingClock } from '../integration/leaping-clock.ts';

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Beijing time, worked out here by hand: UTC and eight hours. */
export const beijing = (ms: number): string => new Date(ms + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' ');

/** 30 yuan a unit, around the clock, two places; an hour beyond it costs 5 yuan. */
const PLAN = {
  code: 'P1',
  name: 'A plan',
  spaces: 2,
  kind: 'months',
  shown: { from: '2020-01-01 00:00:00', to: '2099-12-31 23:59:59' },
  sold: { from: '2020-01-01 00:00:00', to: '2099-12-31 23:59:59' },
  carModel: 'medium',
  period: 'all-day',
  originalPrice: 3000,
  price: 3000,
  rules: [{ days: 'every-day', from: '00:00', to: '00:00' }],
  overdue: { perHour: 500 },
};
const SHARING = sharingConfig.parse({
  payUrl: 'https://pay.example/{orderNo}?fen={amount}&back={callback}',
  payBy: 'wechat',
  plans: [PLAN, { ...PLAN, code: 'OFF', active: false }, { ...PLAN, code: 'PAST', sold: { from: '2020-01-01 00:00:00', to: '2020-12-31 23:59:59' } }], // prettier-ignore
});

/** Facts that a refused message, or the link itself, may leave. */
const BESIDES = `kind NOT IN ('message-rejected', 'platform-up', 'platform-down')`;

export type AskedLot = Awaited<ReturnType<typeof openAskedLot>>;

/** A lot that a platform asks over a real TLS broker: a real store and all desks behind the real link. */
export async function openAskedLot() {
  const directory = mkdtempSync(join(tmpdir(), 'asked-lot-'));
  const clock = createLeapingClock();
  const db = openStore(join(directory, 'store.db'));
  const ledger = createLedger(db, clock, [createDb4403Reporter(PARK_CODE, newId)]);
  const platform = await startPlatform(directory, () => clock.now());
  const troubles: unknown[] = [];

  const control = createControlList(db);
  const { isBarred } = control;
  const rules = { reservable: 2, stalls: ['A01', 'A02'], earlyMin: 15, unconfirmedMin: 15 };
  const bookings = createBookings(db, rules, { onPlaces: () => undefined, isBarred, isAtGate: () => false });
  const sharing = createSharing(db, {
    sharing: SHARING,
    calendar: { holidays: [], workdays: [] },
    lotName: 'The lot',
    providerCode: 'provider-1',
    isBarred,
    newId,
    callbackFor: (_orderNo, callbackUrl) => callbackUrl,
  });
  const stays = createStays(db);
  const coupons = createCoupons(db, stays.lastOf);
  const passages = createPassages({
    totalStalls: 10,
    stays,
    openings: createOpenings(db),
    bookings,
    orders: sharing,
    cards: createCards(db, ledger),
    // No money is taken here.
    money: {
      left: () => ({ sums: { receivable: 0, discount: 0, received: 0 }, chargeIds: [], refunded: 0, payment: null }),
    },
    isFree: control.isFree,
    nameOf: (person) => person,
  });
  const link = createDb4403({
    config: db4403Config.parse({
      kind: 'db4403',
      transport: 'mqtts',
      url: platform.url,
      clientId: CLIENT_ID,
      caFile: 'ca.pem',
    }),
    secrets: { password: PASSWORD, secret: SECRET },
    siteDir: directory,
    parkCode: PARK_CODE,
    ledger,
    db,
    desks: { bookings, control, coupons, sharing },
    onUp: () => undefined,
    clock,
    random: Math.random,
    log: { info: () => undefined, warn: () => undefined, error: (error: unknown) => void troubles.push(error) },
  });
  link.start();
  await platform.subscribed();
  await vi.waitFor(() => {
    if (link.view().state !== 'up') throw new Error('not up');
  });

  // What the queue does with reports of before is its own affair: what is in it must not change.
  const columns = (table: string): string => (table === 'outbox' ? 'seq, interface, business_id, payload' : '*');
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('outbox_count', 'timeliness', 'tally')`,
    )
    .pluck()
    .all();

  return {
    directory,
    clock,
    db,
    ledger,
    platform,
    link,
    bookings,
    sharing,
    stays,
    coupons,
    control,
    passages,
    troubles,
    ask: (service: string, ...items: unknown[]): Promise<Envelope> => platform.ask(service, platform.request(items)),
    /** Everything in the store, but the notes about refused messages and about the link. */
    dump: (): unknown[] =>
      tables.map((table) =>
        db.prepare(`SELECT ${columns(table)} FROM ${table} ${table === 'fact' ? `WHERE ${BESIDES}` : ''}`).all(),
      ),
    rejected: () => ledger.recent(200).filter((fact) => fact.kind === 'message-rejected'),
    async stop() {
      await link.stop();
      await platform.stop();
      db.close();
      rmSync(directory, { recursive: true });
    },
  };
}
