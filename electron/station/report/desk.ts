import { mkdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { FILE_PART_BYTES } from '../../contract/cards.ts';
import type { CommandError, CommandInput } from '../../contract/commands.ts';
import { mayRun } from '../../contract/rights.ts';
import { keptReport } from '../../contract/reports.ts';
import type { KeptReport, Report, ReportFile, ReportJob, ReportWish } from '../../contract/reports.ts';
import type { Role } from '../../contract/vocabulary.ts';
import { dayOf, spanOf } from './period.ts';
import type { ReportContext } from './make.ts';
import type { RunningTask, Tasks } from './run.ts';
import type { TaskOutcome } from './work.ts';

interface Person {
  id: string;
  role: Role;
}

/** What a report desk must know of the shifts. */
export interface ShiftsForReports {
  /** Null: there is none. `last`: it is open, or no later one has ended. */
  of(id: number): { person: string; endedBy: string | null; counted: boolean; last: boolean } | null;
  /** The report that was closed with it: from then on it is this one. */
  kept(id: number): KeptReport | null;
}

export interface ReportDeskParts {
  tasks: Tasks;
  /** The store's file. */
  database: string;
  /** Where files lie until they were fetched: whatever is in it goes. */
  drafts: string;
  context: () => ReportContext;
  shifts: ShiftsForReports;
}

/** Reports as a person asks for them: begun, fetched, cancelled, taken along as a file. */
export interface ReportDesk {
  /** Throws `not-allowed`, `not-now` or `bad-input`, as the contract says. */
  begin(id: string, wish: ReportWish, by: Person): void;
  /** Throws `gone`. */
  job(id: string, by: Person): ReportJob;
  cancel(id: string, by: Person): void;
  file(wish: Required<CommandInput<'reports.file'>>, by: Person): Promise<ReportFile>;
}

interface Job {
  id: string;
  by: string;
  state: 'making' | 'cancelled';
  task: RunningTask | null;
  outcome: TaskOutcome | null;
  files: Map<string, { path: string; task: RunningTask; outcome: TaskOutcome | null }>;
}

/** As many as are kept for the window. */
const KEPT = 8;

export function createReportDesk({ tasks, database, drafts, context, shifts }: ReportDeskParts): ReportDesk {
  const jobs: Job[] = [];
  /** Files that were begun: no name is given twice. */
  let drawn = 0;
  clearDrafts();

  function clearDrafts(): void {
    try {
      rmSync(drafts, { recursive: true, force: true });
      mkdirSync(drafts, { recursive: true, mode: 0o700 });
    } catch (error) {
      // Whoever wants a file hears of it then; the gates need none.
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }

  function admit({ period }: ReportWish, by: Person): void {
    if (period.by !== 'shift') {
      if (!mayRun(by.role, 'supervisor')) throw refusal('not-allowed', `${by.role} may see the own shift alone`);
      if (spanOf(period) === null) throw refusal('bad-input', 'no such days', { 'wish.period': 'out-of-range' });
      return;
    }
    const shift = shifts.of(period.shift);
    if (shift === null) throw refusal('bad-input', `no shift ${period.shift}`, { 'wish.period.shift': 'unknown' });
    if (mayRun(by.role, 'supervisor')) return;
    const isTheirs = by.id === shift.person || by.id === shift.endedBy;
    if (!isTheirs || !shift.last) throw refusal('not-allowed', 'not their shift, or one of long ago');
    // Whoever counts is not told before what there should be.
    if (!shift.counted) throw refusal('not-now', 'its drawer was not counted yet');
  }

  function forget(job: Job): void {
    job.task?.stop();
    for (const { task, path } of job.files.values()) {
      task.stop();
      rmSync(path, { force: true });
    }
  }

  const find = (id: string, by: Person): Job => {
    const job = jobs.find((each) => each.id === id && each.by === by.id);
    if (!job) throw refusal('gone', 'no such report');
    return job;
  };

  function viewOf({ state, task, outcome }: Job): ReportJob {
    if (state === 'cancelled') return { state };
    if (outcome?.kind === 'report') return { state: 'done', report: outcome.report };
    if (outcome) return { state: 'failed', why: outcome.kind === 'failed' ? outcome.why : 'failed' };
    const share = task?.share ?? null;
    return share === null ? { state: 'queued' } : { state: 'running', share };
  }

  function start(job: Job, wish: ReportWish): void {
    const isWhole = wish.laneId === null && wish.person === null;
    const kept = wish.period.by === 'shift' && isWhole ? shifts.kept(wish.period.shift) : null;
    const task = tasks.run({ kind: 'report', database, wish, context: context() });
    job.task = task;
    void task.outcome.then((outcome) => {
      job.outcome = outcome?.kind === 'report' ? { ...outcome, report: { ...outcome.report, ...kept } } : outcome;
    });
  }

  function make(job: Job, report: Report, { kind, language }: Pick<CommandInput<'reports.file'>, 'kind' | 'language'>) {
    const name = `${kind} ${language}`;
    const known = job.files.get(name);
    // One that failed is tried again.
    if (known && known.outcome?.kind !== 'failed') return known;
    drawn += 1;
    const path = join(drafts, `${job.id}-${drawn}.${kind}`);
    const task = tasks.run({ kind: 'file', database, report, file: path, as: kind, language: language ?? 'zh-CN' });
    const made = { path, task, outcome: null as TaskOutcome | null };
    job.files.set(name, made);
    void task.outcome.then((outcome) => (made.outcome = outcome));
    return made;
  }

  return {
    begin(id, wish, by) {
      if (jobs.some((job) => job.id === id)) return;
      admit(wish, by);
      const job: Job = { id, by: by.id, state: 'making', task: null, outcome: null, files: new Map() };
      jobs.push(job);
      for (const old of jobs.splice(0, jobs.length - KEPT)) forget(old);
      start(job, wish);
    },
    job: (id, by) => viewOf(find(id, by)),
    cancel(id, by) {
      const job = find(id, by);
      if (job.outcome === null) job.state = 'cancelled';
      forget(job);
      job.files.clear();
    },
    async file(wish, by) {
      const job = find(wish.id, by);
      if (job.outcome?.kind !== 'report') throw refusal('not-now', 'it is not added up');
      const { report } = job.outcome;
      const made = make(job, report, wish);
      const { outcome } = made;
      if (outcome === null) return { state: 'making', share: made.task.share ?? 0 };
      if (outcome.kind !== 'file') return { state: 'failed', why: outcome.kind === 'failed' ? outcome.why : 'failed' };
      const { bytes, sha256 } = outcome;
      const parts = Math.max(1, Math.ceil(bytes / FILE_PART_BYTES));
      if (wish.part >= parts) throw refusal('bad-input', `it has ${parts} parts`, { part: 'out-of-range' });
      const data = await readPart(made.path, wish.part);
      return { state: 'ready', name: fileName(report, wish.kind), bytes, sha256, part: wish.part, parts, data };
    },
  };
}

async function readPart(path: string, part: number): Promise<string> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(
      Buffer.allocUnsafe(FILE_PART_BYTES),
      0,
      FILE_PART_BYTES,
      part * FILE_PART_BYTES,
    );
    return buffer.toString('base64', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** What a file of a report is called: its period, and of what it is. */
export function fileName({ figures: { period }, shift }: KeptReport, kind: string): string {
  const first = dayOf(period.from);
  const last = dayOf(period.to - 1);
  const days = period.by === 'month' ? first.slice(0, 7) : first === last ? first : `${first}_${last}`;
  return `report-${shift ? `shift-${shift.id}-${first}` : days}.${kind}`;
}

/** As it was kept; one that this program cannot read any more is none. */
export function keptFrom(text: string | null): KeptReport | null {
  if (text === null) return null;
  const parsed = keptReport.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

const refusal = (code: CommandError['code'], message: string, fields?: Record<string, string>): Error =>
  Object.assign(new Error(message), { code, ...(fields && { fields }) });
