import { describe, expect, it } from 'vitest';
import { syncPlatform } from '../preview/sync-fixtures.ts';
import { drainOf, nextPeak } from './drain.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const behind = (waitingBacklog: number, perSecond: number, state: 'up' | 'down' = 'up') =>
  syncPlatform(at, { perSecond, platform: { waitingBacklog, waitingLive: 0, state } });

describe('the draining of a backlog', () => {
  it('is measured from the most that waited since the platform was last level', () => {
    const peak = [120, 48_000, 30_000].reduce<number>(nextPeak, 0);
    expect(peak).toBe(48_000);
    expect(drainOf(behind(24_000, 400), peak)).toEqual({ percent: 50, leftMs: 60_000 });
    expect(nextPeak(peak, 3)).toBe(0);
  });

  it('has no end in sight while the platform is away or takes nothing', () => {
    expect(drainOf(behind(48_230, 0), 48_230)).toEqual({ percent: 0, leftMs: null });
    expect(drainOf(behind(40_000, 300, 'down'), 48_230)).toEqual({ percent: 17, leftMs: null });
  });

  it('is nothing while the queue only comes and goes', () => {
    expect(drainOf(behind(3, 4), nextPeak(undefined, 3))).toBeNull();
    expect(drainOf(behind(0, 4), 48_230)).toBeNull();
  });
});
