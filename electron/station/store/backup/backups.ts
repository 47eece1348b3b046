import { resolve } from 'node:path';
import type { Clock } from '../../../../native/clock/contract.ts';
import type { BackupSettings } from '../../../contract/site-upkeep.ts';
import type { UpkeepView } from '../../../contract/upkeep.ts';
import type { Log } from '../../log.ts';
import { endDrafts, entryOf, pruneCopies, readCopies } from './copies.ts';
import type { Copy } from './copies.ts';
import { runJob } from './job.ts';
import type { JobOutcome, RunningJob } from './job.ts';
import { lastTime } from './night.ts';

/** Copies of the store: one each night, and when a person asks. */
export interface Backups {
  view(): Pick<UpkeepView, 'backup' | 'check'>;
  /** Begins one, unless one is being made. */
  make(): void;
  start(): void;
  /** What is being made is given up. */
  stop(): Promise<void>;
}

export interface BackupParts {
  /** The store's file. */
  database: string;
  folder: string;
  /** Its name, for the copies' manifests. */
  lot: () => string;
  /** Read each time anew. */
  settings: Pick<BackupSettings, 'at' | 'keep'>;
  /** When the store began to be written, UTC ms; null: it is empty. */
  since: number | null;
  clock: Clock;
  log: Log;
  /** A car is being captured: what can wait waits. */
  busy(): boolean;
  /** Who does the long work; absent: a thread of its own. */
  jobs?: typeof runJob | undefined;
  /** Since when there is no good copy though there should be; null: there is. */
  onOld(since: number | null): void;
  /** The store was read through and is not sound: what was found. */
  onDamaged(detail: string): void;
}

const LOOK_MS = 60_000;
/** A station that came up has other things to do first. */
const SETTLED_MS = 10 * 60_000;
const RETRY_MS = 3_600_000;
/** Without a good copy for so long, a person is told. */
const OLD_MS = 2 * 86_400_000;

export const backupFolder = (dataDirectory: string, settings: BackupSettings): string =>
  resolve(dataDirectory, settings.folder ?? 'backups');

export function createBackups(parts: BackupParts): Backups {
  const { database, folder, settings, clock, log, jobs = runJob } = parts;
  let copies: Copy[] = [];
  let running: RunningJob | null = null;
  let last: UpkeepView['backup']['last'] = null;
  let check: UpkeepView['check'] = { state: 'waiting', at: null, detail: '' };
  let notBefore = clock.monotonic() + SETTLED_MS;
  let stopLooking = (): void => undefined;
  let stopped = false;

  /** The newest good one that is not of a time to come: somebody may have set the clock. */
  const newest = (): Copy | undefined => copies.find(({ state, at }) => state === 'good' && at <= clock.now());

  function reread(): void {
    try {
      copies = readCopies(folder);
    } catch (error) {
      log.warn(error, 'the folder of copies cannot be read');
      copies = [];
    }
    const since = newest()?.at ?? parts.since;
    parts.onOld(since !== null && clock.now() - since > OLD_MS ? since : null);
  }

  async function run(job: RunningJob, ended: (outcome: JobOutcome) => void): Promise<void> {
    running = job;
    const outcome = await job.outcome;
    running = null;
    if (!stopped) ended(outcome);
  }

  function make(): void {
    if (running !== null) return;
    const at = clock.now();
    const job = jobs({ kind: 'copy', database, folder, at, lot: parts.lot() });
    void run(job, (outcome) => {
      const failed = outcome.kind === 'failed' ? outcome : null;
      last = { at, failure: failed?.why ?? null, detail: failed?.detail ?? null };
      if (failed !== null) {
        log.warn({ why: failed.why, detail: failed.detail }, 'no copy of the store was made');
        notBefore = clock.monotonic() + RETRY_MS;
        if (failed.why === 'damaged') readThrough();
      } else prune();
      reread();
    });
  }

  function prune(): void {
    try {
      pruneCopies(folder, settings.keep);
    } catch (error) {
      log.warn(error, 'old copies cannot be removed');
    }
  }

  function begin(): void {
    try {
      endDrafts(folder);
    } catch (error) {
      log.warn(error, 'drafts of copies cannot be removed');
    }
    look();
  }

  /** The whole store, once after each start: what is looked at before the gates open is a part of it. */
  function readThrough(): void {
    void run(jobs({ kind: 'check', file: database, sha256: null }), (outcome) => {
      const damaged = outcome.kind === 'failed' && outcome.why === 'damaged';
      // Whatever else went wrong says nothing of the store: the next copy reads it through again.
      if (outcome.kind === 'failed' && !damaged)
        return log.warn({ detail: outcome.detail }, 'the store was not checked');
      const detail = outcome.kind === 'failed' ? outcome.detail : '';
      check = { state: damaged ? 'damaged' : 'sound', at: clock.now(), detail };
      if (damaged) parts.onDamaged(detail);
    });
  }

  function look(): void {
    stopLooking = clock.after(LOOK_MS, look);
    reread();
    if (running !== null || clock.monotonic() < notBefore || parts.busy()) return;
    if (check.at === null) return readThrough();
    if ((newest()?.at ?? -Infinity) < lastTime(clock.now(), settings.at)) make();
  }

  return {
    view() {
      const { at, keep } = settings;
      return {
        backup: { folder, at, keep, copies: copies.map(entryOf), making: running?.share ?? null, last },
        check,
      };
    },
    make,
    start: begin,
    async stop() {
      stopped = true;
      stopLooking();
      await running?.stop();
    },
  };
}
