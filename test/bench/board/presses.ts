import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { seeded } from '../../../demo/random.ts';

/** What an attendant presses who looks around and lets the machine do the rest: nothing of it opens an arm. */
const KEYS = [' ', 'ArrowRight', 'ArrowLeft', 'e', 'Escape', '?', 'Escape', ' ', 'l', 'Escape'] as const;
const BETWEEN_MS = { least: 120, most: 380 };

/** Of one page, ms. */
export interface Paints {
  /** From the key's own time stamp to the end of the frame after it. */
  afterFrame: number[];
  /** The browser's own measure to the frame on the screen, in steps of 8; those under 16 are not told. */
  presented: number[];
}

declare global {
  interface Window {
    paints: Paints;
  }
}

/**
 * Runs in the page. Frames are followed by a task of ours, because that has no steps of 8 ms and misses no short one; the
 * browser's Event Timing also counts what comes after the frame was handed on, so both are kept.
 */
function watchPaints(): void {
  const paints: Paints = (window.paints = { afterFrame: [], presented: [] });
  window.addEventListener(
    'keydown',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          paints.afterFrame.push(performance.now() - timeStamp);
          port1.close();
        };
        port2.postMessage(null);
      });
    },
    true,
  );
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') paints.presented.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}

export interface Hands {
  /** Presses keys until the time is over, `performance.now()` of this process; `between` runs after each round of them. */
  pressUntil(end: number, between?: () => Promise<void>): Promise<Paints>;
}

/** Hands at the keys of a page, measured from now on. */
export async function handsAt(page: Page): Promise<Hands> {
  const random = seeded(9);
  await page.evaluate(watchPaints);
  return {
    async pressUntil(end, between = () => Promise.resolve()) {
      await page.evaluate(() => {
        window.paints.afterFrame.length = 0;
        window.paints.presented.length = 0;
      });
      let pressed = 0;
      while (performance.now() < end) {
        for (const key of KEYS) {
          await page.keyboard.press(key);
          pressed += 1;
          await delay(BETWEEN_MS.least + random.next() * (BETWEEN_MS.most - BETWEEN_MS.least));
        }
        await between();
      }
      const paints = await page.evaluate(() => window.paints);
      if (paints.afterFrame.length !== pressed)
        throw new Error(`${pressed} keys were pressed, ${paints.afterFrame.length} were painted`);
      return paints;
    },
  };
}
