import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { plotDay } from './day-plot.ts';
import { instant } from './lot.ts';
import { quantile, simulateDay } from './simulated-day.ts';
import type { SimulatedDay } from './simulated-day.ts';

const PLAN = { seed: 8, vehicles: 600, reserved: 0.35, stalls: 300, inside: 100, exitsPerEntry: 1 };
const PEAK = { from: instant('07:30'), to: instant('10:30') };

describe('a simulated day: 600 cars, 35 % of them booked, 300 stalls', () => {
  let day: SimulatedDay;
  beforeAll(async () => {
    day = await simulateDay(PLAN);
    await plotDay(day, PLAN.stalls, join(import.meta.dirname, '../../test-results/simulated-day.png'));
  });

  it('goes through all bands', () => {
    const shares = day.samples.map(({ inside }) => inside / PLAN.stalls);
    expect(Math.min(...shares)).toBeLessThan(0.7);
    expect(Math.max(...shares)).toBeGreaterThan(0.9);
  });

  it('in the peak, 95 % of the reserved cars wait less than 95 % of the others', () => {
    const waits = (kind: 'reserved' | 'other') =>
      day.waits.filter((wait) => wait.class === kind && wait.at >= PEAK.from && wait.at <= PEAK.to).map(({ ms }) => ms);
    const [reserved, other] = [quantile(waits('reserved'), 0.95), quantile(waits('other'), 0.95)];
    console.info(`peak: p95 wait reserved ${reserved / 1000} s, other ${other / 1000} s`);
    expect(reserved).toBeLessThan(other);
  });

  it('never are more cars in than there are stalls', () => {
    expect(day.most).toBeLessThanOrEqual(PLAN.stalls);
  });

  it('nobody waits against a rule, by the count of an onlooker', () => {
    expect(day.complaints).toEqual([]);
  });

  it.each([
    ['two to one', { reservedPerOther: 1 }, {}],
    ['three out, one in', { exitsPerEntry: 1 }, { exitsPerEntry: 3 }],
  ])('one who does not know of %s complains', async (_rule, counts, rules) => {
    expect((await simulateDay({ ...PLAN, ...rules }, counts)).complaints).not.toEqual([]);
  });

  it('the same seed is the same day', async () => {
    expect(await simulateDay(PLAN)).toEqual(day);
  });
});
