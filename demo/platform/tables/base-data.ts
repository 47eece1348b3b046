import {
  BUSINESS_TYPES,
  CODE,
  LATITUDE,
  LONGITUDE,
  MESSAGE,
  MESSAGE_REQUIRED,
  NO_OR_YES,
  PARK_CODE,
  may,
  must,
  table,
} from './description.ts';

/** 7.3.3: the lot, its gates, its stalls and what it charges. */

export const table10 = table(10, [
  PARK_CODE,
  must('parkName', 'String', { length: 255 }),
  may('providerCode', 'String'),
  may('roadName', 'String', { length: 10 }),
  must('parkType', 'Int', { oneOf: [0, 1, 2] }),
  must('address', 'String', { length: 255 }),
  must('longitude', 'Double', LONGITUDE),
  must('latitude', 'Double', LATITUDE),
  must('provinceCode', 'String', { length: 50 }),
  must('cityCode', 'String', { length: 50 }),
  must('areaCode', 'String', { length: 50 }),
  must('totalSpace', 'Int', { min: 0 }),
  may('reservableStalls', 'Int', { min: 0 }),
  may('operatorId', 'String', { length: 10 }),
  // 0 is yes and 1 is no here, as printed.
  may('industAuthorInfo', 'Int', NO_OR_YES),
  may('publicInfo', 'String', { length: 200 }),
  may('businessType', 'String', BUSINESS_TYPES),
  must('chargeDesc', 'String', { length: 255 }),
  may('imageUrl', 'String', { length: 255 }),
  may('mapImage', 'String', { length: 255 }),
  may('parkingPlaceImage', 'String', { length: 255 }),
  may('contacts', 'String', { length: 50 }),
  may('tel', 'String', { length: 20 }),
  may('bizStatus', 'Int', NO_OR_YES),
  may('remark', 'String', { length: 255 }),
]);
export const table11 = table(11, [
  PARK_CODE,
  CODE,
  MESSAGE,
  must('isvParkId', 'String', { length: 50, onSuccess: true }),
]);

export const table12 = table(12, [
  must('id', 'Uuid'),
  must('name', 'String', { length: 10 }),
  PARK_CODE,
  may('roadName', 'String', { length: 10 }),
  must('type', 'Int', { oneOf: [1, 2, 3] }),
  must('longitude', 'Double', LONGITUDE),
  must('latitude', 'Double', LATITUDE),
  must('status', 'Int', { oneOf: [1, 2, 3] }),
]);
export const table13 = table(13, [must('id', 'Uuid'), CODE, MESSAGE]);

export const table14 = table(14, [
  must('id', 'String'),
  must('stallNo', 'String', { length: 28 }),
  PARK_CODE,
  may('manageType', 'Int', { oneOf: [0, 1, 2, 3, 4] }),
  may('ownerType', 'Int', { oneOf: [1, 2, 3] }),
  must('positionType', 'Int', { oneOf: [0, 1, 2] }),
  may('sizeType', 'Int', { oneOf: [1, 2, 3, 4] }),
  may('businessType', 'String', BUSINESS_TYPES),
  may('visitType', 'Int', { oneOf: [0, 1, 2, 3] }),
  may('floor', 'String', { length: 10 }),
  may('areaName', 'String', { length: 50 }),
  must('isReservation', 'Int', NO_OR_YES),
  must('withLocker', 'Int', NO_OR_YES),
  must('withChargingPile', 'Int', NO_OR_YES),
  may('longitude', 'Double', LONGITUDE),
  may('latitude', 'Double', LATITUDE),
]);
export const table15 = table(15, [must('stallNo', 'String', { length: 28 }), CODE, MESSAGE_REQUIRED]);

export const table17 = table(17, [
  must('chargeItem', 'String', { length: 20 }),
  must('chargeDesc', 'String', { length: 100 }),
]);
export const table16 = table(16, [
  PARK_CODE,
  may('permitNo', 'String', { length: 6 }),
  must('charger', 'String', { length: 100 }),
  must('pricing', 'Int', { oneOf: [1, 2, 3] }),
  must('region', 'Int', { oneOf: [1, 2, 3] }),
  must('complaintTel', 'String', { length: 5 }),
  may('remark', 'String', { length: 500 }),
  must('items', 'List<chargedItem>', { entries: table17 }),
]);
export const table18 = table(18, [must('permitNo', 'String', { length: 6 }), CODE, MESSAGE]);
