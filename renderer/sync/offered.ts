import { mayRun } from '../../electron/contract/rights.ts';
import { isList, itemAtHand, selectedRefund, shownPlatform } from './sync-state.ts';
import type { Act, SyncState } from './sync-state.ts';

/** Whether an act can be done now: buttons and keys ask here. `not-yours`: it is for a supervisor. */
export type Offer = 'yes' | 'no' | 'not-yours';

const FOR_SUPERVISORS: ReadonlySet<Act> = new Set([
  'correct',
  'dismiss',
  'report-all',
  'accept-refund',
  'refuse-refund',
]);

export function offered(state: SyncState, act: Act): Offer {
  if (state.acting !== null || state.failure !== null || !possible(state, act)) return 'no';
  return FOR_SUPERVISORS.has(act) && state.view !== null && !mayRun(state.view.role, 'supervisor')
    ? 'not-yours'
    : 'yes';
}

function possible(state: SyncState, act: Act): boolean {
  const item = itemAtHand(state);
  switch (act) {
    case 'retry':
    case 'dismiss':
      return item?.state === 'parked';
    case 'correct':
      return item?.state === 'parked' && item.fields.some(({ editable }) => editable);
    case 'retry-all':
      return state.panel === null && state.tab === 'parked' && (state.page?.items.length ?? 0) > 0;
    case 'report-all':
      return state.panel === null && state.tab === 'base-data' && shownPlatform(state)?.baseData === true;
    case 'accept-refund':
    case 'refuse-refund':
      return state.panel === null && selectedRefund(state) !== null;
    case 'export':
      return state.panel === null && (state.tab === 'figures' ? figures(state) : isList(state.tab) && listed(state));
  }
}

const listed = ({ page }: SyncState): boolean => (page?.items.length ?? 0) > 0;
const figures = (state: SyncState): boolean => (shownPlatform(state)?.interfaces.length ?? 0) > 0;
