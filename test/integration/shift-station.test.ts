import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { siteConfig, siteSecrets } from '../../electron/contract/site.ts';
import { createManualClock } from '../../native/clock/manual-clock.ts';
import { CAMERA_KEY, devicesOf, lineOf, openClockedStation } from '../support/clocked-station.ts';
import type { ClockedStation } from '../support/clocked-station.ts';
import { press } from '../support/station.ts';

/** A shift at a whole station, by the window's commands alone. */

let directory: string;
let station: ClockedStation;
/** Half past ten in the evening of 6 May 2026 in Beijing. */
const EVENING = Date.UTC(2026, 4, 6, 14, 30);

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'shift-'));
  mkdirSync(join(directory, 'data'));
  const site = siteConfig.parse({
    lot: { parkCode: 'P1', name: '医院', desk: '东门岗', totalStalls: 100 },
    capture: { listen: { host: '127.0.0.1', port: 0 } },
    links: [lineOf('in-1')],
    lanes: [{ id: 'in-1', name: '入口', direction: 'entrance', ...devicesOf('in-1') }],
    people: [{ id: 'wang', name: '王师傅', role: 'attendant' }],
    reports: { till: 5000 },
  });
  const secrets = siteSecrets.parse({ cameras: { 'camera-in-1': CAMERA_KEY } });
  station = await openClockedStation({ site, secrets, directory, clock: createManualClock(EVENING) });
  await station.ready();
});
afterEach(async () => {
  await station.end();
  rmSync(directory, { recursive: true });
});

const opens = (because: string): void =>
  void station.call('lane.open-by-hand', { key: press(), laneId: 'in-1', because });
const openShift = () => {
  const { open } = station.call('shift.get', {});
  if (!open) throw new Error('no shift is open');
  return open;
};

it('begins with the sign-in, goes on over midnight and a restart, and ends counted, with its own acts alone', async () => {
  const shift = openShift();
  expect(shift).toMatchObject({ mine: true, person: { name: '王师傅' }, till: 5000, needs: 'count' });
  opens('before midnight');
  await station.pass(2 * 3_600_000);
  await station.restart();
  await station.ready();
  expect(openShift().id).toBe(shift.id);
  opens('after midnight');
  const wish = { period: { by: 'shift', shift: shift.id } } as const;
  const early = (): unknown => station.call('reports.begin', { key: press(), wish });
  expect(early).toThrow(expect.objectContaining({ code: 'not-now' }));

  station.call('shift.count', { key: press(), shift: shift.id, fen: 4900 });
  expect(openShift().counts).toMatchObject([{ counted: 4900, expected: 5000, difference: -100 }]);
  const handOver = { shift: shift.id, to: null };
  const silent = (): unknown => station.call('shift.hand-over', { key: press(), ...handOver });
  expect(silent).toThrow(expect.objectContaining({ code: 'reason-needed' }));
  station.call('shift.hand-over', { key: press(), ...handOver, because: '找零出错' });
  expect(station.call('shift.get', {})).toMatchObject({ open: null, last: { id: shift.id, because: '找零出错' } });

  for (let turns = 0; station.call('shift.get', {}).last?.sha256 === null; turns += 1) {
    if (turns > 1000) throw new Error('its report is not closed');
    await delay(20);
  }
  const { id } = station.call('reports.begin', { key: press(), wish });
  const job = await vi.waitFor(() => {
    const now = station.call('reports.get', { id });
    if (now.state !== 'done') throw new Error(now.state);
    return now;
  }, 10_000);
  expect(job.report.sha256).toBe(station.call('shift.get', {}).last?.sha256);
  expect(job.report.figures.overrides).toEqual([
    { cause: 'by-hand', reason: 'after midnight', n: 1 },
    { cause: 'by-hand', reason: 'before midnight', n: 1 },
  ]);

  // Whoever goes on at the lanes begins another one.
  station.call('lane.close', { key: press(), laneId: 'in-1' });
  expect(openShift()).toMatchObject({ id: shift.id + 1, mine: true });
});
