import type { Delivery, OutgoingItem } from '../outbox/contract.ts';
import { CODE } from './codes.ts';
import type { EventInterface } from './tables/interfaces.ts';

/** What a verdict needs to know of the report that was answered. */
export interface Asked extends Pick<OutgoingItem, 'unanswered' | 'corrected'> {
  interface: EventInterface;
}

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

/** Their number names something that happens once, or (a picture) the content itself: nothing else of ours has it. */
const HAPPENS_ONCE: ReadonlySet<EventInterface> = new Set<EventInterface>([
  'vehicleEnter',
  'vehicleLeave',
  'chargeRecord',
  'eventReport',
  'reservationPriority',
  'imageUpload',
]);

/**
 * Whether `exists` can only mean that this very report arrived and its answer was lost. What a person has put right, or
 * what changes under one number, may be known there with other content.
 */
const arrivedBefore = ({ interface: name, unanswered, corrected }: Asked): boolean =>
  !corrected && (unanswered || HAPPENS_ONCE.has(name));

/** What a platform's code means for the report it answers. Any code not known here is for a person to judge. */
export function verdictOn(code: number, message: string | null, asked: Asked): Delivery {
  const words = { code: String(code), message };
  if (code === CODE.ok || (code === CODE.exists && arrivedBefore(asked))) return { kind: 'delivered', ...words };
  if (NOT_NOW.has(code)) return { kind: 'not-now', ...words };
  return { kind: 'refused', ...words };
}
