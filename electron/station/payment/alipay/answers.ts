import { fromDateTime } from '../../wire/time.ts';
import { failed, unknown } from '../contract.ts';
import type { Cancelled, Charged, Failed, Payment, Queried, Refunded, RefundQueried, Unknown } from '../contract.ts';
import type { Asked, Content } from './gateway.ts';
import { fenOf } from './money.ts';

/** What the answers of the OpenAPI mean. */
const CODE = {
  done: '10000',
  /** The driver has yet to agree. */
  inProcess: '10003',
  notAvailable: '20000',
  refused: '40004',
} as const;

/** Refusals that say nothing of what became of the payment. */
const NOT_KNOWN = new Set(['ACQ.SYSTEM_ERROR', 'aop.ACQ.SYSTEM_ERROR', 'ACQ.REQUEST_FREQUENCY_LIMIT']);
/** It is there already, as this very number: what became of it is to be asked. */
const THERE_ALREADY = new Set(['ACQ.TRADE_HAS_SUCCESS', 'ACQ.CONTEXT_INCONSISTENT']);
const NO_TRADE = 'ACQ.TRADE_NOT_EXIST';
/** It is over and paid, and can be ended no more. */
const FINISHED = 'ACQ.TRADE_HAS_FINISHED';

/** A signed answer whose request was done; what failed or is not known otherwise. */
export function doneOf(asked: Asked): { kind: 'done'; content: Content } | Failed | Unknown {
  if (asked.kind !== 'answer') return asked;
  const { content } = asked;
  switch (content.code) {
    case CODE.done:
      return { kind: 'done', content };
    case CODE.inProcess:
    case CODE.notAvailable:
      return unknown(wordsOf(content));
    default:
      return NOT_KNOWN.has(subCodeOf(content)) ? unknown(wordsOf(content)) : refusalOf(content);
  }
}

/** `refused`: by the trade itself, which may stand open all the same; `failed`: the request never came to it. */
export type ChargeRead = Charged | { kind: 'refused'; failure: Failed };

export function readCharge(asked: Asked, asOf: number): ChargeRead {
  if (asked.kind === 'answer' && asked.content.code === CODE.inProcess) return { kind: 'pending' };
  const done = doneOf(asked);
  if (done.kind === 'failed') {
    if (THERE_ALREADY.has(done.code)) return unknown(`${done.code} ${done.words}`);
    return asked.kind === 'answer' && asked.content.code === CODE.refused ? { kind: 'refused', failure: done } : done;
  }
  return done.kind === 'done' ? paidOf(done.content, 'gmt_payment', asOf) : done;
}

/** `asOf`: when it was paid, where the answer does not say. UTC ms. */
export function readQuery(asked: Asked, asOf: number): Queried {
  const done = doneOf(asked);
  // What cannot be asked is no word on whether money was taken.
  if (done.kind === 'failed') return done.code === NO_TRADE ? { kind: 'none' } : unknown(`${done.code} ${done.words}`);
  if (done.kind === 'unknown') return done;
  const status = done.content['trade_status'];
  switch (status) {
    case 'WAIT_BUYER_PAY':
      return { kind: 'pending' };
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return paidOf(done.content, 'send_pay_date', asOf);
    case 'TRADE_CLOSED':
      // Not paid in time, or paid and paid back whole: in either case no money is with us.
      return failed('TRADE_CLOSED', '交易已关闭');
    default:
      return unknown(`trade_status ${String(status)}`);
  }
}

export function readCancel(asked: Asked): Cancelled {
  const done = doneOf(asked);
  switch (done.kind) {
    case 'done':
      // 'close' where nothing was paid, 'refund' where it was; absent where there was no trade yet.
      return { kind: 'cancelled', returned: done.content['action'] === 'refund' };
    case 'failed':
      if (done.code === NO_TRADE) return { kind: 'cancelled', returned: false };
      return done.code === FINISHED ? { kind: 'paid' } : unknown(`${done.code} ${done.words}`);
    case 'unknown':
      return done;
  }
}

export function readRefund(asked: Asked): Refunded {
  const done = doneOf(asked);
  return done.kind === 'done' ? { kind: 'refunded' } : done;
}

/** A refund that was made says so; one that was not is an answer without it. */
export function readRefundQuery(asked: Asked): RefundQueried {
  const done = doneOf(asked);
  if (done.kind === 'failed') return unknown(`${done.code} ${done.words}`);
  if (done.kind === 'unknown') return done;
  return done.content['refund_status'] === 'REFUND_SUCCESS' ? { kind: 'refunded' } : { kind: 'none' };
}

function paidOf(content: Content, when: 'gmt_payment' | 'send_pay_date', asOf: number): Charged {
  const amount = fenOf(content['total_amount']);
  const { trade_no: transactionId, [when]: at } = content;
  // Money in no sum that can be written down: asked again, and shown as not known, until a person looks.
  if (amount === null) return unknown(`total_amount ${String(content['total_amount'])}`);
  const payment: Payment = {
    amount,
    paidAt: (typeof at === 'string' ? fromDateTime(at) : null) ?? asOf,
    transactionId: typeof transactionId === 'string' ? transactionId : null,
    payType: 'alipay',
  };
  return { kind: 'paid', payment };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const subCodeOf = (content: Content): string => textOf(content['sub_code']);
const wordsOf = (content: Content): string =>
  `${content.code} ${subCodeOf(content)} ${textOf(content['sub_msg'])}`.trim();

const refusalOf = (content: Content): Failed =>
  failed(subCodeOf(content) || content.code, textOf(content['sub_msg']) || textOf(content['msg']));
