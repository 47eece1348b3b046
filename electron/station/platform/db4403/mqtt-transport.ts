import type { Clock } from '../../../../native/clock/contract.ts';
import { toTimestamp } from '../../wire/time.ts';
import { createLinkSignal } from '../link/link-signal.ts';
import type { LinkTransport } from '../link/platform-link.ts';
import { createAwaitedReplies } from './awaited-replies.ts';
import type { Connection, ConnectionOptions } from './connection.ts';
import { createConnection } from './connection.ts';
import { openReply, sealReply, sealRequest } from './envelope.ts';
import type { ReplyBody } from './envelope.ts';
import { backlogRoom, mostUnderWay, sendItem } from './outgoing.ts';
import type { Ways } from './outgoing.ts';
import type { CodeNames } from './tables/interfaces.ts';

export interface MqttTransportOptions extends Omit<ConnectionOptions, 'topics'> {
  /** {版本号} and {停车库（场）编号} of the topics. */
  version: string;
  parkCode: string;
  secret: string;
  names: CodeNames;
  /** Most reports in one message. */
  batch: number;
  upload: Ways['upload'];
}

/** What came on a service topic, as it came, and how to reply. `code` is the interface code on the wire. */
export type OnRequest = (code: string, bytes: Uint8Array) => ReplyBody;

/** MQTTS as 7.3.1.4 has it: reports up with their replies, requests down with ours. `connect`: absent: over the network. */
export function createMqttTransport(
  options: MqttTransportOptions,
  clock: Clock,
  random: () => number,
  onRequest: OnRequest,
  connect: typeof createConnection = createConnection,
): LinkTransport {
  const { names, batch, secret, upload } = options;
  const root = `/sys/${options.version}/${options.parkCode}`;
  const signal = createLinkSignal();

  const connection: Connection = connect(
    { ...options, topics: [`${root}/event/+/post_reply`, `${root}/service/+/post`] },
    clock,
    random,
    { onLink: signal.set, onMessage },
  );
  const replies = createAwaitedReplies({
    clock,
    batch,
    publish(name, payloads, onFailed) {
      const bytes = sealRequest(payloads, secret, toTimestamp(clock.now()));
      connection.publish(`${root}/event/${names.toWire(name)}/post`, bytes, onFailed);
    },
  });

  signal.onLink((up) => {
    if (!up) replies.linkLost();
  });

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
    if (name !== null && reply !== null) replies.answer(name, reply);
  }

  return {
    capacity: mostUnderWay(batch),
    get backlogRoom() {
      return backlogRoom(batch, replies.waiting);
    },
    get up() {
      return signal.up;
    },
    get link() {
      return signal.link;
    },
    onLink: signal.onLink,
    onLinkState: signal.onLinkState,
    start: () => connection.start(),
    stop: () => connection.stop(),
    send: (item, settle) => sendItem(item, settle, { ask: replies.ask, upload }),
  };
}
