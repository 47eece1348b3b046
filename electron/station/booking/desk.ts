import type { Tx } from '../ledger/record.ts';
import { parsePlate } from '../policy/plate.ts';
import { beijingMonth } from '../policy/schedule.ts';
import type { PlateColour } from '../../contract/vocabulary.ts';
import type { Db } from '../store/open.ts';
import { createBookingRows, endOf, fromRow } from './booking-rows.ts';
import type { Booking, BookingRow } from './booking-rows.ts';
import { refused } from './contract.ts';
import type { BookingDesk, BookingRefusal, BookingRequest, ConfirmOutcome, LockOutcome } from './contract.ts';
import { createPlaces, LONGEST_MS } from './places.ts';
import type { PlaceRules } from './places.ts';

export type { Booking, BookingState } from './booking-rows.ts';

export interface BookingRules extends PlaceRules {
  earlyMin: number;
  unconfirmedMin: number;
  /** Minutes before a confirmed booking begins, until which it can be changed or cancelled; absent: until it is over. */
  changeUntilMin?: number | undefined;
  cancelUntilMin?: number | undefined;
}

/** What the desk asks of others. */
export interface BookingPorts {
  /** Told, inside the record, of an act that took or freed places, with its last fact: the lot's numbers follow from it (8.1.1 b). */
  onPlaces(tx: Tx, factSeq: number): void;
  /** Whether a plate may not come in at some time of a window (5005). */
  isBarred(plate: string, plateColour: PlateColour | null, window: { from: number; to: number }): boolean;
  /** Whether the car of a booking stands at an entrance, or drives in: it came. */
  isAtGate(code: string): boolean;
}

/** The desk with what the gate asks of it, beside what a platform does. */
export interface Bookings extends BookingDesk {
  /** Bookings of this plate that are usable, were lately, or will be soon: to let the car in, or to say why not. */
  forPlate(plate: string, now: number): Booking[];
  /** Bookings that a car could use now, of the plates asked for. There may be thousands: of the others only the plate is read. */
  usableNow(now: number, isAsked: (plate: string) => boolean): Pick<Booking, 'code' | 'plate'>[];
  byCode(code: string): Booking | null;
  /**
   * The booked car has entered: the stall that is kept for it, if any. Null: the booking was cancelled, ended or used
   * meanwhile, and stays what it is.
   */
  use(tx: Tx, code: string, stayId: string): { stallNo: string | null } | null;
  /** The booked car has left: its place is free. */
  finish(tx: Tx, code: string, stayId: string): void;
  /**
   * Releases locks never confirmed and bookings whose car did not come (one that is at the gate waits for its car), `SWEEP_PORTION` at most: the gate waits for no more.
   * Returns how many ended; all of a portion: there may be more.
   */
  sweep(tx: Tx): number;
  /** Confirmed bookings of a plate that began in this month of Beijing, and whose car did not come. */
  noShows(plate: string, now: number): number;
  /** Places that bookings hold now, or will within the hour (reservedStalls of table 28). */
  heldNow(now: number): number;
}

/** How many bookings end in one sweep. */
export const SWEEP_PORTION = 32;

const MINUTE = 60_000;
/** A car let in now would still be there when a booking of the next hour comes: its place is not free. */
const HOLD_AHEAD_MS = 60 * MINUTE;
/** How far a booking may lie from now and still explain to the attendant why the car has none. */
const EXPLAIN_MS = 12 * 60 * MINUTE;
/** Nobody books further ahead: a year mistyped. */
const AHEAD_MS = 366 * 24 * 60 * MINUTE;

