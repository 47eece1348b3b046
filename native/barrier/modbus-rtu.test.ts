import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COIL_OFF,
  COIL_ON,
  encodeReply,
  encodeRequest,
  encodeUnknownFunction,
  findRequest,
  matchReply,
} from './modbus-rtu.ts';
import type { ModbusReply, ModbusRequest } from './modbus-rtu.ts';

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.split(' ').map((pair) => parseInt(pair, 16)));
const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

const READ_COILS: ModbusRequest = { fn: 'read-coils', unit: 1, address: 0, count: 8 };
const READ_INPUTS: ModbusRequest = { fn: 'read-inputs', unit: 1, address: 0, count: 8 };
const coil = (address: number, value: number): ModbusRequest => ({ fn: 'write-coil', unit: 1, address, value });
const bits = (byte: number): boolean[] => Array.from({ length: 8 }, (_, index) => ((byte >> index) & 1) === 1);

/** Frames printed in the manuals of relay boards. */
const REQUESTS: [string, ModbusRequest, string][] = [
  ['coil 0 on', coil(0, COIL_ON), '01 05 00 00 FF 00 8C 3A'],
  ['coil 0 off', coil(0, COIL_OFF), '01 05 00 00 00 00 CD CA'],
  ['coil 1 on', coil(1, COIL_ON), '01 05 00 01 FF 00 DD FA'],
  ['coil 1 off', coil(1, COIL_OFF), '01 05 00 01 00 00 9C 0A'],
  ['read 8 coils', READ_COILS, '01 01 00 00 00 08 3D CC'],
  ['read 8 inputs', READ_INPUTS, '01 02 00 00 00 08 79 CC'],
  ['flash 700 ms', coil(0x0200, 7), '01 05 02 00 00 07 8D B0'],
  ['flash 500 ms', coil(0x0200, 5), '01 05 02 00 00 05 0C 71'],
  [
    'flash 1 s by registers',
    { fn: 'write-registers', unit: 1, address: 3, values: [4, 10] },
    '01 10 00 03 00 02 04 00 04 00 0A 72 7C',
  ],
];

const REPLIES: [string, ModbusRequest, ModbusReply, string][] = [
  ['coil 0 is on', READ_COILS, { fn: 'read-coils', unit: 1, bits: bits(1) }, '01 01 01 01 90 48'],
  ['no input is on', READ_INPUTS, { fn: 'read-inputs', unit: 1, bits: bits(0) }, '01 02 01 00 A1 88'],
  ['input 0 is on', READ_INPUTS, { fn: 'read-inputs', unit: 1, bits: bits(1) }, '01 02 01 01 60 48'],
  [
    'exception 2 to a write',
    coil(9, COIL_ON),
    { fn: 'exception', unit: 1, of: 'write-coil', code: 2 },
    '01 85 02 C3 51',
  ],
  ['exception 2 to a read', READ_INPUTS, { fn: 'exception', unit: 1, of: 'read-inputs', code: 2 }, '01 82 02 C1 61'],
  [
    'coil 0 on, echoed',
    coil(0, COIL_ON),
    { fn: 'write-coil', unit: 1, address: 0, value: COIL_ON },
    '01 05 00 00 FF 00 8C 3A',
  ],
];

describe('Modbus RTU frames of the manuals', () => {
  it.each(REQUESTS)('request: %s', (_, request, hex) => {
    expect(hexOf(encodeRequest(request))).toBe(hex);
    expect(findRequest(bytesOf(hex))).toEqual({ type: 'request', request, used: bytesOf(hex).length });
  });

  it.each(REPLIES)('reply: %s', (_, request, reply, hex) => {
    expect(hexOf(encodeReply(reply))).toBe(hex);
    expect(matchReply(request, bytesOf(hex))).toEqual({ type: 'reply', reply, skipped: 0, used: bytesOf(hex).length });
  });
});

describe('a reply is only what answers the pending request, and what is wrong has a name', () => {
  it.each([
    ['silence', READ_INPUTS, ''],
    ['truncated', READ_INPUTS, '01 02 01 01'],
    ['crc', READ_INPUTS, '01 02 01 01 60 49'],
    ['crc', coil(0, COIL_ON), '01 05 00 00 FF 00 8C 3B'],
    ['other-unit', READ_INPUTS, hexOf(encodeReply({ fn: 'read-inputs', unit: 2, bits: bits(1) }))],
    ['other-function', READ_INPUTS, '01 01 01 01 90 48'],
    ['other-content', coil(0, COIL_ON), '01 05 00 00 00 00 CD CA'],
    ['other-content', coil(0, COIL_ON), '01 05 00 01 FF 00 DD FA'],
    ['other-content', { ...READ_INPUTS, count: 16 }, hexOf(encodeReply({ fn: 'read-inputs', unit: 1, bits: bits(1) }))],
    ['other-content', READ_INPUTS, hexOf(encodeReply({ fn: 'read-inputs', unit: 1, bits: [...bits(1), ...bits(0)] }))],
    ['noise', READ_INPUTS, '00 FF 13 37 00'],
  ] as const)('%s', (fault, request, hex) => {
    expect(matchReply(request, hex === '' ? new Uint8Array() : bytesOf(hex))).toEqual({ type: 'none', fault });
  });

  it('skips a late echo of another command and takes the right one behind it', () => {
    const late = bytesOf('01 05 00 00 FF 00 8C 3A');
    const right = bytesOf('01 05 00 00 00 00 CD CA');
    expect(matchReply(coil(0, COIL_OFF), joined(late, right))).toMatchObject({ type: 'reply', skipped: 8, used: 16 });
  });

  it('refuses to send what the protocol cannot say', () => {
    expect(() => encodeRequest({ ...READ_INPUTS, unit: 0 })).toThrow(RangeError);
    expect(() => encodeRequest({ fn: 'read-inputs', unit: 1, address: 0, count: 2001 })).toThrow(RangeError);
    expect(() => encodeRequest(coil(0x10000, COIL_ON))).toThrow(RangeError);
  });

  it('a board answers an unknown function with exception 1', () => {
    const readHolding = joined(Uint8Array.from([1, 3, 0, 0, 0, 1]), Uint8Array.from([0x84, 0x0a]));
    expect(findRequest(readHolding)).toEqual({ type: 'unknown-function', unit: 1, code: 3, used: 8 });
    expect(hexOf(encodeUnknownFunction(1, 3))).toBe('01 83 01 80 F0');
  });
});

