import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startDemoLot } from '../../demo/lot.ts';
import type { DemoLot } from '../../demo/lot.ts';
import { launchApp } from '../e2e/app.ts';
import { signInAs } from '../e2e/booth.ts';
import { watchMemory } from './board/memory.ts';
import { startTraffic } from './board/traffic.ts';
import { percentile, report, round } from './figures.ts';
import { residentMB } from './memory/resident.ts';

/**
 * What the station and its window hold once some thousand vehicles went through eight lanes, one after the other without a
 * pause, with pictures and both platforms; to what they held just after the start. The window's heap after a collection each
 * time; of the station what the system counts, the middle of several looks.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    vehicles: { type: 'string', default: '2000' },
    'cars-per-second': { type: 'string', default: '5' },
  },
});
const vehicles = Number(values.vehicles);
if (!Number.isSafeInteger(vehicles) || vehicles < 50) throw new Error('--vehicles: 50 or more');
const perSecond = Number(values['cars-per-second']);
/** Code that comes late has come, and the lot's first reports are through. */
const SETTLE_MS = 8000;
const LOOKS = 5;
const LOOK_EVERY_MS = 400;
const SAMPLES = 10;
/** Nobody sits at the desk: a car that is asked about makes room soon. */
const PATIENCE_S = 1;
/** A lot that lets through so few is not at work. */
const LEAST_PER_SECOND = 0.2;

interface Held {
  vehicles: number;
  stationMB: number;
  windowHeapMB: number;
  windowMB: number;
}

async function soak(lot: DemoLot): Promise<{ held: Held[]; seconds: number }> {
  const launched = await launchApp({
    data: lot.files.data,
    site: lot.files.site,
    secrets: lot.files.secrets,
    signIn: signInAs('wang'),
  });
  try {
    await lot.whenReady();
    await launched.page.waitForSelector('[data-testid="board"]');
    await delay(SETTLE_MS);
    const station = await launched.stationPid();
    if (station === null) throw new Error('there is no station');
    const window = await watchMemory(launched);
    const held: Held[] = [];
    const look = async (done: number): Promise<void> => {
      const looks: number[] = [];
      for (let n = 0; n < LOOKS; n += 1) {
        looks.push(residentMB(station));
        await delay(LOOK_EVERY_MS);
      }
      await window.sample();
      const last = window.held.at(-1);
      const one = {
        vehicles: done,
        stationMB: percentile(looks, 0.5),
        windowHeapMB: last?.heapMB ?? Number.NaN,
        windowMB: last?.residentMB ?? Number.NaN,
      };
      held.push(one);
      console.log(
        `${String(done).padStart(6)} vehicles: station ${one.stationMB.toFixed(0)} MB, window ${one.windowMB.toFixed(0)} MB, ` +
          `its heap ${one.windowHeapMB.toFixed(1)} MB`,
      );
    };

    await look(0);
    const begunAt = performance.now();
    const traffic = startTraffic(lot, perSecond, PATIENCE_S);
    for (let sample = 1; sample <= SAMPLES; sample += 1) {
      while (traffic.done < (vehicles * sample) / SAMPLES) {
        await delay(100);
        const took = (performance.now() - begunAt) / 1000;
        if (took > 60 && traffic.done / took < LEAST_PER_SECOND) throw new Error(`only ${traffic.done} cars came`);
      }
      if (sample < SAMPLES) await look(traffic.done);
    }
    const seconds = (performance.now() - begunAt) / 1000;
    await traffic.stop();
    await delay(SETTLE_MS);
    await look(traffic.done);
    return { held, seconds };
  } finally {
    await launched.close();
  }
}

const lot = await startDemoLot({ lanes: '8', cars: 0, pace: 6, light: 'day', totalStalls: 400 });
try {
  const { held, seconds } = await soak(lot);
  const [first, middle, last] = [held[0], held[SAMPLES / 2], held.at(-1)];
  if (first === undefined || middle === undefined || last === undefined) throw new Error('nothing was looked at');
  const perThousand = (of: keyof Held): number =>
    (1000 * (last[of] - middle[of])) / Math.max(1, last.vehicles - middle.vehicles);
  report(
    {
      bench: 'memory',
      stationMB: round(last.stationMB, 0),
      stationFirstMB: round(first.stationMB, 0),
      stationRatio: round(last.stationMB / first.stationMB),
      windowHeapMB: round(last.windowHeapMB, 1),
      windowHeapFirstMB: round(first.windowHeapMB, 1),
      windowHeapRatio: round(last.windowHeapMB / first.windowHeapMB),
      windowMB: round(last.windowMB, 0),
      windowFirstMB: round(first.windowMB, 0),
      windowRatio: round(last.windowMB / first.windowMB),
      stationMBPerThousand: round(perThousand('stationMB')),
      windowHeapMBPerThousand: round(perThousand('windowHeapMB')),
      vehicles: last.vehicles,
      seconds: round(seconds, 0),
    },
    values.json,
    {
      stationMB: 'station, MB',
      stationFirstMB: 'station just after the start, MB',
      stationRatio: 'station to just after the start',
      windowHeapMB: "window's heap, MB",
      windowHeapFirstMB: "window's heap just after the start, MB",
      windowHeapRatio: "window's heap to just after the start",
      windowMB: "window's process, MB",
      windowFirstMB: "window's process just after the start, MB",
      windowRatio: "window's process to just after the start",
      stationMBPerThousand: 'station grows in the second half, MB a thousand vehicles',
      windowHeapMBPerThousand: "window's heap grows in the second half, MB a thousand vehicles",
    },
  );
} finally {
  await lot.stop();
}
process.exit(0);
