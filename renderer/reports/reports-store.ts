import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type { HistoryChoices } from '../../electron/contract/history.ts';
import type { OpeningsView } from '../../electron/contract/openings.ts';
import type { Report } from '../../electron/contract/reports.ts';
import type { ClosedShift } from '../../electron/contract/shift.ts';
import { dayOf } from '../clock/days.ts';
import { callSafely } from '../store/call.ts';
import { createReportJob } from './report-job.ts';
import type { ReportJobStore } from './report-job.ts';
import { beside, firstDraft, wishOf } from './wish.ts';
import type { Draft } from './wish.ts';

export type Tab = 'report' | 'shifts';
export const TABS: readonly Tab[] = ['report', 'shifts'];

/** Openings and passages that do not come out even, one by one. */
export type OddList =
  | { state: 'none' }
  | { state: 'asking' }
  | { state: 'told'; of: string; view: OpeningsView }
  /** `too-long`: of more days than are reconciled at a sitting. */
  | { state: 'failed'; why: CommandError['code'] | 'too-long' };

export interface ReportsState {
  tab: Tab;
  /** Null until the first answer. */
  choices: HistoryChoices | null;
  draft: Draft;
  /** Null until the first answer. */
  shifts: readonly ClosedShift[] | null;
  /** Where the next page of shifts begins; null: all are listed. */
  next: number | null;
  failure: CommandError['code'] | null;
  /** The shift that keys act on. */
  selected: number | null;
  odd: OddList;
}

export interface ReportsStore extends StoreApi<ReportsState> {
  job: ReportJobStore;
  /** Asks for lanes, people and shifts; what was chosen and added up stays from one visit to the next. */
  visit(): void;
  chooseTab(tab: Tab): void;
  change(change: Partial<Draft>): void;
  step(by: 1 | -1): void;
  /** Adds up what is chosen. */
  begin(): void;
  /** The report of a shift, as it was closed. */
  openShift(shift: number): void;
  select(shift: number): void;
  walk(by: number): void;
  more(): Promise<void>;
  /** What does not come out even in a report, one by one. */
  listOdd(report: Report): Promise<void>;
}

/** The ledger of openings counts so much at a sitting, ms. */
const ODD_MOST_MS = 7 * 86_400_000;

export function createReportsStore(
  bridge: Bridge,
  now: () => number = Date.now,
  job: ReportJobStore = createReportJob(bridge),
): ReportsStore {
  const store = createStore<ReportsState>(() => ({
    tab: 'report',
    choices: null,
    draft: firstDraft(dayOf(now())),
    shifts: null,
    next: null,
    failure: null,
    selected: null,
    odd: { state: 'none' },
  }));
  const get = store.getState;

  async function list(before: number | null): Promise<void> {
    const result = await callSafely(bridge, 'shift.list', before === null ? {} : { before });
    if (!result.ok) {
      store.setState({ failure: result.error.code });
      return;
    }
    const shifts = [...(before === null ? [] : (get().shifts ?? [])), ...result.value.shifts];
    const { selected, draft } = get();
    store.setState({
      shifts,
      next: result.value.next,
      failure: null,
      selected: selected ?? shifts[0]?.id ?? null,
      draft: { ...draft, shift: draft.shift ?? shifts[0]?.id ?? null },
    });
  }

  function begin(): void {
    const wish = wishOf(get().draft);
    if (wish === null) return;
    store.setState({ odd: { state: 'none' } });
    job.begin(wish);
  }

  return Object.assign(store, {
    job,
    visit() {
      void list(null);
      void callSafely(bridge, 'history.choices', {}).then((result) => {
        if (result.ok) store.setState({ choices: result.value });
      });
    },
    chooseTab(tab: Tab) {
      store.setState({ tab });
    },
    change(change: Partial<Draft>) {
      store.setState(({ draft }) => ({ draft: { ...draft, ...change } }));
    },
    step(by: 1 | -1) {
      store.setState(({ draft }) => ({ draft: beside(draft, by) }));
    },
    begin,
    openShift(shift: number) {
      const { draft } = get();
      store.setState({ tab: 'report', selected: shift, draft: { ...draft, by: 'shift', shift, laneId: null, person: null } }); // prettier-ignore
      begin();
    },
    select(shift: number) {
      store.setState({ selected: shift });
    },
    walk(by: number) {
      const { shifts, selected } = get();
      if (shifts === null || shifts.length === 0) return;
      const at = shifts.findIndex(({ id }) => id === selected);
      const next = shifts[Math.min(Math.max(at + by, 0), shifts.length - 1)];
      if (next !== undefined) store.setState({ selected: next.id });
    },
    async more() {
      const { next } = get();
      if (next !== null) await list(next);
    },
    async listOdd({ sha256, figures: { period } }: Report) {
      if (period.to - period.from > ODD_MOST_MS) {
        store.setState({ odd: { state: 'failed', why: 'too-long' } });
        return;
      }
      store.setState({ odd: { state: 'asking' } });
      const result = await callSafely(bridge, 'openings.get', {
        from: period.from,
        to: period.to,
        ...(period.laneId !== null && { laneId: period.laneId }),
      });
      if (get().odd.state !== 'asking') return;
      store.setState({
        odd: result.ok
          ? { state: 'told', of: sha256, view: result.value }
          : { state: 'failed', why: result.error.code },
      });
    },
  });
}
