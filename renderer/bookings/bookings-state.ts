import type {
  BookingFigures,
  BookingFilter,
  BookingLine,
  BookingPage,
  ControlLine,
  ControlState,
  CouponLine,
  CouponState,
  NewestPlace,
  OrderLine,
  OrderState,
} from '../../electron/contract/bookings.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type { ChangeProblem } from '../../electron/contract/orders.ts';
import { mayRun } from '../../electron/contract/rights.ts';
import type { OutcomeOf } from '../tables/acts.ts';

/** What the bookings screen shows, and where the hand is on it. */

/** In the order of their keys, 1 to 4. */
export const TABS = ['bookings', 'orders', 'coupons', 'control'] as const;
export type Tab = (typeof TABS)[number];

export interface Filters {
  bookings: BookingFilter;
  orders: OrderState;
  coupons: CouponState;
  control: ControlState;
}
/** In the order in which they are offered; written out, because the contract's schemas are no part of the board's code. */
export const FILTERS: { readonly [T in Tab]: readonly Filters[T][] } = {
  bookings: ['all', 'late', 'expected', 'inside', 'left', 'no-show', 'called-off'],
  orders: ['active', 'unpaid', 'ended', 'lapsed'],
  coupons: ['unused', 'used', 'void'],
  control: ['listed', 'deleted'],
};

/** Where a page from the newest to the oldest lies; `before` are the places where the earlier pages began. */
interface Newest<Line> {
  items: Line[];
  next: NewestPlace | null;
  after: NewestPlace | undefined;
  before: readonly (NewestPlace | undefined)[];
}

export type Page =
  | ({ tab: 'bookings' } & BookingPage)
  | ({ tab: 'orders' } & Newest<OrderLine>)
  | ({ tab: 'coupons' } & Newest<CouponLine>)
  | ({ tab: 'control' } & Newest<ControlLine>);

export type Row =
  | { tab: 'bookings'; line: BookingLine }
  | { tab: 'orders'; line: OrderLine }
  | { tab: 'coupons'; line: CouponLine }
  | { tab: 'control'; line: ControlLine };

/** What an order is changed to; times as `yyyy-MM-dd HH:mm:ss` in Beijing. */
export interface ChangeTexts {
  plate: string;
  from: string;
  to: string;
}

export type Panel =
  | { kind: 'detail'; row: Row }
  | { kind: 'change'; order: OrderLine; texts: ChangeTexts; problem: ChangeProblem | null }
  | { kind: 'why-change'; order: OrderLine; texts: ChangeTexts }
  /** `detail`: the line lay open when the act was pressed. */
  | { kind: 'why-end'; order: OrderLine; detail: boolean }
  | { kind: 'why-annul'; coupon: CouponLine; detail: boolean };

export type Act = 'change' | 'end' | 'annul' | 'export';

export type Outcome = OutcomeOf<Act>;

export interface BookingsState {
  /** Null until the first answer. */
  figures: BookingFigures | null;
  failure: CommandError['code'] | null;
  tab: Tab;
  /** The day of Beijing that is listed; null: today, whatever day that is. */
  day: string | null;
  filters: Filters;
  /** What is searched for, as it is typed. */
  text: string;
  /** Null while it is on its way. */
  page: Page | null;
  /** Code of a booking or number of another line: the row that keys act on. */
  selected: string | null;
  panel: Panel | null;
  acting: Act | null;
  outcome: Outcome | null;
}

export const EMPTY: BookingsState = {
  figures: null,
  failure: null,
  tab: 'bookings',
  day: null,
  filters: { bookings: 'all', orders: 'active', coupons: 'unused', control: 'listed' },
  text: '',
  page: null,
  selected: null,
  panel: null,
  acting: null,
  outcome: null,
};

export const isToday = ({ day, figures }: Pick<BookingsState, 'day' | 'figures'>): boolean =>
  day === null || day === figures?.day;

export const rowsOf = (page: Page | null): Row[] => {
  switch (page?.tab) {
    case undefined:
      return [];
    case 'bookings':
      return page.items.map((line) => ({ tab: page.tab, line }));
    case 'orders':
      return page.items.map((line) => ({ tab: page.tab, line }));
    case 'coupons':
      return page.items.map((line) => ({ tab: page.tab, line }));
    case 'control':
      return page.items.map((line) => ({ tab: page.tab, line }));
  }
};

export const idOf = (row: Row): string => (row.tab === 'bookings' ? row.line.code : row.line.id);

export const rowIds = ({ page }: Pick<BookingsState, 'page'>): string[] => rowsOf(page).map(idOf);

/** The row that acts are about: the one that lies open, else the one selected. */
export function rowAtHand({ panel, page, selected }: BookingsState): Row | null {
  if (panel !== null) return panel.kind === 'detail' ? panel.row : null;
  return rowsOf(page).find((row) => idOf(row) === selected) ?? null;
}

/** Whether an act can be done now: buttons and keys ask here. `not-yours`: it is for a supervisor. */
export type Offer = 'yes' | 'no' | 'not-yours';

export function offered(state: BookingsState, act: Act): Offer {
  if (state.acting !== null || state.failure !== null || !possible(state, act)) return 'no';
  return act !== 'export' && state.figures !== null && !mayRun(state.figures.role, 'supervisor') ? 'not-yours' : 'yes';
}

function possible(state: BookingsState, act: Act): boolean {
  const row = rowAtHand(state);
  switch (act) {
    case 'change':
    case 'end':
      return row?.tab === 'orders' && row.line.state === 'active';
    case 'annul':
      return row?.tab === 'coupons' && row.line.state === 'unused';
    case 'export':
      return state.panel === null && rowsOf(state.page).length > 0;
  }
}
