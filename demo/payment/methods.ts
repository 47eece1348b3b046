import { beijingDateTime } from '../beijing-time.ts';
import { backOf } from './trades.ts';
import type { Trade, Trades } from './trades.ts';

/** The methods of the OpenAPI that a lot calls. */
export const METHODS = [
  'alipay.trade.precreate',
  'alipay.trade.pay',
  'alipay.trade.query',
  'alipay.trade.cancel',
  'alipay.trade.refund',
  'alipay.trade.fastpay.refund.query',
] as const;
export type Method = (typeof METHODS)[number];
export const isMethod = (name: string): name is Method => (METHODS as readonly string[]).includes(name);

export type Answer = Record<string, string>;
type Fields = Record<string, unknown>;

const DONE = { code: '10000', msg: 'Success' };
export const BUSY = {
  code: '20000',
  msg: 'Service Currently Unavailable',
  sub_code: 'aop.unknow-error',
  sub_msg: '系统繁忙',
};
const refused = (sub: string, words: string): Answer => ({
  code: '40004',
  msg: 'Business Failed',
  sub_code: `ACQ.${sub}`,
  sub_msg: words,
});
export const invalid = (sub: string, words: string): Answer => ({
  code: '40002',
  msg: 'Invalid Arguments',
  sub_code: `isv.${sub}`,
  sub_msg: words,
});
const NO_TRADE = refused('TRADE_NOT_EXIST', '交易不存在');

/** What each method must hold, and may hold; anything else is refused. */
const FIELDS: Record<Method, { needs: readonly string[]; may: readonly string[] }> = {
  'alipay.trade.precreate': {
    needs: ['out_trade_no', 'total_amount', 'subject'],
    may: ['timeout_express', 'qr_code_timeout_express', 'store_id'],
  },
  'alipay.trade.pay': {
    needs: ['out_trade_no', 'total_amount', 'subject', 'scene', 'auth_code', 'product_code'],
    may: ['timeout_express', 'store_id'],
  },
  'alipay.trade.query': { needs: ['out_trade_no'], may: [] },
  'alipay.trade.cancel': { needs: ['out_trade_no'], may: [] },
  'alipay.trade.refund': { needs: ['out_trade_no', 'refund_amount', 'out_request_no', 'refund_reason'], may: [] },
  'alipay.trade.fastpay.refund.query': { needs: ['out_trade_no', 'out_request_no'], may: [] },
};
const FORMS: Readonly<Record<string, RegExp>> = {
  out_trade_no: /^[A-Za-z0-9_]{1,64}$/,
  out_request_no: /^[A-Za-z0-9_]{1,64}$/,
  total_amount: /^(0|[1-9]\d{0,8})\.\d{2}$/,
  refund_amount: /^(0|[1-9]\d{0,8})\.\d{2}$/,
  subject: /^.{1,256}$/su,
  refund_reason: /^.{1,256}$/su,
  scene: /^bar_code$/,
  product_code: /^FACE_TO_FACE_PAYMENT$/,
  auth_code: /^\d{16,24}$/,
  timeout_express: /^[1-9]\d{0,4}m$/,
  qr_code_timeout_express: /^[1-9]\d{0,4}m$/,
  store_id: /^.{1,32}$/u,
};

/** What is wrong with what a method was given; null: nothing. */
export function complaintOf(method: Method, fields: Fields): Answer | null {
  const { needs, may } = FIELDS[method];
  for (const name of needs) if (fields[name] === undefined) return invalid('missing-parameter', name);
  for (const [name, value] of Object.entries(fields)) {
    if (!needs.includes(name) && !may.includes(name)) return invalid('invalid-parameter', name);
    if (typeof value !== 'string' || !FORMS[name]?.test(value)) return invalid('invalid-parameter', name);
  }
  return null;
}

