import { table } from './description.ts';

/** 7.4.1, the parameters with which a pay page sends a driver back. */
export const table67 = table(67, [
  { name: 'orderNo', type: 'String', required: true, length: 50 },
  { name: 'timestamp', type: 'Timestamp', required: true },
  { name: 'payResult', type: 'Int', required: true, oneOf: [0, 1] },
]);

/** 7.4.2, the parameters of a link to the invoice page. */
export const table68 = table(68, [
  { name: 'orderNo', type: 'String', required: true, length: 50 },
  { name: 'timestamp', type: 'Timestamp', required: true },
  { name: 'sign', type: 'String', required: true },
]);
