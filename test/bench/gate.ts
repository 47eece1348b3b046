import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { PlatformAccess } from '../../demo/platform/platform.ts';
import type { LaneView, PlatformView } from '../../electron/contract/board.ts';
import { createSystemClock } from '../../native/clock/system-clock.ts';
import { openPtyPair } from '../support/pty.ts';
import type { PtyPair } from '../support/pty.ts';
import { startStation } from '../support/station.ts';
import type { StationFiles, StationProcess } from '../support/station.ts';
import { percentile, report, round } from './figures.ts';
import { makeReports } from './gate/beside-report.ts';
import type { MadeBeside } from './gate/beside-report.ts';
import { IMAGE, OPEN_FRAME, openGate, openRawLine } from './gate/drive.ts';
import type { Gate } from './gate/drive.ts';
import { ON_DUTY, PARK, plateOf, seedBacklog, writeSite } from './gate/site.ts';
import { seeded } from './history/stays.ts';
import { fillMonth } from './report/month.ts';

/**
 * From the capture posted to the open frame on the wire, over 4 lanes, while the outbox drains. Each capture goes to the
 * station and to a bare server (baseline.ts) in turn, so that both meet the same machine in the same minute. `--report`: the
 * store holds a month of `--stays`; its report and workbook are made again and again beside every other block of captures, and
 * nothing beside those between.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    captures: { type: 'string', default: '1000' },
    backlog: { type: 'string', default: '20000' },
    format: { type: 'string', default: 'multipart' },
    report: { type: 'boolean', default: false },
    stays: { type: 'string', default: '200000' },
  },
});
const captures = Number(values.captures);
const backlog = Number(values.backlog);
const stays = values.report ? Number(values.stays) : 0;
const format = values.format === 'json' ? 'json' : 'multipart';
const LANES = 4;
/** Captures in a row that are taken beside a report, or beside none. */
const BLOCK = 250;
const WARM_UP = 40;
const WAIT_MS = 20_000;

const clock = createSystemClock();
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
const children: ChildProcess[] = [];
const lines: PtyPair[] = [];

/** A child program of this benchmark; resolves with the first thing it says. */
async function child<T>(program: string, args: string[]): Promise<T> {
  const started = fork(fileURLToPath(new URL(`gate/${program}`, import.meta.url)), args);
  children.push(started);
  const [said] = (await once(started, 'message')) as [T];
  return said;
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (const end = performance.now() + WAIT_MS; !holds(); await delay(2)) {
    if (performance.now() > end) throw new Error(`waited too long: ${what}`);
  }
}

/** The station at work, with what it last told of its lanes and its platform. */
async function openStation(files: StationFiles) {
  const station = await startStation(files, { log: join(folder, 'station.log'), as: ON_DUTY });
  const lanes = new Map<string, LaneView>();
  const told: { platform: PlatformView | null } = { platform: null };
  station.on('lane', (lane) => lanes.set(lane.id, lane));
  station.on('platform', (view) => (told.platform = view));
  for (const lane of (await station.call('board.get', {})).lanes) lanes.set(lane.id, lane);
  const until23h = Date.now() + 23 * 3_600_000;
  await station.call('lane.convert', { key: randomUUID(), laneId: 'in-0', until: until23h, because: 'bench' });
  return { station, lanes, told };
}

const isBesideReport = (n: number): boolean => values.report && Math.floor((n - WARM_UP) / BLOCK) % 2 === 1;

interface Taken {
  ours: number[];
  besideReports: number[];
  raw: number[];
  made: MadeBeside;
}

