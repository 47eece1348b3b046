import { beijingDateTime } from '../beijing-time.ts';
import type { ServiceAnswer } from './answers.ts';
import type { Downlink } from './downlink.ts';
import { yuanOf } from './money.ts';

/** An order for a share plan, as a driver makes it (table 53). Money in fen, instants UTC ms. */
export interface OrderWish {
  packageCode: string;
  carNo: string;
  /** In the codes of table 19. */
  plateColor?: string;
  count?: number;
  from: number;
  to: number;
  amountFen: number;
  /** What the platform pays of it. */
  discountFen?: number;
}

export interface OrderRecord {
  orderNo: string;
  wish: OrderWish;
  state: 'taken' | 'refused' | 'unanswered';
  /** Where the driver pays (table 56). */
  payUrl: string | null;
}

export interface Ordered {
  order: OrderRecord;
  answer: ServiceAnswer;
}

export interface OrderOffice {
  readonly records: readonly OrderRecord[];
  /** 7.3.5.2.1 */
  order(wish: OrderWish): Promise<Ordered>;
  /** 7.3.5.2.2, for an overdue order's number. `fen`: as the lot reported it (table 47), when absent. */
  payOverdue(overdueOrderNo: string, fen?: number): Promise<{ payUrl: string | null; answer: ServiceAnswer }>;
  /** 7.3.5.2.3 */
  refund(orderNo: string, fen: number, reason?: string): Promise<{ refundNo: string; answer: ServiceAnswer }>;
}

export interface OrderOfficeOptions {
  parkCode: string;
  /** Numbers of orders and refunds. */
  nextCode: () => string;
  /** Page of 7.4.1. */
  callbackUrl: string;
  /** The lot's provider, as the platform numbers it. */
  providerCode(): string;
  /** What an overdue order costs, in fen; null when it is not known. */
  overdueAmount(overdueOrderNo: string): number | null;
}

/** 7.3.5.2: the drivers' side of shared parking at one lot. */
export function openOrderOffice(options: OrderOfficeOptions, { request }: Downlink): OrderOffice {
  const { parkCode, nextCode, callbackUrl } = options;
  const records: OrderRecord[] = [];
  const discounts = (fen: number) => ({
    platformDiscount: yuanOf(fen),
    platformDiscountList:
      fen === 0 ? [] : [{ discountType: 1, discountNo: nextCode(), discountValue: yuanOf(fen).toFixed(2) }],
  });
  return {
    records,
    async order(wish) {
      const order: OrderRecord = { orderNo: nextCode(), wish, state: 'unanswered', payUrl: null };
      records.push(order);
      const discountFen = wish.discountFen ?? 0;
      const answer = await request('shareOrder', {
        orderNo: order.orderNo,
        parkCode,
        fixCount: wish.count ?? 1,
        orderBeginDate: beijingDateTime(wish.from),
        orderEndDate: beijingDateTime(wish.to),
        packageCode: wish.packageCode,
        carNo: wish.carNo,
        plateColor: wish.plateColor ?? '0',
        providerCode: options.providerCode(),
        userId: 'driver-1',
        amount: yuanOf(wish.amountFen),
        ...discounts(discountFen),
        payAmount: yuanOf(wish.amountFen - discountFen),
        callbackUrl,
      });
      if (answer.answered) order.state = answer.item?.['code'] === 0 ? 'taken' : 'refused';
      order.payUrl = payUrlIn(answer);
      return { order, answer };
    },
    async payOverdue(overdueOrderNo, fen = options.overdueAmount(overdueOrderNo) ?? 0) {
      const answer = await request('overduePayment', {
        orderNo: overdueOrderNo,
        payAmount: yuanOf(fen),
        ...discounts(0),
        callbackUrl,
      });
      return { payUrl: payUrlIn(answer), answer };
    },
    async refund(orderNo, fen, reason) {
      const refundNo = nextCode();
      // Table 59 does not speak of yuan: fen, by 7.2 a.
      const answer = await request('refundRequest', { refundNo, orderNo, reason, money: fen });
      return { refundNo, answer };
    },
  };
}

function payUrlIn(answer: ServiceAnswer): string | null {
  const payUrl = answer.answered ? answer.item?.['payUrl'] : undefined;
  return typeof payUrl === 'string' ? payUrl : null;
}
