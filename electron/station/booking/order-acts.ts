import type { CommandError, CommandInput } from '../../contract/commands.ts';
import type { ChangeProblem, RefundView } from '../../contract/orders.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import type { OrderChangeOutcome } from './contract.ts';
import type { Coupons } from './coupons.ts';
import type { Sharing } from './sharing.ts';

type Input<C extends 'orders.decide-refund' | 'orders.change' | 'orders.annul-coupon'> = Omit<CommandInput<C>, 'key'>;

/**
 * What people do with shared-parking orders and coupons. Each act is one transaction with its fact, its report and `note`.
 * Acts throw a refusal with a code of the contract: `gone`: there is nothing (any more) to act on; `bad-input` names what
 * is wrong. `by`: the person's id.
 */
export interface OrderActs {
  refunds(): RefundView[];
  decideRefund(decision: Input<'orders.decide-refund'>, by: string, note: Note): void;
  change(change: Input<'orders.change'>, by: string, note: Note): void;
  annulCoupon(which: Input<'orders.annul-coupon'>, by: string, note: Note): void;
}

/** Runs inside the act's transaction. */
type Note = (tx: Tx) => void;

export interface OrderActParts {
  ledger: Ledger;
  sharing: Pick<Sharing, 'refundsWaiting' | 'decideRefund' | 'change'>;
  coupons: Pick<Coupons, 'annul'>;
}

export function createOrderActs({ ledger, sharing, coupons }: OrderActParts): OrderActs {
  return {
    refunds: sharing.refundsWaiting,
    decideRefund({ refundNo, accept, because }, by, note) {
      ledger.record((tx) => {
        if (!sharing.decideRefund(tx, refundNo, accept, by, because))
          throw refusal('gone', `${refundNo} does not wait`);
        note(tx);
      });
    },
    change({ because, ...change }, by, note) {
      if (Object.keys(change).length === 1) throw refusal('bad-input', 'nothing is changed', { change: 'missing' });
      ledger.record((tx) => {
        const came = sharing.change(tx, { ...change, reason: because }, by);
        if (came.outcome === 'refused') throw refusalOf(change.orderNo, came.because);
        note(tx);
      });
    },
    annulCoupon({ couponNo, because }, by, note) {
      ledger.record((tx) => {
        if (!coupons.annul(tx, couponNo, by, because)) throw refusal('gone', `${couponNo} cannot be used any more`);
        note(tx);
      });
    },
  };
}

type Because = Extract<OrderChangeOutcome, { outcome: 'refused' }>['because'];

function refusalOf(orderNo: string, why: Because): Error {
  switch (why) {
    case 'unknown-order':
    case 'not-active':
      return refusal('gone', `${orderNo}: ${why}`);
    case 'no-vehicle':
    case 'bad-times':
    case 'barred':
    case 'no-space':
      return refusal('bad-input', `${orderNo}: ${why}`, { change: why });
  }
}

function refusal(
  code: Extract<CommandError['code'], 'bad-input' | 'gone'>,
  message: string,
  fields?: Readonly<Record<string, ChangeProblem | 'missing'>>,
): Error {
  return Object.assign(new Error(message), { code }, fields && { fields });
}
