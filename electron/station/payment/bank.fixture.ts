import { failed, unknown } from './contract.ts';
import type { Charged, Payment, PaymentProvider, RefundOrder, Refunded } from './contract.ts';

/** One payment as the bank has it. Fen. */
export interface Account {
  tradeNo: string;
  asked: number;
  taken: number;
  state: 'offered' | 'waiting' | 'paid' | 'closed';
  refunds: Map<string, number>;
  /** How often money was taken; more than once must never be. */
  times: number;
}

/** What happens to a call on its way: all well; lost before the bank hears it, or its answer is lost after. */
export type Fate = 'heard' | 'lost-before' | 'lost-after';

/** A provider inside the process, at the place of the wire: it keeps money, and calls are lost as `fate` says. */
export interface Bank {
  readonly provider: PaymentProvider;
  readonly accounts: ReadonlyMap<string, Account>;
  /** Of the next calls; `heard` when it is not said. */
  fate: (method: string) => Fate;
  /** What becomes of a phone's code when it is charged. */
  onCharge: (code: string) => 'pays' | 'asks' | 'refuses';
  /** What is taken where another sum is taken than was asked for. */
  takes: number | null;
  /** The driver scans what is shown, or agrees; false: it cannot be paid any more. */
  pay(tradeNo: string): boolean;
  /** A charge that was lost on its way comes in after all, within minutes. */
  arrivesLate(tradeNo: string): boolean;
  /** All that is there now of a lot's money. */
  held(): number;
  /** Methods called, in order. */
  readonly calls: string[];
}

/** A charge that is lost is gone for good after this, ms. */
const LATE_MS = 600_000;

const sum = (values: Iterable<number>): number => [...values].reduce((all, each) => all + each, 0);

export function openBank(now: () => number): Bank {
  const accounts = new Map<string, Account>();
  const calls: string[] = [];
  const lost = new Map<string, { amount: number; at: number }>();

  function open(tradeNo: string, asked: number, state: Account['state']): Account {
    const account = accounts.get(tradeNo) ?? { tradeNo, asked, taken: 0, state, refunds: new Map(), times: 0 };
    accounts.set(tradeNo, account);
    return account;
  }

  function take(account: Account): void {
    account.state = 'paid';
    account.taken = bank.takes ?? account.asked;
    account.times += 1;
  }

  const paymentOf = ({ taken, tradeNo }: Account): Payment => ({
    amount: taken,
    paidAt: now(),
    transactionId: `bank-${tradeNo}`,
    payType: 'alipay',
  });

  /** The call takes its way; what is lost is `unknown`, as is what a stopped desk did not wait for. */
  async function via<T>(method: string, signal: AbortSignal, work: () => T) {
    calls.push(method);
    const fate = bank.fate(method);
    await Promise.resolve();
    if (fate === 'lost-before' || signal.aborted) return unknown('lost before');
    const result = work();
    await Promise.resolve();
    return fate === 'lost-after' || signal.aborted ? unknown('lost after') : result;
  }

  function charge(tradeNo: string, amount: number, code: string): Charged {
    const account = open(tradeNo, amount, 'waiting');
    if (account.state === 'paid') return { kind: 'paid', payment: paymentOf(account) };
    if (account.state === 'closed') return failed('closed', 'it is over');
    switch (bank.onCharge(code)) {
      case 'pays':
        take(account);
        return { kind: 'paid', payment: paymentOf(account) };
      case 'asks':
        return { kind: 'pending' };
      case 'refuses':
        account.state = 'closed';
        return failed('refused', 'no money');
    }
  }

  function refund({ tradeNo, refundNo, amount }: RefundOrder): Refunded {
    const account = accounts.get(tradeNo);
    if (account?.state !== 'paid') return failed('not-paid', 'not paid');
    if (account.refunds.has(refundNo)) return { kind: 'refunded' };
    if (sum(account.refunds.values()) + amount > account.taken) return failed('too-much', 'too much');
    account.refunds.set(refundNo, amount);
    return { kind: 'refunded' };
  }

  const bank: Bank = {
    accounts,
    calls,
    fate: () => 'heard',
    onCharge: () => 'pays',
    takes: null,
    pay(tradeNo) {
      const account = accounts.get(tradeNo);
      if (account?.state !== 'offered' && account?.state !== 'waiting') return false;
      take(account);
      return true;
    },
    arrivesLate(tradeNo) {
      const charge = lost.get(tradeNo);
      if (!charge || now() > charge.at + LATE_MS) return false;
      const account = open(tradeNo, charge.amount, 'waiting');
      if (account.state !== 'waiting') return false;
      take(account);
      return true;
    },
    held: () => sum([...accounts.values()].map(({ taken, refunds }) => taken - sum(refunds.values()))),
    provider: {
      id: 'bank',
      capabilities: { shows: true, scans: true, confirmsByHand: null, refunds: true },
      show: ({ tradeNo, amount, expiresAt }, signal) =>
        via('show', signal, () => {
          open(tradeNo, amount, 'offered');
          return { kind: 'shown' as const, qr: `pay ${tradeNo}`, expiresAt };
        }),
      charge({ tradeNo, amount }, code, signal) {
        lost.set(tradeNo, { amount, at: now() });
        return via('charge', signal, () => {
          lost.delete(tradeNo);
          return charge(tradeNo, amount, code);
        });
      },
      query: (tradeNo, signal) =>
        via('query', signal, () => {
          const account = accounts.get(tradeNo);
          switch (account?.state) {
            case undefined:
            case 'offered':
              return { kind: 'none' as const };
            case 'waiting':
              return { kind: 'pending' as const };
            case 'paid':
              return { kind: 'paid' as const, payment: paymentOf(account) };
            case 'closed':
              return failed('closed', 'it is over');
          }
        }),
      cancel: (tradeNo, signal) =>
        via('cancel', signal, () => {
          const account = accounts.get(tradeNo);
          if (account?.state === 'paid') return { kind: 'paid' as const };
          if (account) account.state = 'closed';
          return { kind: 'cancelled' as const, returned: false };
        }),
      refund: (order, signal) => via('refund', signal, () => refund(order)),
      queryRefund: ({ tradeNo, refundNo }, signal) =>
        via('queryRefund', signal, () =>
          accounts.get(tradeNo)?.refunds.has(refundNo) ? { kind: 'refunded' as const } : { kind: 'none' as const },
        ),
      stop: () => undefined,
    },
  };
  return bank;
}
