import { printable, widthOf, wrap } from '../../../native/printer/columns.ts';
import type { BillLine } from '../../contract/bill.ts';
import type { ReceiptColumns, ReceiptLine } from '../../contract/receipt.ts';
import type { PayType } from '../ledger/report.ts';
import { toDateTime } from '../wire/time.ts';
import { billWords, lengthOf, yuan } from './bill-words.ts';

/** A charge as its receipt needs it. Fen, UTC ms. */
export interface ReceiptInput {
  stay: {
    id: string;
    plate: string;
    enteredAt: number;
    /** Up to when the charge settles the stay. */
    until: number;
  };
  /** Of the whole stay; `settled`: what of it earlier charges settled. */
  bill: { lines: readonly BillLine[]; settled: number };
  charge: {
    id: string;
    paidAt: number;
    payType: PayType;
    /** `name` null: the platform did not say. */
    discounts: readonly { name: string | null; amount: number }[];
    receivable: number;
    received: number;
    /** Cash that the driver gave; null: not cash. */
    given: number | null;
    /** What of it was paid back. */
    refunded: number;
    /** Id of the person who took it; null: nobody had a hand in it. */
    person: string | null;
  };
  /** What the stay still owes. */
  owed: number;
}

/** What stands around the charge on the paper. */
export interface ReceiptFrame {
  lotName: string;
  /** Name of the person who took the money. */
  personName: string | null;
  /** Address behind the QR code (7.4.2); null: there is none. */
  invoiceUrl: string | null;
  /** How often this receipt was printed before. */
  printedBefore: number;
}

const PAY_TYPES: Readonly<Record<PayType, string>> = {
  cash: '现金',
  wechat: '微信',
  alipay: '支付宝',
  unionpay: '银联',
  etc: 'ETC',
  other: '其他',
};

const RULE: ReceiptLine = { kind: 'rule' };

/** A charge as a receipt on paper of so many columns, in Chinese. Every line fits the paper. Pure. */
export function receiptOf(input: ReceiptInput, frame: ReceiptFrame, columns: ReceiptColumns): ReceiptLine[] {
  const { stay, bill, charge, owed } = input;
  const rows = (left: string, right: string): ReceiptLine[] => pair(printable(left), printable(right), columns);
  const sum = (left: string, fen: number): ReceiptLine[] => rows(left, yuan(fen));
  const sumIf = (left: string, fen: number): ReceiptLine[] => (fen === 0 ? [] : sum(left, fen));
  const text = (words: string): ReceiptLine[] =>
    wrap(printable(words), columns).map((row) => ({ kind: 'text', text: row, centred: true }));

  return [
    // A title is twice as wide.
    ...wrap(printable(frame.lotName), columns / 2).map((row): ReceiptLine => ({ kind: 'title', text: row })),
    ...text('停车收费小票'),
    ...(frame.printedBefore > 0 ? text(`补打 第${frame.printedBefore}次`) : []),
    RULE,
    ...rows('车牌', stay.plate === '' ? '无牌' : stay.plate),
    ...stayRows(stay, rows),
    RULE,
    ...bill.lines.flatMap((line) => sum(billWords(line), line.fen)),
    ...sumIf('此前已结', -bill.settled),
    ...(bill.lines.length > 0 ? [RULE] : []),
    ...sum('应收', charge.receivable),
    ...charge.discounts.flatMap(({ name, amount }) => sum(name ?? '优惠', -amount)),
    ...sum('实收', charge.received),
    ...sumIf('尚欠', owed),
    ...sumIf('已退', charge.refunded),
    RULE,
    ...rows('付款方式', PAY_TYPES[charge.payType]),
    ...(charge.given === null ? [] : [...sum('收现', charge.given), ...sum('找零', charge.given - charge.received)]),
    ...rows('付款时间', toDateTime(charge.paidAt)),
    ...(frame.personName === null ? [] : rows('收费员', frame.personName)),
    ...rows('单号', charge.id),
    ...(frame.invoiceUrl === null
      ? []
      : [RULE, ...text('扫码开具电子发票'), { kind: 'qr', text: frame.invoiceUrl } as const]),
    { kind: 'cut' },
  ];
}

function stayRows(
  { enteredAt, until }: ReceiptInput['stay'],
  rows: (left: string, right: string) => ReceiptLine[],
): ReceiptLine[] {
  const minutes = Math.max(0, Math.floor((until - enteredAt) / 60_000));
  return [
    ...rows('入场', toDateTime(enteredAt)),
    ...rows('计费至', toDateTime(until)),
    ...rows('停放', lengthOf(minutes)),
  ];
}

/** A row with two ends; what does not fit one row goes on, the right end in the last. */
function pair(left: string, right: string, columns: number): ReceiptLine[] {
  const ofLeft = wrap(left, columns);
  const ofRight = wrap(right, columns);
  const last = ofLeft.at(-1) ?? '';
  const [first = '', ...rest] = ofRight;
  const meet = widthOf(last) + 1 + widthOf(first) <= columns;
  const line = (of: string, at: string): ReceiptLine => ({ kind: 'line', left: of, right: at });
  return [
    ...ofLeft.slice(0, meet ? -1 : undefined).map((row) => line(row, '')),
    line(meet ? last : '', first),
    ...rest.map((row) => line('', row)),
  ];
}
