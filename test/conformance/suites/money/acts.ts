import type { CouponValue } from '../../../../demo/platform/coupons.ts';
import { PLAN } from '../../../support/paying-lot.ts';
import type { PayingLot } from '../../../support/paying-lot.ts';
import { press } from '../../../support/station.ts';

// What people do in the stories about money.

const HOUR_MS = 3_600_000;
/** Longer than any grace. */
const AGAIN_MS = 2 * HOUR_MS;
/** Just under three hours: 20 yuan by the lot's tariff. */
export const LONG_MIN = 170;
export const LONG_FEN = 2000;

/** A car stays so long, and stands at the exit. */
export async function comesOutAfter(lot: PayingLot, plate: string, minutes = LONG_MIN): Promise<void> {
  await lot.stays(plate, minutes);
  await lot.comesOut(plate);
}

/** Cash for all that is due; the arm goes up. */
export function paysCash(lot: PayingLot): void {
  const { due } = lot.due();
  lot.call('exit.pay-cash', { ...lot.atExit(), due, given: due });
}

/** It has paid, and the arm is up for it; but it backs off. */
export async function backsOffInTime(lot: PayingLot): Promise<void> {
  await lot.until('the arm up', () => lot.exit().phase === 'passing');
  await lot.backsOff();
}

/** A car that has paid backs off, and comes again when the grace is long over. */
export async function comesAgain(lot: PayingLot, plate: string): Promise<void> {
  await backsOffInTime(lot);
  await lot.pass(AGAIN_MS);
  await lot.comesOut(plate);
}

/** A car parks for 20 yuan, pays cash, and leaves. */
export async function paysAndGoes(lot: PayingLot, plate: string, minutes?: number): Promise<void> {
  await comesOutAfter(lot, plate, minutes);
  paysCash(lot);
  await lot.goes();
}

/** By a code that is shown: the driver scans the cashier's, or a person says that the money came. */
export async function paysByPhone(lot: PayingLot): Promise<void> {
  lot.call('exit.show-code', { ...lot.atExit(), due: lot.due().due });
  await lot.brought('the code', () => lot.due().payment?.state === 'pending');
  if (lot.phones === 'alipay') {
    const qr = [...lot.cashier.trades.shown.keys()].at(-1) ?? '';
    lot.cashier.trades.scanQr(qr);
  } else {
    lot.call('exit.confirm-payment', { key: press(), tradeNo: lot.due().payment?.tradeNo ?? '' });
  }
  await lot.brought('the money', () => lot.exit().phase === 'passing');
}

/** Let out without paying, with a reason. */
export const letOut = (lot: PayingLot): void => void lot.call('lane.release', { ...lot.atExit(), because: '没带钱' });

/** The platform makes coupons out to a car; their numbers. */
export async function gives(lot: PayingLot, carNo: string, ...values: CouponValue[]): Promise<string[]> {
  const wishes = values.map((value) => ({ carNo, value, channel: '深圳交警', orgCode: '91440300708461136T' }));
  const { coupons } = await lot.platform.coupons.give(wishes);
  const refused = coupons.filter(({ state }) => state !== 'given');
  if (refused.length > 0) throw new Error(`${refused.length} coupons are not taken`);
  return coupons.map(({ couponNo }) => couponNo);
}

/** An order of an hour from now, which the platform pays for: it holds at once. Its number. */
export async function orders(lot: PayingLot, carNo: string): Promise<string> {
  const from = lot.clock.now();
  const wish = { packageCode: PLAN, carNo, from, to: from + HOUR_MS, amountFen: 1000, discountFen: 1000 };
  const { order } = await lot.platform.orders.order(wish);
  if (order.state !== 'taken') throw new Error(`the order is ${order.state}`);
  return order.orderNo;
}

/** The plate's newest stay, as its file has it once the platform was told of it. */
export async function fileOf(lot: PayingLot, plate: string) {
  await lot.told();
  const entry = lot.platform.book.entries.findLast(
    ({ interface: code, item }) => code === 'vehicleEnter' && item['carNo'] === plate,
  );
  return lot.call('history.stay', { stayId: String(entry?.item['id']) });
}
