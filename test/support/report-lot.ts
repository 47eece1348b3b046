import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaneConfig } from '../../electron/contract/site.ts';
import { tariff as tariffShape } from '../../electron/contract/site-tariff.ts';
import type { OpeningCause } from '../../electron/contract/vocabulary.ts';
import { createBookings } from '../../electron/station/booking/desk.ts';
import { createControlList } from '../../electron/station/booking/control-list.ts';
import { createCards } from '../../electron/station/cards/desk.ts';
import { createCharges } from '../../electron/station/charge/charges.ts';
import { createChargeDesk } from '../../electron/station/charge/desk.ts';
import { createDues } from '../../electron/station/charge/dues.ts';
import { openSharing, orderOf } from '../../electron/station/booking/sharing.fixture.ts';
import { createCoupons } from '../../electron/station/booking/coupons.ts';
import { createLedger } from '../../electron/station/ledger/record.ts';
import type { PayType } from '../../electron/station/ledger/report.ts';
import { createCorrections } from '../../electron/station/parking/corrections.ts';
import { createOpenings } from '../../electron/station/parking/openings.ts';
import { createPassages } from '../../electron/station/parking/passages.ts';
import { createStays, newId } from '../../electron/station/parking/stays.ts';
import type { PassedVehicle } from '../../electron/station/parking/stays.ts';
import { createShiftDesk } from '../../electron/station/shift/desk.ts';
import { createShifts } from '../../electron/station/shift/shifts.ts';
import { openStore } from '../../electron/station/store/open.ts';
import { createManualClock } from '../../native/clock/manual-clock.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Midnight that begins 1 May 2026 in Beijing. */
export const MAY = Date.UTC(2026, 3, 30, 16);

/** Ten yuan a started hour. */
const TARIFF = tariffShape.parse({
  graceMin: 15,
  rates: [
    {
      name: 'all',
      freeMin: 15,
      bands: [
        { days: 'every-day', from: '00:00', to: '00:00', first: { min: 60, fen: 1000 }, then: { min: 60, fen: 1000 } },
      ],
    },
  ],
});
const VOUCHERS = [{ id: 'visit', name: '就诊减免', type: 'amount', value: 600 }] as const;
export const PEOPLE = [
  { id: 'wang', name: '王师傅', role: 'attendant' },
  { id: 'chen', name: '陈师傅', role: 'attendant' },
  { id: 'li', name: '李主管', role: 'supervisor' },
] as const;
export type PersonId = (typeof PEOPLE)[number]['id'];
const TILL = 20_000;
const nothing = (): void => undefined;

const lane = (id: string, direction: 'entrance' | 'exit') => ({ id, name: id, direction }) as LaneConfig;
export const LANES = { in: lane('in-1', 'entrance'), out: lane('out-1', 'exit') };

export interface Coming {
  plate: string;
  booking?: string;
  card?: boolean;
  cause?: OpeningCause;
  who?: PersonId;
  because?: string;
  /** How long it stands at the arm, ms. */
  waits?: number;
}

export interface Going extends Pick<Coming, 'cause' | 'who' | 'because'> {
  pays?: { by: PayType; who: PersonId | null };
  voucher?: boolean;
}

export type ReportLot = ReturnType<typeof openReportLot>;

/**
 * A lot whose desks are the real ones, over a real store, and whose lanes are written for it: a car stands at the arm, the
 * arm goes up, it passes. `open` again is what a restart is.
 */
