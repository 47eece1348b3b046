import type { BookingDesk, BookingRefusal, BookingRequest } from '../../booking/contract.ts';
import type { Tx } from '../../ledger/record.ts';
import { instantOf } from '../../wire/time.ts';
import { CODE, wordsFor } from './codes.ts';
import { refusal } from './envelope.ts';
import type { Refusal } from './envelope.ts';
import type { table63, table64, table65, table66 } from './tables/booking.ts';
import type { Row } from './tables/description.ts';
import { fromCarColor, fromCarModel, fromPlateColor } from './vehicle-codes.ts';

/** Table A.2 for what the desk says no to, and the fields it is about. */
const REFUSED: Record<BookingRefusal, Refusal> = {
  'no-vehicle': refusal(CODE.noSuchVehicle, 'carNo'),
  barred: refusal(CODE.barred, 'carNo'),
  'code-taken': refusal(CODE.bookingExists, 'bookCode'),
  'no-capacity': refusal(CODE.noStallLeft, 'bookTime, overTime'),
  'stall-malformed': refusal(CODE.stallCode, 'reservationStallNo'),
  'stall-unknown': refusal(CODE.noSuchStall, 'reservationStallNo'),
  // Places are left, this one is not.
  'stall-taken': refusal(CODE.nothingLeft, 'reservationStallNo'),
  'bad-times': refusal(CODE.bookingTimes, 'bookTime, overTime, obligatTime'),
  'too-late-to-change': refusal(CODE.bookingTimes, 'operateType 已过可变更时间'),
  'too-late-to-cancel': refusal(CODE.bookingTimes, 'confirmStatus 已过可取消时间'),
  'unknown-booking': refusal(CODE.noSuchBooking, 'bookCode'),
  cancelled: refusal(CODE.bookingCancelled, 'bookCode'),
  expired: refusal(CODE.bookingExpired, 'bookCode'),
  used: refusal(CODE.lapsed, 'bookCode'),
};

const taken = (bookCode: string) => ({ bookCode, code: CODE.ok, message: wordsFor(CODE.ok) });

/** 7.3.6.2.1: locks or changes a booking and words the answer of table 64. */
export function requestBookStall(tx: Tx, desk: BookingDesk, row: Row<typeof table63>): Row<typeof table64> {
  const { bookCode } = row;
  const result = desk.lock(tx, bookingRequest(row));
  switch (result.outcome) {
    case 'refused':
      return { bookCode, ...REFUSED[result.because] };
    case 'same':
      // Table 64: no restReservedStalls when the same booking comes again in its validity.
      return { ...taken(bookCode), ...stall(result.stallNo) };
    case 'locked':
      return { ...taken(bookCode), ...stall(result.stallNo), restReservedStalls: result.remaining };
  }
}

/** 7.3.6.2.2: confirms (1) or cancels (0) a booking and words the answer of table 66. */
export function confirmBookStall(tx: Tx, desk: BookingDesk, row: Row<typeof table65>): Row<typeof table66> {
  const { bookCode } = row;
  const result = row.confirmStatus === 1 ? desk.confirm(tx, bookCode) : desk.cancel(tx, bookCode);
  return result.outcome === 'done' ? taken(bookCode) : { bookCode, ...REFUSED[result.because] };
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
    from: instantOf(row.bookTime),
    to: instantOf(row.overTime),
    keptMin: row.obligatTime,
    change: row.operateType === 2,
    // A stall that is named is to be kept, unless the platform says otherwise.
    holdStall: row.isReservation === undefined ? stallNo !== null : row.isReservation === 1,
    stallNo,
    source: row.reservationFrom ?? null,
  };
}
