import type { CommandError, CommandInput, CommandName } from '../../contract/commands.ts';
import type { LaneConfig } from '../../contract/site.ts';
import type { Lane } from '../lane/lane.ts';
import type { Arrival } from '../lane/state.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import type { Passages } from '../parking/passages.ts';
import type { By, PaymentDesk, PaymentWish } from '../payment/desk.ts';
import type { Charges } from './charges.ts';
import type { ChargeDesk } from './desk.ts';
import { chargeRefusal } from './refusal.ts';

/** Commands that move money. */
export type ExitCommand = Extract<CommandName, `exit.${string}` | `charges.${string}`>;
export type ExitAct<C extends ExitCommand> = (input: CommandInput<C>, by: By, note: Note) => void;
/** Runs inside the act's transaction. */
type Note = (tx: Tx) => void;

/** The attendant's hands where money is taken. Each throws a refusal with a code of the contract. */
export interface ExitActs {
  /** Cash for the car at the lane: taken, and the arm goes up. */
  payCash: ExitAct<'exit.pay-cash'>;
  /** Money by the provider: what becomes of it comes later, and the arm goes up when it is there. */
  showCode: ExitAct<'exit.show-code'>;
  scan: ExitAct<'exit.scan'>;
  confirmPayment: ExitAct<'exit.confirm-payment'>;
  cancelPayment: ExitAct<'exit.cancel-payment'>;
  /** A voucher of the lot itself for the car at the lane. */
  voucher: ExitAct<'exit.voucher'>;
  /** The car came in unseen, at a time that a person says. */
  supplyEntry: ExitAct<'exit.supply-entry'>;
  /** What came by a provider goes back by it; the charge hears of it when the money is back. */
  refund: ExitAct<'charges.refund'>;
  dealtWith: ExitAct<'charges.dealt-with'>;
  endDebt: ExitAct<'charges.end-debt'>;
}

export interface ExitActParts {
  ledger: Ledger;
  laneOf(id: string): Lane;
  /** Where a car came in that nobody saw; undefined: the site has no entrance. */
  entrance: LaneConfig | undefined;
  desk: ChargeDesk;
  charges: Pick<Charges, 'byId'>;
  /** Null: cash alone. */
  payments: PaymentDesk | null;
  passages: Pick<Passages, 'supply'>;
}

/** In the driver's words (table 23). */
const IN_CASH = '线下缴费';
/** An entry further back is a slip of the finger. */
const LONGEST_MS = 366 * 86_400_000;

export function createExitActs(parts: ExitActParts): ExitActs {
  const { ledger, laneOf, entrance, desk, charges, passages } = parts;

  function provided(): PaymentDesk {
    if (!parts.payments) throw chargeRefusal('not-now', 'cash alone is taken here');
    return parts.payments;
  }

  /** What the car at a lane is to pay; it must be what the screen says. */
  function wishOf(laneId: string, arrivalId: string, key: string, due: number): PaymentWish {
    const { stayId, at: until, plate } = standing(laneOf(laneId), arrivalId);
    if (stayId === null || desk.dueOf(stayId, until)?.due !== due) throw chargeRefusal('gone', 'another sum is due');
    return { key, stayId, amount: due, until, subject: `停车费 ${plate}`, plate, laneId };
  }

  return {
    payCash({ laneId, arrivalId, due, given }, { id: who }, note) {
      const take = (tx: Tx, stayId: string, until: number): void => {
        const cash = { payType: 'cash', payFrom: IN_CASH, given, tradeNo: null } as const;
        desk.take(tx, stayId, until, { amount: due, ...cash, laneId, who });
      };
      laneOf(laneId).pay(arrivalId, { id: who }, take, note);
    },

    showCode({ key, laneId, arrivalId, due }, by, note) {
      mustBeDone(provided().show(wishOf(laneId, arrivalId, key, due), by, note));
    },

    scan({ key, laneId, arrivalId, due, code }, by, note) {
      mustBeDone(provided().scan(wishOf(laneId, arrivalId, key, due), code, by, note));
    },

    confirmPayment({ tradeNo }, by, note) {
      mustBeDone(provided().confirmByHand(tradeNo, by, note));
    },

    cancelPayment({ tradeNo }, by, note) {
      mustBeDone(provided().cancel(tradeNo, by, note));
    },

    voucher({ laneId, arrivalId, voucherId }, { id: who }, note) {
      const lane = laneOf(laneId);
      const { stayId, at } = standing(lane, arrivalId);
      if (stayId === null) throw chargeRefusal('gone', 'no stay to take it off');
      ledger.record((tx) => {
        note(tx);
        desk.giveVoucher(tx, stayId, at, voucherId, who);
      });
      lane.reconsider();
    },

    supplyEntry({ laneId, arrivalId, enteredAt, because }, { id: who }, note) {
      const lane = laneOf(laneId);
      const { at } = standing(lane, arrivalId);
      if (!entrance) throw chargeRefusal('not-now', 'the site has no entrance');
      if (enteredAt > at || enteredAt < at - LONGEST_MS) {
        throw chargeRefusal('bad-input', 'not a time at which it can have come in', { enteredAt: 'out-of-range' });
      }
      const write = (tx: Tx, arrival: Arrival): void => {
        const { plate, plateRead, plateColour, carColour, carModel } = arrival;
        const vehicle = { plate, plateRead, plateColour, carColour, carModel, ...UNBOOKED };
        passages.supply(tx, entrance, { at: enteredAt, vehicle, who, because });
      };
      lane.entrySupplied(arrivalId, { id: who }, write, note);
    },

    refund({ key, chargeId, amount, because }, by, note) {
      const tradeNo = charges.byId(chargeId)?.tradeNo ?? null;
      if (tradeNo !== null) return mustBeDone(provided().refund({ key, tradeNo, amount, because }, by, note));
      ledger.record((tx) => {
        note(tx);
        desk.refund(tx, chargeId, amount, by.id, because);
      });
    },

    dealtWith({ tradeNo, because }, by, note) {
      mustBeDone(provided().dealtWith(tradeNo, because, by, note));
    },

    endDebt({ stayId, state, because }, { id: who }, note) {
      ledger.record((tx) => {
        note(tx);
        desk.endDebt(tx, stayId, state, who, because);
      });
    },
  };
}

/** What the payment desk refused, as an error with a code of the contract. */
function mustBeDone(came: { outcome: 'done' } | { outcome: 'refused'; because: string }): void {
  if (came.outcome === 'refused') throw chargeRefusal(CODES[came.because] ?? 'not-now', came.because);
}

const CODES: Readonly<Partial<Record<string, CommandError['code']>>> = {
  'unknown-payment': 'gone',
  'not-open': 'gone',
  'not-paid': 'gone',
  'not-allowed': 'not-allowed',
  'reason-needed': 'reason-needed',
  'bad-amount': 'bad-input',
  'more-than-paid': 'bad-input',
};

const UNBOOKED = { class: 'other', bookingCode: null, orderNo: null, card: null, captureId: null } as const;

function standing({ state }: Lane, arrivalId: string): Arrival {
  if (!('arrival' in state) || state.arrival?.id !== arrivalId || !('intruder' in state)) {
    throw chargeRefusal('gone', 'another vehicle');
  }
  return state.arrival;
}
