import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delivery } from './contract.ts';
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
    const after = (delivery: Delivery, attempts = 1) => stepAfter(delivery, attempts, 0, half);
    expect(after({ kind: 'no-answer', why: 'timed-out' }, 10_000)).toMatchObject({ kind: 'retry' });
    expect(after({ kind: 'not-now', code: '5', message: null }, 10_000)).toMatchObject({ kind: 'retry' });
    expect(after({ kind: 'refused', code: '1007', message: null })).toEqual({ kind: 'parked' });
    expect(after({ kind: 'earlier-missing', code: 'X', message: null })).toEqual({ kind: 'again' });
    expect(after({ kind: 'delivered', code: '0', message: null })).toEqual({ kind: 'acknowledged' });
  });

  it('looks at what is not ready soon when it is new and seldom when it is old, whatever the clock was set to', () => {
    const pauses = [-86_400_000, 0, 4000, 60_000, 86_400_000].map((ageMs) =>
      stepAfter({ kind: 'not-yet', why: '' }, 1, ageMs, half),
    );
    expect(pauses.map((step) => 'pauseMs' in step && step.pauseMs)).toEqual([250, 250, 1000, 15_000, 30_000]);
  });
});
