import type { Bill, BillLine } from '../../contract/bill.ts';
import type { DueView } from '../../contract/charges.ts';
import type { Calendar } from '../../contract/site-registration.ts';
import type { Tariff } from '../../contract/site-tariff.ts';
import type { StayRecord } from '../ledger/report.ts';
import { discountsOf } from '../policy/discount.ts';
import type { Offered } from '../policy/discount.ts';
import type { Span } from '../policy/schedule.ts';
import { billOf } from '../policy/tariff.ts';
import type { Charges, Settled } from './charges.ts';

/** What a stay is to pay at an instant, fen: receivable = discount + due. */
export interface Due extends Pick<DueView, 'because' | 'minutes' | 'total' | 'receivable' | 'discount' | 'due'> {
  stay: StayRecord;
  /** Up to when it is reckoned, UTC ms. */
  until: number;
  lines: readonly BillLine[];
  settled: Settled;
  taken: readonly { offer: OfferedDiscount; amount: number }[];
}

/** A discount that a car may have. `couponNo` null: none has a number. */
export interface OfferedDiscount extends Offered {
  couponNo: string;
  channel: string | null;
  channelOrgCode: string | null;
}

export interface DueParts {
  /** The prices that were in force at an instant. Tariff undefined: the lot took no money. */
  pricesAt(at: number): { tariff?: Tariff | undefined; calendar: Calendar };
  charges: Pick<Charges, 'settledOf'>;
  couponsFor(plate: string): OfferedDiscount[];
  /** What a stay on a shared-parking order costs beyond it until an instant; null: it is on none. */
  beyondOrder(stay: StayRecord, until: number): { minutes: number; amount: number } | null;
  isFree(plate: string, plateColour: StayRecord['plateColour'], at: number): boolean;
  /** The parts of a stay until an instant that its card does not cover, in order; null: it is on none. */
  beyondCard(stay: StayRecord, until: number): Span[] | null;
}

const MINUTE_MS = 60_000;

const sumOf = (bills: readonly Bill[]): number => bills.reduce((sum, bill) => sum + (bill.ok ? bill.total : 0), 0);

/** Spans that end so much sooner. */
function shortened(spans: readonly Span[], ms: number): Span[] {
  const last = spans.at(-1);
  if (!last) return [];
  const length = last.to - last.from;
  return ms < length
    ? [...spans.slice(0, -1), { ...last, to: last.to - ms }]
    : shortened(spans.slice(0, -1), ms - length);
}

/** Reckons what stays cost: free ones, then cards, then orders, then the tariff. Reads, never writes. */
export function createDues(parts: DueParts): (stay: StayRecord, until: number) => Due | null {
  const { charges } = parts;

  return (stay, until) => {
    const { tariff, calendar } = parts.pricesAt(until);
    if (tariff === undefined) return null;
    const settled = charges.settledOf(stay.id);
    const none = {
      stay,
      until,
      minutes: Math.max(0, Math.floor((until - stay.enteredAt) / MINUTE_MS)),
      lines: [],
      settled,
      taken: [],
      total: settled.receivable,
      receivable: 0,
      discount: 0,
      due: 0,
    };
    if (parts.isFree(stay.plate, stay.plateColour, until)) return { ...none, because: 'free' };
    if (settled.lastAt !== null && until <= settled.lastAt + tariff.graceMin * MINUTE_MS) {
      return { ...none, because: 'grace' };
    }
    const order = parts.beyondOrder(stay, until);
    if (order) return due({ ...none, because: 'order', total: order.amount }, () => order.amount);

    const beyond = parts.beyondCard(stay, until);
    if (beyond?.length === 0) return { ...none, because: 'card' };
    const spans = beyond ?? [{ from: stay.enteredAt, to: until }];
    const { plateColour, carModel } = stay;
    const reckon = (paid: readonly Span[]) =>
      paid.map(({ from, to }) => billOf(tariff, calendar, { enteredAt: from, until: to, plateColour, carModel }));
    const bills = reckon(spans);
    // A clock was set back during the stay: nobody pays by a guess, a person looks.
    if (!bills.every((bill) => bill.ok)) return { ...none, because: 'clock' };
    const lines = bills.flatMap((bill) => bill.lines);
    return due({ ...none, because: 'rate', lines, total: sumOf(bills) }, (hours) =>
      sumOf(reckon(shortened(spans, hours * 60 * MINUTE_MS))),
    );
  };

  function due(
    whole: Omit<Due, 'receivable' | 'discount' | 'due' | 'taken'>,
    totalShortenedBy: (hours: number) => number,
  ): Due {
    const { stay, total, settled } = whole;
    const claim = { total, totalShortenedBy, settledBefore: settled.receivable };
    const { applied, ...sums } = discountsOf(claim, parts.couponsFor(stay.plate));
    return { ...whole, ...sums, taken: applied };
  }
}
