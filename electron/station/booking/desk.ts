import type { CarColour, CarModel, PlateColour } from '../../contract/vocabulary.ts';
import type { Tx } from '../ledger/record.ts';
import { parsePlate } from '../policy/plate.ts';
import type { Db } from '../store/open.ts';
import { peakOverlap } from './capacity.ts';
import type { BookingDesk, BookingRefusal, BookingRequest, ConfirmOutcome, LockOutcome } from './contract.ts';

export type BookingState = 'locked' | 'confirmed' | 'used' | 'finished' | 'cancelled' | 'expired';

/** A booking as it stands. Instants are UTC ms. */
export interface Booking {
  code: string;
  plate: string;
  plateColour: PlateColour | null;
  carColour: CarColour | null;
  carModel: CarModel | null;
  from: number;
  to: number;
  keptMin: number;
  holdStall: boolean;
  stallNo: string | null;
  state: BookingState;
  lockedAt: number;
  stayId: string | null;
}

interface BookingRow {
  code: string;
  plate: string;
  plate_colour: PlateColour | null;
  car_colour: CarColour | null;
  car_model: CarModel | null;
  from_at: number;
  to_at: number;
  kept_min: number;
  hold_stall: number;
  wanted_stall: string | null;
  stall_no: string | null;
  source: string | null;
  state: BookingState;
  locked_at: number;
  stay_id: string | null;
}

export interface BookingRules {
  /** How many places can be booked at one time. */
  reservable: number;
  /** Numbers of the stalls that can be held; may be empty, then a held place has no number. */
  stalls: readonly string[];
  earlyMin: number;
  unconfirmedMin: number;
}

/** The desk with what the gate asks of it, beside what a platform does. */
export interface Bookings extends BookingDesk {
  /** Bookings of this plate that are usable, were lately, or will be soon: to let the car in, or to say why not. */
  forPlate(plate: string, now: number): Booking[];
  /** Bookings a car could use now, for look-alikes. */
  usableNow(now: number): Booking[];
  byCode(code: string): Booking | null;
  /** The booked car has entered. False: the booking was cancelled, ended or used meanwhile, and stays what it is. */
  use(tx: Tx, code: string, stayId: string): boolean;
  /** The booked car has left: its place is free. */
  finish(tx: Tx, code: string, stayId: string): void;
  /** Releases locks never confirmed and bookings whose car did not come. Returns how many ended. */
  sweep(tx: Tx): number;
  /** Places that bookings hold now, or will within the hour (reservedStalls of table 28). */
  heldNow(now: number): number;
}

const MINUTE = 60_000;
/** A car let in now would still be there when a booking of the next hour comes: its place is not free. */
const HOLD_AHEAD_MS = 60 * MINUTE;
/** How far a booking may lie from now and still explain to the attendant why the car has none. */
const EXPLAIN_MS = 12 * 60 * MINUTE;

const endOf = (row: { to_at: number; kept_min: number }): number => row.to_at + row.kept_min * MINUTE;

/**
 * Keeps bookings in the store. Serves 6.3.1 and tables 63 to 66. `onPlaces` is told, inside the record, of each fact that
 * takes or frees places: the lot's numbers follow from it (8.1.1 b).
 */
