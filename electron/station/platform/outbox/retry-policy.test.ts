import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_PAUSE_MS, pauseAfter, stepAfter } from './retry-policy.ts';

const half = () => 0.5;

describe('retry policy', () => {
  it('doubles its pauses up to a minute', () =>
    expect([1, 2, 3, 7, 100].map((vain) => pauseAfter(vain, half))).toEqual([501, 1001, 2001, 30_001, 30_001]));

  it('spreads pauses over the whole of their range, never none and never above the longest', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (vain, chance) => {
          const pause = pauseAfter(vain, () => chance);
          expect(pause).toBeGreaterThanOrEqual(1);
          expect(pause).toBeLessThanOrEqual(LONGEST_PAUSE_MS);
        },
      ),
    ));

  it('never gives up on silence, and never drops a refusal', () => {
    expect(stepAfter({ kind: 'no-answer', why: 'timed-out' }, 10_000, half)).toMatchObject({ kind: 'retry' });
    expect(stepAfter({ kind: 'not-now', code: 5, message: null }, 10_000, half)).toMatchObject({ kind: 'retry' });
    expect(stepAfter({ kind: 'refused', code: 1007, message: null }, 1, half)).toEqual({ kind: 'parked' });
    expect(stepAfter({ kind: 'delivered', code: 0, message: null }, 1, half)).toEqual({ kind: 'acknowledged' });
  });
});
