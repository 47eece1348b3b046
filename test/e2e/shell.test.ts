import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { StationStatus } from '../../electron/contract/events.ts';
import { launchApp, stubStation } from './app.ts';
import type { LaunchedApp } from './app.ts';

// What a page of ours can see and do: the code under `page.evaluate` runs there.
declare const window: {
  gatehouse: Bridge;
  seen: StationStatus['state'][];
  inside: number[];
  open: (url: string) => unknown;
  location: { href: string };
};

/** The smallest JPEG that browsers draw: 1 × 1, grey. */
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////' +
    'wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z',
  'base64',
);

// On the fallback Electron this runs both ways of hosting a station; the packaged app uses the first.
describe.each(['utility', 'node'] as const)('the window and its station (%s host)', (stationHost) => {
  let data: string;
  let launched: LaunchedApp;

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'gatehouse-shell-'));
    launched = await launchApp({ data, station: stubStation, stationHost });
    await untilStation('up');
  });
  afterAll(async () => {
    await launched.close();
    rmSync(data, { recursive: true, force: true });
  });

  const untilStation = (state: StationStatus['state']) =>
    vi.waitFor(
      async () => expect(await launched.page.evaluate(() => window.gatehouse.stationStatus())).toMatchObject({ state }),
      { timeout: 20_000 },
    );

  it('relays a command and its answer, an error as a value, and events', async () => {
    const { page } = launched;
    await page.evaluate(() => {
      window.inside = [];
      window.gatehouse.on('lot', (lot) => window.inside.push(lot.inside));
    });
    const key = '6f1c2f7e-54a4-4f9e-8d5d-0a6e7a3b1c2d';
    const lane = { key, laneId: 'in-1', arrivalId: 'a-1' };
    expect(await page.evaluate((input) => window.gatehouse.call('lane.release', input), lane)).toEqual({
      ok: true,
      value: { done: true },
    });
    expect(await page.evaluate((input) => window.gatehouse.call('lane.refuse', input), lane)).toMatchObject({
      ok: false,
      error: { code: 'gone' },
    });
    await vi.waitFor(async () => expect(await page.evaluate(() => window.inside)).toEqual([213]));
  });

  it('tells the station the key of its secrets, which stands in no argument and no log', () => {
    expect(launched.log()).toContain('told a key of 44 characters');
    const key = readFileSync(join(data, 'key.bin'), 'utf8').split(' ').at(-1) ?? '';
    expect(key.length).toBeGreaterThanOrEqual(44);
    expect(launched.log()).not.toContain(key);
    const pid = readFileSync(join(data, 'pid'), 'utf8').trim().split('\n').at(-1);
    for (const shown of ['cmdline', 'environ'])
      expect(readFileSync(`/proc/${pid}/${shown}`, 'utf8')).not.toContain(key);
  });

  it('answers a command that does not exist without asking the station', async () => {
    const answer = await launched.page.evaluate(() => window.gatehouse.call('lane.explode' as 'board.get', {}));
    expect(answer).toMatchObject({ ok: false, error: { code: 'unknown-command' } });
  });

  it('tells in the about box which Electron and which Node it runs on', async () => {
    const about = await launched.page.evaluate(() => window.gatehouse.about());
    const electron = await launched.app.evaluate(() => process.versions.electron);
    expect(about).toMatchObject({
      version: '0.1.0',
      electron,
      fallbackElectron: Number.parseInt(String(electron), 10) < 40,
      dataDirectory: data,
    });
    expect(about.stationNode).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('gives the page no Node, no raw IPC and nothing beside the bridge', async () => {
    const found = await launched.page.evaluate(() => ({
      types: [typeof require, typeof process, typeof module],
      bridge: Object.keys(window.gatehouse).sort(),
    }));
    expect(found).toEqual({
      types: ['undefined', 'undefined', 'undefined'],
      bridge: ['about', 'call', 'on', 'onStation', 'openDemo', 'print', 'stationStatus'],
    });
  });

  it('refuses to leave its page, to open another window, and to reach a network', async () => {
    const { app, page } = launched;
    const heard: string[] = [];
    const server = createServer((request, response) => {
      heard.push(request.url ?? '');
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('out');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const before = page.url();
    const answers = await page.evaluate(async (url) => {
      const opened = window.open(`${url}/opened`);
      window.location.href = `${url}/left`;
      const fetched = await fetch(`${url}/fetched`).then(
        () => 'answered',
        () => 'refused',
      );
      const image = await new Promise((resolve) => {
        const picture = new Image();
        picture.onload = picture.onerror = (event) => resolve((event as Event).type);
        picture.src = `${url}/image.png`;
      });
      return { opened, fetched, image };
    }, outside);
    expect(answers).toEqual({ opened: null, fetched: 'refused', image: 'error' });
    expect(page.url()).toBe(before);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(heard).toEqual([]);
    server.close();
  });

  it('refuses scripts that a message might smuggle into the page', async () => {
    const outcome = await launched.page.evaluate(() => {
      const { document } = globalThis as unknown as { document: Document };
      const script = document.createElement('script');
      script.textContent = 'window.smuggled = true';
      document.body.append(script);
      return 'smuggled' in window;
    });
    expect(outcome).toBe(false);
  });

  it('gives no permission, whatever the page asks for', async () => {
    const answers = await launched.page.evaluate(async () => ({
      location: (await navigator.permissions.query({ name: 'geolocation' })).state,
      notification: await Notification.requestPermission(),
    }));
    expect(answers).toEqual({ location: 'denied', notification: 'denied' });
  });

  it('shows a filed capture and nothing else of the disk', async () => {
    const captures = join(data, 'captures');
    mkdirSync(join(captures, '2031', '05'), { recursive: true });
    writeFileSync(join(captures, '2031', '05', 'a.jpg'), JPEG);
    writeFileSync(join(captures, 'notes.jpg'), 'no picture');
    writeFileSync(join(data, 'secret.jpg'), JPEG);
    symlinkSync(join(data, 'secret.jpg'), join(captures, 'link.jpg'));
    const shown = (url: string) =>
      launched.page.evaluate(
        (source) =>
          new Promise<boolean>((resolve) => {
            const image = new Image();
            image.onload = () => resolve(true);
            image.onerror = () => resolve(false);
            image.src = source;
          }),
        url,
      );
    expect(await shown('capture://images/2031/05/a.jpg')).toBe(true);
    for (const path of ['../secret.jpg', '%2e%2e/secret.jpg', '..%2fsecret.jpg', '2031/..%2f..%2fsecret.jpg']) {
      expect(await shown(`capture://images/${path}`), path).toBe(false);
    }
    for (const path of ['notes.jpg', 'link.jpg', 'absent.jpg', '2031/05']) {
      expect(await shown(`capture://images/${path}`), path).toBe(false);
    }
    expect(await shown('capture://elsewhere/2031/05/a.jpg')).toBe(false);
  });

  it('station killed: the window is told down, a waiting command is answered, and it comes up again', async () => {
    const { page } = launched;
    await page.evaluate(() => {
      window.seen = [];
      window.gatehouse.onStation(({ state }) => window.seen.push(state));
    });
    const unanswered = page.evaluate(() =>
      window.gatehouse.call('lane.hold-open', {
        key: '6f1c2f7e-54a4-4f9e-8d5d-0a6e7a3b1c2e',
        laneId: 'in-1',
        because: 'test',
      }),
    );
    const pids = readFileSync(join(data, 'pid'), 'utf8').trim().split('\n');
    process.kill(Number(pids.at(-1)), 'SIGKILL');
    expect(await unanswered).toMatchObject({ ok: false, error: { code: 'station-down' } });
    await vi.waitFor(async () => expect(await page.evaluate(() => window.seen)).toEqual(['down', 'starting', 'up']), {
      timeout: 20_000,
    });
    expect(await page.evaluate(() => window.gatehouse.call('board.get', {}))).toMatchObject({ ok: true });
  });

  it('second start on the same data directory: no second window and no second station', async () => {
    const before = readFileSync(join(data, 'pid'), 'utf8');
    await expect(launchApp({ data, station: stubStation, stationHost })).rejects.toThrow('did not open its window');
    expect(readFileSync(join(data, 'pid'), 'utf8')).toBe(before);
    expect(await launched.page.evaluate(() => window.gatehouse.stationStatus())).toMatchObject({ state: 'up' });
  });
});

describe('the end of the program', () => {
  it('stops the station in order before it goes', async () => {
    const data = mkdtempSync(join(tmpdir(), 'gatehouse-shell-'));
    const launched = await launchApp({ data, station: stubStation });
    await vi.waitFor(() => expect(launched.log()).toContain('stub station'));
    await launched.close();
    expect(launched.log()).toContain('"how":"exited","asked":true');
    rmSync(data, { recursive: true, force: true });
  });

  it('site file with mistakes: the window stays and shows every line of what is wrong', async () => {
    const data = mkdtempSync(join(tmpdir(), 'gatehouse-shell-'));
    writeFileSync(join(data, 'mode'), 'fatal');
    const launched = await launchApp({ data, station: stubStation });
    await vi.waitFor(async () =>
      expect(await launched.page.evaluate(() => window.gatehouse.stationStatus())).toMatchObject({
        state: 'down',
        detail: 'lanes.0.name: is missing\nlot.parkCode: is too long',
      }),
    );
    await launched.close();
    rmSync(data, { recursive: true, force: true });
  });
});
