import { wordsOf } from '../../wire/network-trouble.ts';
import type { Delivery, OutgoingItem } from '../outbox/contract.ts';
import { CODE } from './codes.ts';
import { LARGEST_DATA } from './envelope.ts';
import { questionOf } from './message.ts';
import type { Question } from './message.ts';
import { events } from './tables/interfaces.ts';
import type { EventInterface } from './tables/interfaces.ts';

/**
 * How many reports may be under way at once: several messages, so that the next ones travel while the first are
 * answered, and far fewer than the 1000 beyond which brokers drop what is sent with QoS 0.
 */
export const mostUnderWay = (batch: number): number => Math.max(64, 8 * batch);

/**
 * How much more backlog is of use while so many reports wait for an answer to others: what the next message holds. All that
 * can leave has left when none waits.
 */
export const backlogRoom = (batch: number, waiting: number): number =>
  waiting === 0 ? mostUnderWay(batch) : Math.max(0, batch - waiting);

/** For a person to look at: no platform was asked. */
export const unsendable = (message: string): Delivery => ({
  kind: 'unsendable',
  code: String(CODE.format),
  message,
});

export interface Ways {
  ask(question: Question): void;
  /** Pictures always go over HTTPS (7.3.4.1.7); null: the site has no way for them. */
  upload: ((item: OutgoingItem) => Promise<Delivery>) | null;
}

/** Sends an item of the queue the way its interface goes; one that can go none is refused in words. */
export function sendItem(item: OutgoingItem, settle: (delivery: Delivery) => void, { ask, upload }: Ways): void {
  const { interface: name } = item;
  if (!Object.hasOwn(events, name)) return settle(unsendable(`${name} is no interface of this platform`));
  if (name === 'imageUpload') {
    if (!upload) return settle(unsendable('no address for pictures is set (imageUpload)'));
    upload(item).then(settle, (error: unknown) => settle(unsendable(wordsOf(error))));
    return;
  }
  const question = questionOf({ ...item, interface: name as EventInterface }, settle);
  if (question.bytes > LARGEST_DATA) settle(unsendable('larger than 10 MB'));
  else ask(question);
}
