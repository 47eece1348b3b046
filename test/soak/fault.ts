import type { Fault } from '../faults/fault.ts';
import { DAYS_THAT_TELL, heapGrowth, soak } from './soak.ts';

/** As a busy hospital has them. */
const VEHICLES_A_DAY = 5_000;
const MB = 1024 * 1024;

/** `npm run faults -- --only soak --count DAYS`; the control must be told from a station that keeps nothing. */
export const soakFault: Fault = {
  count: 30,
  what: 'days',
  async run({ count, seed, note }) {
    const result = await soak({
      days: count,
      vehiclesADay: VEHICLES_A_DAY,
      seed,
      onSample: ({ days, heapBytes, externalBytes, rssBytes, handles, files, storeBytes, cpuSeconds }) =>
        note(
          `day ${days.toFixed(2)}: heap ${(heapBytes / MB).toFixed(2)} + ${(externalBytes / MB).toFixed(2)} MB, process ${(rssBytes / MB).toFixed(0)} MB, ` +
            `${handles} handles, ${files} files, store ${(storeBytes / MB).toFixed(1)} MB, ${cpuSeconds.toFixed(0)} s of processor time`,
        ),
    });
    const { wrong, cpuSeconds, storePerVehicle, heapSlope } = result;
    note(
      `${heapSlope.perVehicle.toFixed(1)} ± ${heapSlope.error.toFixed(1)} bytes of heap a vehicle, ` +
        `${storePerVehicle[1].toFixed(0)} bytes of store; ${cpuSeconds.toFixed(0)} s of processor time`,
    );
    const controls: Record<string, string[]> = { 'a little of every car is kept': await leaks(seed) };
    // What a short run cannot tell from its beginning: each night a little more than a flat heap may have.
    const leaking = result.samples.map((sample) => ({ ...sample, heapBytes: sample.heapBytes + 2 * MB * sample.days }));
    if (count >= DAYS_THAT_TELL) controls['2 MB more each night'] = heapGrowth(leaking, VEHICLES_A_DAY, count);
    return { tried: count, wrong, figures: result, controls };
  },
};

/** A station beside which something keeps a little of every car: its growth must be seen. */
async function leaks(seed: number): Promise<string[]> {
  const kept: string[][] = [];
  const { wrong } = await soak({
    days: 0.05,
    vehiclesADay: VEHICLES_A_DAY,
    seed,
    onVehicle: () => void kept.push(Array.from({ length: 400 }, (_, n) => `kept ${n} of ${kept.length}`)),
  });
  return wrong.filter((what) => what.startsWith('the heap grows'));
}
