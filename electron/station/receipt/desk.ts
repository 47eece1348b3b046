import type { PrintOutcome, Printer } from '../../../native/printer/contract.ts';
import type { CommandError } from '../../contract/commands.ts';
import type { PrintAttempt, PrintFailure, ReceiptColumns, ReceiptView } from '../../contract/receipt.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import type { Names } from '../ledger/line.ts';
import type { Db } from '../store/open.ts';
import type { ChargeOf } from './charge-of.ts';
import { receiptOf } from './receipt.ts';
import type { ReceiptInput } from './receipt.ts';

/** Address of the page that makes out an invoice for a payment (7.4.2), signed; null: there is none. Fen, UTC ms. */
export type InvoiceLinkOf = (payment: { orderNo: string; amount: number; paidAt: number }) => string | null;

export interface ReceiptDeskParts {
  db: Db;
  ledger: Ledger;
  lotName: string;
  names: Names;
  chargeOf: ChargeOf;
  invoiceLinkOf: InvoiceLinkOf;
  /** Null: the site has none; receipts are seen on the screen only. */
  printer: { device: Printer; columns: ReceiptColumns; copies: number } | null;
  /** What became of a sheet. */
  onPrinted(outcome: PrintOutcome): void;
  /** What became of a sheet could not be written down. */
  onTrouble(error: unknown): void;
}

export interface ReceiptDesk {
  /** The receipt of a charge as it would be printed now. Throws `gone`: no such charge. */
  view(chargeId: string): ReceiptView;
  /**
   * Prints it, once for each call; `once` is written with it. Returns when that is written down: what the printer makes of
   * it is told by `view`. Throws `gone`, and `not-now`: there is no printer, or it is at work on another.
   */
  print(chargeId: string, who: string, once: (tx: Tx) => void): void;
}

/** Columns of a receipt that only a screen shows. */
const ON_SCREEN: ReceiptColumns = 32;

/** After these nothing came out of the printer, by its own word or because it was sent nothing. */
const SURELY_NOT: readonly PrintFailure[] = ['paper-out', 'offline', 'not-reachable', 'not-understood', 'busy'];

/** Receipts of charges. How often each was printed is read from the book of facts. */
export function createReceiptDesk(parts: ReceiptDeskParts): ReceiptDesk {
  const { db, ledger, printer } = parts;
  const count = db
    .prepare<{ stayId: string; chargeId: string }, number>(
      `SELECT coalesce(sum(CASE kind WHEN 'receipt-printed' THEN 1 ELSE -1 END), 0) FROM fact
       WHERE stay_id = @stayId AND (kind = 'receipt-printed' OR (kind = 'receipt-failed' AND data ->> 'out' = 0))
         AND data ->> 'chargeId' = @chargeId`,
    )
    .pluck();
  /** How the newest attempt of each receipt went; what came of those before a start is not known. */
  const attempts = new Map<string, PrintAttempt>();
  let underWay = false;

  function find(chargeId: string): ReceiptInput {
    const found = parts.chargeOf(chargeId);
    if (found === null) throw refusal('gone', `no charge ${chargeId}`);
    return found;
  }

  const printedOf = ({ stay, charge }: ReceiptInput): number =>
    count.get({ stayId: stay.id, chargeId: charge.id }) ?? 0;

  function linesOf(input: ReceiptInput, columns: ReceiptColumns, printedBefore: number): ReceiptView['lines'] {
    const { id: orderNo, paidAt, received, refunded, person } = input.charge;
    const amount = received - refunded;
    return receiptOf(
      input,
      {
        lotName: parts.lotName,
        personName: person === null ? null : parts.names.person(person),
        invoiceUrl: amount > 0 ? parts.invoiceLinkOf({ orderNo, amount, paidAt }) : null,
        printedBefore,
      },
      columns,
    );
  }

  const factOf = ({ stay, charge }: ReceiptInput, who: string, data: Record<string, unknown>) => ({
    stayId: stay.id,
    plate: stay.plate === '' ? null : stay.plate,
    who,
    data: { chargeId: charge.id, ...data },
  });

  return {
    view(chargeId) {
      const input = find(chargeId);
      const columns = printer?.columns ?? ON_SCREEN;
      const printed = printedOf(input);
      return {
        chargeId,
        columns,
        lines: linesOf(input, columns, printed),
        printed,
        last: attempts.get(chargeId) ?? null,
        printer: printer?.device.state ?? null,
      };
    },
    print(chargeId, who, once) {
      if (printer === null) throw refusal('not-now', 'the site has no printer');
      const input = find(chargeId);
      if (underWay) throw refusal('not-now', 'the printer is at work on another receipt');
      const before = printedOf(input);
      const lines = linesOf(input, printer.columns, before);
      // Written before it is printed: a paper that nobody counted would be a second original.
      ledger.record((tx) => {
        once(tx);
        tx.fact({ kind: 'receipt-printed', ...factOf(input, who, { times: before + 1 }) });
      });
      underWay = true;
      attempts.set(chargeId, { state: 'printing' });
      void printer.device.print(lines, printer.copies).then((outcome) => {
        underWay = false;
        parts.onPrinted(outcome);
        if (outcome.type === 'printed') return void attempts.set(chargeId, { state: 'printed' });
        const { code } = outcome;
        attempts.set(chargeId, { state: 'failed', code });
        const out = SURELY_NOT.includes(code) ? 0 : 1;
        try {
          ledger.record((tx) => void tx.fact({ kind: 'receipt-failed', ...factOf(input, who, { code, out }) }));
        } catch (error) {
          parts.onTrouble(error);
        }
      });
    },
  };
}

const refusal = (code: CommandError['code'], message: string): Error => Object.assign(new Error(message), { code });
