import {
  CAR_COLOURS,
  CAR_MODELS,
  CAR_NO,
  CODE,
  MESSAGE,
  MESSAGE_REQUIRED,
  NO_OR_YES,
  PARK_CODE,
  PLATE_COLOURS,
  may,
  must,
  table,
} from './description.ts';

/** 7.3.6: priority of reserved cars, and bookings. */

const BOOK_CODE = must('bookCode', 'String', { length: 50 });

export const table61 = table(61, [
  must('id', 'Uuid'),
  PARK_CODE,
  must('time', 'DateTime'),
  must('operateType', 'Int', NO_OR_YES),
  may('remark', 'String', { length: 200 }),
]);
export const table62 = table(62, [must('id', 'Uuid'), CODE, MESSAGE]);

export const table63 = table(63, [
  BOOK_CODE,
  PARK_CODE,
  CAR_NO,
  may('plateColor', 'String', PLATE_COLOURS),
  may('carColor', 'String', CAR_COLOURS),
  may('carModel', 'Int', CAR_MODELS),
  must('bookTime', 'DateTime'),
  must('overTime', 'DateTime'),
  must('obligatTime', 'Int', { min: 0 }),
  must('operateType', 'Int', { oneOf: [1, 2] }),
  may('isReservation', 'Int', NO_OR_YES),
  may('reservationStallNo', 'String', { length: 28 }),
  may('reservationFrom', 'String', { length: 100 }),
]);
export const table64 = table(64, [
  BOOK_CODE,
  CODE,
  MESSAGE_REQUIRED,
  may('stallNo', 'String', { length: 28 }),
  may('restReservedStalls', 'Int', { min: 0 }),
]);

export const table65 = table(65, [BOOK_CODE, PARK_CODE, must('confirmStatus', 'Int', NO_OR_YES)]);
export const table66 = table(66, [BOOK_CODE, CODE, MESSAGE_REQUIRED]);