/** Takes all captures over the gates and over the raw line in turn. */
async function takeCaptures(
  station: StationProcess,
  lanes: ReadonlyMap<string, LaneView>,
  opens: { ours: readonly ((n: number) => ReturnType<Gate['opens']>)[]; raw: (n: number) => Promise<number> },
): Promise<Taken> {
  const [ours, besideReports, raw]: [number[], number[], number[]] = [[], [], []];
  let begun = 0;
  let over = false;
  const making = values.report
    ? makeReports(station, { isWanted: () => !over && isBesideReport(begun), isOver: () => over })
    : Promise.resolve({ reports: 0, workbooks: 0 });
  const all = opens.ours.map(async (opensGate, i) => {
    while (begun < captures + WARM_UP) {
      const n = begun;
      begun += 1;
      const { ms, goThrough } = await opensGate(n);
      if (n >= WARM_UP) (isBesideReport(n) ? besideReports : ours).push(ms);
      await goThrough();
      const plate = plateOf(n);
      await until(`passage of ${plate}`, () => lanes.get(`in-${i}`)?.lastPassage?.plate === plate);
      const rawMs = await opens.raw(n);
      if (n >= WARM_UP) raw.push(rawMs);
    }
  });
  await Promise.all(all).finally(() => (over = true));
  return { ours, besideReports, raw, made: await making };
}

async function main(): Promise<void> {
  const access = await child<PlatformAccess>('platform.ts', [PARK]);
  for (let i = 0; i <= LANES; i += 1) lines.push(await openPtyPair(folder, `line-${i}`));
  const [rawLine, ...laneLines] = lines;
  if (!rawLine) throw new Error('no line');
  const { files, key } = writeSite(folder, laneLines, access);
  mkdirSync(files.data, { recursive: true });
  const store = join(files.data, 'gatehouse.sqlite');
  if (stays > 0) fillMonth(store, stays, seeded(7));
  seedBacklog(store, backlog, clock);

  const rawEnd = await openRawLine(rawLine, clock, format);
  const rawPort = await child<number>('baseline.ts', [folder, rawLine.near, OPEN_FRAME]);
  const gates = await Promise.all(laneLines.map((line, i) => openGate(line, i, clock)));
  const { station, lanes, told } = await openStation(files);
  const door = { port: station.ready.capturePort, key, format } as const;
  await until('barriers', () => [...lanes.values()].every((lane) => lane.barrier.mode === 'automatic'));

  const startedAt = performance.now();
  let drainedAt: number | null = null;
  const watch = setInterval(() => {
    if (drainedAt === null && told.platform?.waitingBacklog === 0) drainedAt = performance.now();
  }, 20);
  const { ours, besideReports, raw, made } = await takeCaptures(station, lanes, {
    ours: gates.map((gate) => (n) => gate.opens(n, door)),
    raw: (n) => rawEnd.opens(n, rawPort),
  });
  clearInterval(watch);
  const drained = backlog - (told.platform?.waitingBacklog ?? 0);
  const drainMs = (drainedAt ?? performance.now()) - startedAt;

  const besideFigures = (): Record<string, number> => ({
    besideReportP50ms: round(percentile(besideReports, 0.5)),
    besideReportP99ms: round(percentile(besideReports, 0.99)),
    besideReportRatio: round(percentile(besideReports, 0.99) / percentile(ours, 0.99)),
    ...made,
  });

  report(
    {
      bench: 'gate',
      p50ms: round(percentile(ours, 0.5)),
      p99ms: round(percentile(ours, 0.99)),
      ratio: round(percentile(ours, 0.99) / percentile(raw, 0.99)),
      ratioP50: round(percentile(ours, 0.5) / percentile(raw, 0.5)),
      ...(values.report ? besideFigures() : {}),
      rawP50ms: round(percentile(raw, 0.5)),
      rawP99ms: round(percentile(raw, 0.99)),
      maxMs: round(Math.max(...ours)),
      captures: ours.length,
      lanes: LANES,
      stays,
      imageBytes: IMAGE.length,
      drained,
      drainSeconds: round(drainMs / 1000, 1),
      drainPerSecond: round(drained / (drainMs / 1000), 0),
      runSeconds: round((performance.now() - startedAt) / 1000, 1),
    },
    values.json,
  );
  await station.stop();
}

try {
  await main();
} finally {
  for (const started of children) started.kill();
  for (const line of lines) await line.cut();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
