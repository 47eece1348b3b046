import type { CarColour, CarModel, PlateColour } from '../../contract/vocabulary.ts';
import type { Db } from '../store/open.ts';
import type { Span } from './capacity.ts';

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

export interface BookingRow {
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
  ended_at: number | null;
  no_show: number;
  stay_id: string | null;
}

const MINUTE = 60_000;

/** When a booking's place is no longer kept. */
export const endOf = (row: { to_at: number; kept_min: number }): number => row.to_at + row.kept_min * MINUTE;

const OPEN = `state IN ('locked', 'confirmed', 'used')`;
export const AWAITED = `state IN ('locked', 'confirmed')`;
/** `endOf` in SQL, as the indexes have it, word for word. */
export const END = 'to_at + kept_min * 60000';
/** The same where that index would only mislead: nearly every booking ends after now. */
const LATE_END = `+(${END})`;
/** A booked car that is inside past its time still stands there. */
const INSIDE_END = `max(${END}, @now)`;

/** The statements over bookings. Each finds its rows by an index: a platform may hold thousands for the days to come. */
export function createBookingRows(db: Db) {
  return {
    byCode: db.prepare<[string], BookingRow>('SELECT * FROM booking WHERE code = ?'),
    forPlate: db.prepare<[string, number, number], BookingRow>(
      `SELECT * FROM booking WHERE plate = ? AND from_at <= ? AND ${LATE_END} >= ?`,
    ),
    /** Plates of cars that may still come, a JSON list: of bookings begun by the first instant, not over at the second. */
    awaitedPlates: db
      .prepare<[number, number], string>(
        `SELECT json_group_array(plate) FROM booking INDEXED BY booking_awaited
         WHERE ${AWAITED} AND from_at <= ? AND ${LATE_END} >= ?`,
      )
      .pluck(),
    /** Those of one plate. */
    awaitedOf: db.prepare<[string, number, number], Pick<BookingRow, 'code' | 'plate'>>(
      `SELECT code, plate FROM booking WHERE plate = ? AND ${AWAITED} AND from_at <= ? AND ${LATE_END} >= ?
       ORDER BY from_at, code`,
    ),
    // What cars that have not come yet do to the places, each found by an index.
    begunBy: db
      .prepare<[number], number>(
        `SELECT count(*) FROM booking INDEXED BY booking_awaited WHERE ${AWAITED} AND from_at <= ?`,
      )
      .pluck(),
    endedBy: db
      .prepare<[number], number>(
        `SELECT count(*) FROM booking INDEXED BY booking_ends WHERE ${AWAITED} AND ${END} <= ?`,
      )
      .pluck(),
    /** Between two instants, neither included. */
    beginsIn: db
      .prepare<[number, number], number>(
        `SELECT from_at FROM booking INDEXED BY booking_awaited WHERE ${AWAITED} AND from_at > ? AND from_at < ?`,
      )
      .pluck(),
    endsIn: db
      .prepare<[number, number], number>(
        `SELECT ${END} FROM booking INDEXED BY booking_ends WHERE ${AWAITED} AND ${END} > ? AND ${END} < ?`,
      )
      .pluck(),
    /** Of booked cars that are inside, in a window that begins at the last and ends at the first; one past its time is there now. */
    inside: db.prepare<{ from: number; to: number; now: number }, Span>(
      `SELECT from_at AS "from", ${INSIDE_END} AS "to" FROM booking
       WHERE state = 'used' AND from_at < @to AND ${INSIDE_END} > @from`,
    ),
    /**
     * The first of the stalls (a JSON list) that no other booking has in a window. `json_each` gives them in their order;
     * sorted, all of them would be looked at.
     */
    freeStall: db
      .prepare<{ stalls: string; code: string; from: number; to: number; now: number }, string>(
        `SELECT value FROM json_each(@stalls) WHERE NOT EXISTS (
           SELECT 1 FROM booking INDEXED BY booking_stall
           WHERE stall_no = value AND ${OPEN} AND code <> @code AND from_at < @to
             AND CASE state WHEN 'used' THEN ${INSIDE_END} ELSE ${END} END > @from)
         LIMIT 1`,
      )
      .pluck(),
    held: db
      .prepare<[number, number], number>(
        `SELECT count(*) FROM booking WHERE ${AWAITED} AND from_at <= ? AND ${LATE_END} >= ?`,
      )
      .pluck(),
    /** The end itself still counts: so many of those before an instant, the first first. */
    over: db.prepare<[number, number], BookingRow>(
      `SELECT * FROM booking WHERE ${AWAITED} AND ${END} < ? ORDER BY ${END} LIMIT +?`,
    ),
    /** Those whose end is at the second instant or later: the others are over. */
    unconfirmed: db.prepare<[number, number, number], BookingRow>(
      `SELECT * FROM booking WHERE state = 'locked' AND locked_at <= ? AND ${LATE_END} >= ? ORDER BY locked_at LIMIT +?`,
    ),
    statesAtStall: db
      .prepare<[string], BookingState>(`SELECT state FROM booking WHERE stall_no = ? AND ${OPEN}`)
      .pluck(),
    write: db.prepare(
      `INSERT INTO booking (code, plate, plate_colour, car_colour, car_model, from_at, to_at, kept_min, hold_stall,
         wanted_stall, stall_no, source, state, locked_at)
       VALUES (@code, @plate, @plateColour, @carColour, @carModel, @from, @to, @keptMin, @hold, @wanted, @stallNo,
         @source, @state, @at)
       ON CONFLICT (code) DO UPDATE SET plate = @plate, plate_colour = @plateColour, car_colour = @carColour,
         car_model = @carModel, from_at = @from, to_at = @to, kept_min = @keptMin, hold_stall = @hold,
         wanted_stall = @wanted, stall_no = @stallNo, source = @source, locked_at = @at`,
    ),
    confirm: db.prepare(`UPDATE booking SET state = 'confirmed' WHERE code = ? AND state = 'locked'`),
    end: db.prepare('UPDATE booking SET state = @state, ended_at = @at WHERE code = @code'),
    use: db.prepare<{ code: string; stayId: string }, { stall_no: string | null }>(
      `UPDATE booking SET state = 'used', stay_id = @stayId WHERE code = @code AND ${AWAITED} RETURNING stall_no`,
    ),
    /** A car that was let in without its booking, or stood there already, came all the same. */
    missed: db.prepare(
      `UPDATE booking SET no_show = 1 WHERE code = @code AND NOT EXISTS (
         SELECT 1 FROM stay WHERE stay.plate = booking.plate AND entered_at <= ${END} AND coalesce(left_at, @at) >= from_at)`,
    ),
    noShows: db
      .prepare<[string, number, number], number>(
        'SELECT count(*) FROM booking WHERE plate = ? AND no_show = 1 AND from_at >= ? AND from_at < ?',
      )
      .pluck(),
    finish: db.prepare<{ code: string; stayId: string; at: number }, { stall_no: string | null }>(
      `UPDATE booking SET state = 'finished', ended_at = @at WHERE code = @code AND state = 'used' AND stay_id = @stayId
       RETURNING stall_no`,
    ),
  };
}
export type BookingRows = ReturnType<typeof createBookingRows>;

export function fromRow(row: BookingRow): Booking {
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
