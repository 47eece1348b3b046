import { sharing as sharingConfig } from '../../contract/site-registration.ts';
import type { Calendar } from '../../contract/site-registration.ts';
import type { StayRecord } from '../ledger/report.ts';
import { AT } from './book.fixture.ts';
import type { Book } from './book.fixture.ts';
import type { OrderRequest } from './contract.ts';
import { createSharing } from './sharing.ts';
import type { SharingRules } from './sharing.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const PLATE = '粤B12345';
export const BARRED = '粤B00000';

const plan = {
  code: 'nights',
  name: 'Nights',
  spaces: 2,
  kind: 'months',
  shown: { from: '2026-01-01 00:00:00', to: '2026-12-31 23:59:59' },
  sold: { from: '2026-01-01 00:00:00', to: '2026-12-31 23:59:59' },
  carModel: 'medium',
  period: 'night',
  originalPrice: 40_000,
  price: 30_000,
  rules: [{ days: 'every-day', from: '19:00', to: '08:00' }],
  overdue: { graceMin: 10, perHour: 500, capPerDay: 3000 },
} as const;
const WHOLE_DAY = [{ days: 'every-day', from: '00:00', to: '00:00' }];

export const SHARING = sharingConfig.parse({
  payUrl: 'https://pay.example/{orderNo}?fen={amount}&back={callback}',
  plans: [
    plan,
    { ...plan, code: 'times', kind: 'times', times: 2, days: 15, rules: WHOLE_DAY },
    { ...plan, code: 'days', kind: 'days', days: 1, rules: WHOLE_DAY },
    { ...plan, code: 'over', sold: { from: '2026-01-01 00:00:00', to: '2026-05-04 09:29:59' } },
    { ...plan, code: 'off', active: false },
  ],
});

/** Shared parking over a book, with a counter for its own numbers. */
export function openSharing(book: Pick<Book, 'db'>, change: Partial<SharingRules> = {}) {
  let next = 0;
  const calendar: Calendar = { holidays: [], workdays: [] };
  return createSharing(book.db, {
    sharing: SHARING,
    calendar,
    lotName: 'The lot',
    providerCode: null,
    isBarred: (plate) => plate === BARRED,
    newId: () => `own-${++next}`,
    callbackFor: (_orderNo, callbackUrl) => callbackUrl,
    ...change,
  });
}

/** From now on for ten days, 300 yuan of which 50 are discounts. */
export const orderOf = (orderNo: string, change: Partial<OrderRequest> = {}): OrderRequest => ({
  orderNo,
  planCode: 'nights',
  plate: PLATE,
  plateColour: 'blue',
  quantity: 1,
  from: AT,
  to: AT + 10 * DAY,
  provider: 'provider-1',
  userId: 'user-1',
  amount: 30_000,
  payable: 25_000,
  platformDiscount: 3000,
  ownDiscount: 2000,
  discounts: [],
  callbackUrl: null,
  ...change,
});

/** A stay of that plate on an order. */
export const stayOn = (orderNo: string | null, enteredAt: number, leftAt: number): StayRecord => ({
  id: `stay of ${orderNo} at ${enteredAt}`,
  plate: PLATE,
  plateRead: PLATE,
  plateColour: 'blue',
  carColour: 'white',
  carModel: 'small',
  class: 'reserved',
  bookingCode: null,
  orderNo,
  card: null,
  stallNo: null,
  enteredAt,
  entranceId: 'east',
  entranceName: 'East',
  entryCapture: null,
  leftAt,
  exitId: 'west',
  exitName: 'West',
  exitCapture: null,
});
