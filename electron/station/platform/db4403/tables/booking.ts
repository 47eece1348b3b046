import { table } from './description.ts';
import { vehicleFields } from './vehicle.ts';

/** 7.3.6.2.1, request: lock (operateType 1) or change (2) a booking. */
export const table63 = table(63, [
  { name: 'bookCode', type: 'String', required: true, length: 50 },
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'carNo', type: 'String', required: true, length: 10 },
  ...vehicleFields,
  { name: 'bookTime', type: 'DateTime', required: true },
  { name: 'overTime', type: 'DateTime', required: true },
  { name: 'obligatTime', type: 'Int', required: true, min: 0 },
  { name: 'operateType', type: 'Int', required: true, oneOf: [1, 2] },
  { name: 'isReservation', type: 'Int', required: false, oneOf: [0, 1] },
  { name: 'reservationStallNo', type: 'String', required: false, length: 28 },
  { name: 'reservationFrom', type: 'String', required: false, length: 100 },
]);

/** 7.3.6.2.1, reply. */
export const table64 = table(64, [
  { name: 'bookCode', type: 'String', required: true, length: 50 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: true, length: 255 },
  { name: 'stallNo', type: 'String', required: false, length: 28 },
  { name: 'restReservedStalls', type: 'Int', required: false, min: 0 },
]);

/** 7.3.6.2.2, request: confirm (1) or cancel (0). */
export const table65 = table(65, [
  { name: 'bookCode', type: 'String', required: true, length: 50 },
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'confirmStatus', type: 'Int', required: true, oneOf: [0, 1] },
]);

/** 7.3.6.2.2, reply. */
export const table66 = table(66, [
  { name: 'bookCode', type: 'String', required: true, length: 50 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: true, length: 255 },
]);
