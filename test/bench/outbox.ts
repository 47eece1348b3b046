import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { percentile, report, round } from './figures.ts';
import type { Bare } from './outbox/bare.ts';
import type { Drain } from './outbox/drain.ts';
import type { Way } from './outbox/entries.ts';
import type { Access } from './outbox/platform.ts';
import type { Sealed } from './outbox/seal.ts';

/**
 * How quickly a backlog drains, against the bare client library over the same TLS to the same server in the same run, how
 * long a live report takes meanwhile, and how late the station's thread is while City Brain's pictures are sealed. The
 * server is a lean one that takes everything; each part runs in a process of its own, the bare client before and after
 * the drain. Ends with 1 when it cannot measure.
 */
const { values } = parseArgs({ options: { json: { type: 'string' }, count: { type: 'string', default: '100000' } } });
const items = Number(values.count);
if (!Number.isSafeInteger(items) || items < 1000) throw new Error('--count: 1000 or more');
/** Enough for a steady rate. */
const FEWER = Math.min(items, 50_000);
/** What the site file says unless it is changed; and a platform that takes reports one by one. */
const [BATCH, ALONE] = [50, 1];
const SEALED = 40;

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
const children = new Set<ChildProcess>();

/** A child program of this benchmark; resolves with the first thing it says. */
async function child<T>(program: string, ...args: (string | number)[]): Promise<T> {
  const started = fork(fileURLToPath(new URL(`outbox/${program}.ts`, import.meta.url)), args.map(String));
  children.add(started);
  const failed = once(started, 'exit').then(([code]) => {
    throw new Error(`${program} ended with ${String(code)} and said nothing`);
  });
  const [said] = (await Promise.race([once(started, 'message'), failed])) as [T];
  failed.catch(() => undefined);
  return said;
}

async function measure(way: Way, access: string) {
  const bare = (): Promise<Bare> => child<Bare>('bare', way, FEWER, access);
  const drain = (count: number, batch: number): Promise<Drain> =>
    child<Drain>('drain', way, count, batch, join(folder, `${way}-${batch}`), access);
  const before = await bare();
  const batched = await drain(items, BATCH);
  const between = await bare();
  const alone = await drain(FEWER, ALONE);
  const after = await bare();
  const mean = (a: Bare, b: Bare): number => (a.perSecond + b.perSecond) / 2;
  return {
    barePerSecond: (before.perSecond + between.perSecond + after.perSecond) / 3,
    bareCpuUs: between.cpuUs,
    drain: batched,
    ratio: batched.perSecond / mean(before, between),
    alone,
    aloneRatio: alone.perSecond / mean(between, after),
  };
}

type Measured = Awaited<ReturnType<typeof measure>>;

