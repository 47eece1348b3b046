import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startDemoLot } from '../../demo/lot.ts';
import type { DemoLot } from '../../demo/lot.ts';
import type { ActivityView, BoardView, LaneView } from '../../electron/contract/board.ts';
import type { SiteConfig } from '../../electron/contract/site.ts';
import { NotStarted, press, startStation } from '../support/station.ts';
import type { StationProcess } from '../support/station.ts';

/** The whole station, as a process, against what goes wrong at real gates: said where a person sees it, nothing opened. */

const FULL_DISK = fileURLToPath(new URL('../support/full-disk.ts', import.meta.url));

let lot: DemoLot;
let station: StationProcess;
let stationPid = 0;
const activity: ActivityView[] = [];

beforeAll(async () => {
  lot = await startDemoLot({ lanes: '3', pace: 8, light: 'day' });
  station = await startStation(lot.files, { nodeArgs: ['--import', FULL_DISK], onSpawn: (pid) => (stationPid = pid) });
  station.on('activity', (line) => activity.push(line));
  await lot.whenReady();
});

afterAll(async () => {
  await station?.stop();
  await lot?.stop();
});

const board = (): Promise<BoardView> => station.call('board.get', {});
const lane = async (id: string): Promise<LaneView> => {
  const found = (await board()).lanes.find((l) => l.id === id);
  if (!found) throw new Error(`no lane ${id}`);
  return found;
};
/** Nobody at the lane, and its arm down. */
const atRest = (id: string): Promise<void> =>
  eventually(async () => {
    const { phase, barrier } = await lane(id);
    expect({ phase, arm: barrier.arm }).toEqual({ phase: 'idle', arm: 'closed' });
  });
const opens = (): number =>
  lot.journal.entries.filter((entry) => entry.what === 'frame' && entry.meaning === 'open on').length;
const seen = (kind: ActivityView['kind'], since: number): ActivityView[] =>
  activity.slice(since).filter((line) => line.kind === kind);
const eventually = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000, interval: 50 });

describe('a camera', () => {
  test.each(['no-key', 'wrong-key', 'garbage', 'not-a-jpeg', 'oversize'] as const)(
    'that sends %s is turned away, and no arm moves',
    async (fault) => {
      const before = opens();
      const status = await lot.lanes[0]?.camera.misbehave(fault);
      expect(status).toBe({ 'no-key': 401, 'wrong-key': 401, garbage: 400, 'not-a-jpeg': 400, oversize: 413 }[fault]);
      expect(opens()).toBe(before);
      expect((await lane('in-1')).phase).toBe('idle');
    },
  );

  test('turned away is a line that the attendant sees, once and not once a message', async () => {
    await eventually(() => expect(seen('capture-rejected', 0)).toHaveLength(1));
    expect(seen('capture-rejected', 0)[0]?.laneName).toBe('入口 1');
  });

  test.each(['stale', 'offline'] as const)(
    'that sends a capture %s has it recorded, and opens nothing by it',
    async (fault) => {
      const since = activity.length;
      const before = opens();
      await lot.flip({ switch: 'camera', lane: 'in-2', fault });
      await eventually(() => expect(seen('capture-stale', since)).toHaveLength(1));
      expect(opens()).toBe(before);
      expect((await lane('in-2')).phase).toBe('idle');
    },
  );

  test('that reads a bumper badge asks; it never opens', async () => {
    const before = opens();
    await lot.flip({ switch: 'next-read', lane: 'in-2', fault: 'rubbish' });
    const ride = lot.drive({ lane: 'in-2', patienceS: 600 });
    await eventually(async () => expect((await lane('in-2')).phase).toBe('asking'));
    const asking = await lane('in-2');
    expect(asking.arrival?.decision.reason).toBe('plate-unreadable');
    expect(asking.arrival?.plate.valid).toBe(false);
    expect(opens()).toBe(before);
    const about = { laneId: 'in-2', arrivalId: asking.arrival?.id ?? '' };
    await station.call('lane.correct', { key: press(), ...about, plate: '粤B 8Q8Q8' });
    expect((await ride).result).toBe('passed');
    await eventually(async () => expect((await lane('in-2')).lastPassage?.plate).toBe('粤B8Q8Q8'));
    await atRest('in-2');
  });
});

describe('a platform', () => {
  test.each(['wrong-signature', 'stale', 'not-json', 'missing-field'] as const)(
    'that sends a lock with %s is told so, and nothing is booked',
    async (fault) => {
      const since = activity.length;
      await lot.flip({ switch: 'downlink', fault });
      const answer = lot.platform.reserve({
        carNo: '粤B66666',
        from: Date.now(),
        to: Date.now() + 3_600_000,
        keptMin: 15,
      });
      await eventually(() => expect(seen('message-rejected', since)).toHaveLength(1));
      await answer.catch(() => undefined);
      expect((await board()).lot.reserved).toBe(0);
    },
  );
});

