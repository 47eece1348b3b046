import { describe, expect, test } from 'vitest';
import { runCuts } from './cut.ts';

/** The short form; `npm run faults -- --only cut --count 100` is the long one. */
const CUTS = [
  ['mqtts', 15],
  ['https', 15],
  ['citybrain', 10],
] as const;

describe.each(CUTS)('the line is cut at random instants over %s', (transport, count) => {
  test('nothing is lost, nothing invented, each stay is in order', async () => {
    const { recorded, recoveredS: _r, repeats: _, ...wrong } = await runCuts({ transport, count, seed: 7 });
    expect(recorded).toBeGreaterThan(50);
    expect(wrong).toEqual({ cuts: count, lost: [], invented: [], twice: [], disordered: [], violations: [] });
  }, 120_000);

  test('control: where "sent" counts as "received", the same cuts lose reports', async () => {
    const { lost } = await runCuts({ transport, count, seed: 7, careless: true });
    expect(lost).not.toEqual([]);
  }, 120_000);
});