/** Keeps bookings in the store. Serves 6.3.1 and tables 63 to 66. */
export function createBookings(db: Db, rules: BookingRules, { onPlaces, isBarred, isAtGate }: BookingPorts): Bookings {
  const rows = createBookingRows(db);
  const { place, reportStall } = createPlaces(rows, rules);
  /** Bookings that ended while their car was at the gate: it came, whatever became of it then. */
  const came = new Set<string>();

  function lock(tx: Tx, asked: BookingRequest): LockOutcome {
    const request = { ...asked, plate: parsePlate(asked.plate).text };
    if (request.plate === '') return refused('no-vehicle');
    const known = rows.byCode.get(request.code);
    const refusal = known ? refusalOfKnown(known, request, tx.at) : request.change ? 'unknown-booking' : null;
    if (refusal) return refused(refusal);
    if (known && sameContent(known, request)) return { outcome: 'same', stallNo: known.stall_no };
    const window = { from: request.from, to: endOf({ to_at: request.to, kept_min: request.keptMin }) };
    if (!isReasonable(request, window.to, tx.at)) return refused('bad-times');
    if (isBarred(request.plate, request.plateColour, window)) return refused('barred');
    if (known && isTooLate(known, rules.changeUntilMin, tx.at)) return refused('too-late-to-change');
    const placed = place(request, known, tx.at);
    if (typeof placed === 'string') return refused(placed);
    rows.write.run({
      ...request,
      hold: request.holdStall ? 1 : 0,
      wanted: request.stallNo,
      stallNo: placed.stallNo,
      state: known?.state ?? 'locked',
      at: tx.at,
    });
    const fact = tx.fact({
      kind: known ? 'booking-changed' : 'booking-locked',
      bookingCode: request.code,
      plate: request.plate,
      data: { from: request.from, to: request.to, stallNo: placed.stallNo },
    });
    onPlaces(tx, fact);
    if (known && known.stall_no !== placed.stallNo) reportStall(tx, known.stall_no, fact);
    if (known?.stall_no !== placed.stallNo) reportStall(tx, placed.stallNo, fact);
    return { outcome: 'locked', ...placed };
  }

  function confirm(tx: Tx, code: string): ConfirmOutcome {
    const known = rows.byCode.get(code);
    const refusal = known ? refusalOfState(known, tx.at) : 'unknown-booking';
    // A car that is in already has its booking: confirming it late changes nothing.
    if (refusal !== null && refusal !== 'used') return refused(refusal);
    if (rows.confirm.run(code).changes > 0)
      tx.fact({ kind: 'booking-confirmed', bookingCode: code, plate: known?.plate ?? null });
    return { outcome: 'done' };
  }

  function cancel(tx: Tx, code: string): ConfirmOutcome {
    const known = rows.byCode.get(code);
    if (!known) return refused('unknown-booking');
    if (known.state === 'cancelled') return { outcome: 'done' };
    const refusal = refusalOfState(known, tx.at);
    if (refusal) return refused(refusal);
    if (isTooLate(known, rules.cancelUntilMin, tx.at)) return refused('too-late-to-cancel');
    onPlaces(tx, end(tx, known, 'cancelled', { kind: 'booking-cancelled' }));
    return { outcome: 'done' };
  }

  /** The number of the fact. */
  function end(
    tx: Tx,
    row: BookingRow,
    state: 'cancelled' | 'expired',
    fact: { kind: 'booking-cancelled' | 'booking-released'; reason?: string },
  ): number {
    rows.end.run({ code: row.code, state, at: tx.at });
    const seq = tx.fact({ ...fact, bookingCode: row.code, plate: row.plate });
    reportStall(tx, row.stall_no, seq);
    return seq;
  }

  function sweep(tx: Tx): number {
    const over = rows.over.all(tx.at, SWEEP_PORTION);
    const patience = tx.at - rules.unconfirmedMin * MINUTE;
    const unconfirmed = rows.unconfirmed.all(patience, tx.at, SWEEP_PORTION - over.length);
    const away = [...over, ...unconfirmed].filter(({ code }) => !isAtGate(code) || !came.add(code));
    const ended = away.map((row) => {
      const reason = row.state === 'locked' ? 'booking-unconfirmed' : 'booking-expired';
      if (row.state === 'confirmed' && !came.delete(row.code)) rows.missed.run({ code: row.code, at: tx.at });
      return end(tx, row, 'expired', { kind: 'booking-released', reason });
    });
    const last = ended.at(-1);
    if (last !== undefined) onPlaces(tx, last);
    return ended.length;
  }

  return {
    lock,
    confirm,
    cancel,
    sweep,
    forPlate: (plate, now) => rows.forPlate.all(plate, now + EXPLAIN_MS, now - EXPLAIN_MS).map(fromRow),
    usableNow(now, isAsked) {
      const begun = now + rules.earlyMin * MINUTE;
      const plates = JSON.parse(rows.awaitedPlates.get(begun, now) ?? '[]') as string[];
      return [...new Set(plates.filter(isAsked))].flatMap((plate) => rows.awaitedOf.all(plate, begun, now));
    },
    byCode: (code) => {
      const row = rows.byCode.get(code);
      return row ? fromRow(row) : null;
    },
    use(tx, code, stayId) {
      const used = rows.use.get({ code, stayId });
      if (!used) return null;
      reportStall(tx, used.stall_no, null);
      return { stallNo: used.stall_no };
    },
    finish(tx, code, stayId) {
      const finished = rows.finish.get({ code, stayId, at: tx.at });
      reportStall(tx, finished?.stall_no ?? null, null);
    },
    noShows(plate, now) {
      const { from, to } = beijingMonth(now);
      return rows.noShows.get(plate, from, to) ?? 0;
    },
    heldNow: (now) => rows.held.get(now + HOLD_AHEAD_MS, now) ?? 0,
  };
}

/** 5004: ends before it begins, is over already, lasts longer than a month, or begins more than a year from now. */
function isReasonable(request: BookingRequest, keptUntil: number, now: number): boolean {
  return (
    request.from < request.to &&
    keptUntil >= now &&
    keptUntil - request.from <= LONGEST_MS &&
    request.from - now <= AHEAD_MS
  );
}

function refusalOfState(row: BookingRow, now: number): BookingRefusal | null {
  switch (row.state) {
    case 'cancelled':
      return 'cancelled';
    case 'expired':
      return 'expired';
    case 'used':
    case 'finished':
      return 'used';
    case 'locked':
    case 'confirmed':
      return endOf(row) < now ? 'expired' : null;
  }
}

/**
 * 6.3.1 b, c: within the time set before it begins, a booking can be changed or cancelled no more. A lock that nobody
 * confirmed is no booking yet: it can be given back at any time.
 */
const isTooLate = (row: BookingRow, untilMin: number | undefined, now: number): boolean =>
  untilMin !== undefined && row.state === 'confirmed' && now > row.from_at - untilMin * MINUTE;

function refusalOfKnown(row: BookingRow, request: BookingRequest, now: number): BookingRefusal | null {
  // The text: the same lock again in its validity is answered as before; other content under a known code is 1201.
  if (!request.change && !sameContent(row, request)) return 'code-taken';
  return refusalOfState(row, now);
}

function sameContent(row: BookingRow, request: BookingRequest): boolean {
  return (
    row.plate === request.plate &&
    row.plate_colour === request.plateColour &&
    row.car_colour === request.carColour &&
    row.car_model === request.carModel &&
    row.from_at === request.from &&
    row.to_at === request.to &&
    row.kept_min === request.keptMin &&
    (row.hold_stall === 1) === request.holdStall &&
    row.wanted_stall === request.stallNo &&
    row.source === request.source
  );
}
