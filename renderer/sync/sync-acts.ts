import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type { FieldProblem } from '../../electron/contract/sync.ts';
import { actingIn } from '../tables/acts.ts';
import type { Exported, Sent } from '../tables/acts.ts';
import { offered } from './offered.ts';
import { itemAtHand, selectedRefund, shownPlatform } from './sync-state.ts';
import type { Act, Panel, Texts } from './sync-state.ts';
import type { SyncStore } from './sync-store.ts';

/** What a person does on the sync screen. An act that is not offered does nothing. */
export interface SyncActs {
  /** Presses an act: does it, or opens the question that comes first. */
  press(act: Exclude<Act, 'export'>): void;
  /** The corrected fields are ready: asks why. */
  submit(texts: Texts): void;
  /** The reason for what was asked. */
  because(reason: string): void;
  reportAll(): void;
  /** Runs an export, whose failure and number of lines are shown like any act's. */
  export(run: () => Promise<Exported>): void;
}

export function createSyncActs(store: SyncStore, bridge: Bridge, newKey?: () => string): SyncActs {
  const get = store.getState;
  const acting = actingIn<Act>(store, bridge, newKey);

  /** No act on a report is offered without a platform. */
  const here = (): string => shownPlatform(get())?.platform.id ?? '';

  /** Answers the error; null: the act was done, or another is under way. */
  async function follow(sent: Sent<Act>): Promise<CommandError | null> {
    const came = await sent;
    if (came === null) return null;
    const { result } = came;
    store.setState(({ panel }) => ({ panel: result.ok ? null : behind(panel) }));
    acting.sayResult(came);
    void store.refresh();
    return result.ok ? null : result.error;
  }

  async function correct(seq: number, texts: Texts, because: string): Promise<void> {
    const { panel } = get();
    const correction = { platform: here(), seq, fields: { ...texts }, because };
    const error = await follow(acting.send('correct', 'sync.correct', correction));
    if (error === null || panel?.kind !== 'why-correct') return;
    // What was typed is put right, not typed again.
    store.setState({ panel: { kind: 'correct', item: panel.item, texts, problems: problemsIn(error) } });
  }

  function press(act: Exclude<Act, 'export'>): void {
    const state = get();
    if (offered(state, act) !== 'yes') return;
    const item = itemAtHand(state);
    switch (act) {
      case 'retry':
        if (item !== null) void follow(acting.send(act, 'sync.retry', { platform: here(), seq: item.seq }));
        return;
      case 'retry-all':
        void follow(
          acting.send(act, 'sync.retry', {
            platform: here(),
            ...(state.interface !== null && { interface: state.interface }),
          }),
        );
        return;
      case 'correct':
        if (item !== null) store.show({ kind: 'correct', item, texts: {}, problems: {} });
        return;
      case 'dismiss':
        if (item !== null) store.show({ kind: 'why-dismiss', item, detail: state.panel !== null });
        return;
      case 'report-all':
        store.show({ kind: 'sure-report-all' });
        return;
      case 'accept-refund':
      case 'refuse-refund': {
        const refund = selectedRefund(state);
        if (refund !== null) store.show({ kind: 'why-refund', refund, accept: act === 'accept-refund' });
        return;
      }
    }
  }

  return {
    press,
    submit(texts) {
      const { panel } = get();
      if (panel?.kind !== 'correct' || Object.keys(texts).length === 0) return;
      store.show({ kind: 'why-correct', item: panel.item, texts });
    },
    because(reason) {
      const { panel } = get();
      if (panel?.kind === 'why-dismiss') {
        const dismissal = { platform: here(), seq: panel.item.seq, because: reason };
        void follow(acting.send('dismiss', 'sync.dismiss', dismissal));
      }
      if (panel?.kind === 'why-correct') void correct(panel.item.seq, panel.texts, reason);
      if (panel?.kind === 'why-refund') {
        const { accept, refund } = panel;
        const decision = { refundNo: refund.refundNo, accept, because: reason };
        const act = accept ? 'accept-refund' : 'refuse-refund';
        void follow(acting.send(act, 'orders.decide-refund', decision));
      }
    },
    reportAll() {
      void follow(acting.send('report-all', 'sync.report-base-data', { platform: here() }));
    },
    export(run) {
      if (offered(get(), 'export') !== 'yes') return;
      acting.export('export', run);
    },
  };
}

/** What an act that failed leaves open: the report it was about, where that lay open before. */
function behind(panel: Panel | null): Panel | null {
  if (panel?.kind === 'why-dismiss') return panel.detail ? { kind: 'detail', item: panel.item } : null;
  return panel?.kind === 'sure-report-all' || panel?.kind === 'why-refund' ? null : panel;
}

/** What the station says is wrong with the fields, by their names. */
function problemsIn({ fields = {} }: CommandError): Record<string, FieldProblem> {
  const problems = Object.entries(fields).flatMap(([path, problem]) =>
    path.startsWith('fields.') ? [[path.slice('fields.'.length), problem as FieldProblem] as const] : [],
  );
  return Object.fromEntries(problems);
}
