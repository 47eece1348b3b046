import { chargeRefusal } from './refusal.ts';

/** Where cash was paid, in the driver's words (table 23). */
export const IN_CASH = '线下缴费';

/**
 * Cash on top of money that came by phone and is raised: only from a person who was told of just that money (`toldOf`, fen).
 * `stays`: what the cash is for.
 */
export function requireWarned(cameFor: (stayId: string) => number, toldOf: number, stays: readonly string[]): void {
  const came = stays.reduce((sum, stayId) => sum + cameFor(stayId), 0);
  if (came !== toldOf) throw chargeRefusal('gone', `${came} came by phone, not ${toldOf}`);
}

/** What was handed over is enough for all that is asked; fen. */
export function requireEnough(given: number, asked: number): void {
  if (given < asked) throw chargeRefusal('bad-input', 'less was given than is due', { given: 'too-little' });
}
