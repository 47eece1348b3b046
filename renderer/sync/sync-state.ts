import type { BaseDataView } from '../../electron/contract/base-data.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type {
  FieldProblem,
  ReportItemView,
  ReportPage,
  SyncPlatformView,
  SyncView,
} from '../../electron/contract/sync.ts';

/** What the sync screen shows, and where the hand is on it. */

export const LISTS = ['parked', 'waiting', 'acknowledged', 'dismissed'] as const;
export type List = (typeof LISTS)[number];
/** In the order of their keys, 1 to 6. */
export const TABS = [...LISTS, 'figures', 'base-data'] as const;
export type Tab = (typeof TABS)[number];

export const isList = (tab: Tab): tab is List => (LISTS as readonly string[]).includes(tab);

/** What lies over the lists. What was typed stays with it while a reason is asked, or while the station says no. */
export type Panel =
  | { kind: 'detail'; item: ReportItemView }
  | { kind: 'correct'; item: ReportItemView; texts: Texts; problems: Readonly<Record<string, FieldProblem>> }
  | { kind: 'why-correct'; item: ReportItemView; texts: Texts }
  | { kind: 'why-dismiss'; item: ReportItemView; detail: boolean }
  | { kind: 'sure-report-all' };

/** Fields put right, by name, as they were typed. */
export type Texts = Readonly<Record<string, string>>;

export type Act = 'retry' | 'retry-all' | 'correct' | 'dismiss' | 'report-all' | 'export';

/** What came of the last act; `count`: lines of an export. */
export type Outcome =
  { act: Act; ok: true; count: number | null; cut: boolean } | { act: Act; ok: false; code: CommandError['code'] };

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
  /** Number of a report, interface of a figure, or key of base data: the row that keys act on. */
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
  selected: null,
  showSame: false,
  panel: null,
  acting: null,
  outcome: null,
  peaks: {},
};

export function shownPlatform({ view, platformId }: SyncState): SyncPlatformView | null {
  return view?.platforms.find(({ platform }) => platform.id === platformId) ?? view?.platforms[0] ?? null;
}

export const waitingOf = ({ platform }: SyncPlatformView): number => platform.waitingLive + platform.waitingBacklog;

export const selectedItem = ({ page, selected }: SyncState): ReportItemView | null =>
  page?.items.find(({ seq }) => seq === selected) ?? null;

/** The report that R, E and D act on: the one that lies open, else the row of the list. */
export function itemAtHand(state: SyncState): ReportItemView | null {
  const { panel } = state;
  if (panel !== null) return panel.kind === 'sure-report-all' ? null : panel.item;
  return isList(state.tab) ? selectedItem(state) : null;
}
