import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type {
  Report,
  ReportFailure,
  ReportFileKind,
  ReportLanguage,
  ReportWishInput,
} from '../../electron/contract/reports.ts';
import { callSafely } from '../store/call.ts';
import { offerNamed } from '../tables/offer-file.ts';
import { fetchFile } from './file-parts.ts';
import type { Fetched } from './file-parts.ts';

/** One report, from the wish for it to its files. */
export type JobState =
  | { state: 'none' }
  /** `share`: 0 to 1; null: it waits for its turn. `lost`: the station does not answer just now. */
  | { state: 'running'; id: string; share: number | null; lost: boolean }
  | { state: 'done'; id: string; report: Report }
  | { state: 'failed'; why: ReportFailure }
  | { state: 'refused'; code: CommandError['code'] }
  | { state: 'cancelled' };

export type Saved = { kind: ReportFileKind } & (
  | { state: 'saving'; share: number }
  | { state: 'saved' }
  | { state: 'failed'; why: Extract<Fetched, { ok: false }>['why'] }
);

export interface ReportJobState {
  job: JobState;
  /** What is saved, or was last. */
  saved: Saved | null;
}

export interface ReportJobStore extends StoreApi<ReportJobState> {
  begin(wish: ReportWishInput): void;
  /** Of a report that is being added up. */
  cancel(): void;
  save(kind: ReportFileKind, language: ReportLanguage): Promise<void>;
  /** As if none had been asked for; what is on its way is dropped. */
  forget(): void;
}

const ASK_AGAIN_MS = 300;

/** `offer`: gives a file to the person. */
export function createReportJob(
  bridge: Bridge,
  newKey: () => string = () => crypto.randomUUID(),
  offer: (name: string, file: Blob) => void = offerNamed,
): ReportJobStore {
  const store = createStore<ReportJobState>(() => ({ job: { state: 'none' }, saved: null }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Marks the report that is wanted: an answer about another one is dropped. */
  let wanted = '';

  const show = (job: JobState): void => {
    store.setState({ job });
  };

  async function ask(id: string): Promise<void> {
    const result = await callSafely(bridge, 'reports.get', { id });
    const { job } = store.getState();
    if (wanted !== id || job.state !== 'running') return;
    if (!result.ok) {
      // A station that begins anew keeps no reports: `gone` then says so.
      if (result.error.code !== 'station-down') return show({ state: 'refused', code: result.error.code });
      show({ ...job, lost: true });
    } else {
      const { value } = result;
      switch (value.state) {
        case 'queued':
        case 'running':
          show({ state: 'running', id, share: value.state === 'running' ? value.share : null, lost: false });
          break;
        case 'done':
          return show({ state: 'done', id, report: value.report });
        case 'failed':
          return show(value);
        case 'cancelled':
          return show(value);
      }
    }
    timer = setTimeout(() => void ask(id), ASK_AGAIN_MS);
  }

  function drop(): void {
    clearTimeout(timer);
    const { job } = store.getState();
    if (job.state === 'running') void callSafely(bridge, 'reports.cancel', { id: job.id });
    wanted = '';
  }

  return Object.assign(store, {
    begin(wish: ReportWishInput) {
      drop();
      const id = newKey();
      wanted = id;
      store.setState({ job: { state: 'running', id, share: null, lost: false }, saved: null });
      void callSafely(bridge, 'reports.begin', { key: id, wish }).then((result) => {
        if (wanted !== id) return;
        if (result.ok) void ask(id);
        else show({ state: 'refused', code: result.error.code });
      });
    },
    cancel() {
      if (store.getState().job.state !== 'running') return;
      drop();
      show({ state: 'cancelled' });
    },
    async save(kind: ReportFileKind, language: ReportLanguage) {
      const { job, saved } = store.getState();
      if (job.state !== 'done' || saved?.state === 'saving') return;
      const { id } = job;
      const say = (now: Saved): void => {
        if (wanted === id) store.setState({ saved: now });
      };
      say({ kind, state: 'saving', share: 0 });
      const fetched = await fetchFile(bridge, { id, kind, language }, (share) => {
        say({ kind, state: 'saving', share });
      });
      if (wanted !== id) return;
      if (fetched.ok) offer(fetched.name, fetched.file);
      say(fetched.ok ? { kind, state: 'saved' } : { kind, state: 'failed', why: fetched.why });
    },
    forget() {
      drop();
      store.setState({ job: { state: 'none' }, saved: null });
    },
  });
}
