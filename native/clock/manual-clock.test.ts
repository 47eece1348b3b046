import { describe, expect, it } from 'vitest';
import { createManualClock } from './manual-clock.ts';

describe('manual clock', () => {
  it('stands still until it is moved', () => {
    const clock = createManualClock(1_000);
    expect([clock.now(), clock.monotonic()]).toEqual([1_000, 0]);
    clock.advance(250);
    expect([clock.now(), clock.monotonic()]).toEqual([1_250, 250]);
  });

  it('calls back in order of time, then in order of setting, each at its own instant', () => {
    const clock = createManualClock();
    const calls: [string, number][] = [];
    const note = (name: string) => () => calls.push([name, clock.monotonic()]);
    clock.after(30, note('c'));
    clock.after(10, note('a'));
    clock.after(30, note('d'));
    clock.after(20, note('b'));
    clock.advance(29);
    expect(calls).toEqual([
      ['a', 10],
      ['b', 20],
    ]);
    clock.advance(1);
    expect(calls.slice(2)).toEqual([
      ['c', 30],
      ['d', 30],
    ]);
  });

  it('runs timers that were set by timers within the same advance', () => {
    const clock = createManualClock();
    const calls: number[] = [];
    const again = (): void => {
      calls.push(clock.monotonic());
      clock.after(10, again);
    };
    clock.after(10, again);
    clock.advance(35);
    expect(calls).toEqual([10, 20, 30]);
    expect(clock.pending).toBe(1);
  });

  it('forgets a cancelled timer, also one cancelled by another at the same instant', () => {
    const clock = createManualClock();
    const calls: string[] = [];
    clock.after(5, () => cancel());
    const cancel = clock.after(5, () => calls.push('never'));
    clock.advance(5);
    expect(calls).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('lets promises settle between timers when asked to', async () => {
    const clock = createManualClock();
    const calls: string[] = [];
    clock.after(1, () => void Promise.resolve().then(() => calls.push('promise of 1')));
    clock.after(2, () => calls.push('timer 2'));
    await clock.advanceAsync(2);
    expect(calls).toEqual(['promise of 1', 'timer 2']);
  });

  it('jumps in UTC without moving spans or timers when somebody sets the clock', () => {
    const clock = createManualClock(0);
    let fired = false;
    clock.after(100, () => (fired = true));
    clock.setNow(-360_000);
    expect([clock.now(), clock.monotonic(), fired]).toEqual([-360_000, 0, false]);
    clock.advance(100);
    expect([clock.now(), fired]).toEqual([-359_900, true]);
  });

  it('stops a test that sets timers without end at one instant', () => {
    const clock = createManualClock();
    const again = (): void => void clock.after(0, again);
    clock.after(0, again);
    expect(() => clock.advance(1)).toThrow('without end');
  });
});
