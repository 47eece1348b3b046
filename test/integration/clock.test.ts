import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTimeServer } from '../../native/clock/simulated-time-server.ts';
import type { SimulatedTimeServer } from '../../native/clock/simulated-time-server.ts';
import { writeSmallLot } from '../support/small-lot.ts';
import { startStation } from '../support/station.ts';
import type { StationProcess } from '../support/station.ts';

let directory: string;
let server: SimulatedTimeServer;
let station: StationProcess | null;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'clock-'));
  server = await startTimeServer(() => Date.now());
  station = null;
});
afterEach(async () => {
  await station?.stop();
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

const board = async () => {
  const view = await station?.call('board.get', {});
  if (view === undefined) throw new Error('no station');
  return view;
};
const measured = (): Promise<void> =>
  vi.waitFor(async () => expect((await board()).lot.clock).toBeDefined(), { timeout: 15_000, interval: 50 });
const start = async (): Promise<void> => {
  station = await startStation(writeSmallLot(directory, { clock: { servers: [server.place] } }));
  await measured();
};

it('PC clock 6 minutes off: how far is at the top of the board, and a strip says what is affected', async () => {
  server.offsetMs = 360_000;
  await start();
  const { lot, notices } = await board();
  expect(Math.round((lot.clock?.offsetMs ?? 0) / 1000)).toBe(360);
  expect(notices).toEqual(
    expect.arrayContaining([expect.objectContaining({ code: 'clock-off', detail: expect.stringMatching(/^-3(60\.|59\.9)/) as string })]), // prettier-ignore
  );
});

it('a clock that is right is told with how right it is, and nothing warns', async () => {
  await start();
  const { lot, notices } = await board();
  expect(Math.abs(lot.clock?.offsetMs ?? Infinity)).toBeLessThan(1000);
  expect(notices.map(({ code }) => code)).not.toContain('clock-off');
});
