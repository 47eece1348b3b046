import { crc16 } from '../frames/checksum.ts';
import type { Match, ReplyFault } from '../links/question.ts';

/**
 * Modbus RTU as bytes, both directions, without clock or I/O: requests and replies of functions 1, 2, 5, 15 and 16.
 * Numbers are as on the wire: addresses and counts from 0, 16 bits, CRC-16/Modbus with its low byte first.
 */

export type ModbusRequest =
  | { fn: 'read-coils' | 'read-inputs'; unit: number; address: number; count: number }
  /** `value` is raw: `COIL_ON`, `COIL_OFF`, or what a board's own extension wants there (flash). */
  | { fn: 'write-coil'; unit: number; address: number; value: number }
  | { fn: 'write-coils'; unit: number; address: number; values: boolean[] }
  | { fn: 'write-registers'; unit: number; address: number; values: number[] };

export type ModbusReply =
  /** `bits` may be longer than asked: replies are whole bytes. */
  | { fn: 'read-coils' | 'read-inputs'; unit: number; bits: boolean[] }
  | { fn: 'write-coil'; unit: number; address: number; value: number }
  | { fn: 'write-coils' | 'write-registers'; unit: number; address: number; count: number }
  | { fn: 'exception'; unit: number; of: ModbusRequest['fn']; code: number };

export const COIL_ON = 0xff00;
export const COIL_OFF = 0x0000;

/** The longest RTU frame there is. */
export const MAX_FRAME = 256;

const CODE = {
  'read-coils': 1,
  'read-inputs': 2,
  'write-coil': 5,
  'write-coils': 15,
  'write-registers': 16,
} as const satisfies Record<ModbusRequest['fn'], number>;

const FN_OF_CODE = new Map(Object.entries(CODE).map(([fn, code]) => [code as number, fn as ModbusRequest['fn']]));

const EXCEPTION_FLAG = 0x80;

/** The request's frame. Out of range numbers are the caller's mistake: RangeError. */
export function encodeRequest(request: ModbusRequest): Uint8Array {
  const head = [within(request.unit, 1, 247, 'unit'), CODE[request.fn], ...word(request.address)];
  switch (request.fn) {
    case 'read-coils':
    case 'read-inputs':
      return seal([...head, ...word(within(request.count, 1, 2000, 'count'))]);
    case 'write-coil':
      return seal([...head, ...word(request.value)]);
    case 'write-coils': {
      const bytes = packBits(request.values);
      return seal([...head, ...word(within(request.values.length, 1, 1968, 'count')), bytes.length, ...bytes]);
    }
    case 'write-registers': {
      const count = within(request.values.length, 1, 123, 'count');
      return seal([...head, ...word(count), count * 2, ...request.values.flatMap(word)]);
    }
  }
}

/** The frame by which a board answers. */
export function encodeReply(reply: ModbusReply): Uint8Array {
  switch (reply.fn) {
    case 'read-coils':
    case 'read-inputs': {
      const bytes = packBits(reply.bits);
      return seal([reply.unit, CODE[reply.fn], bytes.length, ...bytes]);
    }
    case 'write-coil':
      return seal([reply.unit, CODE[reply.fn], ...word(reply.address), ...word(reply.value)]);
    case 'write-coils':
    case 'write-registers':
      return seal([reply.unit, CODE[reply.fn], ...word(reply.address), ...word(reply.count)]);
    case 'exception':
      return seal([reply.unit, CODE[reply.of] | EXCEPTION_FLAG, within(reply.code, 1, 255, 'code')]);
  }
}

/**
 * Looks for the one reply that answers this request: same unit, same function (or its exception), the byte count or echo
 * that belongs to it, and a good CRC. Whatever stands before it is skipped: a line may add noise when it turns round, and
 * a late answer to an earlier request may come first. Call again with more bytes while the answer is `none`.
 */
export function matchReply(request: ModbusRequest, bytes: Uint8Array): Match<ModbusReply> {
  for (let start = 0; start < bytes.length; start += 1) {
    const found = replyAt(request, bytes.subarray(start));
    if (found !== null) return { type: 'reply', ...found, skipped: start, used: start + found.used };
  }
  return { type: 'none', fault: faultOf(request, bytes) };
}

function replyAt(request: ModbusRequest, bytes: Uint8Array): { reply: ModbusReply; used: number } | null {
  if (bytes[0] !== request.unit) return null;
  if (bytes[1] === (CODE[request.fn] | EXCEPTION_FLAG)) {
    const frame = bytes.subarray(0, 5);
    if (frame.length < 5 || crc16(frame) !== 0) return null;
    return { reply: { fn: 'exception', unit: request.unit, of: request.fn, code: at(frame, 2) }, used: 5 };
  }
  const length = replyLength(request);
  const frame = bytes.subarray(0, length);
  if (bytes[1] !== CODE[request.fn] || frame.length < length || crc16(frame) !== 0) return null;
  switch (request.fn) {
    case 'read-coils':
    case 'read-inputs':
      if (frame[2] !== Math.ceil(request.count / 8)) return null;
      return { reply: { fn: request.fn, unit: request.unit, bits: unpackBits(frame.subarray(3, -2)) }, used: length };
    case 'write-coil':
      if (wordAt(frame, 2) !== request.address || wordAt(frame, 4) !== request.value) return null;
      return { reply: { ...request }, used: length };
    case 'write-coils':
    case 'write-registers': {
      const count = request.values.length;
      if (wordAt(frame, 2) !== request.address || wordAt(frame, 4) !== count) return null;
      return { reply: { fn: request.fn, unit: request.unit, address: request.address, count }, used: length };
    }
  }
}

