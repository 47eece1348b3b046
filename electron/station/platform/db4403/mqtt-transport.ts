import type { Clock } from '../../../../native/clock/contract.ts';
import type { Db4403Config } from '../../../contract/site.ts';
import type { Delivery, OutboxTransport, WireItem } from '../outbox/contract.ts';
import { createAwaitedReplies } from './awaited-replies.ts';
import type { Connection, ConnectionOptions, LinkState } from './connection.ts';
import { createConnection } from './connection.ts';
import { CODE } from './codes.ts';
import { LARGEST_MESSAGE, openReply, sealReply, sealRequest } from './envelope.ts';
import type { ReplyBody } from './envelope.ts';
import { createCodeNames, events } from './tables/interfaces.ts';
import { toTimestamp } from './time.ts';

export interface MqttTransportOptions extends Omit<ConnectionOptions, 'topics'> {
  /** {版本号} and {停车库（场）编号} of the topics. */
  version: string;
  parkCode: string;
  secret: string;
  codes: Db4403Config['codes'];
}

export interface MqttTransport extends OutboxTransport {
  readonly link: LinkState;
  start(): void;
  stop(): Promise<void>;
  onLinkState(listener: (link: LinkState) => void): () => void;
}

/** Room for timestamp and signature around a payload, bytes. */
const ENVELOPE = 200;

/** For a person to look at: no platform was asked. */
const unsendable = (message: string): Delivery => ({ kind: 'refused', code: CODE.format, message });

/** What came on a service topic, as it came, and how to reply. `code` is the interface code on the wire. */
export type OnRequest = (code: string, bytes: Uint8Array) => ReplyBody;

/** MQTTS as 7.3.1.4 has it: reports up with their replies, requests down with ours. */
export function createMqttTransport(
  options: MqttTransportOptions,
  clock: Clock,
  random: () => number,
  onRequest: OnRequest,
): MqttTransport {
  const names = createCodeNames(options.codes);
  const root = `/sys/${options.version}/${options.parkCode}`;
  const replies = createAwaitedReplies(clock);
  const linkListeners = new Set<(up: boolean) => void>();
  const stateListeners = new Set<(link: LinkState) => void>();
  let wasUp = false;

  const connection: Connection = createConnection(
    { ...options, topics: [`${root}/event/+/post_reply`, `${root}/service/+/post`] },
    clock,
    random,
    { onLink, onMessage },
  );

  function onLink(link: LinkState): void {
    for (const listener of stateListeners) listener(link);
    const up = link.state === 'up';
    if (up === wasUp) return;
    wasUp = up;
    if (!up) replies.linkLost();
    for (const listener of linkListeners) listener(up);
  }

  function onMessage(topic: string, bytes: Buffer): void {
    const [kind, code, leaf] = topic.slice(root.length + 1).split('/');
    if (kind === undefined || code === undefined) return;
    if (kind === 'event' && leaf === 'post_reply') return onReply(code, bytes);
    const timestamp = toTimestamp(clock.now());
    // A reply that does not leave is asked for again: the platform sends the same request once more.
    if (kind === 'service' && leaf === 'post')
      connection.publish(`${topic}_reply`, sealReply(onRequest(code, bytes), timestamp), () => undefined);
  }

  function onReply(code: string, bytes: Buffer): void {
    const name = names.event(code);
    const reply = openReply(bytes);
    if (name !== null && reply !== null) replies.answer(name, events[name].match, reply);
  }

  function send(item: WireItem, settle: (delivery: Delivery) => void): void {
    const known = Object.hasOwn(events, item.interface) ? events[item.interface as keyof typeof events] : null;
    if (!known) return settle(unsendable(`${item.interface} is no interface of this platform`));
    if (Buffer.byteLength(item.payload) > LARGEST_MESSAGE - ENVELOPE) return settle(unsendable('larger than 10 MB'));
    const payload = JSON.parse(item.payload) as Record<string, unknown>;
    const topic = `${root}/event/${names.toWire(item.interface)}/post`;
    replies.ask({
      interface: item.interface,
      id: String(payload[known.match]),
      publish(onFailed) {
        const bytes = sealRequest([item.payload], options.secret, toTimestamp(clock.now()));
        connection.publish(topic, bytes, onFailed);
      },
      settle,
    });
  }

  const listen = <F>(listeners: Set<F>, listener: F) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  return {
    get up() {
      return connection.link.state === 'up';
    },
    get link() {
      return connection.link;
    },
    start: () => connection.start(),
    stop: () => connection.stop(),
    onLink: (listener) => listen(linkListeners, listener),
    onLinkState: (listener) => listen(stateListeners, listener),
    send,
  };
}
