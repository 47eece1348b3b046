import { table } from './description.ts';

/** 7.3.2.1, request. `password` is SHA-1 over password and salt. */
export const table4 = table(4, [
  { name: 'userId', type: 'String', required: true, length: 32 },
  { name: 'password', type: 'String', required: true, length: 64 },
]);

/** 7.3.2.1, reply. */
export const table5 = table(5, [
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
  { name: 'scope', type: 'String', required: false, length: 50 },
  { name: 'tokenType', type: 'String', required: true, length: 50 },
  { name: 'expiresIn', type: 'Int', required: true, min: 1 },
  { name: 'accessToken', type: 'String', required: true, length: 255 },
  { name: 'refreshToken', type: 'String', required: true, length: 255 },
]);

/** 7.3.2.2, request. */
export const table6 = table(6, [
  { name: 'userId', type: 'String', required: true, length: 32 },
  { name: 'password', type: 'String', required: true, length: 64 },
  { name: 'refreshToken', type: 'String', required: true },
]);

/** Table 5 gives out tokens of 255 characters, tables 7 and 8 print 50 for the same ones: the longer holds for all. */
const TOKEN = 255;

/** 7.3.2.2, reply. */
export const table7 = table(7, [
  { name: 'id', type: 'Uuid', required: true },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
  { name: 'tokenType', type: 'String', required: true, length: 50 },
  { name: 'expiresIn', type: 'Int', required: true, min: 1 },
  { name: 'accessToken', type: 'String', required: true, length: TOKEN },
  { name: 'refreshToken', type: 'String', required: true, length: TOKEN },
]);

/** 7.3.2.3, request. */
export const table8 = table(8, [{ name: 'accessToken', type: 'String', required: true, length: TOKEN }]);

/** 7.3.2.3, reply. */
export const table9 = table(9, [
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);
