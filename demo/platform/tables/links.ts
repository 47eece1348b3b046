import { NO_OR_YES, must, table } from './description.ts';

/** 7.4: parameters of the two pages that a driver is sent to. */

const ORDER_NO = must('orderNo', 'String', { length: 50 });

export const table67 = table(67, [ORDER_NO, must('timestamp', 'Timestamp'), must('payResult', 'Int', NO_OR_YES)]);
export const table68 = table(68, [ORDER_NO, must('timestamp', 'Timestamp'), must('sign', 'String')]);
