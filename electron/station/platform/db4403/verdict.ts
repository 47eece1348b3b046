import type { Delivery } from '../outbox/contract.ts';
import { CODE } from './codes.ts';

/**
 * Refusals that are about us or about the platform's health, not about this report: every other report would get the
 * same one, and this one is taken later unchanged once somebody has put it right.
 */
const NOT_NOW = new Set<number>([
  CODE.other,
  CODE.token,
  CODE.appId,
  CODE.signature,
  CODE.parkCode,
  CODE.noSuchPark,
  CODE.wrongPassword,
  CODE.accessToken,
]);

/**
 * What a platform's code means for the report it answers. `exists` is the answer to a report that had arrived when its
 * answer was lost: the business id is the same, so it is delivered. Any code not known here is for a person to judge.
 */
export function verdictOn(code: number, message: string | null): Delivery {
  const words = { code: String(code), message };
  if (code === CODE.ok || code === CODE.exists) return { kind: 'delivered', ...words };
  if (NOT_NOW.has(code)) return { kind: 'not-now', ...words };
  return { kind: 'refused', ...words };
}