/** Carries a method out whose fields are as they must be. */
export function carryOut(trades: Trades, method: Method, fields: Fields): Answer {
  const value = (name: string): string => String(fields[name]);
  const outTradeNo = value('out_trade_no');
  const trade = trades.all.get(outTradeNo);
  switch (method) {
    case 'alipay.trade.precreate': {
      if (trade && trade.status !== 'WAIT_BUYER_PAY') return over(trade);
      const amount = fenOf(value('total_amount'));
      if (trade && trade.asked !== amount) return refused('CONTEXT_INCONSISTENT', '交易信息被篡改');
      return { ...DONE, out_trade_no: outTradeNo, qr_code: trades.offer(outTradeNo, amount) };
    }
    case 'alipay.trade.pay':
      return charge(trades, outTradeNo, fenOf(value('total_amount')), value('auth_code'));
    case 'alipay.trade.query':
      return trade
        ? { ...DONE, ...sumsOf(trade), trade_status: trade.status, ...paidAt(trade, 'send_pay_date') }
        : NO_TRADE;
    case 'alipay.trade.cancel': {
      const closed = trades.close(outTradeNo);
      if (!closed) return NO_TRADE;
      const base = { ...DONE, out_trade_no: outTradeNo, retry_flag: 'N' };
      if (!closed.trade) return base;
      return { ...base, trade_no: closed.trade.tradeNo, action: closed.returned ? 'refund' : 'close' };
    }
    case 'alipay.trade.refund':
      return trade ? refund(trade, value('out_request_no'), fenOf(value('refund_amount'))) : NO_TRADE;
    case 'alipay.trade.fastpay.refund.query': {
      if (!trade) return NO_TRADE;
      const no = value('out_request_no');
      const amount = trade.refunds.get(no);
      if (amount === undefined) return { ...DONE };
      const made = { refund_amount: yuanOf(amount), refund_status: 'REFUND_SUCCESS' };
      return { ...DONE, out_trade_no: outTradeNo, out_request_no: no, ...made };
    }
  }
}

function charge(trades: Trades, outTradeNo: string, amount: number, code: string): Answer {
  const before = trades.all.get(outTradeNo);
  if (before && before.status !== 'WAIT_BUYER_PAY') return over(before);
  if (before && before.asked !== amount) return refused('CONTEXT_INCONSISTENT', '交易信息被篡改');
  const phone = trades.phoneOf(code);
  if (!phone) return refused('PAYMENT_AUTH_CODE_INVALID', '支付授权码无效');
  const trade = before ?? trades.begin(outTradeNo, amount);
  switch (phone.does) {
    case 'asks':
      return { code: '10003', msg: 'order success pay inprocess', ...sumsOf(trade) };
    case 'refuses':
      // As at the real one: the trade stands open all the same.
      return refused('BUYER_BALANCE_NOT_ENOUGH', '买家余额不足');
    case 'pays':
      trades.pay(trade);
      return { ...DONE, ...sumsOf(trade), ...paidAt(trade, 'gmt_payment') };
  }
}

function refund(trade: Trade, no: string, amount: number): Answer {
  if (trade.paidAt === null || trade.returned) return refused('TRADE_STATUS_ERROR', '交易状态不合法');
  const before = trade.refunds.get(no);
  if (before !== undefined && before !== amount) return refused('DISCORDANT_REPEAT_REQUEST', '不一致的请求');
  if (before === undefined) {
    if (amount <= 0 || backOf(trade) + amount > trade.taken)
      return refused('REFUND_AMT_NOT_EQUAL_TOTAL', '退款金额超限');
    trade.refunds.set(no, amount);
    if (backOf(trade) === trade.taken) trade.status = 'TRADE_CLOSED';
  }
  const { tradeNo, outTradeNo } = trade;
  const fee = yuanOf(backOf(trade));
  return {
    ...DONE,
    trade_no: tradeNo,
    out_trade_no: outTradeNo,
    fund_change: before === undefined ? 'Y' : 'N',
    refund_fee: fee,
  };
}

const over = ({ status }: Trade): Answer =>
  status === 'TRADE_SUCCESS'
    ? refused('TRADE_HAS_SUCCESS', '交易已被支付')
    : refused('TRADE_HAS_CLOSE', '交易已经关闭');

const sumsOf = ({ tradeNo, outTradeNo, paidAt, taken, asked }: Trade) => ({
  trade_no: tradeNo,
  out_trade_no: outTradeNo,
  total_amount: yuanOf(paidAt === null ? asked : taken),
});
const paidAt = (trade: Trade, name: string): Answer =>
  trade.paidAt === null ? {} : { [name]: beijingDateTime(trade.paidAt) };

const fenOf = (yuan: string): number => Number(yuan.replace('.', ''));
const yuanOf = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