describe('a barrier', () => {
  test.each(['unplugged', 'silent', 'bad-crc'] as const)(
    'that is %s stops its own lane, says so, recovers by itself, and never opens for that',
    async (fault) => {
      await lot.flip({ switch: 'board', lane: 'in-2', fault });
      await eventually(async () => expect((await lane('in-2')).barrier.mode).toBe('offline'));
      expect((await board()).notices).toContainEqual(expect.objectContaining({ code: 'barrier', subject: 'in-2' }));
      const before = opens();
      const ride = lot.drive({ lane: 'in-2', patienceS: 600 });
      await eventually(async () => expect((await lane('in-2')).phase).toBe('asking'));
      const waiting = await lane('in-2');
      expect(waiting.arrival?.decision.reason).toBe('barrier-not-available');
      await lot.flip({ switch: 'board', lane: 'in-2', fault: 'none' });
      await eventually(async () => expect((await lane('in-2')).barrier.mode).toBe('automatic'));
      expect(opens()).toBe(before);
      expect((await board()).notices.filter((notice) => notice.code === 'barrier')).toEqual([]);
      await station.call('lane.release', { key: press(), laneId: 'in-2', arrivalId: waiting.arrival?.id ?? '' });
      expect((await ride).result).toBe('passed');
      await atRest('in-2');
    },
  );
});

test('a full disk: nothing is opened, a person is told, and what happened is written when there is room', async () => {
  // One car is let in, and drives over the loop while the disk is full.
  await lot.flip({ switch: 'next-read', lane: 'in-2', fault: 'unsure' });
  const first = lot.drive({ lane: 'in-2', plate: '粤BF1111', patienceS: 600 });
  await eventually(async () => expect((await lane('in-2')).phase).toBe('asking'));
  const arrivalId = (await lane('in-2')).arrival?.id ?? '';
  await station.call('lane.release', { key: press(), laneId: 'in-2', arrivalId });
  process.kill(stationPid, 'SIGUSR2');
  expect((await first).result).toBe('passed');
  await eventually(async () => expect((await board()).notices.map((n) => n.code)).toContain('disk'));
  const before = opens();
  const refused = station.call('lane.open-by-hand', { key: press(), laneId: 'out-1', because: 'test' });
  await expect(refused).rejects.toMatchObject({ error: { code: 'not-recorded' } });
  expect(opens()).toBe(before);

  process.kill(stationPid, 'SIGUSR2');
  await eventually(async () => expect((await lane('in-2')).lastPassage?.plate).toBe('粤BF1111'));
  await eventually(async () => expect((await board()).notices.filter((n) => n.code === 'disk')).toEqual([]));
  const db = new Database(join(lot.files.data, 'gatehouse.sqlite'), { readonly: true });
  const count = db.prepare(`SELECT count(*) AS n FROM stay WHERE plate = '粤BF1111'`).get();
  db.close();
  expect(count).toEqual({ n: 1 });
});

describe('a site file', () => {
  const spoiled = (spoil: (site: SiteConfig) => void): string => {
    const site = JSON.parse(readFileSync(lot.files.site, 'utf8')) as SiteConfig;
    spoil(site);
    const file = join(mkdtempSync(join(tmpdir(), 'gatehouse-site-')), 'site.json');
    writeFileSync(file, JSON.stringify(site));
    return file;
  };
  const whyNot = async (site: string): Promise<string[]> => {
    const started = startStation({ ...lot.files, site, data: mkdtempSync(join(tmpdir(), 'gatehouse-data-')) });
    const refusal: unknown = await started.catch((error: unknown) => error);
    if (!(refusal instanceof NotStarted)) throw new Error('it started', { cause: refusal });
    return refusal.fatal.lines;
  };

  test('with mistakes names every one of them, with its path, in words', async () => {
    const lines = await whyNot(
      spoiled((site) => {
        site.lot.totalStalls = -1;
        if (site.lanes[0]) Object.assign(site.lanes[0].barrier, { link: 'nowhere' });
        if (site.lanes[1]) site.lanes[1].name = '';
        if (site.lanes[2]) site.lanes[2].id = 'in-1';
      }),
    );
    expect(lines).toEqual([
      expect.stringContaining('lot.totalStalls：'),
      expect.stringContaining('lanes[1].name：'),
      expect.stringMatching(/^lanes\[2\]\.id：.*重复/),
      expect.stringMatching(/^lanes\[0\]\.barrier\.link：.*nowhere/),
    ]);
  });
});
