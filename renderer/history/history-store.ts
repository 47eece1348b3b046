import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CommandError, CommandInput } from '../../electron/contract/commands.ts';
import { mayRun } from '../../electron/contract/rights.ts';
import type {
  CorrectionProblem,
  HistoryChoices,
  HistoryKind,
  HistoryRow,
  StayFile,
} from '../../electron/contract/history.ts';
import { callSafely } from '../store/call.ts';

/** A hand that types rests so long, ms. */
const TYPED_MS = 150;

/** What is looked for. Instants are UTC ms; null narrows nothing. */
export interface Filters {
  text: string;
  from: number | null;
  to: number | null;
  laneId: string | null;
  kind: HistoryKind | null;
  who: string | null;
}

/** What lies over the list: a stay, as it is or while it is put right; `file` is null while it is on its way. */
export interface OpenStay {
  stayId: string;
  file: StayFile | null;
  corrects: boolean;
  /** What the station says is wrong with the last correction, by field. */
  problems: Readonly<Record<string, CorrectionProblem>>;
}

export type Outcome =
  { ok: true; what: 'corrected' | 'exported' | 'settled'; count: number } | { ok: false; code: CommandError['code'] };

/** What the screen shows: what is looked for, or the ledger of openings. */
export type Tab = 'search' | 'openings';
export const TABS: readonly Tab[] = ['search', 'openings'];

export interface HistoryState {
  tab: Tab;
  /** Null until the first answer. */
  choices: HistoryChoices | null;
  filters: Filters;
  /** Null until the first answer. */
  rows: readonly HistoryRow[] | null;
  /** Where the next page begins; null: all is listed. */
  next: number | null;
  /** The station is still filing older rows: some may be missing. */
  filing: boolean;
  asking: boolean;
  acting: boolean;
  failure: CommandError['code'] | null;
  /** Key of the row that keys act on. */
  selected: string | null;
  open: OpenStay | null;
  outcome: Outcome | null;
}

export const NOTHING: Filters = { text: '', from: null, to: null, laneId: null, kind: null, who: null };

const EMPTY: HistoryState = {
  tab: 'search',
  choices: null,
  filters: NOTHING,
  rows: null,
  next: null,
  filing: false,
  asking: false,
  acting: false,
  failure: null,
  selected: null,
  open: null,
  outcome: null,
};

/** An act on the money of a stay, without the key of its press. */
export type Settlement = {
  [C in SettlingCommand]: { command: C; input: Omit<CommandInput<C>, 'key'> };
}[SettlingCommand];
type SettlingCommand = 'charges.refund' | 'charges.send-back' | 'charges.end-debt' | 'charges.dealt-with';

export type Corrected = Omit<CommandInput<'history.correct'>, 'key' | 'stayId'>;

export interface HistoryStore extends StoreApi<HistoryState> {
  /** Begins afresh; what is on its way is dropped when the returned function is called. */
  visit(): () => void;
  chooseTab(tab: Tab): void;
  narrow(change: Partial<Filters>): void;
  /** Asks for the next page. */
  more(): Promise<void>;
  step(by: number): void;
  select(key: string): void;
  /** Opens the stay of a row; an event without one has nothing to open. */
  openRow(row: HistoryRow): void;
  openStay(stayId: string): void;
  closeStay(): void;
  openSelected(): void;
  correct(corrects: boolean): void;
  sendCorrection(corrected: Corrected): Promise<void>;
  /** Money of the open stay: paid back, a debt ended, or what was raised dealt with. */
  settle(act: Settlement): Promise<void>;
  /** Money of the open stay was taken elsewhere: it is read again. */
  settled(): void;
  close(): void;
  say(outcome: Outcome): void;
}

export const rowKey = (row: HistoryRow): string => `${row.row}-${row.id}`;

