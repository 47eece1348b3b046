import type { Desk } from '../store/desk.tsx';
import type { Panel } from './sync-state.ts';

/** One step back: from the form to the report, from the report to the list, from the list to the board. */
export function goBack({ attention, sync }: Desk): void {
  const { panel } = sync.store.getState();
  if (panel === null) attention.visit({ kind: 'board' });
  else sync.store.show(panelBefore(panel));
}

function panelBefore(panel: Panel): Panel | null {
  switch (panel.kind) {
    case 'detail':
    case 'sure-report-all':
    case 'why-refund':
      return null;
    case 'correct':
      return { kind: 'detail', item: panel.item };
    case 'why-correct':
      return { kind: 'correct', item: panel.item, texts: panel.texts, problems: {} };
    case 'why-dismiss':
      return panel.detail ? { kind: 'detail', item: panel.item } : null;
  }
}
