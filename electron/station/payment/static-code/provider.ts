import type { StaticCodeConfig } from '../../../contract/site-payments.ts';
import { failed } from '../contract.ts';
import type { PaymentProvider } from '../contract.ts';

/**
 * The lot's own merchant code, always the same one: the driver types the sum in, and the attendant sees on a phone that the
 * money came. Nobody else knows, so a payment is made by a person's word alone, and paid back by hand.
 */
export function createStaticCode({ code, payType }: StaticCodeConfig): PaymentProvider {
  const byHand = () => Promise.resolve(failed('not-supported', 'paid back by hand'));
  return {
    id: 'static-code',
    capabilities: { shows: true, scans: false, confirmsByHand: payType, refunds: false },
    show: ({ expiresAt }) => Promise.resolve({ kind: 'shown', qr: code, expiresAt }),
    charge: () => Promise.resolve(failed('not-supported', 'no codes are scanned')),
    query: () => Promise.resolve({ kind: 'pending' }),
    cancel: () => Promise.resolve({ kind: 'cancelled', returned: false }),
    refund: byHand,
    queryRefund: byHand,
    stop: () => undefined,
  };
}
