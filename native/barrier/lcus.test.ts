import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOf } from '../frames/hex.ts';
import { decodeLcus, encodeLcus } from './lcus.ts';

describe('LCUS frames', () => {
  it.each([
    [1, true, 'A0 01 01 A2'],
    [1, false, 'A0 01 00 A1'],
    [2, true, 'A0 02 01 A3'],
    [2, false, 'A0 02 00 A2'],
  ])('relay %i %s', (channel, on, hex) => {
    expect(hexOf(encodeLcus({ channel, on }))).toBe(hex);
  });

  it('every frame comes back, and no changed byte does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        fc.nat(3),
        fc.integer({ min: 1, max: 255 }),
        (channel, on, at, change) => {
          const frame = encodeLcus({ channel, on });
          expect(decodeLcus(frame)).toEqual({ channel, on });
          expect(decodeLcus(frame.with(at, (frame[at] ?? 0) ^ change))).toBeNull();
        },
      ),
    );
  });

  it('has no relay 0 and none above 255', () => {
    expect(() => encodeLcus({ channel: 0, on: true })).toThrow(RangeError);
    expect(() => encodeLcus({ channel: 256, on: true })).toThrow(RangeError);
    expect(decodeLcus(Uint8Array.of(0xa0, 1, 1))).toBeNull();
  });
});
