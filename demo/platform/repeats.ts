import { isDeepStrictEqual } from 'node:util';
import type { Item } from './stories/tale.ts';
import type { EventInterface } from './tables/interfaces.ts';

/** What comes into the book: every report; tokens have their own list. */
export type ReportInterface = Exclude<EventInterface, 'login' | 'refreshToken' | 'logout'>;

/** What a report is, given the last one about the same thing. */
export type Repeat = 'new' | 'duplicate' | 'conflict';

interface Identity {
  /** The attributes that name the thing; the first is the one that a refusal names. Empty: there is no such thing. */
  by: readonly string[];
  /**
   * What other content under a known name is. `conflict`: it names one occurrence, which cannot become another (1200).
   * `new`: it names a thing whose state changes. `duplicate`: the name is the content. `conflict-once-done`: a state that ends
   * for good when `done` is 1.
   */
  otherContent: 'conflict' | 'new' | 'duplicate' | { conflictOnceDone: string };
}

const occurrence = (by: string): Identity => ({ by: [by], otherContent: 'conflict' });
const state = (...by: string[]): Identity => ({ by, otherContent: 'new' });

const IDENTITIES: Record<ReportInterface, Identity> = {
  parkInfo: state('parkCode'),
  gateInfo: state('id'),
  stallInfo: state('id'),
  chargeStandard: state('parkCode'),
  vehicleEnter: occurrence('id'),
  vehicleLeave: occurrence('id'),
  chargeRecord: occurrence('id'),
  stallStatus: state('stallNo'),
  // Counts have no name and no time: the same numbers again are news again.
  stallCount: { by: [], otherContent: 'new' },
  // One stay can be corrected more than once.
  recordCorrection: state('id'),
  imageUpload: { by: ['sha256', 'fileName', 'imageBizType'], otherContent: 'duplicate' },
  businessConfig: state('parkCode', 'businessCode'),
  eventReport: occurrence('id'),
  sharePlan: state('packageCode'),
  payResult: { by: ['orderNo', 'orderType'], otherContent: { conflictOnceDone: 'payResult' } },
  overdueOrder: state('overdueOrderNo'),
  refundResult: { by: ['refundNo'], otherContent: { conflictOnceDone: 'status' } },
  orderChange: state('orderNo'),
  reservationPriority: occurrence('id'),
};

/** The key under which a report is known again; null when the same again is news. */
export function keyOf(code: ReportInterface, item: Item): string | null {
  const { by } = IDENTITIES[code];
  const [only] = by;
  if (only === undefined) return null;
  return by.length === 1
    ? `${code} ${String(item[only])}`
    : `${code} ${by.map((name) => String(item[name])).join(' ')}`;
}

/** The attribute that a refusal as known already names. */
export const nameOf = (code: ReportInterface): string => IDENTITIES[code].by[0] ?? 'id';

/** `known` is the last report under the same key. Order of attributes is no difference. */
export function repeatOf(code: ReportInterface, known: Item, item: Item): Repeat {
  if (isDeepStrictEqual(known, item)) return 'duplicate';
  const { otherContent } = IDENTITIES[code];
  if (typeof otherContent === 'string') return otherContent;
  return known[otherContent.conflictOnceDone] === 1 ? 'conflict' : 'new';
}
