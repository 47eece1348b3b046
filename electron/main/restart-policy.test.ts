import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFall } from './restart-policy.ts';
import type { Fall } from './restart-policy.ts';

describe('the pause before a fallen station is started again', () => {
  it('is short at first and doubles with every fall in a row, up to half a minute', () => {
    const pauses: number[] = [];
    let falls = 0;
    for (let i = 0; i < 9; i += 1) {
      const next = afterFall(falls, 'crashed', 0);
      pauses.push(next.pauseMs);
      falls = next.falls;
    }
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('station that falls each time just after it came up: being up for a moment does not reset the row', () => {
    expect(afterFall(6, 'killed', 59_999)).toEqual({ pauseMs: 16_000, falls: 7 });
  });

  it('after a minute in service a fall is a new one', () => {
    expect(afterFall(6, 'killed', 60_000)).toEqual({ pauseMs: 250, falls: 1 });
  });

  it('site file with mistakes, program missing: no hurry, a person has to mend it first', () => {
    expect(afterFall(0, 'fatal', 0).pauseMs).toBe(30_000);
    expect(afterFall(0, 'not-started', 0).pauseMs).toBe(30_000);
  });

  it('is never under the first pause and never over the longest', () => {
    const fall = fc.constantFrom<Fall>('exited', 'crashed', 'killed', 'not-started', 'fatal');
    fc.assert(
      fc.property(fc.nat(5000), fall, fc.nat(1e9), (falls, how, upMs) => {
        const { pauseMs } = afterFall(falls, how, upMs);
        return pauseMs >= 250 && pauseMs <= 30_000;
      }),
    );
  });
});