export function createBookings(db: Db, rules: BookingRules, onPlaces: (tx: Tx, factSeq: number) => void): Bookings {
  const byCode = db.prepare<[string], BookingRow>('SELECT * FROM booking WHERE code = ?');
  const open = `state IN ('locked', 'confirmed', 'used')`;
  const active = db.prepare<[], BookingRow>(`SELECT * FROM booking WHERE ${open}`);
  // Never all of them on the gate's path: a platform may hold thousands for the days to come.
  const begun = db.prepare<[number], BookingRow>(`SELECT * FROM booking WHERE ${open} AND from_at <= ?`);
  const held = db
    .prepare<[number, number], number>(
      `SELECT count(*) FROM booking WHERE ${open} AND state <> 'used' AND from_at <= ? AND to_at + kept_min * ${MINUTE} > ?`,
    )
    .pluck();
  const forPlate = db.prepare<[string, number, number], BookingRow>(
    'SELECT * FROM booking WHERE plate = ? AND from_at <= ? AND to_at >= ?',
  );
  const write = db.prepare(
    `INSERT INTO booking (code, plate, plate_colour, car_colour, car_model, from_at, to_at, kept_min, hold_stall,
       wanted_stall, stall_no, source, state, locked_at)
     VALUES (@code, @plate, @plateColour, @carColour, @carModel, @from, @to, @keptMin, @hold, @wanted, @stallNo,
       @source, @state, @at)
     ON CONFLICT (code) DO UPDATE SET plate = @plate, plate_colour = @plateColour, car_colour = @carColour,
       car_model = @carModel, from_at = @from, to_at = @to, kept_min = @keptMin, hold_stall = @hold,
       wanted_stall = @wanted, stall_no = @stallNo, source = @source, locked_at = @at`,
  );
  const confirmed = db.prepare(`UPDATE booking SET state = 'confirmed' WHERE code = ? AND state = 'locked'`);
  const ended = db.prepare('UPDATE booking SET state = @state, ended_at = @at WHERE code = @code');
  const used = db.prepare(
    `UPDATE booking SET state = 'used', stay_id = @stayId WHERE code = @code AND state IN ('locked', 'confirmed')`,
  );
  const finished = db.prepare(
    `UPDATE booking SET state = 'finished', ended_at = @at WHERE code = @code AND state = 'used' AND stay_id = @stayId`,
  );

  function place(request: BookingRequest, now: number): { stallNo: string | null; remaining: number } | BookingRefusal {
    const window = { from: request.from, to: request.to + request.keptMin * MINUTE };
    const others = begun
      .all(window.to)
      .filter((row) => row.code !== request.code)
      // A booked car that is inside past its time still stands there.
      .map((row) => ({ from: row.from_at, to: Math.max(endOf(row), row.state === 'used' ? now : 0), row }));
    const remaining = rules.reservable - peakOverlap(others, window) - 1;
    if (remaining < 0) return 'no-capacity';
    if (!request.holdStall && request.stallNo === null) return { stallNo: null, remaining };
    const taken = new Set(others.filter((o) => peakOverlap([o], window) > 0).map((o) => o.row.stall_no));
    if (request.stallNo !== null) {
      if (!rules.stalls.includes(request.stallNo)) return 'stall-unknown';
      return taken.has(request.stallNo) ? 'stall-taken' : { stallNo: request.stallNo, remaining };
    }
    if (rules.stalls.length === 0) return { stallNo: null, remaining };
    const stallNo = rules.stalls.find((stall) => !taken.has(stall));
    return stallNo === undefined ? 'no-capacity' : { stallNo, remaining };
  }

  function lock(tx: Tx, asked: BookingRequest): LockOutcome {
    const request = { ...asked, plate: parsePlate(asked.plate).text || asked.plate };
    const known = byCode.get(request.code);
    const refusal = known ? refusalOfKnown(known, request, tx.at) : request.change ? 'unknown-booking' : null;
    if (refusal) return { outcome: 'refused', because: refusal };
    if (known && sameContent(known, request)) return { outcome: 'same', stallNo: known.stall_no };
    if (request.to <= request.from || request.to + request.keptMin * MINUTE <= tx.at)
      return { outcome: 'refused', because: 'bad-times' };
    const placed = place(request, tx.at);
    if (typeof placed === 'string') return { outcome: 'refused', because: placed };
    write.run({
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
    return { outcome: 'locked', ...placed };
  }

  function confirm(tx: Tx, code: string): ConfirmOutcome {
    const known = byCode.get(code);
    const refusal = known ? refusalOfState(known, tx.at) : 'unknown-booking';
    // A car that is in already has its booking: confirming it late changes nothing.
    if (refusal !== null && refusal !== 'used') return { outcome: 'refused', because: refusal };
    if (confirmed.run(code).changes > 0)
      tx.fact({ kind: 'booking-confirmed', bookingCode: code, plate: known?.plate ?? null });
    return { outcome: 'done' };
  }

  function cancel(tx: Tx, code: string): ConfirmOutcome {
    const known = byCode.get(code);
    if (!known) return { outcome: 'refused', because: 'unknown-booking' };
    if (known.state === 'cancelled') return { outcome: 'done' };
    const refusal = refusalOfState(known, tx.at);
    if (refusal) return { outcome: 'refused', because: refusal };
    ended.run({ code, state: 'cancelled', at: tx.at });
    onPlaces(tx, tx.fact({ kind: 'booking-cancelled', bookingCode: code, plate: known.plate }));
    return { outcome: 'done' };
  }

  function sweep(tx: Tx): number {
    const over = active
      .all()
      .filter(
        (row) =>
          row.state !== 'used' &&
          (endOf(row) <= tx.at || (row.state === 'locked' && row.locked_at + rules.unconfirmedMin * MINUTE <= tx.at)),
      );
    for (const row of over) {
      ended.run({ code: row.code, state: 'expired', at: tx.at });
      const fact = tx.fact({
        kind: 'booking-released',
        bookingCode: row.code,
        plate: row.plate,
        reason: row.state === 'locked' ? 'booking-unconfirmed' : 'booking-expired',
      });
      onPlaces(tx, fact);
    }
    return over.length;
  }

  return {
    lock,
    confirm,
    cancel,
    sweep,
    forPlate: (plate, now) => forPlate.all(plate, now + EXPLAIN_MS, now - EXPLAIN_MS).map(fromRow),
    usableNow: (now) =>
      begun
        .all(now + rules.earlyMin * MINUTE)
        .filter((row) => row.state !== 'used' && now <= endOf(row))
        .map(fromRow),
    byCode: (code) => {
      const row = byCode.get(code);
      return row ? fromRow(row) : null;
    },
    use: (_tx, code, stayId) => used.run({ code, stayId }).changes > 0,
    finish: (tx, code, stayId) => void finished.run({ code, stayId, at: tx.at }),
    heldNow: (now) => held.get(now + HOLD_AHEAD_MS, now) ?? 0,
  };
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
      return endOf(row) <= now ? 'expired' : null;
  }
}

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

function fromRow(row: BookingRow): Booking {
  return {
    code: row.code,
    plate: row.plate,
    plateColour: row.plate_colour,
    carColour: row.car_colour,
    carModel: row.car_model,
    from: row.from_at,
    to: row.to_at,
    keptMin: row.kept_min,
    holdStall: row.hold_stall === 1,
    stallNo: row.stall_no,
    state: row.state,
    lockedAt: row.locked_at,
    stayId: row.stay_id,
  };
}
