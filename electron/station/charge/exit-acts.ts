import type { CommandInput, CommandName } from '../../contract/commands.ts';
import type { LaneConfig } from '../../contract/site.ts';
import type { Lane } from '../lane/lane.ts';
import type { Arrival } from '../lane/state.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import type { Passages } from '../parking/passages.ts';
import type { By, PaymentDesk, PaymentWish } from '../payment/desk.ts';
import { IN_CASH, requireEnough, requireWarned } from './cash.ts';
import type { Charges } from './charges.ts';
import type { ChargeDesk } from './desk.ts';
import { chargeRefusal, mustBeDone } from './refusal.ts';

/** Commands that move money. */
export type ExitCommand = Exclude<Extract<CommandName, `exit.${string}` | `charges.${string}`>, 'charges.due'>;
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
  /** Money that came and was not what was asked for goes back by the provider, all of it. */
  sendBack: ExitAct<'charges.send-back'>;
  dealtWith: ExitAct<'charges.dealt-with'>;
  endDebt: ExitAct<'charges.end-debt'>;
}

export interface ExitActParts {
  ledger: Ledger;
  laneOf(id: string): Lane;
  /** Where a car came in that nobody saw; undefined: the site has no entrance. */
  entrance: LaneConfig | undefined;
  desk: ChargeDesk;
  charges: Pick<Charges, 'byId' | 'debtsOf'>;
  /** What came for a stay by phone and is raised, fen. */
  cameFor(stayId: string): number;
  /** Null: cash alone. */
  payments: PaymentDesk | null;
  passages: Pick<Passages, 'supply'>;
}

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
    payCash({ laneId, arrivalId, due, debts = 0, came = 0, given }, { id: who }, note) {
      const take = (tx: Tx, stayId: string, until: number): void => {
        const { plate } = standing(laneOf(laneId), arrivalId);
        const owing = debts > 0 ? charges.debtsOf(plate).map((debt) => debt.stayId) : [];
        requireWarned(parts.cameFor, came, [stayId, ...owing]);
        requireEnough(given, due + debts);
        const cash = { payType: 'cash', tradeNo: null, laneId, who } as const;
        if (debts > 0) desk.debts.takeAll(tx, plate, debts, cash);
        desk.take(tx, stayId, until, { ...cash, amount: due, payFrom: IN_CASH, given: given - debts });
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

    sendBack({ key, tradeNo, because }, by, note) {
      mustBeDone(provided().refund({ key, tradeNo, amount: null, because }, by, note));
    },

    dealtWith({ tradeNo, because }, by, note) {
      mustBeDone(provided().dealtWith(tradeNo, because, by, note));
    },

    endDebt({ stayId, state, because }, { id: who }, note) {
      ledger.record((tx) => {
        note(tx);
        desk.debts.end(tx, stayId, state, who, because);
      });
    },
  };
}

const UNBOOKED = { class: 'other', bookingCode: null, orderNo: null, card: null, captureId: null } as const;

function standing({ state }: Lane, arrivalId: string): Arrival {
  if (!('arrival' in state) || state.arrival?.id !== arrivalId || !('intruder' in state)) {
    throw chargeRefusal('gone', 'another vehicle');
  }
  return state.arrival;
}
