import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../native/clock/manual-clock.ts';
import { createStand } from './stand.ts';
import type { Stand } from './stand.ts';

let clock: ManualClock;
let stand: Stand<string>;
let told: string[];
beforeEach(() => {
  clock = createManualClock();
  stand = createStand(clock);
  told = [];
});

const use = (key: string, work: () => Promise<void> = () => Promise.resolve()): Promise<void> =>
  stand.use(
    'port',
    key,
    () => {
      told.push(`open ${key}`);
      return Promise.resolve({ thing: key, close: () => Promise.resolve(void told.push(`close ${key}`)) });
    },
    work,
  );

describe('what is on the stand', () => {
  it('is there for the next press, and gone when nobody comes', async () => {
    await use('a');
    await clock.advanceAsync(29_000);
    await use('a');
    await clock.advanceAsync(29_000);
    expect(told).toEqual(['open a']);
    await clock.advanceAsync(1_000);
    expect(told).toEqual(['open a', 'close a']);
    expect(clock.pending).toBe(0);
  });

  it('makes room for another at the same place, once whoever works with it is done', async () => {
    const hands = Promise.withResolvers<void>();
    const first = use('a', () => hands.promise.then(() => void told.push('done a')));
    const second = use('b');
    await clock.advanceAsync(60_000);
    expect(told).toEqual(['open a']);
    hands.resolve();
    await Promise.all([first, second]);
    expect(told).toEqual(['open a', 'done a', 'close a', 'open b']);
  });

  it('is taken off at the end, and nothing is put on any more', async () => {
    await expect(use('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await stand.stop();
    expect(told).toEqual(['open a', 'close a']);
    await expect(use('a')).rejects.toMatchObject({ code: 'not-now' });
    expect(clock.pending).toBe(0);
  });

  it('that cannot be put on leaves the place free', async () => {
    const broken = stand.use(
      'port',
      'x',
      () => Promise.reject(new Error('no port')),
      () => Promise.resolve(),
    );
    await expect(broken).rejects.toThrow('no port');
    await use('a');
    expect(told).toEqual(['open a']);
  });
});
