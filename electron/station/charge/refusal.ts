import type { CommandError } from '../../contract/commands.ts';
import type { Outcome } from '../payment/desk.ts';
import type { RefundOutcome } from '../payment/refunds.ts';

/** Why money was not taken or paid back; nothing has changed. */
export const chargeRefusal = (
  code: CommandError['code'],
  message: string,
  fields?: Record<string, string>,
): Error & { code: CommandError['code'] } => Object.assign(new Error(message), { code, ...(fields && { fields }) });

/** What the payment desk refused, as an error with a code of the contract. */
export function mustBeDone(came: Outcome | RefundOutcome): void {
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
