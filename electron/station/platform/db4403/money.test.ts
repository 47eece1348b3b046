import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fenOfYuan, wholeFen } from './money.ts';

it('yuan of two places are fen, exactly, whatever binary fractions make of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (fen) => {
      const text = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
      expect(fenOfYuan(JSON.parse(text) as number)).toBe(fen);
    }),
    { numRuns: 5000 },
  );
  expect([0.29, 1.005, 8.2, 4.35, 1.1].map(fenOfYuan)).toEqual([29, null, 820, 435, 110]);
});

it('a fraction of a fen is no sum, nor is more than an Int holds', () => {
  expect([0.001, 0.999, 21_474_836.48, 1e300, Infinity, NaN].map(fenOfYuan)).toEqual(Array(6).fill(null));
  expect([fenOfYuan(21_474_836.47), wholeFen(2 ** 31 - 1)]).toEqual([2 ** 31 - 1, 2 ** 31 - 1]);
  expect([wholeFen(1.5), wholeFen(2 ** 31)]).toEqual([null, null]);
});