/** The question that filters stand for. */
export function questionOf({ text, from, to, laneId, kind, who }: Filters): CommandInput<'history.find'> {
  return {
    ...(text.trim() !== '' && { text: text.trim() }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
    ...(laneId !== null && { laneId }),
    ...(kind !== null && { kind }),
    ...(who !== null && { who }),
  };
}

/** What the history screen knows of the station: only the answer to the last question is shown. */
export function createHistoryStore(bridge: Bridge, newKey: () => string = () => crypto.randomUUID()): HistoryStore {
  const store = createStore<HistoryState>(() => EMPTY);
  const get = store.getState;
  let typing: ReturnType<typeof setTimeout> | undefined;
  /** Marks the last question: an answer to an earlier one is dropped. */
  let last = Symbol('none');

  async function find(after: number | null): Promise<void> {
    const mine = Symbol('find');
    last = mine;
    store.setState({ asking: true });
    const result = await callSafely(bridge, 'history.find', {
      ...questionOf(get().filters),
      ...(after !== null && { after }),
    });
    if (mine !== last) return;
    if (!result.ok) {
      store.setState({ asking: false, failure: result.error.code });
      return;
    }
    const before = after === null ? [] : (get().rows ?? []);
    const rows = [...before, ...result.value.rows];
    const kept = rows.some((row) => rowKey(row) === get().selected);
    const first = rows[0];
    store.setState({
      rows,
      next: result.value.next,
      filing: result.value.filing,
      asking: false,
      failure: null,
      ...(!kept && { selected: first === undefined ? null : rowKey(first) }),
    });
  }

  async function load(stayId: string): Promise<void> {
    const result = await callSafely(bridge, 'history.stay', { stayId });
    const { open } = get();
    if (open?.stayId !== stayId) return;
    if (result.ok) store.setState({ open: { ...open, file: result.value } });
    else store.setState({ open: null, outcome: { ok: false, code: result.error.code } });
  }

  function openStay(stayId: string): void {
    store.setState({ open: { stayId, file: null, corrects: false, problems: {} }, outcome: null });
    void load(stayId);
  }

  function openRow(row: HistoryRow): void {
    const stayId = row.row === 'stay' ? row.id : row.stayId;
    store.setState({ selected: rowKey(row), outcome: null });
    if (stayId !== null) openStay(stayId);
  }

  const selectedRow = (): HistoryRow | undefined => get().rows?.find((row) => rowKey(row) === get().selected);

  return Object.assign(store, {
    visit() {
      store.setState(EMPTY);
      void find(null);
      void callSafely(bridge, 'history.choices', {}).then((result) => {
        if (result.ok) store.setState({ choices: result.value });
      });
      return () => {
        clearTimeout(typing);
        last = Symbol('left');
      };
    },
    chooseTab(tab: Tab) {
      store.setState({ tab, open: null, outcome: null });
    },
    narrow(change: Partial<Filters>) {
      store.setState(({ filters }) => ({ filters: { ...filters, ...change }, outcome: null }));
      clearTimeout(typing);
      if (change.text === undefined) void find(null);
      else typing = setTimeout(() => void find(null), TYPED_MS);
    },
    async more() {
      const { next, asking } = get();
      if (next !== null && !asking) await find(next);
    },
    step(by: number) {
      const { rows, selected, open } = get();
      if (rows === null || rows.length === 0) return;
      const at = rows.findIndex((row) => rowKey(row) === selected);
      const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
      if (next === undefined) return;
      store.setState({ selected: rowKey(next) });
      // A stay that lies open gives way to the next.
      if (open !== null) openRow(next);
    },
    select(key: string) {
      store.setState({ selected: key });
    },
    openRow,
    openStay,
    closeStay() {
      store.setState({ open: null });
    },
    openSelected() {
      const row = selectedRow();
      if (row !== undefined) openRow(row);
    },
    correct(corrects: boolean) {
      const { open, choices } = get();
      if (!open?.file || (corrects && choices !== null && !mayRun(choices.role, 'supervisor'))) return;
      store.setState({ open: { ...open, corrects, problems: {} }, outcome: null });
    },
    async sendCorrection(corrected: Corrected) {
      const { open, acting } = get();
      if (open === null || acting) return;
      store.setState({ acting: true, outcome: null });
      const result = await callSafely(bridge, 'history.correct', { ...corrected, key: newKey(), stayId: open.stayId });
      store.setState({ acting: false });
      if (!result.ok) {
        const problems = (result.error.fields ?? {}) as Record<string, CorrectionProblem>;
        store.setState({ open: { ...open, problems }, outcome: { ok: false, code: result.error.code } });
        return;
      }
      store.setState({ open: { ...open, corrects: false }, outcome: { ok: true, what: 'corrected', count: 1 } });
      await Promise.all([load(open.stayId), find(null)]);
    },
    async settle({ command, input }: Settlement) {
      const { open, acting } = get();
      if (open === null || acting) return;
      store.setState({ acting: true, outcome: null });
      const result = await callSafely(bridge, command, { ...input, key: newKey() });
      const outcome: Outcome = result.ok
        ? { ok: true, what: 'settled', count: 1 }
        : { ok: false, code: result.error.code };
      store.setState({ acting: false, outcome });
      await load(open.stayId);
    },
    settled() {
      const { open } = get();
      if (open === null) return;
      store.setState({ outcome: { ok: true, what: 'settled', count: 1 } });
      void load(open.stayId);
    },
    close() {
      const { open } = get();
      if (open?.corrects === true) store.setState({ open: { ...open, corrects: false, problems: {} } });
      else store.setState({ open: null });
    },
    say(outcome: Outcome) {
      store.setState({ outcome });
    },
  });
}
