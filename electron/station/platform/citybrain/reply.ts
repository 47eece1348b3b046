import { STATUS_CODES } from 'node:http';

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
  /** It lets nothing of ours in, says HTTP. */
  | { kind: 'not-let-in'; code: string; message: string | null }
  /** It is ill or wants to be left alone for a while, or something else answered: nothing is said of the message. */
  | { kind: 'not-now'; code: string; message: string | null };

/** Statuses that are about who we are, and those that are about the moment. */
const NOT_LET_IN: ReadonlySet<number> = new Set([401, 403, 407]);
const NOT_NOW: ReadonlySet<number> = new Set([408, 421, 425, 429]);

/** Stands for the code of an error that names none (3.2.3, 3.2.4). */
const NO_CODE = 'success:false';
/** Stands for the words of what answers in the platform's place. */
const NO_REPLY = 'not a reply of this platform';

/** Reads a reply: what the status says of us or of the moment first, then the body, and the status alone where that says nothing. */
export function readReply(name: Interface, status: number, text: string): Reply {
  const reply = parseObject(text);
  const byStatus = { code: `HTTP ${status}`, message: messageIn(reply) ?? STATUS_CODES[status] ?? null };
  if (NOT_LET_IN.has(status)) return { kind: 'not-let-in', ...byStatus };
  if (NOT_NOW.has(status) || status >= 500) return { kind: 'not-now', ...byStatus };
  if (reply !== null && ('success' in reply || 'result_code' in reply)) return readBody(name, reply);
  // What a server in front of the platform does not take of a message (too large, no such address) no waiting mends.
  if (status >= 400) return { kind: 'refused', ...byStatus };
  return { kind: 'not-now', code: byStatus.code, message: NO_REPLY };
}

/**
 * Success is what result_code says; `success` is true in the text's own examples of errors. Where result_code is left
 * out, as its table allows, the member that comes with success alone must stand for it.
 */
function readBody(name: Interface, reply: Record<string, unknown>): Reply {
  const message = messageIn(reply);
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

const messageIn = (reply: Record<string, unknown> | null): string | null =>
  wordsOf(reply?.['result_msg']) ?? wordsOf(reply?.['error']);

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
