import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fenOf, yuanOf } from './money.ts';

describe('money of the wire', () => {
  it('is yuan with two decimals', () => {
    expect([0, 1, 9, 10, 99, 100, 105, 123_456].map(yuanOf)).toEqual([
      '0.00',
      '0.01',
      '0.09',
      '0.10',
      '0.99',
      '1.00',
      '1.05',
      '1234.56',
    ]);
  });

  it('is the same fen again, for every sum', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (fen) => fenOf(yuanOf(fen)) === fen));
  });

  it('is read with fewer decimals, and never guessed', () => {
    expect(['5', '5.1', '0.29', '1.15'].map(fenOf)).toEqual([500, 510, 29, 115]);
    for (const text of ['', '1.', '.5', '1.234', '-1', '1e3', ' 1', '1,00', '1234567890.00', 5, null])
      expect(fenOf(text)).toBeNull();
  });
});
