import type { BaseDataView } from '../../electron/contract/base-data.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type { RefundView } from '../../electron/contract/orders.ts';
import type {
  FieldProblem,
  FoundFiles,
  FoundReport,
  ReportItemView,
  ReportPage,
  SyncPlatformView,
  SyncView,
} from '../../electron/contract/sync.ts';
import type { OutcomeOf } from '../tables/acts.ts';

/** What the sync screen shows, and where the hand is on it. */

export const LISTS = ['parked', 'waiting', 'acknowledged', 'dismissed'] as const;
export type List = (typeof LISTS)[number];
/** In the order of their keys, 1 to 8. */
export const TABS = [...LISTS, 'figures', 'base-data', 'search', 'refunds'] as const;
export type Tab = (typeof TABS)[number];

export const isList = (tab: Tab): tab is List => (LISTS as readonly string[]).includes(tab);

/** What lies over the lists. What was typed stays with it while a reason is asked, or while the station says no. */
export type Panel =
  | { kind: 'detail'; item: ReportItemView }
  | { kind: 'correct'; item: ReportItemView; texts: Texts; problems: Readonly<Record<string, FieldProblem>> }
  | { kind: 'why-correct'; item: ReportItemView; texts: Texts }
  | { kind: 'why-dismiss'; item: ReportItemView; detail: boolean }
  | { kind: 'why-refund'; refund: RefundView; accept: boolean }
  | { kind: 'sure-report-all' };

/** Fields put right, by name, as they were typed. */
export type Texts = Readonly<Record<string, string>>;

export type Act =
  'retry' | 'retry-all' | 'correct' | 'dismiss' | 'report-all' | 'export' | 'accept-refund' | 'refuse-refund';

export type Outcome = OutcomeOf<Act>;

/** One page of a list; `before` are the places where the earlier pages began. */
export interface Page extends ReportPage {
  before: readonly (number | undefined)[];
  after: number | undefined;
}

export interface SyncState {
  /** Null until the first answer. */
  view: SyncView | null;
  /** Why the last question was not answered; null: it was. */
  failure: CommandError['code'] | null;
  platformId: string | null;
  tab: Tab;
  /** Only reports of this interface are listed. */
  interface: string | null;
  /** Null while it is on its way. */
  page: Page | null;
  baseData: readonly BaseDataView[] | null;
  /** What is searched for, as it is typed. */
  search: string;
  /** What was found of it; null: nothing was asked, or it is on its way. */
  found: FoundFiles | null;
  /** Null while they are on their way. */
  refunds: readonly RefundView[] | null;
  /** Number of a report or refund, interface of a figure, or key of base data: the row that keys act on. */
  selected: number | string | null;
  /** Base data that is as the platform holds it is listed too. */
  showSame: boolean;
  panel: Panel | null;
  acting: Act | null;
  outcome: Outcome | null;
  /** The most that waited since the platform was last level, by platform: how far a backlog has drained. */
  peaks: Readonly<Record<string, number>>;
}

export const EMPTY: SyncState = {
  view: null,
  failure: null,
  platformId: null,
  tab: 'figures',
  interface: null,
  page: null,
  baseData: null,
  search: '',
  found: null,
  refunds: null,
  selected: null,
  showSame: false,
  panel: null,
  acting: null,
  outcome: null,
  peaks: {},
};

export function shownPlatform({ view, platformId }: Pick<SyncState, 'view' | 'platformId'>): SyncPlatformView | null {
  return view?.platforms.find(({ platform }) => platform.id === platformId) ?? view?.platforms[0] ?? null;
}

export const waitingOf = ({ platform }: SyncPlatformView): number => platform.waitingLive + platform.waitingBacklog;

/** Whether a tab has anything to show here. */
export function hasTab(state: Pick<SyncState, 'view' | 'platformId'>, tab: Tab): boolean {
  switch (tab) {
    case 'base-data':
      return shownPlatform(state)?.baseData === true;
    case 'refunds':
      return state.view !== null && state.view.refunds !== null;
    default:
      return true;
  }
}

/** Shorter texts would find half of everything. */
const SHORTEST_SEARCH = 2;

/** What the station is asked to find; null: too little was typed. */
export function searchText({ search }: SyncState): string | null {
  const text = search.trim();
  return text.length < SHORTEST_SEARCH ? null : text;
}

export const foundReports = ({ found }: SyncState): FoundReport[] =>
  found?.files.flatMap(({ reports }) => reports) ?? [];

/** The report of the selected row, where rows are reports. */
export function selectedItem(state: SyncState): ReportItemView | null {
  const items = state.tab === 'search' ? foundReports(state).map(({ item }) => item) : (state.page?.items ?? []);
  return items.find(({ seq }) => seq === state.selected) ?? null;
}

export const selectedRefund = ({ tab, refunds, selected }: SyncState): RefundView | null =>
  (tab === 'refunds' && refunds?.find(({ refundNo }) => refundNo === selected)) || null;

/** The report that R, E and D act on: the one that lies open, else the row of the list. */
export function itemAtHand(state: SyncState): ReportItemView | null {
  const { panel } = state;
  if (panel !== null) return 'item' in panel ? panel.item : null;
  return isList(state.tab) || state.tab === 'search' ? selectedItem(state) : null;
}
