import { fenOfYuan } from '../money.ts';
import { numberOf, remember, tale, textOf } from './tale.ts';
import type { Item, Listener, StoryContext, Tale } from './tale.ts';

type SharingInterface = 'sharePlan' | 'payResult' | 'overdueOrder' | 'refundResult' | 'orderChange';

export interface SharingStories {
  listeners: Record<SharingInterface, Listener>;
  /** An overdue order as the lot reported it last. */
  overdueOrder(overdueOrderNo: string): Item | undefined;
}

const OVERDUE = 1;
const PAID = 1;
/** Table 42: the column allows 255 characters, the note 100. */
const DESCRIPTION_NOTE = 100;

/** Shared parking: plans, orders, what was paid and given back. Orders and refunds begin at the platform (7.3.5.2). */
export function listenToSharing({ future, most, issued }: StoryContext): SharingStories {
  const overdueOrders = new Map<string, Item>();

  const wrongSpan = (item: Item, from: string, to: string): Tale[] => {
    const [begins, ends] = [textOf(item, from) ?? '', textOf(item, to) ?? ''];
    return ends < begins ? [tale('ends-before-it-begins', `${to} ${ends}, ${from} ${begins}`)] : [];
  };
  const unknownOrder = (orderNo: string | null, orderType: number): Tale[] => {
    if (orderNo === null) return [];
    if (orderType === OVERDUE) {
      return overdueOrders.has(orderNo) ? [] : [tale('unknown-overdue-order', `orderNo ${orderNo}`)];
    }
    return issued.order(orderNo) === undefined ? [tale('unknown-order', `orderNo ${orderNo}`)] : [];
  };
  /** What is to be paid for an order, in fen; null when it is not known. */
  const dueFor = (orderNo: string, orderType: number): number | null => {
    if (orderType === OVERDUE) return numberOf(overdueOrders.get(orderNo) ?? {}, 'amount');
    const due = numberOf(issued.order(orderNo) ?? {}, 'payAmount');
    return due === null ? null : fenOfYuan(due);
  };

  return {
    overdueOrder: (overdueOrderNo) => overdueOrders.get(overdueOrderNo),
    listeners: {
      sharePlan: (item) => [
        ...([...(textOf(item, 'description') ?? '')].length > DESCRIPTION_NOTE
          ? [tale('longer-than-its-note', `description: more than ${DESCRIPTION_NOTE} characters`)]
          : []),
        ...wrongSpan(item, 'displayBeginDate', 'displayEndDate'),
        ...wrongSpan(item, 'buyBeginDate', 'buyEndDate'),
      ],
      payResult(item) {
        const [orderNo, orderType] = [textOf(item, 'orderNo') ?? '', numberOf(item, 'orderType') ?? 0];
        const [amount, due] = [numberOf(item, 'payAmount') ?? 0, dueFor(orderNo, orderType)];
        const forgiven = numberOf(item, 'discountAmount') ?? 0;
        const fits = due === null || amount === due || amount + forgiven === due;
        return [
          ...unknownOrder(orderNo, orderType),
          ...future(item, 'payTime'),
          ...(item['payResult'] === PAID && !fits
            ? [tale('amount-differs', `payAmount ${amount} fen, due ${due} fen`)]
            : []),
        ];
      },
      overdueOrder(item) {
        const [orderNo, overdueOrderNo] = [textOf(item, 'orderNo'), textOf(item, 'overdueOrderNo') ?? ''];
        const found = [
          ...unknownOrder(orderNo, 0),
          ...wrongSpan(item, 'inTime', 'outTime'),
          ...future(item, 'outTime'),
        ];
        const before = overdueOrders.get(overdueOrderNo);
        remember(overdueOrders, overdueOrderNo, item, most);
        const ordered = issued.order(orderNo ?? '');
        const carNo = textOf(before ?? {}, 'carNo') ?? textOf(ordered ?? {}, 'carNo');
        // An order's car can be changed (table 51): then the last word about it holds.
        if (carNo !== null && carNo !== item['carNo']) {
          found.push(tale('order-of-other-car', `the order is of ${carNo}`));
        }
        if (before?.['payStatus'] === PAID && item['payStatus'] === 0) {
          found.push(tale('paid-and-unpaid-again', `overdueOrderNo ${overdueOrderNo}`));
        }
        if (isLongerThanStay(item)) found.push(tale('longer-than-it-was', 'overdueLength is more than the stay'));
        return found;
      },
      refundResult(item) {
        const [orderNo, orderType] = [textOf(item, 'orderNo') ?? '', numberOf(item, 'orderType') ?? 0];
        const refundNo = textOf(item, 'refundNo') ?? '';
        const [amount, due] = [numberOf(item, 'amount') ?? 0, dueFor(orderNo, orderType)];
        return [
          ...unknownOrder(orderNo, orderType),
          ...(issued.refund(refundNo) === undefined ? [tale('unknown-refund', `refundNo ${refundNo}`)] : []),
          ...(due !== null && amount > due
            ? [tale('amount-differs', `${amount} fen given back, ${due} fen were due`)]
            : []),
        ];
      },
      orderChange(item) {
        const orderNo = textOf(item, 'orderNo');
        const found = [...unknownOrder(orderNo, 0), ...wrongSpan(item, 'beginDate', 'endDate')];
        issued.changeOrder(orderNo ?? '', { carNo: item['carNo'], plateColor: item['plateColor'] });
        return found;
      },
    },
  };
}

/** Minutes, one more allowed for the seconds that are cut. */
function isLongerThanStay(item: Item): boolean {
  const minutes = (name: string) => Date.parse(`${(textOf(item, name) ?? '').replace(' ', 'T')}Z`) / 60_000;
  const length = numberOf(item, 'overdueLength');
  return length !== null && length > minutes('outTime') - minutes('inTime') + 1;
}
