import { expect, test } from 'vitest';
import { runCuts } from './cut.ts';
import { WEATHERS } from './links.ts';

/** The short form; `npm run faults -- --only links` is the long one, with the lines of the booth. */
test.each(WEATHERS.map((weather) => [weather.kind, weather] as const))(
  'the way to the platform in %s: nothing lost, nothing twice',
  async (_, weather) => {
    const {
      recorded,
      recoveredS,
      repeats: _r,
      ...wrong
    } = await runCuts({ transport: 'mqtts', count: 2, seed: 7, weather });
    expect(recorded).toBeGreaterThan(20);
    expect(recoveredS).toBeLessThan(120);
    expect(wrong).toEqual({ cuts: 2, lost: [], invented: [], disordered: [], violations: [] });
  },
  60_000,
);
