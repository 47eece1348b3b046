import type { InvoiceOutcome, Refused } from './booking/contract.ts';
import type { Sharing } from './booking/sharing.ts';
import type { Ledger } from './ledger/record.ts';
import type { PageAnswer, Pages } from './platform/db4403/inbound-routes.ts';

/** What was taken at the gate by a charge and not paid back, fen; null: there is no such charge. */
export type TakenOf = (chargeId: string) => number | null;

/** Drivers read these in a browser on their phones. */
const WORDS = {
  'unknown-order': '没有这个订单',
  unpaid: '订单还没有付款，付款后才能开票',
  refunded: '订单已全额退款，不能开票',
  'no-page': '本停车场不在线开票，请到岗亭办理',
  returned: '已返回停车场，付款结果以支付平台为准',
} as const;

/**
 * What becomes of drivers that come back from paying (7.4.1) or want an invoice (7.4.2). A payment is booked only on the
 * pay page's own signature: whatever else stands in an address passed through the driver's hands. `invoicePage` null:
 * there is none.
 */
export function createDriverPages(
  ledger: Ledger,
  sharing: Sharing,
  invoicePage: string | null,
  takenOf: TakenOf = () => null,
): Pages {
  return {
    payCallback({ orderNo, ok, at, asked, proof }) {
      if (proof === 'result') ledger.record((tx) => sharing.paymentReturned(tx, { orderNo, ok, at, asked }));
      // The payment is booked by now: an address that leads nowhere must not make it look as if it were not.
      const page = URL.parse(sharing.callbackOf(orderNo) ?? '');
      if (page === null) return { status: 200, words: WORDS.returned };
      page.searchParams.set('orderNo', orderNo);
      page.searchParams.set('timestamp', String(Math.floor(at / 1000)));
      page.searchParams.set('payResult', ok ? '1' : '0');
      return { redirect: page.href };
    },
    invoice({ orderNo, paid }) {
      const known = sharing.invoiceOf(orderNo);
      // What was paid at the gate is no order of the platform's, and its number proves nothing without the receipt.
      const found: InvoiceOutcome = paid !== undefined && isUnknown(known) ? atGate(takenOf(orderNo)) : known;
      if (found.outcome === 'refused') return refusedPage(found);
      if (invoicePage === null) return { status: 404, words: WORDS['no-page'] };
      const filled = invoicePage
        .replaceAll('{orderNo}', () => encodeURIComponent(orderNo))
        .replaceAll('{amount}', () => String(found.amount));
      return { redirect: filled };
    },
  };
}

function atGate(taken: number | null): InvoiceOutcome {
  if (taken === null) return { outcome: 'refused', because: 'unknown-order' };
  return taken > 0 ? { outcome: 'found', amount: taken } : { outcome: 'refused', because: 'refunded' };
}

const isUnknown = (invoice: InvoiceOutcome): boolean =>
  invoice.outcome === 'refused' && invoice.because === 'unknown-order';

const refusedPage = ({ because }: Extract<InvoiceOutcome, Refused<string>>): PageAnswer => ({
  status: because === 'unknown-order' ? 404 : 409,
  words: WORDS[because],
});
