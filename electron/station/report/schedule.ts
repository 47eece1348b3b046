import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Clock } from '../../../native/clock/contract.ts';
import type { KeptReport, Report, ReportWish } from '../../contract/reports.ts';
import type { ReportSettings } from '../../contract/site-reports.ts';
import type { Log } from '../log.ts';
import { lastTime } from '../store/backup/night.ts';
import { renameDurably } from '../store/durable.ts';
import { isStoreError } from '../store/open.ts';
import { fileName } from './desk.ts';
import type { ReportContext } from './make.ts';
import { dayOf } from './period.ts';
import type { Tasks } from './run.ts';

export interface ScheduleParts {
  tasks: Tasks;
  /** The store's file. */
  database: string;
  /** The settings' folder is relative to it. */
  dataDirectory: string;
  settings: () => ReportSettings;
  context: () => ReportContext;
  /** Shifts that ended and whose report is not kept yet, the oldest first. */
  unreported: () => number[];
  keep: (shift: number, report: Report) => void;
  /** Reports that were kept since, with their shifts. UTC ms. */
  keptSince: (at: number) => { shift: number; report: KeptReport }[];
  /** What keeps files from being written; null: nothing. */
  onTrouble: (why: string | null) => void;
  clock: Clock;
  log: Log;
}

/**
 * What reports do unasked: the report of a shift is added up when it ends, and kept as it is for good, also when the station
 * was down meanwhile; files are written to the site's folder, each whole or not at all.
 */
export interface ReportSchedule {
  start(): void;
  /** A shift has ended. */
  ended(): void;
  stop(): void;
}

const LOOK_MS = 60_000;
const DAY_MS = 86_400_000;
const DRAFT = /^report-.*\.(xlsx|csv)\.part$/;

export function createReportSchedule(parts: ScheduleParts): ReportSchedule {
  const { tasks, database, settings, context, clock, log } = parts;
  /** Null: none is written. */
  const folderOf = ({ folder }: ReportSettings): string | null =>
    folder === undefined ? null : resolve(parts.dataDirectory, folder);
  /** Reports that are to be written as files, and could not be yet. */
  const owed: Report[] = [];
  let lastDay: string | null = null;
  let begun = false;
  let working = false;
  let again = false;
  let stopped = false;
  let stopLooking = (): void => undefined;

  async function added(wish: ReportWish['period']): Promise<Report | null> {
    const task = tasks.run({
      kind: 'report',
      database,
      wish: { period: wish, laneId: null, person: null },
      context: context(),
    });
    const outcome = await task.outcome;
    if (outcome?.kind === 'report') return outcome.report;
    if (outcome?.kind === 'failed') log.warn({ wish, detail: outcome.detail }, 'a report that is not added up');
    return null;
  }

  /** The reports of shifts that ended: kept once, for good. */
  async function keepShifts(): Promise<void> {
    for (const shift of parts.unreported()) {
      const report = await added({ by: 'shift', shift });
      if (!report || stopped) return;
      parts.keep(shift, report);
      const now = settings();
      if (folderOf(now) !== null && now.atHandOver) owed.push(report);
    }
  }

  /** Kept, and then the station died before their files were whole. */
  async function oweMissed(): Promise<void> {
    const now = settings();
    const folder = folderOf(now);
    if (folder === null || !now.atHandOver) return;
    for (const { shift, report: kept } of parts.keptSince(clock.now() - DAY_MS)) {
      if (now.kinds.every((kind) => existsSync(join(folder, fileName(kept, kind))))) continue;
      const report = await added({ by: 'shift', shift });
      if (!report || stopped) return;
      owed.push({ ...report, ...kept });
    }
  }

  /** What was begun when the station died: each is written anew, and some are not owed any more. */
  function removeDrafts(): void {
    const folder = folderOf(settings());
    if (folder === null || !existsSync(folder)) return;
    try {
      for (const name of readdirSync(folder)) if (DRAFT.test(name)) rmSync(join(folder, name), { force: true });
    } catch (error) {
      log.warn(error, 'drafts of reports cannot be removed');
    }
  }

  /** The day before the last time at which it was due: one that was missed is made up for. */
  async function addDay(): Promise<void> {
    const now = settings();
    const folder = folderOf(now);
    if (folder === null || now.dayAt === undefined) return;
    const day = dayOf(lastTime(clock.now(), now.dayAt) - DAY_MS);
    if (day === lastDay) return;
    const isThere = now.kinds.every((kind) => existsSync(join(folder, `report-${day}.${kind}`)));
    const report = isThere ? null : await added({ by: 'day', day });
    if (stopped || (!isThere && !report)) return;
    lastDay = day;
    if (report) owed.push(report);
  }

  async function writeOwed(): Promise<void> {
    for (let report = owed[0]; report && !stopped; report = owed[0]) {
      const why = await written(report, settings());
      if (stopped) return;
      parts.onTrouble(why);
      if (why !== null) return;
      owed.shift();
    }
  }

  /** Null: all kinds of it are there. */
  async function written(report: Report, now: ReportSettings): Promise<string | null> {
    const into = folderOf(now);
    if (into === null) return null;
    for (const as of now.kinds) {
      const file = join(into, fileName(report, as));
      const draft = `${file}.part`;
      try {
        mkdirSync(into, { recursive: true, mode: 0o700 });
        rmSync(draft, { force: true });
        const task = { kind: 'file', database, report, file: draft, as, language: now.language } as const;
        const { outcome } = tasks.run(task);
        const made = await outcome;
        if (made?.kind !== 'file') return made?.kind === 'failed' ? made.detail : '';
        renameDurably(draft, file);
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    }
    return null;
  }

  async function round(): Promise<void> {
    try {
      if (!begun) await oweMissed();
      begun = true;
      await keepShifts();
      await addDay();
      await writeOwed();
    } catch (error) {
      // A full disk: the next look tries again.
      if (!isStoreError(error)) throw error;
      log.warn(error, 'a report that cannot be kept yet');
    }
  }

  function look(): void {
    again = true;
    if (working || stopped) return;
    working = true;
    void rounds();
  }

  async function rounds(): Promise<void> {
    try {
      while (again && !stopped) {
        again = false;
        await round();
      }
    } catch (error) {
      log.error(error, 'reports');
    } finally {
      working = false;
    }
  }

  function tick(): void {
    stopLooking = clock.after(LOOK_MS, tick);
    look();
  }

  return {
    start() {
      removeDrafts();
      tick();
    },
    ended: look,
    stop() {
      stopped = true;
      stopLooking();
    },
  };
}
