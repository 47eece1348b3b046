import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BarrierState } from '../../../native/barrier/contract.ts';
import type { Capture } from '../../../native/camera/contract.ts';
import { pino } from 'pino';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { laneConfig, siteConfig, siteSecrets } from '../../contract/site.ts';
import type { PaymentsConfig } from '../../contract/site-payments.ts';
import type { Tariff } from '../../contract/site-tariff.ts';
import type { Voucher } from '../../contract/site-vouchers.ts';
import type { SharingConfig } from '../../contract/site-registration.ts';
import type { LaneConfig, SiteConfig } from '../../contract/site.ts';
import { createControlList } from '../booking/control-list.ts';
import { createCoupons } from '../booking/coupons.ts';
import { openTill } from '../till.ts';
import { createBookings } from '../booking/desk.ts';
import { createSharing } from '../booking/sharing.ts';
import { createCards } from '../cards/desk.ts';
import { createCaptures } from '../capture/captures.ts';
import { createImageFiler } from '../capture/images.ts';
import { createIntake } from '../capture/intake.ts';
import { createLedger } from '../ledger/record.ts';
import type { FactInput } from '../ledger/record.ts';
import { createAlarms } from '../parking/alarms.ts';
import { createOpenings } from '../parking/openings.ts';
import { createPassages } from '../parking/passages.ts';
import { createStays, newId } from '../parking/stays.ts';
import { createTemporaryPlates } from '../parking/temporary-plates.ts';
import { createDb4403Reporter } from '../platform/db4403/reports.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { CarColour, ControlStrategy } from '../../contract/vocabulary.ts';
import { AT } from './arrival.fixture.ts';
import { AT_REST, playBarrier } from './barrier.fixture.ts';
import { createFlowActs } from '../flow/acts.ts';
import { createSequencer } from '../flow/sequencer.ts';
import { createFlowStore } from '../flow/store.ts';
import { createJudge } from './judge.ts';
import type { Passing } from './judge.ts';
import { createLane } from './lane.ts';
import type { Lane } from './lane.ts';
import { carsOf } from './state.ts';
import { createLaneStore } from './store.ts';

const UNBOOKED = { class: 'other', bookingCode: null, orderNo: null, card: null, captureId: null } as const;

export const MINUTE = 60_000;
/** The arm may take this long before it is tried again. */
export const OPEN_TIMEOUT_MS = 6000;

const ALL_INPUTS = {
  opened: { input: 0 },
  closed: { input: 1 },
  passageLoop: { input: 2 },
  approachLoop: { input: 3 },
};

export interface LotOptions {
  lane?: Partial<Pick<LaneConfig, 'direction' | 'kind' | 'others'>>;
  totalStalls?: number;
  sharing?: SharingConfig;
  /** The lot takes money. */
  tariff?: Tariff;
  vouchers?: Voucher[];
  payments?: PaymentsConfig;
  /** A lane whose board has outputs only. */
  withoutSensors?: boolean;
}

export type LotUnderTest = ReturnType<typeof openLot>;

