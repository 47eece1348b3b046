/** The four interfaces, by the last part of their path (3.2). */
export type Interface = 'parking' | 'away' | 'uploadSnapshot' | 'heartbeat';

/** result_code values on which we act (3.2, 3.3.2); any other is a refusal. */
const CODE = {
  success: 'success',
  duplicate: 'OUT_ORDER_NO_DUPLICATION',
  noOrder: 'ORDER_NOT_EXIST',
  noOutOrder: 'OUT_ORDER_NO_NOT_EXIST',
  noLot: 'PARKING_LOT_NOT_EXIST',
} as const;

/** What a reply says. */
export type Reply =
  /** `innerOrderNo` is the platform's own number of the order, where it says it (inner_oder_no). */
  | { kind: 'taken'; code: string; message: string | null; innerOrderNo: string | null }
  /** The order was never told to it. */
  | { kind: 'no-order'; code: string; message: string | null }
  /** It does not know the lot (3.3.2: 一般为车场未注册): to all that we send. */
  | { kind: 'no-lot'; code: string; message: string | null }
  /** It says no: to this message, or to all that we send. */
  | { kind: 'refused'; code: string; message: string | null }
  /** Nothing that this platform says: it is ill, or something else answered. */
  | { kind: 'no-reply'; words: string };

/** Stands for the code of an error that names none (3.2.3, 3.2.4). */
const NO_CODE = 'success:false';

/**
 * Reads a reply. Success is what result_code says; `success` is true in the text's own examples of errors. Where
 * result_code is left out, as its table allows, the member that comes with success alone must stand for it.
 */
export function readReply(name: Interface, status: number, text: string): Reply {
  const reply = parseObject(text);
  if (status >= 500 || reply === null || !('success' in reply || 'result_code' in reply))
    return { kind: 'no-reply', words: `HTTP ${status}${reply === null ? ', not a JSON object' : ''}` };
  const message = wordsOf(reply['result_msg']) ?? wordsOf(reply['error']);
  const innerOrderNo = wordsOf(reply['inner_oder_no']);
  const stated = wordsOf(reply['result_code']);
  const implied = reply['success'] === true && wordsOf(reply[COMES_WITH_SUCCESS[name]]) !== null;
  const code = stated ?? (implied ? CODE.success : NO_CODE);
  switch (code) {
    case CODE.success:
      // At odds with itself: nothing that may be relied on.
      if (reply['success'] === false) return { kind: 'refused', code: NO_CODE, message };
      return { kind: 'taken', code, message, innerOrderNo };
    case CODE.duplicate:
      return { kind: 'taken', code, message, innerOrderNo };
    case CODE.noOrder:
    case CODE.noOutOrder:
      return { kind: 'no-order', code, message };
    case CODE.noLot:
      return { kind: 'no-lot', code, message };
    default:
      return { kind: 'refused', code, message };
  }
}

/** Required in the reply, and missing from the text's examples of errors. */
const COMES_WITH_SUCCESS: Record<Interface, string> = {
  parking: 'inner_oder_no',
  away: 'inner_oder_no',
  uploadSnapshot: 'result_msg',
  heartbeat: 'result_msg',
};

/** Null for anything but a text that says something. */
const wordsOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
