import type { DebtView, DueView, PaymentView } from '../../electron/contract/charges.ts';

/** What a car may pay at once: the fee of its stay, and what its plate owes from before. Fen. */
export interface Payable {
  due: DueView | null;
  debts: readonly DebtView[];
}

/** One sum that is asked for. Each is a payment of its own where it comes by phone, so that each can be paid back. */
export interface Item {
  /** Null: the stay's own fee. */
  debt: DebtView | null;
  amount: number;
  /** What came for it by phone that nobody has dealt with. */
  came: number;
}

/** The cash that one press takes. */
export interface CashWish {
  /** Of the stay's fee; 0: none of it. */
  due: number;
  /** Of what is owed from before: all, or nothing. */
  debts: number;
  came: number;
  given: number;
}

/** Money may still come by it. */
export const isOpen = ({ state }: PaymentView): boolean =>
  state === 'created' || state === 'pending' || state === 'unknown';

export const owedOf = (debts: readonly DebtView[]): number => sumOf(debts.map(({ amount }) => amount));

/** What is asked for, in the order in which a phone pays it: what is owed from before, then the fee, which opens the arm. */
export function itemsOf({ due, debts }: Payable, withDebts: boolean): Item[] {
  const owed = withDebts ? debts.map((debt) => ({ debt, amount: debt.amount, came: debt.came })) : [];
  const fee = due !== null && due.due > 0 ? [{ debt: null, amount: due.due, came: due.came }] : [];
  return [...owed, ...fee];
}

export function cashOf(items: readonly Item[], given: number): CashWish {
  const of = (isDebt: boolean) =>
    sumOf(items.filter(({ debt }) => (debt !== null) === isDebt).map((item) => item.amount));
  return { due: of(false), debts: of(true), came: cameOf(items), given };
}

export const askedOf = (items: readonly Item[]): number => sumOf(items.map(({ amount }) => amount));
export const cameOf = (items: readonly Item[]): number => sumOf(items.map(({ came }) => came));

/** The payment by phone to look at: the newest that may still come, else the newest. */
export function paymentOf({ due, debts }: Payable): PaymentView | null {
  const all = [due?.payment ?? null, ...debts.map(({ payment }) => payment)].filter((payment) => payment !== null);
  const newestFirst = all.toSorted((a, b) => b.since - a.since);
  return newestFirst.find(isOpen) ?? newestFirst[0] ?? null;
}

const sumOf = (sums: readonly number[]): number => sums.reduce((sum, each) => sum + each, 0);
