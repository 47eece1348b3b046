import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSystemClock } from './system-clock.ts';

const systemClock = createSystemClock();

describe('system clock', () => {
  afterEach(() => void vi.useRealTimers());

  it('tells UTC and spans that never run backwards', () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
    const first = systemClock.monotonic();
    expect(systemClock.monotonic()).toBeGreaterThanOrEqual(first);
  });

  it('calls back once, and not at all when cancelled', () => {
    vi.useFakeTimers();
    const fired = vi.fn();
    const cancelled = vi.fn();
    systemClock.after(50, fired);
    systemClock.after(50, cancelled)();
    vi.advanceTimersByTime(1000);
    expect([fired.mock.calls.length, cancelled.mock.calls.length]).toEqual([1, 0]);
  });

  it('waits 60 days when asked to, though the runtime counts only 24', () => {
    vi.useFakeTimers();
    const days = 86_400_000;
    const fired = vi.fn();
    systemClock.after(60 * days, fired);
    vi.advanceTimersByTime(59 * days);
    expect(fired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1 * days);
    expect(fired).toHaveBeenCalledOnce();
  });
});