/** A lane over a real store, with everything real but its arm; and how to end it. */
export function openLot(options: LotOptions = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'lane-'));
  const clock = createManualClock(AT);
  const sensors = !options.withoutSensors;
  const config: LaneConfig = laneConfig.parse({
    id: 'east',
    name: 'East gate',
    direction: 'entrance',
    ...options.lane,
    camera: { id: 'camera-east', driver: 'push' },
    barrier: {
      driver: 'modbus-relay',
      link: 'line',
      coils: { open: { coil: 0 }, close: { coil: 1 }, stop: { coil: 2 } },
      inputs: sensors ? ALL_INPUTS : {},
      openTimeoutMs: OPEN_TIMEOUT_MS,
    },
  });
  const site: SiteConfig = siteConfig.parse({
    lot: { parkCode: '4403000001', name: 'Lot', desk: 'East', totalStalls: options.totalStalls ?? 10, reservableStalls: 5 }, // prettier-ignore
    ...(options.sharing && { sharing: options.sharing }),
    ...(options.payments && { payments: options.payments }),
    ...(options.tariff && { tariff: options.tariff, vouchers: options.vouchers ?? [] }),
    links: [{ id: 'line', kind: 'tcp', host: '127.0.0.1', port: 4001 }],
    lanes: [config],
    people: [{ id: 'li', name: 'Li', role: 'attendant' }],
  });
  const troubles: (string | null)[] = [];
  let captures = 0;
  const elsewhere: Passing[] = [];

  /** The program from its store up: a second call is a restart, with the sensors as they are then. */
  function start(state: BarrierState) {
    const db = openMadeStore(join(directory, 'store.sqlite'));
    const ledger = createLedger(db, clock, [createDb4403Reporter(site.lot.parkCode, newId)]);
    const control = createControlList(db);
    const cards = createCards(db, ledger);
    const bookings = createBookings(
      db,
      { reservable: site.lot.reservableStalls, stalls: [], ...site.booking },
      {
        onPlaces: (tx, factSeq) => passages.reportCounts(tx, factSeq),
        isBarred: control.isBarred,
        isAtGate: (code) => carsOf(lane.state).some(({ bookingCode }) => bookingCode === code),
      },
    );
    const { sharing: shared, calendar } = site;
    const rules = { sharing: shared, calendar, lotName: site.lot.name, providerCode: null, newId };
    const sharing = createSharing(db, { ...rules, isBarred: control.isBarred, callbackFor: () => null });
    const stays = createStays(db);
    const openings = createOpenings(db);
    const coupons = createCoupons(db, stays.lastOf);
    const till = openTill({
      ...{ site, db, ledger, clock, log: pino({ level: 'silent' }), stays, coupons, sharing, isFree: control.isFree },
      ...{
        secrets: siteSecrets.parse({}),
        siteDirectory: directory,
        beyondCard: () => null,
        pricesAt: () => site,
        onPayment: () => undefined,
      },
    });
    const passages = createPassages({
      totalStalls: site.lot.totalStalls,
      stays,
      openings,
      bookings,
      orders: sharing,
      cards,
      money: till.desk,
      isFree: control.isFree,
      nameOf: (person) => person,
    });
    const book = createCaptures(db);
    const barrier = playBarrier({ sensesPassage: sensors, sensesApproach: sensors, state });
    const store = createFlowStore(db);
    const now = (): number => clock.now();
    const flow = createFlowActs({ site, store, ledger, now, newId });
    const sequencer = createSequencer({
      site,
      store,
      lanes: () => [lane],
      inside: stays.inside,
      held: bookings.heldNow,
      now,
    });
    const lane: Lane = createLane({
      site,
      config,
      barrier,
      ledger,
      store: createLaneStore(db),
      clock,
      judge: createJudge(site, config, {
        bookingsOf: bookings.forPlate,
        usableBookings: bookings.usableNow,
        entitlementsOf: sharing.entitlementsOf,
        entitledPlates: sharing.entitledPlates,
        cardsOf: cards.ofPlate,
        cardPlates: cards.plates,
        noShows: bookings.noShows,
        controlOf: control.entriesOf,
        openStayOf: stays.openByPlate,
        feeOf: till.desk.feeOf,
        openPlates: stays.openPlates,
        openWithoutPlate: stays.openWithoutPlate,
        inside: stays.inside,
        held: bookings.heldNow,
        ruleOf: flow.ruleOf,
        turn: sequencer.turn,
        passingElsewhere: () => elsewhere,
      }),
      recordPassage: passages.record,
      recordOpening: openings.opened,
      temporaryPlates: createTemporaryPlates(db, (plate) => stays.openByPlate(plate) !== null),
      newestCapture: book.newestSince,
      recordFault: (tx, { name }, factSeq, at, text) => {
        const fault = { id: newId(), at, type: 'device-fault', level: 'severe', plate: null, stallNo: null } as const;
        tx.report({ kind: 'event', ...fault, position: name, text }, factSeq);
      },
      recordAlarm: createAlarms(db),
      flow: sequencer,
      newId,
      onQueue: () => undefined,
      onChange: () => undefined,
      onTrouble: (why) => troubles.push(why),
    });
    const images = createImageFiler(join(directory, 'captures'), book, clock);
    const intake = createIntake({
      onTrouble: () => undefined,
      site,
      lanes: [lane],
      captures: book,
      images,
      clock,
      newId,
    });
    lane.start();
    return {
      db,
      ledger,
      bookings,
      control,
      coupons,
      till,
      passages,
      sharing,
      cards,
      stays,
      openings,
      book,
      images,
      barrier,
      lane,
      intake,
    };
  }

  const atRest = sensors ? AT_REST : { ...AT_REST, arm: 'unknown' as const, passageLoop: 'none' as const, approachLoop: 'none' as const }; // prettier-ignore
  let parts = start(atRest);

  const lot = {
    clock,
    site,
    captureDirectory: join(directory, 'captures'),
    troubles,
    /** Vehicles on their way through other lanes. */
    elsewhere,
    get parts() {
      return parts;
    },
    get lane() {
      return parts.lane;
    },
    get barrier() {
      return parts.barrier;
    },
    get state() {
      return parts.lane.state;
    },
    /** The vehicle at the lane; fails the test when there is none. */
    get arrival() {
      const { state } = parts.lane;
      if (!('arrival' in state) || !state.arrival) throw new Error(`nobody is at the lane: ${state.phase}`);
      return state.arrival;
    },

    /** The camera tells of a car. */
    sees(plate: string, change: Partial<Capture> = {}) {
      return parts.intake.take({
        captureId: `capture-${++captures}`,
        cameraId: config.camera.id,
        capturedAt: clock.now(),
        plate,
        plateColour: 'blue',
        confidence: 98,
        charConfidence: null,
        carColour: null,
        carModel: null,
        offline: false,
        image: null,
        ...change,
      });
    },
    armOpens() {
      parts.barrier.senses({ arm: 'open' });
      parts.barrier.tells({ type: 'opened' });
    },
    armCloses() {
      parts.barrier.senses({ arm: 'closed' });
      parts.barrier.tells({ type: 'closed' });
    },
    passageLoop(occupied: boolean) {
      parts.barrier.senses({ passageLoop: occupied ? 'occupied' : 'clear' });
      parts.barrier.tells({ type: 'loop', loop: 'passage', occupied });
    },
    approachLoop(occupied: boolean) {
      parts.barrier.senses({ approachLoop: occupied ? 'occupied' : 'clear' });
      parts.barrier.tells({ type: 'loop', loop: 'approach', occupied });
    },
    /** Over the loop and away, long enough for the lane to be sure. */
    drivesThrough() {
      lot.passageLoop(true);
      clock.advance(2000);
      lot.passageLoop(false);
      clock.advance(500);
    },
    /** The program is killed and started again; the first reading finds the sensors so. */
    restart(change: Partial<BarrierState> = {}) {
      // A killed program's timers die with it.
      void parts.lane.stop();
      parts.db.close();
      parts = start({ ...parts.barrier.state, ...change });
      parts.barrier.tells({ type: 'first-reading', state: parts.barrier.state });
    },

    book(code: string, plate: string, change: { from?: number; confirmed?: boolean; holdStall?: boolean } = {}) {
      const from = change.from ?? clock.now();
      const times = { from, to: from + 60 * MINUTE, keptMin: 0 };
      const unknown = { plateColour: null, carColour: null, carModel: null, stallNo: null, source: null };
      parts.ledger.record((tx) => {
        parts.bookings.lock(tx, { code, plate, ...times, ...unknown, change: false, holdStall: change.holdStall ?? false }); // prettier-ignore
        if (change.confirmed !== false) parts.bookings.confirm(tx, code);
      });
    },
    /** The platform puts a plate on the control list, from now on for an hour. */
    list(plate: string, strategy: ControlStrategy): void {
      const dates = { from: clock.now(), to: clock.now() + 60 * MINUTE };
      const line = { id: newId(), plate, plateColour: null, carColour: null, carModel: null, strategy, ...dates };
      parts.ledger.record((tx) => parts.control.put(tx, { ...line, source: 'police', remove: false }));
    },
    /** A shared-parking order of a plate, from now on, paid or not. */
    order(orderNo: string, planCode: string, plate: string, hours: number, paid = true): void {
      const sums = { amount: 0, payable: 0, platformDiscount: 0, ownDiscount: 0 };
      const price = paid ? sums : { ...sums, amount: 100, payable: 100 };
      const who = { plate, plateColour: null, provider: 'p', userId: 'u', callbackUrl: null, discounts: [] };
      const times = { from: clock.now(), to: clock.now() + hours * 60 * MINUTE };
      parts.ledger.record((tx) =>
        parts.sharing.order(tx, { orderNo, planCode, quantity: 1, ...who, ...times, ...price }),
      );
    },
    /** A car that came in before the test began. */
    inside(plate: string, change: { carColour?: CarColour } = {}): string {
      const passage = { at: clock.now(), laneId: 'north', laneName: 'North gate', cause: 'automatic' as const };
      const vehicle = {
        plate,
        plateRead: plate,
        plateColour: 'blue' as const,
        carColour: null,
        carModel: null,
        ...change,
      };
      return parts.ledger.record((tx) => parts.stays.enter(tx, newId(), { ...vehicle, ...UNBOOKED }, null, passage)).id;
    },
    leaves(stayId: string): void {
      const passage = { at: clock.now(), laneId: 'west', laneName: 'West gate', cause: 'automatic' as const };
      parts.ledger.record((tx) => parts.stays.leave(tx, stayId, null, passage));
    },

    /** The lane's lines in the book, oldest first. */
    facts(): string[] {
      return rows<{ kind: string; plate: string | null }>(
        `SELECT kind, plate FROM fact WHERE lane_id = '${config.id}' ORDER BY seq`,
      ).map((row) => `${row.kind} ${row.plate ?? ''}`.trim());
    },
    lastFact: (kind: FactInput['kind']) => parts.ledger.recent(500).find((fact) => fact.kind === kind),
    /** What waits for the platform, oldest first, numbers of the lot apart. */
    reports(): string[] {
      return rows<{ interface: string }>(`SELECT interface FROM outbox WHERE interface <> 'stallCount' ORDER BY seq`).map((row) => row.interface); // prettier-ignore
    },
    captures: () => rows<{ plate_read: string; stale: number; arrival_id: string | null }>('SELECT plate_read, stale, arrival_id FROM capture ORDER BY rowid'), // prettier-ignore

    /** No further page: what does not fit into the pages there are is refused with SQLITE_FULL. */
    fillDisk(): void {
      parts.db.pragma(`max_page_count = ${String(parts.db.pragma('page_count', { simple: true }))}`);
      const filler = parts.db.prepare(`INSERT INTO fact (at, kind) VALUES (1, 'station-started')`);
      try {
        for (;;) filler.run();
      } catch (error) {
        if ((error as { code?: string }).code !== 'SQLITE_FULL') throw error;
      }
    },
    freeDisk: () => void parts.db.pragma('max_page_count = 1073741823'),

    end() {
      parts.db.close();
      rmSync(directory, { recursive: true });
    },
  };
  const rows = <T>(sql: string): T[] => parts.db.prepare<[], T>(sql).all();
  parts.barrier.tells({ type: 'first-reading', state: atRest });
  return lot;
}

/** For acts whose key does not matter here. */
export const once = (): void => undefined;
export const LI = { id: 'li' };