/** Length of the ordinary reply, CRC included. Also how many bytes to wait for before a fault can be named. */
export function replyLength(request: ModbusRequest): number {
  const reads = request.fn === 'read-coils' || request.fn === 'read-inputs';
  return reads ? 5 + Math.ceil(request.count / 8) : 8;
}

function faultOf(request: ModbusRequest, bytes: Uint8Array): ReplyFault {
  if (bytes.length === 0) return 'silence';
  if (bytes[0] === request.unit && ((bytes[1] ?? 0) & ~EXCEPTION_FLAG) === CODE[request.fn]) {
    const length = at(bytes, 1) & EXCEPTION_FLAG ? 5 : replyLength(request);
    const frame = bytes.subarray(0, length);
    if (frame.length < length) return crc16(frame) === 0 ? 'other-content' : 'truncated';
    return crc16(frame) === 0 || crc16(bytes) === 0 ? 'other-content' : 'crc';
  }
  if (crc16(bytes) !== 0) return 'noise';
  return bytes[0] === request.unit ? 'other-function' : 'other-unit';
}

/** One request taken from the bytes a board hears; `used` counts from the beginning, noise before it included. */
export type Heard =
  | { type: 'request'; request: ModbusRequest; used: number }
  /** A good frame of a function that is not spoken here: to be answered with exception 1. */
  | { type: 'unknown-function'; unit: number; code: number; used: number }
  | { type: 'none' };

/** The first whole request in the bytes; the board's side of the line. */
export function findRequest(bytes: Uint8Array): Heard {
  for (let start = 0; start + 4 <= bytes.length; start += 1) {
    const found = requestAt(bytes.subarray(start));
    if (found !== null) return { ...found, used: start + found.used };
  }
  return { type: 'none' };
}

function requestAt(bytes: Uint8Array): Exclude<Heard, { type: 'none' }> | null {
  const unit = at(bytes, 0);
  const code = at(bytes, 1);
  if (unit < 1 || unit > 247) return null;
  const fn = FN_OF_CODE.get(code);
  const many = fn === 'write-coils' || fn === 'write-registers';
  const length = many ? 9 + (bytes[6] ?? MAX_FRAME) : 8;
  const frame = bytes.subarray(0, length);
  if (frame.length < length || crc16(frame) !== 0) return null;
  const address = wordAt(frame, 2);
  const number = wordAt(frame, 4);
  const data = frame.subarray(7, -2);
  switch (fn) {
    case 'read-coils':
    case 'read-inputs':
      return { type: 'request', request: { fn, unit, address, count: number }, used: length };
    case 'write-coil':
      return { type: 'request', request: { fn, unit, address, value: number }, used: length };
    case 'write-coils': {
      if (data.length !== Math.ceil(number / 8)) return null;
      return {
        type: 'request',
        request: { fn, unit, address, values: unpackBits(data).slice(0, number) },
        used: length,
      };
    }
    case 'write-registers': {
      if (data.length !== number * 2) return null;
      const values = Array.from({ length: number }, (_, index) => wordAt(data, index * 2));
      return { type: 'request', request: { fn, unit, address, values }, used: length };
    }
    case undefined:
      return code >= 1 && code < EXCEPTION_FLAG ? { type: 'unknown-function', unit, code, used: length } : null;
  }
}

/** The frame a board sends for a function it does not know (exception 1). */
export function encodeUnknownFunction(unit: number, code: number): Uint8Array {
  return seal([unit, code | EXCEPTION_FLAG, 1]);
}

function seal(body: number[]): Uint8Array {
  const frame = Uint8Array.from([...body, 0, 0]);
  const crc = crc16(frame.subarray(0, -2));
  frame[frame.length - 2] = crc & 0xff;
  frame[frame.length - 1] = crc >> 8;
  return frame;
}

function packBits(bits: readonly boolean[]): number[] {
  const bytes = new Array<number>(Math.ceil(bits.length / 8)).fill(0);
  bits.forEach((bit, index) => {
    if (bit) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (1 << (index & 7));
  });
  return bytes;
}

const unpackBits = (bytes: Uint8Array): boolean[] =>
  Array.from({ length: bytes.length * 8 }, (_, index) => ((at(bytes, index >> 3) >> (index & 7)) & 1) === 1);

const word = (value: number): [number, number] => {
  within(value, 0, 0xffff, 'word');
  return [value >> 8, value & 0xff];
};

const wordAt = (bytes: Uint8Array, index: number): number => (at(bytes, index) << 8) | at(bytes, index + 1);

const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;

function within(value: number, from: number, to: number, what: string): number {
  if (!Number.isInteger(value) || value < from || value > to)
    throw new RangeError(`${what} ${value}: ${from} to ${to}`);
  return value;
}
