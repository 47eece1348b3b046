import { z } from 'zod';
import { billLine } from '../../contract/bill.ts';
import type { Charges } from '../charge/charges.ts';
import type { Stays } from '../parking/stays.ts';
import type { ReceiptInput } from './receipt.ts';

/** A charge for its receipt; null: there is no such charge. */
export type ChargeOf = (chargeId: string) => ReceiptInput | null;

/** What a charge keeps of the bill that it settles: that of the whole stay, and what of it was settled before. */
const keptBill = z.object({ lines: z.array(billLine), settled: z.number() });

/** Charges as receipts need them, from the books of the till. A bill of an older form is left out: the sums say enough. */
export const createChargeOf =
  (charges: Pick<Charges, 'byId' | 'debtOf'>, stayOf: Stays['byId']): ChargeOf =>
  (chargeId) => {
    const charge = charges.byId(chargeId);
    const stay = charge && stayOf(charge.stayId);
    if (!charge || !stay) return null;
    const bill = keptBill.safeParse(charge.bill);
    const { id, at: paidAt, until, payType, receivable, received, given, refunded, who: person } = charge;
    return {
      stay: { id: stay.id, plate: stay.plate, enteredAt: stay.enteredAt, until },
      bill: bill.success ? bill.data : { lines: [], settled: 0 },
      charge: {
        ...{ id, paidAt, payType, receivable, received, given, refunded, person },
        discounts: charge.discounts.map(({ channel: name, amount }) => ({ name, amount })),
      },
      owed: charges.debtOf(stay.id),
    };
  };
