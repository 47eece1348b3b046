import { describe, expect, it } from 'vitest';
import { shownAs, writtenAs } from './measures.ts';

describe('how a number is typed', () => {
  it.each([
    ['plain', 15, 15],
    ['yuan', 1050, 10.5],
    ['percent', 0.7, 70],
    ['percent', 0.29, 29],
    ['from-one', 0, 1],
  ] as const)('%s: %d is shown as %d, and back', (measure, written, shown) => {
    expect(shownAs(measure, written)).toBe(shown);
    expect(writtenAs(measure, shown)).toBe(written);
  });

  it('a price never becomes a fraction of a fen', () => {
    expect(writtenAs('yuan', 19.99)).toBe(1999);
    expect(writtenAs('yuan', 0.29)).toBe(29);
  });
});
