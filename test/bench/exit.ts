import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { carFor } from '../../demo/cars.ts';
import { startDemoLot } from '../../demo/lot.ts';
import { seeded } from '../../demo/random.ts';
import { openStore } from '../../electron/station/store/open.ts';
import { launchApp } from '../e2e/app.ts';
import { signInAs } from '../e2e/booth.ts';
import { percentile, report, round } from './figures.ts';
import { fill } from './history/stays.ts';

/**
 * From the capture at an exit, as its camera begins to send it, to the bill on the screen: the real app in its window, on a
 * store with few old stays and on one with a million. Each car was inside for three hours; both stores are measured in the
 * same run, in turns.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    count: { type: 'string', default: '1000000' },
    cars: { type: 'string', default: '100' },
  },
});
const MANY = Number(values.count);
const CARS = Number(values.cars);
if (!Number.isSafeInteger(MANY) || MANY < 1000) throw new Error('--count: 1000 or more');
if (!Number.isSafeInteger(CARS) || CARS < 10) throw new Error('--cars: 10 or more');
const FEW = 1000;
const WARM_UP = 10;
/** Cars of one lot before it is the other's turn. */
const ROUND = 10;
const HOURS_INSIDE = 3;
/** By the demo lot's tariff something is due after that. */
const EXIT = 'out-1';

const plateOf = (n: number): string => `粤C${String(10_000 + n)}`;

declare global {
  interface Window {
    /** When a plate's bill was first painted, ms since 1970. */
    billed: Map<string, number>;
  }
}

/** Runs in the page: notes the frame after each new bill. */
function watchBills(lane: string): void {
  const billed = (window.billed = new Map<string, number>());
  new MutationObserver(() => {
    const card = document.querySelector(`[data-testid="lane-${lane}"]`);
    const due = card?.querySelector<HTMLElement>(`[data-testid="lane-${lane}-due"]`)?.dataset.due;
    const plate = card?.querySelector<HTMLElement>(`[data-testid="lane-${lane}-plate"]`)?.dataset.text;
    if (plate === undefined || due === undefined || due === '0' || billed.has(plate)) return;
    billed.set(plate, Number.NaN);
    requestAnimationFrame(() => setTimeout(() => billed.set(plate, performance.timeOrigin + performance.now())));
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

/** A lot in its window whose store holds so many stays of before, and cars that came in three hours ago. */
async function openLot(oldStays: number) {
  const lot = await startDemoLot({ lanes: '3', cars: 0, pace: 8, light: 'day', tariff: true });
  mkdirSync(lot.files.data, { recursive: true });
  const db = openStore(join(lot.files.data, 'gatehouse.sqlite'));
  db.pragma('synchronous = OFF');
  fill(db, oldStays, seeded(7).next);
  const came = db.prepare(
    `INSERT INTO stay (id, plate, plate_read, plate_colour, class, state, entered_at, entrance_id, entrance_name, entry_cause)
     VALUES (?, ?, ?, 'blue', 'other', 'open', ?, 'in-1', 'in-1', 'automatic')`,
  );
  const enteredAt = Date.now() - HOURS_INSIDE * 3_600_000;
  db.transaction(() => {
    for (let n = 0; n < CARS + WARM_UP; n += 1)
      came.run(`c${n.toString(16).padStart(31, '0')}`, plateOf(n), plateOf(n), enteredAt);
  })();
  db.close();
  const launched = await launchApp({
    data: lot.files.data,
    site: lot.files.site,
    secrets: lot.files.secrets,
    signIn: signInAs('wang'),
  });
  const { page } = launched;
  await lot.whenReady();
  await page.waitForSelector('[data-testid="board"]');
  await page.evaluate(watchBills, EXIT);
  const lane = lot.lanes.find(({ plan }) => plan.id === EXIT);
  if (lane === undefined) throw new Error(`no lane ${EXIT}`);
  let next = 0;
  return {
    /** One car comes to the arm; answers how long its bill took, ms. It turns back. */
    async one(): Promise<number> {
      const plate = plateOf(next++);
      lane.board.setLoop('approach', true);
      const { delivered } = await lane.camera.shoot(carFor(plate));
      const sentAt = performance.timeOrigin + performance.now();
      await delivered;
      await page.waitForFunction((text) => (window.billed.get(text) ?? 0) > 0, plate);
      const billedAt = await page.evaluate((text) => window.billed.get(text) ?? Number.NaN, plate);
      lane.board.setLoop('approach', false);
      await turnBack(page);
      return billedAt - sentAt;
    },
    async close(): Promise<void> {
      await launched.close();
      await lot.stop();
    },
  };
}

async function turnBack(page: Page): Promise<void> {
  await page.evaluate(async (laneId) => {
    const board = await window.gatehouse.call('board.get', {});
    if (!board.ok) throw new Error(board.error.code);
    const arrivalId = board.value.lanes.find(({ id }) => id === laneId)?.arrival?.id ?? null;
    await window.gatehouse.call('lane.turn-away', { key: crypto.randomUUID(), laneId, arrivalId });
  }, EXIT);
  await page.waitForSelector(`[data-testid="lane-${EXIT}"][data-phase="idle"]`);
}

console.log(`A store of ${FEW} old stays is made, and one of ${MANY} …`);
const few = await openLot(FEW);
const many = await openLot(MANY);
try {
  for (let n = 0; n < WARM_UP; n += 1) for (const lot of [few, many]) await lot.one();
  const took = { few: [] as number[], many: [] as number[] };
  for (let done = 0; done < CARS; done += ROUND)
    for (const [lot, into] of [
      [few, took.few],
      [many, took.many],
    ] as const)
      for (let n = 0; n < Math.min(ROUND, CARS - done); n += 1) into.push(await lot.one());
  const [p50, p99] = [percentile(took.many, 0.5), percentile(took.many, 0.99)];
  report(
    {
      bench: 'exit',
      p50ms: round(p50, 1),
      p99ms: round(p99, 1),
      ratio: round(p50 / percentile(took.few, 0.5)),
      fewP50ms: round(percentile(took.few, 0.5), 1),
      fewP99ms: round(percentile(took.few, 0.99), 1),
      p99Ratio: round(p99 / percentile(took.few, 0.99)),
      maxMs: round(Math.max(...took.many), 1),
      cars: CARS,
      oldStays: MANY,
    },
    values.json,
    {
      p50ms: 'capture to bill on screen, p50, ms',
      p99ms: 'the same, p99, ms (aim 100)',
      ratio: 'p50 to that with few old stays (aim 1.1)',
      fewP50ms: 'with few old stays, p50, ms',
      fewP99ms: 'with few old stays, p99, ms',
      p99Ratio: 'p99 to that with few old stays',
    },
  );
} finally {
  await few.close();
  await many.close();
}
process.exit(0);
