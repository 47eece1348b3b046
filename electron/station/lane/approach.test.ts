import { describe, expect, it } from 'vitest';
import { createApproach } from './approach.ts';

/** The loop told of these changes, [instant, occupied], while the car `P` was dealt with. */
function after(...changes: [number, boolean][]) {
  const approach = createApproach();
  approach.found('clear', 0);
  for (const [at, occupied] of changes) approach.changed(occupied, at, 'P');
  return approach;
}

describe('the loop before the arm', () => {
  it('clear no longer than a flicker is occupied without a break', () => {
    const approach = after([1000, true], [5000, false], [8000, true]);
    expect([approach.since, approach.hasLeft('P', 60_000), approach.unbrokenSince(1000)]).toEqual([1000, false, true]);
  });

  it('clear for longer: the car that stood there has left, and another may have come', () => {
    const approach = after([1000, true], [5000, false], [8001, true]);
    expect([approach.since, approach.hasLeft('P', 8001), approach.hasLeft('Q', 8001)]).toEqual([8001, true, false]);
    expect([approach.unbrokenSince(8000), approach.unbrokenSince(8001)]).toEqual([false, true]);
    approach.isBack();
    expect(approach.hasLeft('P', 60_000)).toBe(false);
  });

  it('clear since just now: it has not left yet, and in a while it has', () => {
    const approach = after([1000, true], [5000, false]);
    expect([approach.since, approach.unbrokenSince(60_000)]).toEqual([null, false]);
    expect([approach.hasLeft('P', 8000), approach.hasLeft('P', 8001)]).toEqual([false, true]);
  });

  it('that could not be read: what stands there came at the latest now, and nobody saw it clear', () => {
    const approach = createApproach();
    approach.found('occupied', 5000);
    expect([approach.since, approach.unbrokenSince(0)]).toEqual([5000, true]);
    approach.found('unknown', 9000);
    expect([approach.since, approach.unbrokenSince(60_000)]).toEqual([null, false]);
  });
});
