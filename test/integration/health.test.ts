import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startDemoLot } from '../../demo/lot.ts';
import type { DemoLot } from '../../demo/lot.ts';
import type { SiteConfig } from '../../electron/contract/site.ts';
import type { HealthView } from '../../electron/station/health/health.ts';
import { readExposition } from '../../electron/station/health/exposition.fixture.ts';
import { writeSmallLot } from '../support/small-lot.ts';
import { press, startStation } from '../support/station.ts';
import type { StationProcess } from '../support/station.ts';

/** A whole station at work, as a monitor on its machine sees it. */

const PLATE = '粤B12345';

interface Asked {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Not `fetch`: it sends no Host of its own. */
const ask = (port: number, path: string, options: { method?: string; host?: string } = {}): Promise<Asked> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', host = `127.0.0.1:${port}` } = options;
    const request = get({ host: '127.0.0.1', port, path, method, headers: { Host: host } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject).end();
  });

/** A port that nobody has. `keep`: somebody does. */
async function somePort(keep: true): Promise<{ port: number; holder: Server }>;
async function somePort(keep?: false): Promise<{ port: number }>;
async function somePort(keep = false) {
  const holder = createServer();
  await once(holder.listen(0, '127.0.0.1'), 'listening');
  const { port } = holder.address() as AddressInfo;
  if (!keep) await new Promise((resolve) => holder.close(resolve));
  return { port, holder };
}

describe('a station with cars', () => {
  let lot: DemoLot;
  let station: StationProcess;
  let port: number;
  let names: string[];

  beforeAll(async () => {
    ({ port } = await somePort());
    lot = await startDemoLot({ lanes: '3', pace: 8, light: 'day', cars: 0 });
    const config = JSON.parse(readFileSync(lot.files.site, 'utf8')) as SiteConfig;
    config.program = { kiosk: false, startAtLogin: false, health: { port } };
    names = [...config.people.map(({ name }) => name), ...config.lanes.map(({ name }) => name), config.lot.name];
    writeFileSync(lot.files.site, JSON.stringify(config));
    station = await startStation(lot.files);
    await lot.whenReady();
    await lot.drive({ lane: 'in-2', plate: PLATE, patienceS: 600 });
    await station.call('lane.refuse', { key: press(), laneId: 'in-1', arrivalId: 'nobody' }).catch(() => undefined);
  });
  afterAll(async () => {
    await station?.stop();
    await lot?.stop();
  });

  const health = async (): Promise<HealthView> => JSON.parse((await ask(port, '/healthz')).body) as HealthView;

  it('is well, and says of each part how it is', async () => {
    await vi.waitFor(async () => expect(await health()).toMatchObject({ state: 'ok', why: [] }), { timeout: 15_000 });
    const { status, headers, body } = await ask(port, '/healthz');
    const view = JSON.parse(body) as HealthView;
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'application/json', 'no-store']);
    expect(view).toMatchObject({ version: '0.1.0', store: { writable: true }, clock: { offsetMs: null } });
    expect(view.barriers.map(({ lane, mode }) => [lane, mode])).toEqual(view.lanes.map(({ id }) => [id, 'automatic']));
    expect(view.cameras.every(({ state }) => state === 'up')).toBe(true);
    expect(view.platforms).toMatchObject([{ id: 'db4403', state: 'up', parked: 0 }, { id: 'citybrain' }]);
    expect(view.disk.freeBytes).toBeGreaterThan(0);
    expect(Date.parse(view.upSince)).toBeLessThanOrEqual(Date.now());
  });

  it('counts what happened, in the format that Prometheus reads', async () => {
    await vi.waitFor(async () => {
      const read = readExposition((await ask(port, '/metrics')).body);
      const of = (name: string) => Object.fromEntries(read.get(name)?.samples ?? []);
      expect(of('gatehouse_passages_total')).toEqual({ 'lane="in-2"': 1 });
    });
    const { headers, body } = await ask(port, '/metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const read = readExposition(body);
    const of = (name: string) => Object.fromEntries(read.get(name)?.samples ?? []);
    expect(Object.values(of('gatehouse_captures_total'))[0]).toBeGreaterThanOrEqual(1);
    expect(of('gatehouse_openings_total')).toMatchObject({ 'cause="automatic"': 1 });
    expect(of('gatehouse_commands_refused_total')).toEqual({ 'code="gone"': 1 });
    expect(of('gatehouse_reports_total')['platform="db4403",outcome="sent"']).toBeGreaterThan(0);
    expect(of('gatehouse_platform_up')).toEqual({ 'platform="db4403"': 1, 'platform="citybrain"': 1 });
    expect(of('gatehouse_queue_vehicles')).toEqual({ 'queue="reserved"': 0, 'queue="other"': 0 });
    for (const name of ['event_loop_delay_p99_seconds', 'resident_memory_bytes', 'store_bytes'])
      expect(of(`gatehouse_${name}`)[''], name).toBeGreaterThan(0);
  });

  it('tells no plate and no name', async () => {
    const said = (await ask(port, '/healthz')).body + (await ask(port, '/metrics')).body;
    for (const private_ of [PLATE, 'B12345', ...names]) expect(said).not.toContain(private_);
  });

  it('answers questions alone, those of this machine, and so many a second', async () => {
    // What the tests before this one asked counts too.
    const answers = (path: string, status: number, options?: Parameters<typeof ask>[2]) =>
      vi.waitFor(async () => expect((await ask(port, path, options)).status).toBe(status), { timeout: 5000 });
    await answers('/', 404);
    await answers('/healthz', 405, { method: 'POST' });
    await answers('/metrics', 403, { host: 'evil.example' });
    const many = await Promise.all(Array.from({ length: 40 }, () => ask(port, '/metrics').catch(() => null)));
    expect(many.some((answer) => answer?.status === 429)).toBe(true);
    // And goes on.
    await vi.waitFor(async () => expect((await ask(port, '/healthz')).status).toBe(200), { timeout: 5000 });
  });

  it('a platform that is gone degrades it, and it still is not failing', async () => {
    await lot.flip({ switch: 'broker-down', seconds: 600 });
    await vi.waitFor(
      async () => expect(await health()).toMatchObject({ state: 'degraded', why: ['platform db4403'] }),
      {
        timeout: 20_000,
        interval: 300,
      },
    );
    await vi.waitFor(async () => expect((await ask(port, '/healthz')).status).toBe(200), { timeout: 5000 });
  });
});

describe('a port', () => {
  it('that another program has is a notice: the station works, and answers once it is free', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'health-'));
    const { port, holder } = await somePort(true);
    const station = await startStation(writeSmallLot(directory, { program: { health: { port } } }));
    try {
      const { notices } = await station.call('board.get', {});
      expect(notices.find(({ code }) => code === 'health-door')?.detail).toContain('EADDRINUSE');
      await new Promise((resolve) => holder.close(resolve));
      await vi.waitFor(async () => expect((await ask(port, '/healthz')).status).toBe(200), { timeout: 10_000 });
      const after = await station.call('board.get', {});
      expect(after.notices.map(({ code }) => code)).not.toContain('health-door');
    } finally {
      await station.stop();
      rmSync(directory, { recursive: true });
    }
  });

  it('is not opened unless the site file says so', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'health-'));
    const { port } = await somePort();
    const station = await startStation(writeSmallLot(directory));
    await expect(ask(port, '/healthz')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await station.stop();
    rmSync(directory, { recursive: true });
  });
});