const unit = fc.integer({ min: 1, max: 247 });
const word = fc.integer({ min: 0, max: 0xffff });
const request: fc.Arbitrary<ModbusRequest> = fc.oneof(
  fc.record({
    fn: fc.constantFrom('read-coils' as const, 'read-inputs' as const),
    unit,
    address: word,
    count: fc.integer({ min: 1, max: 2000 }),
  }),
  fc.record({ fn: fc.constant('write-coil' as const), unit, address: word, value: word }),
  fc.record({
    fn: fc.constant('write-coils' as const),
    unit,
    address: word,
    values: fc.array(fc.boolean(), { minLength: 1, maxLength: 300 }),
  }),
  fc.record({
    fn: fc.constant('write-registers' as const),
    unit,
    address: word,
    values: fc.array(word, { minLength: 1, maxLength: 123 }),
  }),
);

const exchange: fc.Arbitrary<{ request: ModbusRequest; reply: ModbusReply }> = fc
  .tuple(request, fc.infiniteStream(fc.boolean()), fc.option(fc.integer({ min: 1, max: 11 }), { freq: 5 }))
  .map(([asked, stream, code]) => ({ request: asked, reply: answerTo(asked, stream, code) }));

function answerTo(asked: ModbusRequest, stream: Iterator<boolean>, code: number | null): ModbusReply {
  if (code !== null) return { fn: 'exception', unit: asked.unit, of: asked.fn, code };
  switch (asked.fn) {
    case 'read-coils':
    case 'read-inputs': {
      const length = Math.ceil(asked.count / 8) * 8;
      return { fn: asked.fn, unit: asked.unit, bits: Array.from({ length }, () => stream.next().value as boolean) };
    }
    case 'write-coil':
      return { ...asked };
    case 'write-coils':
    case 'write-registers':
      return { fn: asked.fn, unit: asked.unit, address: asked.address, count: asked.values.length };
  }
}

describe('properties', () => {
  it('every request and every reply survives the wire', () => {
    fc.assert(
      fc.property(exchange, ({ request, reply }) => {
        const asked = encodeRequest(request);
        expect(findRequest(asked)).toEqual({ type: 'request', request, used: asked.length });
        const answered = encodeReply(reply);
        expect(matchReply(request, answered)).toEqual({ type: 'reply', reply, skipped: 0, used: answered.length });
      }),
    );
  });

  // Sixteen bits of checksum let one garbled frame in 65,536 through: these runs are always the same ones.
  it('a reply with any corrupted byte is refused', () => {
    fc.assert(
      fc.property(exchange, fc.nat(), fc.integer({ min: 1, max: 255 }), ({ request, reply }, where, flip) => {
        const frame = encodeReply(reply);
        const index = where % frame.length;
        frame[index] = (frame[index] ?? 0) ^ flip;
        expect(matchReply(request, frame).type).toBe('none');
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  it('a request with any corrupted byte moves nothing', () => {
    fc.assert(
      fc.property(request, fc.nat(), fc.integer({ min: 1, max: 255 }), (asked, where, flip) => {
        const frame = encodeRequest(asked);
        const index = where % frame.length;
        frame[index] = (frame[index] ?? 0) ^ flip;
        expect(findRequest(frame)).toEqual({ type: 'none' });
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  it('a part of a reply is not yet a reply, and garbage alone never is one', () => {
    fc.assert(
      fc.property(exchange, fc.nat(), fc.uint8Array({ maxLength: 64 }), ({ request, reply }, cut, garbage) => {
        const frame = encodeReply(reply);
        expect(matchReply(request, frame.subarray(0, cut % frame.length)).type).toBe('none');
        expect(matchReply(request, garbage).type).toBe('none');
      }),
    );
  });

  it('garbage before and after a reply does not change it', () => {
    const garbage = fc.uint8Array({ maxLength: 20 });
    fc.assert(
      fc.property(exchange, garbage, garbage, ({ request, reply }, before, after) => {
        const frame = encodeReply(reply);
        expect(matchReply(request, joined(before, frame, after))).toEqual({
          type: 'reply',
          reply,
          skipped: before.length,
          used: before.length + frame.length,
        });
      }),
    );
  });
});
