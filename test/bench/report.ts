import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Report, ReportWish } from '../../electron/contract/reports.ts';
import { createTasks } from '../../electron/station/report/run.ts';
import type { Task, TaskOutcome } from '../../electron/station/report/work.ts';
import { openStore } from '../../electron/station/store/open.ts';
import { percentile, report, round } from './figures.ts';
import { seeded } from './history/stays.ts';
import { recordCars } from './history/records.ts';
import { fillMonth, MAY, MONTH_MS } from './report/month.ts';

/**
 * How long reports take over a month of a million stays in a real file, each in the thread that the station gives it: of a
 * day, of the month, and a workbook with 100,000 rows; what counting adds to the record of an entry and of an exit; and what an
 * upgrade of an older store takes.
 * A gate beside reports: `npm run bench -- gate --report`.
 */
const { values } = parseArgs({
  options: { json: { type: 'string' }, count: { type: 'string', default: '1000000' } },
});
const count = Number(values.count);
if (!Number.isSafeInteger(count) || count < 1000) throw new Error('--count: 1000 or more');
const ROUNDS = 7;
const WORKBOOK_ROWS = 100_000;
const RECORDED = 300;
const DAY_MS = 86_400_000;

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
const database = join(folder, 'gatehouse.sqlite');
const tasks = createTasks();
/** Threads of the station keep no process alive. */
const alive = setInterval(() => undefined, 1000);
const context = { now: MAY + MONTH_MS, lot: { name: 'Bench', desk: 'Bench', stalls: 100_000 }, lanes: {} };

async function timed(task: Task): Promise<{ ms: number; outcome: TaskOutcome }> {
  const began = performance.now();
  const outcome = await tasks.run(task).outcome;
  if (outcome === null || outcome.kind === 'failed') throw new Error(JSON.stringify(outcome));
  return { ms: performance.now() - began, outcome };
}

async function reportOf(period: ReportWish['period']): Promise<{ ms: number; made: Report }> {
  const wish = { period, laneId: null, person: null };
  const { ms, outcome } = await timed({ kind: 'report', database, wish, context });
  if (outcome.kind !== 'report') throw new Error('no report');
  return { ms, made: outcome.report };
}

/** The same day from the cars themselves, for the ratio: what is counted as it comes need not be read again. */
function rawMs(midnight: number): number {
  const db = openStore(database);
  const began = performance.now();
  db.prepare(
    `SELECT (fact.at + 28800000) / 3600000 AS hour, kind, class, count(*) FROM fact JOIN stay ON stay.id = stay_id
     WHERE fact.at >= ? AND fact.at < ? AND kind IN ('entered', 'left') GROUP BY 1, 2, 3`,
  ).all(midnight, midnight + DAY_MS);
  const ms = performance.now() - began;
  db.close();
  return ms;
}

const rowsOf = ({ figures: { flows, income, openings } }: Report): number =>
  Object.values(flows.in).reduce((sum, n) => sum + n, 0) + income.total.n + openings.openings;

/** Writes it, and looks at the memory of the whole process every 20 ms meanwhile. */
async function workbook(made: Report, file: string): Promise<{ ms: number; peakMB: number }> {
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const { ms } = await timed({ kind: 'file', database, report: made, file, as: 'xlsx', language: 'zh-CN' });
  clearInterval(watch);
  return { ms, peakMB: peak / 1e6 };
}

/** Days whose three lists of rows are about so many together. */
function daysOf(rows: number): string {
  const perDay = (count / 31) * 3.9;
  return `2026-05-${String(Math.max(1, Math.min(31, Math.round(rows / perDay)))).padStart(2, '0')}`;
}

try {
  console.log(`A month of ${count} stays is written …`);
  const { gateMs, stepsMs } = fillMonth(database, count, seeded(7));

  const day: number[] = [];
  const raw: number[] = [];
  const month: number[] = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    day.push((await reportOf({ by: 'day', day: `2026-05-${10 + n}` })).ms);
    raw.push(rawMs(MAY + (9 + n) * DAY_MS));
    month.push((await reportOf({ by: 'month', month: '2026-05' })).ms);
  }

  const { made } = await reportOf({ by: 'span', from: '2026-05-01', to: daysOf(WORKBOOK_ROWS) });
  const file = join(folder, 'out.xlsx');
  const { ms: bookMs, peakMB } = await workbook(made, file);

  const db = openStore(database);
  const { kept } = recordCars(db, RECORDED, MAY + MONTH_MS, seeded(3));
  const counting = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND (name LIKE 'tally_%' OR name = 'inside_now')`,
    )
    .pluck()
    .all();
  for (const name of counting) db.exec(`DROP TRIGGER ${name}`);
  const { kept: without } = recordCars(db, RECORDED, MAY + MONTH_MS + DAY_MS, seeded(4));
  db.close();

  report(
    {
      bench: 'report',
      p50ms: round(percentile(day, 0.5)),
      p99ms: round(percentile(day, 0.99)),
      ratio: round(percentile(day, 0.5) / percentile(raw, 0.5), 3),
      rawP50ms: round(percentile(raw, 0.5)),
      monthP50ms: round(percentile(month, 0.5)),
      monthP99ms: round(percentile(month, 0.99)),
      workbookRows: rowsOf(made),
      workbookMs: round(bookMs, 0),
      workbookPeakMB: round(peakMB, 0),
      workbookBytes: statSync(file).size,
      upgradeMs: round(gateMs, 0),
      tallySteps: stepsMs.length,
      tallyStepP50ms: round(percentile(stepsMs, 0.5)),
      tallyStepP99ms: round(percentile(stepsMs, 0.99)),
      tallySeconds: round(stepsMs.reduce((sum, ms) => sum + ms, 0) / 1000, 1),
      entryP50ms: round(percentile(kept.entry, 0.5), 3),
      entryWithoutP50ms: round(percentile(without.entry, 0.5), 3),
      exitP50ms: round(percentile(kept.exit, 0.5), 3),
      exitWithoutP50ms: round(percentile(without.exit, 0.5), 3),
      stays: count,
      fileMB: round(statSync(database).size / 1e6, 0),
    },
    values.json,
    {
      p50ms: 'a day, p50, ms',
      p99ms: 'a day, p99, ms',
      ratio: 'to the cars of the day counted by SQL',
      rawP50ms: 'the cars of a day counted by SQL, p50, ms',
      monthP50ms: 'the month, p50, ms',
      monthP99ms: 'the month, p99, ms',
      upgradeMs: 'an upgrade before the gates are up, ms',
      tallySteps: 'steps in which it counts beside them',
      tallyStepP50ms: 'such a step, p50, ms',
      tallyStepP99ms: 'such a step, p99, ms',
      tallySeconds: 'all of them, s',
      entryP50ms: 'an entry recorded, p50, ms',
      entryWithoutP50ms: 'the same without counting',
      exitP50ms: 'an exit recorded, p50, ms',
      exitWithoutP50ms: 'the same without counting',
    },
  );
} finally {
  clearInterval(alive);
  await tasks.stop();
  rmSync(folder, { recursive: true, force: true });
}
