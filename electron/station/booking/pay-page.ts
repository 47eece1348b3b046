import type { Price } from './contract.ts';

/** Characters that a platform takes of a pay URL (tables 56 and 58). */
const LONGEST = 255;

/** Where and how drivers pay. */
export interface PayPage {
  /** The site's template: {orderNo}, {amount} in fen and {callback} are filled in. */
  template: string;
  /**
   * Where the page sends a driver back to who was to pay `amount` fen; `callbackUrl` is the platform's own page for that.
   * Null: nowhere.
   */
  callbackFor(orderNo: string, callbackUrl: string | null, amount: number): string | null;
}

/** The pay URL of one order; null when it would be longer than a platform takes. */
export function payUrlOf(page: PayPage, orderNo: string, amount: number, callbackUrl: string | null): string | null {
  const callback = page.callbackFor(orderNo, callbackUrl, amount) ?? '';
  const values: Record<string, string> = { orderNo, amount: String(amount), callback };
  const url = page.template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? encodeURIComponent(values[name] ?? '') : whole,
  );
  return [...url].length > LONGEST ? null : url;
}

/** amount = payable + platformDiscount + ownDiscount, to the fen. */
export const addsUp = (amount: number, { payable, platformDiscount, ownDiscount }: Price): boolean =>
  amount === payable + platformDiscount + ownDiscount;
