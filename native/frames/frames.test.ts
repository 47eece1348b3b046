import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_CHECKSUM } from '../../electron/contract/site-frames.ts';
import type { Checksum } from '../../electron/contract/site-frames.ts';
import { checkBytes, crc16 } from './checksum.ts';
import { bytesOfHex, hexOf } from './hex.ts';
import { checked } from './mistake.ts';
import { matches, parsePattern } from './pattern.ts';
import { frameOf, parseTemplate } from './template.ts';

const sum8: Checksum = { ...NO_CHECKSUM, kind: 'sum8' };
const xor8: Checksum = { ...NO_CHECKSUM, kind: 'xor8' };
const crc: Checksum = { ...NO_CHECKSUM, kind: 'crc16-modbus' };

const frame = (text: string, checksum: Checksum = NO_CHECKSUM, values = {}): string =>
  hexOf(frameOf(checked(parseTemplate(text, checksum, Object.keys(values))), values));

const mistakeIn = (text: string, checksum: Checksum = NO_CHECKSUM, names: string[] = []) => {
  const parsed = parseTemplate(text, checksum, names);
  return parsed.type === 'mistake' ? [parsed.mistake.code, parsed.mistake.at] : null;
};

describe('a frame as a manual writes it', () => {
  it.each([
    ['the relay of an LCUS', 'A0 01 01 {check}', sum8, 'A0 01 01 A2'],
    ['coil 0 of a Modbus board', '01 05 00 00 FF 00 {check}', crc, '01 05 00 00 FF 00 8C 3A'],
    ['the stop of an OLM board', '0064FFFF3100{check}', crc, '00 64 FF FF 31 00 64 67'],
    ['an exclusive-or in the middle', '7e 03 {check} 7E', { ...xor8, from: 1 }, '7E 03 03 7E'],
    ['no checksum', 'aa, bb,CC', NO_CHECKSUM, 'AA BB CC'],
    [
      'a sum of two bytes, high first',
      'FF FF 01 {check}',
      { ...sum8, kind: 'sum16', order: 'high-first' },
      'FF FF 01 01 FF',
    ],
    ['a range that ends before the checksum', 'A5 01 02 03 {check}', { ...sum8, from: 1, until: 3 }, 'A5 01 02 03 03'],
  ] as const)('%s', (_, text, checksum, hex) => {
    expect(frame(text, checksum)).toBe(hex);
  });

  it('takes numbers of one byte and of two, what is added to them, and texts', () => {
    const values = { line: 2, length: 3, text: Uint8Array.of(1, 2, 3) };
    expect(frame('A5 {line} {length+19} {length:be} {length+256:le} {text} {check}', sum8, values)).toBe(
      'A5 02 16 00 03 03 01 01 02 03 CA',
    );
    expect(() => frame('{length}', NO_CHECKSUM, { length: 256 })).toThrow(RangeError);
    expect(() => frame('{length}', NO_CHECKSUM, { length: -1 })).toThrow(RangeError);
  });

  it.each([
    ['', 'empty', 0],
    ['  ', 'empty', 0],
    ['A5 0', 'half-byte', 3],
    ['A5 0 1', 'half-byte', 3],
    ['A5 XY', 'not-hex', 3],
    ['A5 0g', 'not-hex', 4],
    ['A5 {check', 'unclosed', 3],
    ['A5 {plate}', 'unknown-name', 3],
    ['A5 {line+x}', 'unknown-name', 3],
    ['A5 {check}', 'check-unset', 3],
  ])('"%s" is wrong: %s at %i', (text, code, at) => {
    expect(mistakeIn(text, NO_CHECKSUM, ['line'])).toEqual([code, at]);
  });

  it('says where the checksum is missing, twice, or covers nothing', () => {
    expect(mistakeIn('A5 01', sum8)).toEqual(['check-missing', 3]);
    expect(mistakeIn('A5 {check} {check}', sum8)).toEqual(['check-twice', 11]);
    expect(mistakeIn('A5 {check}', { ...sum8, from: 3, until: 2 })).toEqual(['check-range', 3]);
  });

  it('whatever bytes it is written with, it is those bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
        expect(frameOf(checked(parseTemplate(hexOf(bytes), NO_CHECKSUM)))).toEqual(bytes);
        expect(bytesOfHex(hexOf(bytes))).toEqual(bytes);
      }),
    );
  });

  it('any text is either a frame or a mistake with a place in it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const parsed = parseTemplate(text, NO_CHECKSUM, ['text']);
        if (parsed.type === 'mistake') expect(parsed.mistake.at).toBeLessThanOrEqual(text.length);
        else expect(parsed.value.parts.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a reply as a manual writes it', () => {
  const pattern = checked(parsePattern('A5 81 ?? 0? {check}', sum8));
  const reply = bytesOfHex('A5 81 07 0C 39');

  it('is found behind noise and before what follows', () => {
    expect(matches(pattern, reply)).toEqual({ type: 'reply', reply, skipped: 0, used: 5 });
    expect(matches(pattern, Uint8Array.from([0, 0xa5, ...reply, 9]))).toEqual({
      type: 'reply',
      reply,
      skipped: 2,
      used: 7,
    });
  });

  it('names what is wrong with what is none', () => {
    expect(matches(pattern, new Uint8Array())).toEqual({ type: 'none', fault: 'silence' });
    expect(matches(pattern, reply.subarray(0, 4))).toEqual({ type: 'none', fault: 'truncated' });
    expect(matches(pattern, reply.with(4, 0))).toEqual({ type: 'none', fault: 'crc' });
    expect(matches(pattern, bytesOfHex('01 02 03 04 05 06'))).toEqual({ type: 'none', fault: 'noise' });
    // The half byte that is fixed is another one.
    expect(matches(pattern, bytesOfHex('A5 81 07 1C 49'))).toEqual({ type: 'none', fault: 'noise' });
  });

  it('must say something of the reply', () => {
    expect(parsePattern('?? {check}', sum8)).toMatchObject({ mistake: { code: 'nothing-fixed' } });
    expect(parsePattern('A5 {text}', NO_CHECKSUM)).toMatchObject({ mistake: { code: 'unknown-name', at: 3 } });
  });

  it('one bit that changed on the way is seen, with each kind that can see it', () => {
    for (const checksum of [sum8, xor8, crc]) {
      const wanted = checked(parsePattern('A5 ?? ?? ?? {check}', checksum));
      fc.assert(
        fc.property(fc.uint8Array({ minLength: 3, maxLength: 3 }), fc.nat(), (data, at) => {
          const bare = Uint8Array.of(0xa5, ...data);
          const sent = Uint8Array.from([...bare, ...checkBytes(checksum, bare, 4)]);
          expect(matches(wanted, sent)).toMatchObject({ type: 'reply', skipped: 0 });
          const bit = at % (sent.length * 8);
          const heard = sent.with(bit >> 3, (sent[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
          expect(matches(wanted, heard).type).toBe('none');
        }),
      );
    }
  });
});

describe('checksums', () => {
  it('knows the check value of CRC-16/Modbus', () => {
    expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x4b37);
  });
});
