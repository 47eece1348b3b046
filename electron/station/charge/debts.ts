import type { StayRecord } from '../ledger/report.ts';
import type { Tx } from '../ledger/record.ts';
import { chargeRecordOf } from './charges.ts';
import type { Charge, Charges } from './charges.ts';
import type { StayTotal, Taken } from './desk.ts';
import { chargeRefusal } from './refusal.ts';

export interface DebtParts {
  charges: Charges;
  stay(id: string): StayRecord | null;
  sumsOf(stayId: string): StayTotal;
  /** Inside the record: nothing is owed for the stay any more. */
  onSettled(tx: Tx, stayId: string): void;
  /** 32 hex digits. */
  newId(): string;
}

/** Money that came for what was owed. */
export type DebtMoney = Pick<Taken, 'payType' | 'tradeNo' | 'laneId' | 'who'>;

/** What cars left owing, and how it ends. Each runs inside the caller's record, and throws a refusal. */
export interface Debts {
  /** The debt of one stay was paid: the whole of it, or nothing is taken. */
  take(tx: Tx, stayId: string, amount: number, money: DebtMoney): void;
  /** All that a plate owes was paid, and it was this sum. */
  takeAll(tx: Tx, plate: string, amount: number, money: DebtMoney): void;
  /** A debt is let off, or was paid otherwise. */
  end(tx: Tx, stayId: string, state: 'paid' | 'waived', who: string, because: string): void;
}

/** In the driver's words (table 23). */
const OWED_BEFORE = '补缴';

export function createDebts({ charges, stay: stayOf, sumsOf, onSettled, newId }: DebtParts): Debts {
  function end(tx: Tx, stayId: string, state: 'paid' | 'waived', who: string | null, because: string | null): void {
    if (!charges.endDebt(tx, stayId, state)) throw chargeRefusal('gone', 'nothing is owed for it');
    const plate = stayOf(stayId)?.plate ?? null;
    tx.fact({ kind: 'debt-ended', stayId, plate, who, reason: because, data: { state } });
    // A code that asks for it is no good any more.
    onSettled(tx, stayId);
  }

  /** What was owed since the car left came after all: a charge like any other, and the record of the stay is put right. */
  function write(tx: Tx, stayId: string, owed: number, { payType, tradeNo, laneId, who }: DebtMoney): void {
    const stay = stayOf(stayId);
    if (!stay) throw chargeRefusal('gone', `no stay ${stayId}`);
    const sums = { receivable: owed, discount: 0, received: owed };
    const charge: Charge = {
      ...{ id: newId(), stayId, at: tx.at, until: stay.leftAt ?? tx.at, laneId, who, orderNo: null },
      ...{ ...sums, discounts: [], refunded: 0 },
      // Change is given once, for the whole of what was handed over: of a debt exactly its own sum is kept.
      ...{ payType, tradeNo, payFrom: OWED_BEFORE, given: payType === 'cash' ? owed : null },
      bill: { total: owed, minutes: 0, settled: 0, lines: [] },
    };
    charges.add(tx, charge);
    const { plate } = stay;
    const data = { chargeId: charge.id, ...sums, payType };
    const fact = tx.fact({ kind: 'charged', laneId, stayId, plate, who, data });
    tx.report({ kind: 'charged', stay, charge: chargeRecordOf(charge) }, fact);
    if (stay.leftAt !== null) tx.report({ kind: 'corrected', id: newId(), stay, ...sumsOf(stayId) }, fact);
  }

  function take(tx: Tx, stayId: string, amount: number, money: DebtMoney): void {
    const owed = charges.debtOf(stayId);
    if (owed === 0 || owed !== amount) throw chargeRefusal('gone', `${owed} is owed, not ${amount}`);
    end(tx, stayId, 'paid', money.who, null);
    write(tx, stayId, owed, money);
  }

  return {
    take,
    takeAll(tx, plate, amount, money) {
      const debts = charges.debtsOf(plate);
      const owed = debts.reduce((sum, debt) => sum + debt.amount, 0);
      // The sum on the screen: another one was paid, let off, or has come since.
      if (owed !== amount) throw chargeRefusal('gone', `${owed} is owed, not ${amount}`);
      for (const debt of debts) take(tx, debt.stayId, debt.amount, money);
    },
    end(tx, stayId, state, who, because) {
      const owed = charges.debtOf(stayId);
      end(tx, stayId, state, who, because);
      if (state === 'paid') write(tx, stayId, owed, { payType: 'other', tradeNo: null, laneId: null, who });
    },
  };
}