export function openReportLot() {
  const directory = mkdtempSync(join(tmpdir(), 'report-lot-'));
  const file = join(directory, 'gatehouse.sqlite');
  const clock = createManualClock(MAY);
  let parts = open();

  function open() {
    const db = openStore(file);
    // What is tested is what is written, not that it outlives a power cut.
    db.pragma('synchronous = OFF');
    const ledger = createLedger(db, clock, []);
    const control = createControlList(db);
    const stays = createStays(db);
    const openings = createOpenings(db);
    const cards = createCards(db, ledger);
    const charges = createCharges(db);
    const coupons = createCoupons(db, stays.lastOf);
    const rules = { reservable: 1000, stalls: [], earlyMin: 15, unconfirmedMin: 15 };
    const bookings = createBookings(db, rules, {
      onPlaces: nothing,
      isBarred: control.isBarred,
      isAtGate: () => false,
    });
    const dueOf = createDues({
      pricesAt: () => ({ tariff: TARIFF, calendar: { holidays: [], workdays: [] } }),
      charges,
      couponsFor: coupons.couponsFor,
      beyondOrder: () => null,
      isFree: control.isFree,
      beyondCard: ({ card }) => (card ? [] : null),
    });
    const desk = createChargeDesk({
      charges,
      stay: stays.byId,
      dueOf,
      takesMoney: true,
      coupons: {
        use: coupons.use,
        give(tx, { type, value, name }, plate, couponNo) {
          coupons.take(tx, { couponNo, plate, type, value, madeOutAt: tx.at, channel: name, channelOrgCode: null, source: 'lot' }); // prettier-ignore
        },
      },
      vouchers: () => VOUCHERS,
      onSettled: nothing,
      newId,
    });
    const orders = { enter: () => false, leave: () => null, owe: nothing, paidAtExit: nothing };
    const passages = createPassages({ totalStalls: 500, stays, openings, bookings, orders, cards, money: desk, isFree: control.isFree, nameOf: (id) => id }); // prettier-ignore
    const shifts = createShifts(db);
    const shiftDesk = createShiftDesk({
      ...{ shifts, ledger, till: () => TILL, people: () => PEOPLE, nameOf: (id) => id },
      log: { info: nothing, warn: nothing, error: nothing },
      onEnded: nothing,
    });
    const records = createCorrections(db, stays, desk.sumsOf);
    const sharing = openSharing({ db });
    return {
      db,
      sharing,
      ledger,
      stays,
      openings,
      cards,
      charges,
      bookings,
      desk,
      passages,
      shifts,
      shiftDesk,
      records,
    };
  }

  const personOf = (id: PersonId) => PEOPLE.find((person) => person.id === id) ?? PEOPLE[0];

  /** The arm goes up for a car that stood there, and it goes through. */
  function passes(at: LaneConfig, coming: Coming, stayId: string | null, vehicle: PassedVehicle): void {
    const { ledger, openings, passages } = parts;
    const { plate, cause = 'automatic', who = null, because = null, waits = 20_000 } = coming;
    const [arrivalId, openingId] = [newId(), newId()];
    const place = { laneId: at.id, arrivalId, plate };
    const arrivedAt = clock.now();
    ledger.record((tx) => tx.fact({ kind: 'asked', ...place, reason: 'no-booking' }));
    clock.advance(waits);
    ledger.record((tx) => {
      openings.opened(tx, { id: openingId, at: tx.at, laneId: at.id, cause, who, because, arrivalId, plate, class: vehicle.class }); // prettier-ignore
      tx.fact({ kind: 'authorised', ...place, who, reason: because });
    });
    ledger.record((tx) => {
      passages.record(tx, at, { at: tx.at, assumed: false, cause, openingId, arrivalId, vehicle, stayId, who, because, arrivedAt, nearestCaptureId: null }); // prettier-ignore
    });
  }

  const vehicleOf = (plate: string, more: Partial<PassedVehicle> = {}): PassedVehicle => ({
    ...{ plate, plateRead: plate, plateColour: 'blue', carColour: null, carModel: null, class: 'other' },
    ...{ bookingCode: null, orderNo: null, card: null, captureId: null },
    ...more,
  });

  return {
    directory,
    file,
    clock,
    get parts() {
      return parts;
    },
    restart() {
      parts.db.close();
      parts = open();
    },
    comesIn(coming: Coming): void {
      const { plate, booking } = coming;
      const card = coming.card ? parts.cards.cardFor(plate, 'blue', clock.now()) : null;
      const more = booking === undefined ? {} : ({ class: 'reserved', bookingCode: booking } as const);
      passes(LANES.in, coming, null, vehicleOf(plate, { ...more, card }));
    },
    /** Pays what is due, or owes it. */
    goesOut(plate: string, { pays, voucher = false, ...how }: Going): void {
      const { ledger, desk, stays } = parts;
      const stay = stays.openByPlate(plate);
      if (!stay) throw new Error(`${plate} is not inside`);
      const until = clock.now();
      if (voucher) ledger.record((tx) => desk.giveVoucher(tx, stay.id, until, 'visit', pays?.who ?? 'wang'));
      const amount = desk.dueOf(stay.id, until)?.due ?? 0;
      if (pays && amount > 0)
        ledger.record(
          (tx) =>
          desk.take(tx, stay.id, until, { amount, payType: pays.by, payFrom: 'x', given: pays.by === 'cash' ? amount : null, tradeNo: null, laneId: LANES.out.id, who: pays.who }), // prettier-ignore
        );
      passes(LANES.out, { plate, ...how }, stay.id, vehicleOf(plate));
    },
    /** An arm that goes up and nobody passes. */
    opensInVain(who: PersonId, because: string): void {
      const { ledger, openings } = parts;
      const id = newId();
      ledger.record((tx) => {
        openings.opened(tx, { id, at: tx.at, laneId: LANES.in.id, cause: 'by-hand', who, because, arrivalId: null, plate: null, class: null }); // prettier-ignore
        tx.fact({ kind: 'opened-by-hand', laneId: LANES.in.id, who, reason: because, data: { opening: id } });
      });
    },
    /** Follows another car through the arm: nobody let it. */
    tailgates(): void {
      const { ledger, passages } = parts;
      ledger.record((tx) => {
        passages.record(tx, LANES.in, { at: tx.at, assumed: false, cause: 'unauthorised', openingId: null, arrivalId: null, vehicle: null, stayId: null, who: null, because: null, arrivedAt: null, nearestCaptureId: null }); // prettier-ignore
      });
    },
    books(plate: string, from: number): string {
      const code = newId().slice(0, 20);
      parts.ledger.record((tx) => {
        parts.bookings.lock(tx, { code, plate, plateColour: null, carColour: null, carModel: null, from, to: from + HOUR, keptMin: 30, change: false, holdStall: false, stallNo: null, source: null }); // prettier-ignore
        parts.bookings.confirm(tx, code);
      });
      return code;
    },
    /** A day of shared parking is ordered and paid on the platform; false: there was no place. */
    shares(orderNo: string, plate: string): boolean {
      const { ledger, sharing } = parts;
      const at = clock.now();
      const order = orderOf(orderNo, { planCode: 'days', plate, from: at, to: at + DAY });
      if (ledger.record((tx) => sharing.order(tx, order)).outcome === 'refused') return false;
      ledger.record((tx) => sharing.paymentReturned(tx, { orderNo, ok: true, at }));
      return true;
    },
    /** The driver gets so much of an order back, fen. */
    paysBack(orderNo: string, amount: number): void {
      parts.ledger.record((tx) => parts.sharing.refund(tx, { refundNo: `R${orderNo}`, orderNo, amount, reason: null }));
    },
    sweep: () => void parts.ledger.record((tx) => parts.bookings.sweep(tx)),
    signsIn(id: PersonId): void {
      const person = personOf(id);
      parts.shiftDesk.seated({ state: 'signed-in', person, since: clock.now(), mustChange: false, gateWhileLocked: true, lockAfterMin: 10 }); // prettier-ignore
    },
    /** Counts what should be there and so much more, and hands it over. */
    handsOver(id: PersonId, to: PersonId | null, over = 0): number {
      const by = personOf(id);
      const { shiftDesk, shifts } = parts;
      const shift = shifts.open();
      if (!shift) throw new Error('no shift is open');
      shiftDesk.count({ shift: shift.id, fen: TILL + shifts.cashOf(shift.id) + over }, by, nothing);
      const because = over === 0 && shift.person === id ? {} : { because: 'counted twice' };
      shiftDesk.handOver({ shift: shift.id, to, ...because }, by, nothing);
      return shift.id;
    },
    end(): void {
      parts.db.close();
      rmSync(directory, { recursive: true });
    },
  };
}
