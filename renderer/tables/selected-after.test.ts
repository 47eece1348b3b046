import { describe, expect, it } from 'vitest';
import { selectedAfter } from './selected-after.ts';

describe('the row after the rows changed', () => {
  it.each([
    [[1, 2, 3], [1, 2, 3], 2, 2],
    [[1, 2, 3], [1, 3], 2, 3],
    [[1, 2, 3], [1, 2], 3, 2],
    [[1], [], 1, null],
    [[], [7, 8], null, 7],
    [[1, 2], [8, 9], null, 8],
  ])('%o → %o: %o becomes %o', (before, after, selected, next) => {
    expect(selectedAfter<number>(before, after, selected)).toBe(next);
  });
});
