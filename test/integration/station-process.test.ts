import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StationStatus } from '../../electron/contract/events.ts';
import { nodeHost } from '../../electron/main/node-host.ts';
import { superviseStation } from '../../electron/main/station-process.ts';
import type { StationProcess, Timers } from '../../electron/main/station-process.ts';

// Real processes under plain Node, over JSON lines. The other host needs Electron: see test/e2e/shell.test.ts.

const stub = join(import.meta.dirname, '..', 'stub', 'station.cjs');

/** The machine's clock, with the long waits of a person's scale made short. */
const quickTimers: Timers = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, fn) => {
    const timer = setTimeout(fn, ms / 10);
    return () => clearTimeout(timer);
  },
};

let data: string;
let stations: StationProcess[];

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'gatehouse-station-'));
  stations = [];
});
afterEach(async () => {
  await Promise.all(stations.map((station) => station.stop()));
  rmSync(data, { recursive: true, force: true });
});

function start(options: { mode?: string; node?: string } = {}) {
  if (options.mode !== undefined) writeFileSync(join(data, 'mode'), options.mode);
  const statuses: StationStatus[] = [];
  const events: unknown[] = [];
  const said: string[] = [];
  const logged: { what: string; details: Record<string, unknown> }[] = [];
  const station = superviseStation({
    host: nodeHost(options.node ?? process.execPath, stub, ['--data', data]),
    timers: quickTimers,
    onStatus: (status) => statuses.push(status),
    onEvent: (event) => events.push(event),
    onReady: () => undefined,
    onLog: (what, details) => logged.push({ what, details }),
    onLine: (line) => said.push(line),
  });
  stations.push(station);
  station.start();
  return { station, statuses, events, logged, said };
}

const pids = () => readFileSync(join(data, 'pid'), 'utf8').trim().split('\n').map(Number);
const until = (station: StationProcess, state: StationStatus['state']) =>
  vi.waitFor(() => expect(station.status().state).toBe(state), { timeout: 10_000 });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

describe('a station under plain Node', () => {
  it('comes up, answers, tells events, and its standard error is logged', async () => {
    const t = start();
    await until(t.station, 'up');
    expect(t.station.lastReady()).toMatchObject({ captureDirectory: join(data, 'captures') });
    const words = 'line\u2028separator, 粤B12345, "quotes"\nand a line end';
    expect(await t.station.call('echo', { words })).toEqual({ ok: true, value: { words } });
    await t.station.call('lane.release', {});
    await vi.waitFor(() => expect(t.events).toMatchObject([{ event: 'lot', revision: 1 }]));
    expect(t.said.some((line) => line.includes('stub station'))).toBe(true);
  });

  it('answers a thousand commands sent at once, each to its caller', async () => {
    const { station } = start();
    await until(station, 'up');
    const calls = Array.from({ length: 1000 }, (_, number) => station.call('echo', { number }));
    const answers = await Promise.all(calls);
    expect(answers).toEqual(answers.map((_, number) => ({ ok: true, value: { number } })));
  });

  it('kill -9 in mid-command: station-down is answered, a new process comes up, each time it happens', async () => {
    const { station, statuses } = start();
    for (let round = 1; round <= 3; round += 1) {
      await until(station, 'up');
      const underWay = station.call('lane.hold-open', {});
      process.kill(pids().at(-1) ?? 0, 'SIGKILL');
      expect(await underWay).toMatchObject({ ok: false, error: { code: 'station-down' } });
      expect(station.status()).toMatchObject({ state: 'down', detail: 'it was ended by SIGKILL' });
      await vi.waitFor(() => expect(pids()).toHaveLength(round + 1), { timeout: 10_000 });
    }
    await until(station, 'up');
    expect(new Set(pids()).size).toBe(4);
    expect(statuses.filter(({ state }) => state === 'up')).toHaveLength(4);
  });

  it('stops in order when asked, and no process stays behind', async () => {
    const { station, logged } = start();
    await until(station, 'up');
    await station.stop();
    expect(logged.at(-1)).toEqual({ what: 'station ended', details: { how: 'exited', asked: true } });
    expect(isAlive(pids()[0] ?? 0)).toBe(false);
  });

  it('deaf to the request to stop: it is killed', async () => {
    const { station, logged } = start({ mode: 'deaf' });
    await until(station, 'up');
    await station.stop();
    expect(logged.at(-1)).toMatchObject({ details: { how: 'killed', signal: 'SIGKILL' } });
    expect(isAlive(pids()[0] ?? 0)).toBe(false);
  });

  it('prints rubbish between its messages: it is logged, and the station stays up', async () => {
    const { station, logged } = start({ mode: 'rubbish' });
    await until(station, 'up');
    await vi.waitFor(() =>
      expect(logged.map(({ what }) => what)).toEqual(
        expect.arrayContaining(['station printed rubbish', 'station sent no known message']),
      ),
    );
    expect(await station.call('echo', 1)).toEqual({ ok: true, value: 1 });
  });

  it('site file with mistakes: every line is shown, and a mended file takes hold at the next try', async () => {
    const { station } = start({ mode: 'fatal' });
    await until(station, 'down');
    expect(station.status().detail).toBe('lanes.0.name: is missing\nlot.parkCode: is too long');
    writeFileSync(join(data, 'mode'), 'well');
    await until(station, 'up');
    expect(pids()).toHaveLength(2);
  });

  it('crashes at once, again and again: the pauses grow', async () => {
    const { station } = start({ mode: 'crash' });
    await vi.waitFor(() => expect(pids().length).toBeGreaterThanOrEqual(4), { timeout: 10_000 });
    expect(station.status()).toMatchObject({ detail: 'it crashed with exit code 3' });
    expect(station.status().attempt).toBeGreaterThanOrEqual(4);
  });

  it('Node is not where it should be: said in words, and main lives on', async () => {
    const { station } = start({ node: join(data, 'no-node') });
    await until(station, 'down');
    expect(station.status().detail).toContain('no-node');
    expect(await station.call('echo', 1)).toMatchObject({ error: { code: 'station-down' } });
  });
});
