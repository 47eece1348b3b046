import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../native/clock/manual-clock.ts';
import { openClockedStation } from '../../support/clocked-station.ts';
import type { ClockedStation } from '../../support/clocked-station.ts';
import type { DiskControl, Fault, OperationClass } from '../disk/layer.ts';
import { picture, SECRETS, SITE } from '../two-lanes.ts';

/** One way in which the disk refuses. */
export interface Refusal {
  error: 'EIO' | 'ENOSPC';
  /** One operation fails, or it and all after it until the disk is mended. */
  lasting: boolean;
}
export const REFUSALS: readonly Refusal[] = (['EIO', 'ENOSPC'] as const).flatMap((error) =>
  [false, true].map((lasting) => ({ error, lasting })),
);

export interface IoRun {
  /** How often an operation was failed. */
  tried: number;
  /** Times that a notice said so while the disk refused for long. */
  noticed: number;
  wrong: string[];
}

const START = Date.UTC(2026, 4, 6, 1);
/** What the disk refuses for long is over by then, and what waits for it has been tried again some time later. */
const MENDED_AFTER_MS = 3_000;
const TRIED_AGAIN_MS = 6_000;
const CHANGES: readonly OperationClass[] = ['open', 'write', 'sync', 'truncate', 'rename', 'unlink', 'mkdir'];
/** A store that cannot be read any more ends the process, whole, and it is begun anew: so reading is failed as it opens. */
const EVERYTHING: readonly OperationClass[] = [...CHANGES, 'read'];
/** What takes room. */
const GROWING: readonly OperationClass[] = ['open', 'write', 'mkdir'];

const faultOf = ({ error, lasting }: Refusal, from: number, failing: readonly OperationClass[]): Fault => ({
  error,
  classes: error === 'EIO' ? failing : GROWING,
  from,
  ...(lasting ? {} : { count: 1 }),
});

/** What was seen from outside: pictures that the camera was told are taken, cars that drove through. */
interface Outside {
  passed: string[];
}

/** A station at work below `root`; the k-th operation of each ride is failed, for every `stride`-th k. */
export async function failAtWork(root: string, control: DiskControl, stride: number, most: number): Promise<IoRun> {
  const run: IoRun = { tried: 0, noticed: 0, wrong: [] };
  const clock = createManualClock(START);
  const station = await openClockedStation({ site: SITE, secrets: SECRETS, directory: root, clock });
  await station.ready();
  const outside: Outside = { passed: [] };
  const watched = await ride(station, control, clock, outside, null);
  if (watched.failed > 0) throw new Error('it fails by itself');
  for (const refusal of REFUSALS) {
    for (let k = 1; run.tried < most; k += stride) {
      const what = `${refusal.error}${refusal.lasting ? ' lasting' : ''} at ${k}`;
      try {
        const { failed, noticed } = await ride(station, control, clock, outside, faultOf(refusal, k, CHANGES));
        // The ride has fewer operations than that.
        if (failed === 0) break;
        run.noticed += noticed ? 1 : 0;
      } catch (error) {
        control.mend();
        return { ...run, wrong: [...run.wrong, `at work, ${what}: ${String(error)}`] };
      }
      run.tried += 1;
    }
  }
  const { notices } = station.board();
  if (notices.length > 0) run.wrong.push(`notices that stay: ${JSON.stringify(notices)}`);
  await station.end().catch((error: unknown) => run.wrong.push(...inShort(error)));
  run.wrong.push(...booksWrong(join(root, 'data'), outside));
  return run;
}

let cars = 0;

/** A car comes, is captured with its picture, and goes through, while the disk refuses; then the disk is mended. */
async function ride(
  station: ClockedStation,
  control: DiskControl,
  clock: ManualClock,
  outside: Outside,
  fault: Fault | null,
): Promise<{ failed: number; noticed: boolean }> {
  const plate = `粤B${String(10_000 + (cars += 1))}`;
  if (fault === null) control.watch(CHANGES);
  else control.fail(fault);
  const stop = clock.after(MENDED_AFTER_MS, () => control.mend());
  let noticed = false;
  const look = clock.after(MENDED_AFTER_MS - 100, () => (noticed = isSaid(station)));
  await station.arrive('in-1', plate, 98, picture(cars % 100));
  if (!['opening', 'passing'].includes(station.lane('in-1').phase)) {
    // It was captured too late to be acted on: the driver comes again.
    await station.pass(MENDED_AFTER_MS);
    await station.driveOff('in-1');
    await station.arrive('in-1', plate, 98, picture(cars % 100));
  }
  await station.driveThrough('in-1');
  outside.passed.push(plate);
  await station.pass(TRIED_AGAIN_MS);
  stop();
  look();
  const failed = control.failed();
  control.mend();
  return { failed, noticed };
}

