import type { PayingLot } from '../../../support/paying-lot.ts';

/** The reports of DB4403/T that carry money, apart from base data. */
export const MONEY_REPORTS = [
  'chargeRecord',
  'vehicleLeave',
  'recordCorrection',
  'payResult',
  'overdueOrder',
  'refundResult',
] as const;
export type MoneyReport = (typeof MONEY_REPORTS)[number];

/** Attributes of a report that a story is about, and their values. */
export type Row = Readonly<Record<string, unknown>>;

/** What a car's stay, or several, must leave in the platforms' books: all reports of money, in the order they came. */
export interface Told {
  db4403: Partial<Record<MoneyReport, readonly Row[]>>;
  /** 3.2.2, by stay. */
  away: readonly Row[];
}

/** A small story about money at the exit. */
export interface MoneyStory {
  detail: string;
  told: Told;
  play(lot: PayingLot, plate: string): Promise<void>;
}

/** Tables 21, 23 and 30: receivables = discount + received. Fen. */
export const sums = (received: number, discount = 0): Row => ({
  receivables: received + discount,
  discount,
  received,
});

/** No money at all (table 21). */
export const NOTHING: Row = { ...sums(0), chargeIdList: undefined };

/** 3.4: what is asked for, and what of it was paid. Fen. */
export const away = (price: number, paid = price): Row => ({ price, should_pay: price - paid, paid_fee: paid });
