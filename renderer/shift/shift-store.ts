import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type { ShiftView } from '../../electron/contract/shift.ts';
import { createReportJob } from '../reports/report-job.ts';
import type { ReportJobStore } from '../reports/report-job.ts';
import { askAgain } from '../store/ask-again.ts';
import { callSafely } from '../store/call.ts';
import { firstStep, needsReason, stepAfter, stepBack, stepRefused } from './hand-over.ts';
import type { Step, Taker } from './hand-over.ts';

export interface ShiftState {
  /** Null until the first answer. */
  view: ShiftView | null;
  step: Step;
  /** The shift that is handed over here. */
  about: number | null;
  busy: boolean;
  /** Why the station did not answer, or refused. */
  failure: CommandError['code'] | null;
}

export interface ShiftStore extends StoreApi<ShiftState> {
  /** The report of the shift that was handed over. */
  job: ReportJobStore;
  /** Begins afresh, and follows the shift until the returned function is called. */
  visit(): () => void;
  count(fen: number): Promise<void>;
  countAgain(): void;
  /** From what was told on to who takes over; without a reason only where none is needed. */
  goOn(because: string | null): void;
  choose(to: Taker | null): void;
  handOver(): Promise<void>;
  /** One step back; false: there is none. */
  back(): boolean;
}

const FOLLOW_MS = 2000;
const EMPTY: ShiftState = { view: null, step: { at: 'none' }, about: null, busy: false, failure: null };

export function createShiftStore(
  bridge: Bridge,
  newKey: () => string = () => crypto.randomUUID(),
  job: ReportJobStore = createReportJob(bridge),
): ShiftStore {
  const store = createStore<ShiftState>(() => EMPTY);
  const get = store.getState;
  /** A count that may have been heard already goes again under its own key. */
  let counted: { shift: number; fen: number; key: string } | null = null;

  async function look(): Promise<void> {
    const result = await callSafely(bridge, 'shift.get', {});
    if (!result.ok) {
      store.setState({ failure: result.error.code });
      return;
    }
    const { step, about, view, failure } = get();
    const first = view === null || step.at === 'none';
    const next = first ? firstStep(result.value) : stepAfter(step, about, result.value);
    store.setState({
      view: result.value,
      step: sameStep(step, next) ? step : next,
      about: first ? (result.value.open?.id ?? null) : about,
      failure: failure === 'station-down' ? null : failure,
    });
    if (next.at === 'overtaken' && step.at !== 'overtaken') addUp(next.shift);
  }

  const addUp = (shift: number): void => {
    job.begin({ period: { by: 'shift', shift } });
  };

  return Object.assign(store, {
    job,
    visit() {
      counted = null;
      store.setState(EMPTY);
      job.forget();
      return askAgain(look, FOLLOW_MS);
    },
    async count(fen: number) {
      const { about, busy } = get();
      if (about === null || busy) return;
      store.setState({ busy: true, failure: null });
      if (counted?.shift !== about || counted.fen !== fen) counted = { shift: about, fen, key: newKey() };
      const result = await callSafely(bridge, 'shift.count', { key: counted.key, shift: about, fen });
      if (result.ok) {
        counted = null;
        store.setState({ step: { at: 'told' } });
        // What is told comes with the shift as it is now.
        await look();
        store.setState({ busy: false });
        return;
      }
      const gone = result.error.code === 'gone';
      store.setState({ busy: false, failure: gone ? null : result.error.code });
      if (gone) await look();
    },
    countAgain() {
      store.setState({ step: { at: 'count', moved: false }, failure: null });
    },
    goOn(because: string | null) {
      const { view } = get();
      if (view === null || (because === null && needsReason(view))) return;
      store.setState({ step: { at: 'to', because }, failure: null });
    },
    choose(to: Taker | null) {
      const { step } = get();
      if (step.at === 'to') store.setState({ step: { at: 'sure', because: step.because, to, key: newKey() } });
    },
    async handOver() {
      const { step, about, busy } = get();
      if (step.at !== 'sure' || about === null || busy) return;
      store.setState({ busy: true, failure: null });
      const { key, to, because } = step;
      const result = await callSafely(bridge, 'shift.hand-over', {
        key,
        shift: about,
        to: to?.id ?? null,
        ...(because !== null && { because }),
      });
      store.setState({ busy: false });
      if (result.ok) {
        store.setState({ step: { at: 'ended', shift: about } });
        addUp(about);
        await look();
        return;
      }
      const back = stepRefused(about, result.error);
      const overtaken = back?.at === 'overtaken';
      store.setState({ failure: overtaken ? null : result.error.code, ...(back && { step: back }) });
      if (overtaken) addUp(about);
      await look();
    },
    back() {
      const back = stepBack(get().step);
      if (back !== null) store.setState({ step: back, failure: null });
      return back !== null;
    },
  });
}

/** Nothing is drawn afresh while nothing changed: a reason that is being typed stays. */
const sameStep = (one: Step, other: Step): boolean => JSON.stringify(one) === JSON.stringify(other);
