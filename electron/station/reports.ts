import { join } from 'node:path';
import type { Clock } from '../../native/clock/contract.ts';
import { keptReport } from '../contract/reports.ts';
import type { SiteConfig } from '../contract/site.ts';
import type { Access } from './access/access.ts';
import type { Notices } from './board/notices.ts';
import { keepFiling } from './history/filing.ts';
import type { Ledger } from './ledger/record.ts';
import type { Names } from './ledger/line.ts';
import type { Log } from './log.ts';
import { createCounting } from './report/counting.ts';
import { createReportDesk, keptFrom } from './report/desk.ts';
import type { ReportDesk } from './report/desk.ts';
import type { ReportContext } from './report/make.ts';
import { createTasks } from './report/run.ts';
import { createReportSchedule } from './report/schedule.ts';
import { createShiftDesk } from './shift/desk.ts';
import type { ShiftDesk } from './shift/desk.ts';
import { createShifts } from './shift/shifts.ts';
import type { People } from './access/people.ts';
import type { Db } from './store/open.ts';

export interface ReportsParts {
  site: SiteConfig;
  db: Db;
  ledger: Ledger;
  /** The store's file. */
  database: string;
  dataDirectory: string;
  people: Pick<People, 'all'>;
  access: Pick<Access, 'desk' | 'onSession'>;
  notices: Pick<Notices, 'set'>;
  names: Names;
  /** A car is being captured: what can wait waits. */
  busy(): boolean;
  clock: Clock;
  log: Log;
}

/** Shifts and reports. */
export interface Reports {
  shifts: ShiftDesk;
  reports: ReportDesk;
  start(): void;
  stop(): Promise<void>;
}

/** Of so many shifts that ended last the files are looked for. */
const MOST_MISSED = 20;

/** Wires shifts to whoever sits at the desk, and to the reports that are closed with them. Starts nothing. */
export function openReports(parts: ReportsParts): Reports {
  const { site, db, ledger, database, dataDirectory, people, access, notices, names, busy, clock, log } = parts;
  const shifts = createShifts(db);
  const tasks = createTasks();
  const context = (): ReportContext => ({
    now: clock.now(),
    lot: { name: site.lot.name, desk: site.lot.desk, stalls: site.lot.totalStalls },
    lanes: Object.fromEntries(site.lanes.map((lane) => [lane.id, lane.name])),
  });
  const schedule = createReportSchedule({
    ...{ tasks, database, dataDirectory, context, clock, log },
    settings: () => site.reports,
    unreported: shifts.unreported,
    keep(shift, report) {
      // Plates end with their time: what is kept for good has none (0030).
      const kept = JSON.stringify(keptReport.parse(report));
      shifts.keepReport(shift, { at: report.askedAt, sha256: report.sha256, report: kept });
    },
    keptSince: (at) =>
      shifts
        .ended(MOST_MISSED)
        .filter(({ end }) => end !== null && end.at > at)
        .flatMap(({ id: shift }) => {
          const report = keptFrom(shifts.reportOf(shift));
          return report === null ? [] : [{ shift, report }];
        })
        .reverse(),
    onTrouble: (why) => notices.set('reports-not-written', 'reports', why),
  });
  const shiftDesk = createShiftDesk({
    ...{ shifts, ledger, log },
    till: () => site.reports.till,
    people: () => people.all().filter(({ state, secret }) => state === 'active' && secret !== null),
    nameOf: names.person,
    onEnded: () => schedule.ended(),
  });
  access.onSession(shiftDesk.seated);
  let stopCounting = (): void => undefined;
  return {
    shifts: shiftDesk,
    reports: createReportDesk({
      ...{ tasks, database, context },
      drafts: join(dataDirectory, 'report-files'),
      shifts: {
        of(id) {
          const shift = shifts.byId(id);
          if (!shift) return null;
          return {
            person: shift.person,
            endedBy: shift.end?.by ?? null,
            counted: shift.end !== null || shifts.countsOf(id).length > 0,
            last: shift.end === null || shifts.ended(1)[0]?.id === id,
          };
        },
        kept: (id) => keptFrom(shifts.reportOf(id)),
      },
    }),
    start() {
      // Found at the desk as it was before the station fell.
      shiftDesk.seated(access.desk.view());
      schedule.start();
      stopCounting = keepFiling(createCounting(db), {
        clock,
        busy,
        onTrouble: (why) => notices.set('disk', 'tally', why),
      });
    },
    async stop() {
      stopCounting();
      schedule.stop();
      await tasks.stop();
    },
  };
}
