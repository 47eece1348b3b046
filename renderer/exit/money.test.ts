import { describe, expect, it } from 'vitest';
import { fenOf, isPayCode, likelyGiven, yuan } from './money.ts';

describe('sums of money', () => {
  it.each([
    ['0', 0],
    ['10', 1000],
    ['10.5', 1050],
    ['10.05', 1005],
    [' 7. ', 700],
  ])('%j is %i fen', (typed, fen) => expect(fenOf(typed)).toBe(fen));

  it.each(['', '.', '-1', '1.234', '1e3', '１０', '10元', '12345678'])('%j is none', (typed) =>
    expect(fenOf(typed)).toBeNull(),
  );

  it('are shown in yuan, to the fen', () => {
    expect([0, 5, 1050, 210_000].map(yuan)).toEqual(['0.00', '0.05', '10.50', '2100.00']);
  });

  it('a code of a phone is no sum, and a sum no code', () => {
    expect([isPayCode('281234567890123456'), fenOf('281234567890123456')]).toEqual([true, null]);
    expect([isPayCode('999999'), fenOf('999999')]).toEqual([false, 99_999_900]);
  });

  it('of notes, only those that are enough are offered', () => {
    expect(likelyGiven(1100)).toEqual([2000, 5000, 10_000]);
    expect(likelyGiven(9000)).toEqual([10_000]);
    expect(likelyGiven(20_000)).toEqual([]);
  });
});
