import type { Desk } from '../store/desk.tsx';
import { rowAtHand } from './bookings-state.ts';
import type { Panel } from './bookings-state.ts';
import type { BookingsStore } from './bookings-store.ts';

/** Enter on a row: it lies open. */
export function openRow(store: BookingsStore): void {
  const row = rowAtHand({ ...store.getState(), panel: null });
  if (row !== null) store.show({ kind: 'detail', row });
}

/** One step back: from the question to the form, from the form to the line, from the line to the list, then to the board. */
export function goBack({ attention, bookings }: Pick<Desk, 'attention' | 'bookings'>): void {
  const { panel } = bookings.store.getState();
  if (panel === null) attention.visit({ kind: 'board' });
  else bookings.store.show(panelBefore(panel));
}

function panelBefore(panel: Panel): Panel | null {
  switch (panel.kind) {
    case 'detail':
      return null;
    case 'change':
      return { kind: 'detail', row: { tab: 'orders', line: panel.order } };
    case 'why-end':
      return panel.detail ? { kind: 'detail', row: { tab: 'orders', line: panel.order } } : null;
    case 'why-change':
      return { kind: 'change', order: panel.order, texts: panel.texts, problem: null };
    case 'why-annul':
      return panel.detail ? { kind: 'detail', row: { tab: 'coupons', line: panel.coupon } } : null;
  }
}
