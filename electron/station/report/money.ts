import type { CountedSum, ReportFigures } from '../../contract/reports.ts';
import type { Tally } from './scope.ts';
import { at, byText } from './sums.ts';

/** Money in a line of a table, fen. */
export interface Money {
  received: number;
  refunded: number;
  /** Cash that came less cash that went back. */
  cash: number;
}

export const noMoney = (): Money => ({ received: 0, refunded: 0, cash: 0 });

/** Counts a line of money; any other is left alone. */
export function countMoney(money: Money, { what, a, net }: Tally): void {
  if (what === 'charge' || what === 'card') {
    money.received += net;
    if (a === 'cash') money.cash += net;
  } else if (what === 'refund') {
    money.refunded += net;
    if (a === 'cash') money.cash -= net;
  }
}

const byPayType = byText(({ payType }: { payType: string }) => payType);

export function incomeOf(tally: readonly Tally[]): ReportFigures['income'] {
  const charges = new Map<string, ReportFigures['income']['charges'][number]>();
  const discounts = new Map<string, ReportFigures['income']['discounts'][number]>();
  const paid = { card: new Map<string, PaidSum>(), refund: new Map<string, PaidSum>() };
  const sums = {
    debt: { owed: none(), paid: none(), waived: none() },
    order: { paid: none(), refunded: none() },
    uncounted: { came: none(), returned: none() },
  };
  const money = noMoney();
  for (const line of tally) {
    const { what, a, b, n, gross, off, net } = line;
    countMoney(money, line);
    switch (what) {
      case 'charge': {
        const sum = at(charges, a, () => ({ payType: a, n: 0, receivable: 0, discount: 0, received: 0 }));
        sum.n += n;
        sum.receivable += gross;
        sum.discount += off;
        sum.received += net;
        break;
      }
      case 'discount': {
        const sum = at(discounts, `${b} ${a}`, () => ({ name: a, type: b, n: 0, amount: 0 }));
        sum.n += n;
        sum.amount += off;
        break;
      }
      case 'card':
      case 'refund':
        add(
          at(paid[what], a, () => ({ payType: a, ...none() })),
          n,
          net,
        );
        break;
      case 'debt':
      case 'order':
      case 'uncounted': {
        const sum = (sums[what] as Record<string, CountedSum>)[a];
        if (sum) add(sum, n, net);
        break;
      }
    }
  }
  const all = [...charges.values()].sort(byPayType);
  const total = (of: (sum: (typeof all)[number]) => number): number => all.reduce((sum, each) => sum + of(each), 0);
  return {
    charges: all,
    total: {
      n: total((sum) => sum.n),
      receivable: total((sum) => sum.receivable),
      discount: total((sum) => sum.discount),
      received: total((sum) => sum.received),
    },
    cards: [...paid.card.values()].sort(byPayType),
    refunds: [...paid.refund.values()].sort(byPayType),
    net: money.received - money.refunded,
    cash: money.cash,
    discounts: [...discounts.values()].sort(
      byText(
        ({ name }) => name,
        ({ type }) => type,
      ),
    ),
    debts: sums.debt,
    orders: sums.order,
    uncounted: sums.uncounted,
  };
}

interface PaidSum extends CountedSum {
  payType: string;
}

const none = (): CountedSum => ({ n: 0, amount: 0 });

function add(sum: CountedSum, n: number, amount: number): void {
  sum.n += n;
  sum.amount += amount;
}
