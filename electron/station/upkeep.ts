import { createClockCheck } from '../../native/clock/clock-check.ts';
import type { ClockCheck, ClockOffset } from '../../native/clock/clock-check.ts';
import type { Clock } from '../../native/clock/contract.ts';
import { createAskTime } from '../../native/clock/time-server.ts';
import type { SiteConfig } from '../contract/site.ts';
import type { UpkeepView } from '../contract/upkeep.ts';
import type { Access } from './access/access.ts';
import type { Actor } from './access/door.ts';
import type { Notices } from './board/notices.ts';
import type { Log } from './log.ts';
import { keepFiling } from './history/filing.ts';
import { createBackups } from './store/backup/backups.ts';
import type { BackupParts } from './store/backup/backups.ts';
import type { Db } from './store/open.ts';
import { keepNeed } from './store/restore/need.ts';
import type { StorePlaces } from './store/restore/need.ts';
import { createRetention } from './store/retention/retention.ts';

/** What the station does for itself, as a person sees and asks it. */
export interface Upkeep {
  view(): UpkeepView;
  /** How far the clock is off; null: not measured. */
  clockOffset(): ClockOffset | null;
  /** Begins a copy of the store; `upkeep.get` tells what becomes of it. */
  makeBackup(who: Actor): void;
  /** The station begins anew, and asks what to go on with. */
  askRestore(because: string, who: Actor): void;
  /** Other time servers may be asked from now on. */
  settingsChanged(): void;
  start(): void;
  stop(): Promise<void>;
}

export interface UpkeepParts {
  site: SiteConfig;
  db: Db;
  places: StorePlaces;
  captureDirectory: string;
  clock: Clock;
  random: () => number;
  log: Log;
  access: Pick<Access, 'trail'>;
  notices: Pick<Notices, 'set'>;
  /** A car is being captured: what can wait waits. */
  busy(): boolean;
  /** The clock was measured. */
  onClock(): void;
  restart(): void;
  /** Who copies and checks the store; absent: threads. */
  jobs?: BackupParts['jobs'];
}

/** Beyond this bookings are judged wrongly and signatures may be refused. */
const MOST_OFF_MS = 1000;

export function openUpkeep(parts: UpkeepParts): Upkeep {
  const { site, db, places, captureDirectory, clock, random, log, access, notices, busy, onClock, restart } = parts;
  const backups = createBackups({
    database: places.database,
    folder: places.copies,
    lot: () => site.lot.name,
    settings: site.backup,
    since: db.prepare<[], number | null>('SELECT min(at) FROM fact').pluck().get() ?? null,
    clock,
    log,
    busy,
    jobs: parts.jobs,
    onOld: (since) => notices.set('backup-old', 'backup', since === null ? null : '', since ?? undefined),
    onDamaged(detail) {
      notices.set('store-damaged', 'store', detail);
      // The gates go on; the next start begins with the question what to go on with.
      keepNeed(places, { why: 'damaged', detail, since: clock.now(), setAside: null });
    },
  });

  const retention = createRetention({
    db,
    get days() {
      return site.retention.days;
    },
    pictures: captureDirectory,
    clock,
  });
  let stopEnding = (): void => undefined;
  const openClockCheck = (): ClockCheck =>
    createClockCheck({ ...site.clock, clock, ask: createAskTime(clock, random), onMeasured });
  let asking = JSON.stringify(site.clock);
  let clockCheck = openClockCheck();

  function onMeasured(offset: ClockOffset | null): void {
    const off = offset !== null && Math.abs(offset.offsetMs) > MOST_OFF_MS ? offset.offsetMs : null;
    notices.set('clock-off', 'clock', off === null ? null : (-off / 1000).toFixed(1).replace(/^(?=\d)/, '+'));
    onClock();
  }

  return {
    view: () => ({ ...backups.view(), retention: { days: site.retention.days, doneUntil: retention.doneUntil() } }),
    makeBackup(who) {
      access.trail.note(who, 'backup.make', 'done', {});
      backups.make();
    },
    askRestore(because, who) {
      access.trail.note(who, 'restore.ask', 'done', { because });
      keepNeed(places, { why: 'asked', detail: because, since: clock.now(), setAside: null });
      // After the answer.
      clock.after(0, restart);
    },
    start() {
      backups.start();
      clockCheck.start();
      stopEnding = keepFiling(retention, {
        clock,
        busy,
        onTrouble: (why) => notices.set('disk', 'retention', why),
      });
    },
    clockOffset: () => clockCheck.offset(),
    settingsChanged() {
      if (asking === JSON.stringify(site.clock)) return;
      asking = JSON.stringify(site.clock);
      clockCheck.stop();
      clockCheck = openClockCheck();
      // What another server said says nothing of those of now.
      onMeasured(null);
      clockCheck.start();
    },
    async stop() {
      clockCheck.stop();
      stopEnding();
      await backups.stop();
    },
  };
}
