import { describe, expect, it } from 'vitest';
import { digitsOf, isBlank, sumOf } from './cash.ts';

describe('a drawer that is counted', () => {
  it('adds up notes and coins, to the fen', () => {
    expect(sumOf({ 10000: '12', 2000: '3', 50: '1', 10: '7' })).toBe(120_000 + 6000 + 50 + 70);
    expect(sumOf({})).toBe(0);
  });

  it('is blank until somebody typed something: a nought is a count', () => {
    expect(isBlank({})).toBe(true);
    expect(isBlank({ 10000: '' })).toBe(true);
    expect(isBlank({ 10000: '0' })).toBe(false);
  });

  it.each([
    ['12', '12'],
    ['1a2', '12'],
    ['007', '7'],
    ['0', '0'],
    ['', ''],
    ['123456789', '99999'],
  ])('takes digits alone: %o reads %o', (typed, read) => {
    expect(digitsOf(typed)).toBe(read);
  });
});
