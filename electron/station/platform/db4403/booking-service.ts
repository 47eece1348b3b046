import type { BookingDesk, BookingRefusal, BookingRequest } from '../../booking/contract.ts';
import type { Tx } from '../../ledger/record.ts';
import { CODE, wordsFor } from './codes.ts';
import type { Code } from './codes.ts';
import type { table63, table64, table65, table66 } from './tables/booking.ts';
import type { Row } from './tables/description.ts';
import { fromDateTime } from './time.ts';
import { fromCarColor, fromCarModel, fromPlateColor } from './vehicle-codes.ts';

/** Table A.2 for what the desk says no to. */
const REFUSED: Record<BookingRefusal, Code> = {
  'code-taken': CODE.bookingExists,
  'no-capacity': CODE.noStallLeft,
  'stall-unknown': CODE.noSuchStall,
  'stall-taken': CODE.noStallLeft,
  'bad-times': CODE.bookingTimes,
  'unknown-booking': CODE.noSuchBooking,
  cancelled: CODE.bookingCancelled,
  expired: CODE.bookingExpired,
  used: CODE.lapsed,
};

const entry = (bookCode: string, code: Code) => ({ bookCode, code, message: wordsFor(code) });

/** 7.3.6.2.1: locks or changes a booking and words the answer of table 64. */
export function requestBookStall(tx: Tx, desk: BookingDesk, row: Row<typeof table63>): Row<typeof table64> {
  const result = desk.lock(tx, bookingRequest(row));
  switch (result.outcome) {
    case 'refused':
      return entry(row.bookCode, REFUSED[result.because]);
    case 'same':
      // Table 64: no restReservedStalls when the same booking comes again in its validity.
      return { ...entry(row.bookCode, CODE.ok), ...stall(result.stallNo) };
    case 'locked':
      return { ...entry(row.bookCode, CODE.ok), ...stall(result.stallNo), restReservedStalls: result.remaining };
  }
}

/** 7.3.6.2.2: confirms (1) or cancels (0) a booking and words the answer of table 66. */
export function confirmBookStall(tx: Tx, desk: BookingDesk, row: Row<typeof table65>): Row<typeof table66> {
  const result = row.confirmStatus === 1 ? desk.confirm(tx, row.bookCode) : desk.cancel(tx, row.bookCode);
  return entry(row.bookCode, result.outcome === 'done' ? CODE.ok : REFUSED[result.because]);
}

const stall = (stallNo: string | null) => (stallNo === null ? {} : { stallNo });

function bookingRequest(row: Row<typeof table63>): BookingRequest {
  const stallNo = row.reservationStallNo ?? null;
  return {
    code: row.bookCode,
    plate: row.carNo,
    plateColour: fromPlateColor(row.plateColor),
    carColour: fromCarColor(row.carColor),
    carModel: fromCarModel(row.carModel),
    from: instant(row.bookTime),
    to: instant(row.overTime),
    keptMin: row.obligatTime,
    change: row.operateType === 2,
    // A stall that is named is to be kept, unless the platform says otherwise.
    holdStall: row.isReservation === undefined ? stallNo !== null : row.isReservation === 1,
    stallNo,
    source: row.reservationFrom ?? null,
  };
}

/** The table check has seen to it that this is an instant. */
function instant(dateTime: string): number {
  const utcMs = fromDateTime(dateTime);
  if (utcMs === null) throw new Error(`${dateTime} is no instant`);
  return utcMs;
}
