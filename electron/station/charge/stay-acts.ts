import type { CommandInput } from '../../contract/commands.ts';
import type { DebtView, DueView, StayDues } from '../../contract/charges.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import type { StayRecord } from '../ledger/report.ts';
import type { PaymentDesk, PaymentWish } from '../payment/desk.ts';
import { IN_CASH, requireEnough, requireWarned } from './cash.ts';
import type { Charges } from './charges.ts';
import type { ChargeDesk } from './desk.ts';
import type { ExitAct } from './exit-acts.ts';
import { chargeRefusal, mustBeDone } from './refusal.ts';

/** Money for a stay wherever its car stands: paid ahead, and what earlier stays still owe. */
export interface StayActs {
  /** What is to be paid for a stay, and what its plate owes from before. Throws `gone`: no such stay. */
  dues(input: CommandInput<'charges.due'>): StayDues;
  payCash: ExitAct<'charges.pay-cash'>;
  showCode: ExitAct<'charges.show-code'>;
  scan: ExitAct<'charges.scan'>;
}

export interface StayActParts {
  ledger: Ledger;
  now(): number;
  stay(id: string): StayRecord | null;
  desk: ChargeDesk;
  charges: Pick<Charges, 'debtOf'>;
  /** Null: cash alone. */
  payments: PaymentDesk | null;
  dueView(stayId: string, until: number): DueView | null;
  debtViews(plate: string): DebtView[];
  cameFor(stayId: string): number;
  /** Money was taken for a stay: a car of that plate may stand at an arm. After the commit. */
  onTaken(stayId: string): void;
}

/** A sum that was read out stays good so long: whoever counts his money pays no more for it. */
const GOOD_FOR_MS = 5 * 60_000;

export function createStayActs(parts: StayActParts): StayActs {
  const { ledger, now, desk, charges } = parts;

  function found(stayId: string): StayRecord {
    const stay = parts.stay(stayId);
    if (!stay) throw chargeRefusal('gone', `no stay ${stayId}`);
    return stay;
  }

  /** An instant that was told is good for a while; one that is older, or yet to come, is none of ours. */
  const isGood = (until: number): boolean => until <= now() && until >= now() - GOOD_FOR_MS;

  /** Nobody pays by a sum that was told too long ago, nor for a car that is gone. */
  function requireInside(stay: StayRecord, until: number): void {
    if (stay.leftAt !== null) throw chargeRefusal('gone', 'it has left');
    if (!isGood(until)) throw chargeRefusal('gone', 'this sum was told too long ago');
  }

  function wishOf({ key, stayId, laneId, due, until }: CommandInput<'charges.show-code'>): PaymentWish {
    const stay = found(stayId);
    const { plate } = stay;
    const wish = { key, stayId, amount: due, plate, laneId };
    if (until === null) {
      if (charges.debtOf(stayId) !== due) throw chargeRefusal('gone', 'another sum is owed');
      return { ...wish, until: stay.leftAt ?? now(), subject: `停车费补缴 ${plate}` };
    }
    requireInside(stay, until);
    if (desk.dueOf(stayId, until)?.due !== due) throw chargeRefusal('gone', 'another sum is due');
    return { ...wish, until, subject: `停车费 ${plate}` };
  }

  function provided(): PaymentDesk {
    if (!parts.payments) throw chargeRefusal('not-now', 'cash alone is taken here');
    return parts.payments;
  }

  return {
    dues({ stayId, until: told }) {
      const stay = found(stayId);
      const { plate, enteredAt } = stay;
      const until = told !== null && isGood(told) ? told : now();
      const due = stay.leftAt === null ? parts.dueView(stayId, until) : null;
      return { stayId, plate, enteredAt, until, due, debts: parts.debtViews(plate) };
    },

    payCash({ stayId, laneId, fee, debts = 0, came = 0, given }, { id: who }, note) {
      const stay = found(stayId);
      if (fee !== null) requireInside(stay, fee.until);
      const fees = fee === null ? [] : [stayId];
      requireWarned(parts.cameFor, came, debts > 0 ? [...fees, ...owing(stay)] : fees);
      requireEnough(given, (fee?.due ?? 0) + debts);
      if (fee === null && debts === 0) throw chargeRefusal('gone', 'nothing is to be paid');
      ledger.record((tx: Tx) => {
        note(tx);
        const cash = { payType: 'cash', tradeNo: null, laneId, who } as const;
        if (debts > 0) desk.debts.takeAll(tx, stay.plate, debts, cash);
        if (fee !== null) {
          const taken = { ...cash, amount: fee.due, payFrom: IN_CASH, given: given - debts };
          desk.take(tx, stayId, fee.until, taken);
        }
        tx.committed(() => parts.onTaken(stayId));
      });
    },

    showCode(input, by, note) {
      mustBeDone(provided().show(wishOf(input), by, note));
    },

    scan(input, by, note) {
      mustBeDone(provided().scan(wishOf(input), input.code, by, note));
    },
  };

  function owing({ plate }: StayRecord): string[] {
    return parts.debtViews(plate).map(({ stayId }) => stayId);
  }
}
