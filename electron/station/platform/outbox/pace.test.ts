import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import { createPace } from './pace.ts';

describe('the pace of the backlog', () => {
  it('nothing while a capture is handled, a walk for a second after it, then all that goes', () => {
    const clock = createManualClock();
    let busy = false;
    const pace = createPace(clock, () => busy);
    const idle = pace.turn().items;
    busy = true;
    expect(pace.turn().items).toBe(0);
    busy = false;
    let started = 0;
    for (let ms = 0; ms < 999; ms += 1) {
      clock.advance(1);
      const { items } = pace.turn();
      pace.took(items);
      started += items;
    }
    expect(started).toBeGreaterThan(1900);
    expect(started).toBeLessThanOrEqual(2008);
    clock.advance(1);
    expect(pace.turn()).toEqual({ items: idle, againMs: 0 });
    expect(idle).toBeGreaterThan(8);
  });
});
