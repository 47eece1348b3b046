import { table } from './description.ts';
import { BUSINESS_TYPES } from './business-types.ts';

/** 7.3.3.1, request. */
export const table10 = table(10, [
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'parkName', type: 'String', required: true, length: 255 },
  { name: 'providerCode', type: 'String', required: false },
  { name: 'roadName', type: 'String', required: false, length: 10 },
  { name: 'parkType', type: 'Int', required: true, oneOf: [0, 1, 2] },
  { name: 'address', type: 'String', required: true, length: 255 },
  { name: 'longitude', type: 'Double', required: true, min: -180, max: 180 },
  { name: 'latitude', type: 'Double', required: true, min: -90, max: 90 },
  { name: 'provinceCode', type: 'String', required: true, length: 50 },
  { name: 'cityCode', type: 'String', required: true, length: 50 },
  { name: 'areaCode', type: 'String', required: true, length: 50 },
  { name: 'totalSpace', type: 'Int', required: true, min: 0 },
  { name: 'reservableStalls', type: 'Int', required: false, min: 0 },
  { name: 'operatorId', type: 'String', required: false, length: 10 },
  { name: 'industAuthorInfo', type: 'Int', required: false, oneOf: [0, 1] },
  { name: 'publicInfo', type: 'String', required: false, length: 200 },
  { name: 'businessType', type: 'String', required: false, oneOf: BUSINESS_TYPES },
  { name: 'chargeDesc', type: 'String', required: true, length: 255 },
  { name: 'imageUrl', type: 'String', required: false, length: 255 },
  { name: 'mapImage', type: 'String', required: false, length: 255 },
  { name: 'parkingPlaceImage', type: 'String', required: false, length: 255 },
  { name: 'contacts', type: 'String', required: false, length: 50 },
  { name: 'tel', type: 'String', required: false, length: 20 },
  { name: 'bizStatus', type: 'Int', required: false, oneOf: [0, 1] },
  { name: 'remark', type: 'String', required: false, length: 255 },
]);

/** 7.3.3.1, reply. */
export const table11 = table(11, [
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
  { name: 'isvParkId', type: 'String', required: true, length: 50 },
]);

/** 7.3.3.2, request. */
export const table12 = table(12, [
  { name: 'id', type: 'Uuid', required: true },
  { name: 'name', type: 'String', required: true, length: 10 },
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'roadName', type: 'String', required: false, length: 10 },
  { name: 'type', type: 'Int', required: true, oneOf: [1, 2, 3] },
  { name: 'longitude', type: 'Double', required: true, min: -180, max: 180 },
  { name: 'latitude', type: 'Double', required: true, min: -90, max: 90 },
  { name: 'status', type: 'Int', required: true, oneOf: [1, 2, 3] },
]);

/** 7.3.3.2, reply. */
export const table13 = table(13, [
  { name: 'id', type: 'Uuid', required: true },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);

/** 7.3.3.3, request. */
export const table14 = table(14, [
  { name: 'id', type: 'String', required: true },
  { name: 'stallNo', type: 'String', required: true, length: 28 },
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'manageType', type: 'Int', required: false, oneOf: [0, 1, 2, 3, 4] },
  { name: 'ownerType', type: 'Int', required: false, oneOf: [1, 2, 3] },
  { name: 'positionType', type: 'Int', required: true, oneOf: [0, 1, 2] },
  { name: 'sizeType', type: 'Int', required: false, oneOf: [1, 2, 3, 4] },
  { name: 'businessType', type: 'String', required: false, oneOf: BUSINESS_TYPES },
  { name: 'visitType', type: 'Int', required: false, oneOf: [0, 1, 2, 3] },
  { name: 'floor', type: 'String', required: false, length: 10 },
  { name: 'areaName', type: 'String', required: false, length: 50 },
  { name: 'isReservation', type: 'Int', required: true, oneOf: [0, 1] },
  { name: 'withLocker', type: 'Int', required: true, oneOf: [0, 1] },
  { name: 'withChargingPile', type: 'Int', required: true, oneOf: [0, 1] },
  { name: 'longitude', type: 'Double', required: false, min: -180, max: 180 },
  { name: 'latitude', type: 'Double', required: false, min: -90, max: 90 },
]);

/** 7.3.3.3, reply. */
export const table15 = table(15, [
  { name: 'stallNo', type: 'String', required: true, length: 28 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: true, length: 255 },
]);

/** A charge of table 16. */
export const table17 = table(17, [
  { name: 'chargeItem', type: 'String', required: true, length: 20 },
  { name: 'chargeDesc', type: 'String', required: true, length: 100 },
]);

/** 7.3.3.4, request. */
export const table16 = table(16, [
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'permitNo', type: 'String', required: false, length: 6 },
  { name: 'charger', type: 'String', required: true, length: 100 },
  { name: 'pricing', type: 'Int', required: true, oneOf: [1, 2, 3] },
  { name: 'region', type: 'Int', required: true, oneOf: [1, 2, 3] },
  { name: 'complaintTel', type: 'String', required: true, length: 5 },
  { name: 'remark', type: 'String', required: false, length: 500 },
  { name: 'items', type: 'List', required: true, of: table17 },
]);

/** 7.3.3.4, reply. */
export const table18 = table(18, [
  { name: 'permitNo', type: 'String', required: true, length: 6 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);

/** 7.3.4.1.8, request. */
export const table34 = table(34, [
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'businessCode', type: 'Int', required: true, oneOf: [1, 2, 3] },
  { name: 'businessFlag', type: 'Int', required: true, oneOf: [0, 1] },
  { name: 'forwardUrl', type: 'String', required: false, length: 255 },
]);

/** 7.3.4.1.8, reply. */
export const table35 = table(35, [
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);