/** A notice says that something is wrong; or the board itself cannot be read any more, and whoever asks is told so. */
function isSaid(station: ClockedStation): boolean {
  try {
    return station.board().notices.length > 0;
  } catch (error) {
    if ((error as { code?: unknown }).code !== undefined) return true;
    throw error;
  }
}

/** A station that was killed is opened while the k-th operation fails; then once more, with the disk mended. */
export async function failOpening(root: string, control: DiskControl, stride: number, most: number): Promise<IoRun> {
  const run: IoRun = { tried: 0, noticed: 0, wrong: [] };
  const killed = join(root, 'killed');
  const outside = await leaveKilled(root, killed);
  for (const refusal of REFUSALS) {
    for (let k = 1; run.tried < most; k += stride) {
      const directory = mkdtempSync(join(root, 'opened-'));
      cpSync(killed, directory, { recursive: true });
      const opened = await openWith(directory, control, faultOf(refusal, k, EVERYTHING));
      const what = `${refusal.error}${refusal.lasting ? ' lasting' : ''} at ${k}`;
      run.wrong.push(...opened.wrong.map((each) => `opening, ${what}: ${each}`));
      run.wrong.push(...booksWrong(join(directory, 'data'), outside).map((each) => `opening, ${what}: ${each}`));
      rmSync(directory, { recursive: true, force: true });
      if (opened.failed === 0) break;
      run.tried += 1;
    }
  }
  return run;
}

async function openWith(
  directory: string,
  control: DiskControl,
  fault: Fault,
): Promise<{ failed: number; wrong: string[] }> {
  const wrong: string[] = [];
  control.fail(fault);
  const first = await open(directory).catch((error: unknown) => {
    // Whoever stands before it is told why; the process ends and is begun again.
    if (!isTold(error)) wrong.push(`it ends with ${String(error)}`);
    return null;
  });
  const failed = control.failed();
  control.mend();
  await first?.end().catch((error: unknown) => wrong.push(...inShort(error)));
  try {
    const again = await open(directory);
    await again.ready();
    await again.end();
  } catch (error) {
    wrong.push(`not opened once mended: ${String(error)}`);
  }
  return { failed, wrong };
}

const open = (directory: string): Promise<ClockedStation> =>
  openClockedStation({ site: SITE, secrets: SECRETS, directory, clock: createManualClock(START + 3_600_000) });

/** An error of the disk, or of the store, by its code; never one of the program's own. */
const isTold = (error: unknown): boolean =>
  /^(SQLITE_|E[A-Z]+$|cannot-open|damaged)/.test(String((error as { code?: unknown }).code)) ||
  /nobody could sign in: not-recorded/.test(String(error));

/** Two cars are in, and the log is not yet in the store: what a killed station leaves, as `killed/data`. */
async function leaveKilled(root: string, killed: string): Promise<Outside> {
  const directory = join(root, 'before');
  const station = await openClockedStation({
    site: SITE,
    secrets: SECRETS,
    directory,
    clock: createManualClock(START),
  });
  await station.ready();
  const outside: Outside = { passed: [] };
  for (const plate of ['粤B00001', '粤B00002']) {
    await station.arrive('in-1', plate, 98, picture(1));
    await station.driveThrough('in-1');
    outside.passed.push(plate);
  }
  cpSync(directory, killed, { recursive: true });
  await station.end();
  return outside;
}

/** Each car that drove in is in the books, once, with its picture filed or called lost; and they are whole. */
function booksWrong(data: string, { passed }: Outside): string[] {
  const db = new Database(join(data, 'gatehouse.sqlite'), { readonly: true });
  try {
    const said = db.pragma('integrity_check', { simple: true }) as string;
    const entered = db.prepare<[], string>(`SELECT plate FROM stay ORDER BY entered_at`).pluck().all();
    const doubtful =
      db.prepare<[], number>(`SELECT count(*) FROM capture WHERE image_state = 'pending'`).pluck().get() ?? 0;
    return [
      ...(said === 'ok' ? [] : [`damaged: ${said}`]),
      ...passed.filter((plate) => !entered.includes(plate)).map((plate) => `${plate} drove in and is not known`),
      ...entered.filter((plate, i) => entered.indexOf(plate) !== i).map((plate) => `${plate} is in twice`),
      ...(doubtful === 0 ? [] : [`${doubtful} pictures are in doubt`]),
    ];
  } finally {
    db.close();
  }
}

/** What the station logged as an error: the disk's own words are no news. */
function inShort(error: unknown): string[] {
  const errors = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  return errors.filter((each) => !isTold(each) && !isTold((each as { err?: unknown }).err ?? {})).map(String);
}
