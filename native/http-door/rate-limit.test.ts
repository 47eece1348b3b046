import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { createRateLimit } from './rate-limit.ts';

describe('requests a second', () => {
  it('lets so many through from each address, and as many again in the next second', () => {
    const clock = createManualClock();
    const mayAsk = createRateLimit(clock, 3);
    const five = () => Array.from({ length: 5 }, () => mayAsk('a'));
    expect(five()).toEqual([true, true, true, false, false]);
    expect(mayAsk('b')).toBe(true);
    clock.advance(334);
    expect([mayAsk('a'), mayAsk('a')]).toEqual([true, false]);
    clock.advance(60_000);
    expect(five()).toEqual([true, true, true, false, false]);
  });

  it('remembers no more addresses than it can, and forgets the one heard longest ago', () => {
    const mayAsk = createRateLimit(createManualClock(), 1);
    mayAsk('first');
    for (let i = 0; i < 1023; i++) mayAsk(`other ${i}`);
    expect(mayAsk('first')).toBe(false);
    for (let i = 0; i < 1024; i++) mayAsk(`stranger ${i}`);
    expect(mayAsk('first')).toBe(true);
  });
});