/** Each figure of one way with what it is, in words. */
const figuresOf = (way: Way, { barePerSecond, bareCpuUs, drain, ratio, alone, aloneRatio }: Measured) => {
  const name = way.toUpperCase();
  return [
    [`${way}BarePerSecond`, `${name}, bare client: reports a second`, round(barePerSecond, 0)],
    [`${way}DrainPerSecond`, `${name}, backlog drained: reports a second`, round(drain.perSecond, 0)],
    [`${way}Ratio`, `${name}, backlog to bare client (aim 0.5)`, round(ratio)],
    [`${way}LiveP50ms`, `${name}, live report meanwhile: p50, ms`, round(percentile(drain.liveMs, 0.5))],
    [`${way}IdleP50ms`, `${name}, live report with nothing waiting: p50, ms`, round(percentile(drain.idleMs, 0.5))],
    [
      `${way}FreshRatio`,
      `${name}, live report meanwhile to one with nothing waiting, p50`,
      round(percentile(drain.liveMs, 0.5) / percentile(drain.idleMs, 0.5)),
    ],
    [`${way}IdleP99ms`, `${name}, live report with nothing waiting: p99, ms`, round(percentile(drain.idleMs, 0.99))],
    [`${way}LiveP99ms`, `${name}, live report meanwhile: p99, ms (aim 1000)`, round(percentile(drain.liveMs, 0.99))],
    [`${way}LiveMaxMs`, `${name}, live report meanwhile: longest, ms`, round(Math.max(...drain.liveMs))],
    [`${way}LoopLateP99ms`, `${name}, station's thread late meanwhile: p99, ms`, round(drain.loop.lateP99Ms)],
    [`${way}LoopLateMaxMs`, `${name}, station's thread late meanwhile: most, ms`, round(drain.loop.lateMaxMs)],
    [`${way}WorkMaxMs`, `${name}, longest work of that thread at one go, ms of CPU`, round(drain.loop.workMaxMs)],
    [`${way}BareCpuUs`, `${name}, bare client: CPU a report, µs`, round(bareCpuUs)],
    [`${way}DrainCpuUs`, `${name}, backlog: CPU a report, µs`, round(drain.cpuUs)],
    [`${way}RssMb`, `${name}, memory at most, MB`, round(drain.rssMb, 0)],
    [`${way}AlonePerSecond`, `${name}, one report a message: reports a second`, round(alone.perSecond, 0)],
    [`${way}AloneRatio`, `${name}, one report a message, to bare client`, round(aloneRatio)],
    [
      `${way}AloneLiveP99ms`,
      `${name}, one report a message, live report: p99, ms`,
      round(percentile(alone.liveMs, 0.99)),
    ],
  ] as const;
};

const sealFiguresOf = ({ perSecond, sealing, idle }: Sealed) =>
  [
    ['sealPerSecond', 'City Brain, messages of 700 KB sealed a second', round(perSecond, 1)],
    [
      'sealWorkMaxMs',
      "City Brain, longest work of the station's thread at one go, ms of CPU (aim 5)",
      round(sealing.workMaxMs),
    ],
    ['sealLateP99ms', "City Brain, station's thread late while sealing: p99, ms", round(sealing.lateP99Ms)],
    ['sealLateMaxMs', "City Brain, station's thread late while sealing: most, ms", round(sealing.lateMaxMs)],
    ['idleLateP99ms', 'the same thread with nothing to do: p99, ms', round(idle.lateP99Ms)],
    ['idleLateMaxMs', 'the same thread with nothing to do: most, ms', round(idle.lateMaxMs)],
  ] as const;

try {
  const access = JSON.stringify(await child<Access>('platform'));
  const mqtts = await measure('mqtts', access);
  const https = await measure('https', access);
  const sealed = await child<Sealed>('seal', folder, SEALED);
  const live = [...mqtts.drain.liveMs, ...https.drain.liveMs];
  const more = [...figuresOf('mqtts', mqtts), ...figuresOf('https', https), ...sealFiguresOf(sealed)];
  report(
    {
      bench: 'outbox',
      items,
      ratio: round(Math.min(mqtts.ratio, https.ratio)),
      p50ms: round(percentile(live, 0.5)),
      p99ms: round(percentile(live, 0.99)),
      liveP99ms: round(percentile(live, 0.99)),
      liveMaxMs: round(Math.max(...live)),
      liveItems: live.length,
      ...Object.fromEntries(more.map(([name, , value]) => [name, value])),
    },
    values.json,
    {
      items: 'reports that waited, each way',
      ratio: 'backlog to bare client, the lower of both ways (aim 0.5)',
      p50ms: 'live report while the backlog drains: p50, ms',
      p99ms: 'live report while the backlog drains: p99, ms, as every benchmark calls it',
      liveP99ms: 'live report while the backlog drains: p99, ms (aim 1000)',
      liveMaxMs: 'live report while the backlog drains: longest, ms',
      liveItems: 'live reports meanwhile, both ways',
      ...Object.fromEntries(more.map(([name, words]) => [name, words])),
    },
  );
} finally {
  for (const started of children) started.kill();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
