import type { CommandError } from '../../electron/contract/commands.ts';
import type { ReportJob, ReportWishInput } from '../../electron/contract/reports.ts';
import type { ShiftPage } from '../../electron/contract/shift.ts';
import { emptyReport, reportOf } from './reports-fixtures.ts';
import { closedShift } from './shift-scenes.ts';

const HOUR = 3_600_000;

/** What the reports screen is told. */
export interface ReportsScene {
  shifts: ShiftPage;
  /** Why no report is begun; null: one is. */
  refused: CommandError['code'] | null;
  begin(wish: ReportWishInput): void;
  job(): ReportJob;
}

/** `reports-…` scenes of the preview; null for a name that is none. */
export function reportsSceneOf(name: string, at: number): ReportsScene | null {
  const [screen, what = ''] = name.split('-');
  if (screen !== 'reports') return null;
  let wish: ReportWishInput | null = null;
  const ended = Array.from({ length: 50 }, (_, n) => closedShift(at - (n * 12 + 11) * HOUR, 41 - (n % 41)));
  return {
    shifts: what === 'empty' ? { shifts: [], next: null } : { shifts: ended.slice(0, 41), next: 1 },
    refused: what === 'refused' ? 'not-allowed' : null,
    begin(begun) {
      wish = begun;
    },
    job() {
      if (wish === null) return { state: 'queued' };
      switch (what) {
        case 'running':
          return { state: 'running', share: 0.42 };
        case 'failed':
          return { state: 'failed', why: 'failed' };
        case 'empty':
          return { state: 'done', report: emptyReport(wish, at) };
        default:
          return { state: 'done', report: reportOf(wish, at) };
      }
    },
  };
}
