import { CODE, MESSAGE, may, must, table } from './description.ts';

/** 7.3.2: login, refreshing and ending a token. */

const PASSWORD = must('password', 'String', { length: 64 });
const USER_ID = must('userId', 'String', { length: 32 });
const EXPIRES_IN = must('expiresIn', 'Int', { min: 0, onSuccess: true });
const TOKEN_TYPE = must('tokenType', 'String', { length: 50, onSuccess: true });

export const table4 = table(4, [USER_ID, PASSWORD]);
export const table5 = table(5, [
  CODE,
  MESSAGE,
  may('scope', 'String', { length: 50 }),
  TOKEN_TYPE,
  EXPIRES_IN,
  must('accessToken', 'String', { length: 255, onSuccess: true }),
  must('refreshToken', 'String', { length: 255, onSuccess: true }),
]);

export const table6 = table(6, [USER_ID, PASSWORD, must('refreshToken', 'String')]);
export const table7 = table(7, [
  must('id', 'Uuid'),
  CODE,
  MESSAGE,
  TOKEN_TYPE,
  EXPIRES_IN,
  must('accessToken', 'String', { length: 50, onSuccess: true }),
  must('refreshToken', 'String', { length: 50, onSuccess: true }),
]);

export const table8 = table(8, [must('accessToken', 'String', { length: 50 })]);
export const table9 = table(9, [CODE, MESSAGE]);
