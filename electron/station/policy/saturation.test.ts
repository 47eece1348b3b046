import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf } from './saturation.ts';

describe('saturation (6.3.3)', () => {
  it.each([
    [0, 100, 'unsaturated'],
    [69, 100, 'unsaturated'],
    [70, 100, 'saturated'],
    [90, 100, 'saturated'],
    [91, 100, 'full'],
    [100, 100, 'full'],
    [104, 100, 'full'],
    [62, 90, 'unsaturated'],
    [63, 90, 'saturated'],
    [81, 90, 'saturated'],
    [82, 90, 'full'],
    [209, 300, 'unsaturated'],
    [210, 300, 'saturated'],
    [270, 300, 'saturated'],
    [271, 300, 'full'],
    [0, 1, 'unsaturated'],
    [1, 1, 'full'],
  ] as const)('%i inside of %i stalls is %s', (inside, total, band) => {
    expect(bandOf(inside, total)).toBe(band);
  });

  it('agrees with whole-number arithmetic for every lot there can be', () => {
    const exactly = (inside: number, total: number) =>
      inside * 10 > total * 9 ? 'full' : inside * 10 >= total * 7 ? 'saturated' : 'unsaturated';
    for (let total = 1; total <= 100_000; total += total < 1000 ? 1 : 997) {
      for (const tenths of [7, 9]) {
        const edge = Math.floor((total * tenths) / 10);
        for (const inside of [edge - 1, edge, edge + 1]) expect(bandOf(inside, total)).toBe(exactly(inside, total));
      }
    }
  });

  it('thresholds in whole per cents are met exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.nat(100_000),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        (total, inside, from, above) => {
          const band = bandOf(inside, total, { saturatedFrom: from / 100, fullAbove: above / 100 });
          const expected =
            inside * 100 > above * total ? 'full' : inside * 100 >= from * total ? 'saturated' : 'unsaturated';
          expect(band).toBe(expected);
        },
      ),
    );
  });

  it('a lot without stalls is full', () => {
    expect(bandOf(0, 0)).toBe('full');
  });
});
