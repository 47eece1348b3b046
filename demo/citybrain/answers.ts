import { beijingDateTime } from '../beijing-time.ts';

/** What goes back, in the shapes of the text's examples (3.2). */
export type Answer = Readonly<Record<string, string | boolean>>;

export const taken = (): Answer => ({ success: true, result_code: 'success', result_msg: 'success' });

/** inner_oder_no: the text's own spelling. */
export const orderTaken = (innerOrderNo: string): Answer => ({ ...taken(), inner_oder_no: innerOrderNo });

export const entryTaken = (innerOrderNo: string, at: number): Answer => ({
  ...orderTaken(innerOrderNo),
  sign_level: 'L2',
  sign_time: beijingDateTime(at),
});

/** The codes of the examples and of 3.3.2 that a lot without payments can meet. */
const CODES = {
  OUT_ORDER_NO_DUPLICATION: '外部订单号重复',
  ORDER_NOT_EXIST: '订单不存在',
  OUT_ORDER_NO_NOT_EXIST: '外部订单号不存在',
  PARKING_LOT_NOT_EXIST: '车场不存在',
} as const;

/** An error as 3.2.1 and 3.2.2 show it: `success` is true all the same. */
export const refusal = (code: keyof typeof CODES): Answer => codedRefusal(code, CODES[code]);
export const codedRefusal = (code: string, message: string): Answer => ({
  success: true,
  result_code: code,
  result_msg: message,
});

/** An error as 3.2.3 shows it. */
export const complaint = (words: string): Answer => ({ success: false, error: words });

/** An error as 3.2.4 shows it. */
export const bareNo = (): Answer => ({ success: false });
