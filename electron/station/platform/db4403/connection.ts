import { isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import mqtt from 'mqtt';
import type { MqttClient } from 'mqtt';
import type { Clock } from '../../../../native/clock/contract.ts';
import { codeOf, networkTrouble, wordsOf } from '../../wire/network-trouble.ts';
import { down, refused, STOPPED } from '../../wire/trouble.ts';
import type { Trouble } from '../../wire/trouble.ts';
import { readTrust } from '../../wire/trust.ts';
import type { TlsTerms, Trust } from '../../wire/trust.ts';
import type { LinkState } from '../link/link-state.ts';
import { pauseBefore } from '../link/pauses.ts';

const CONNECT_WITHIN_MS = 10_000;
/** A link that died without a word is noticed after one and a half times this, s. */
const KEEPALIVE_S = 15;
/** A session that stood for so long was of use, and the next pause is short again; longer than the longest pause. */
const STOOD_MS = 60_000;
/** One that ends sooner came to nothing, like an attempt. */
const THROWN_OUT_MS = 10_000;
/** How long the parting word may take before the socket is closed without it. */
const PART_WITHIN_MS = 1000;
const DEFAULT_PORT = 8883;

export interface ConnectionOptions {
  /** mqtts://host[:port] */
  url: string;
  clientId: string;
  username: string;
  /** As assigned by the platform, sent as it is: the link is encrypted (7.3.1.4 a, b). */
  password: string;
  trust: Trust;
  /** Subscribed before the link counts as up. */
  topics: readonly string[];
}

export interface Connection {
  start(): void;
  stop(): Promise<void>;
  /** QoS 0 (7.3.1.4 c). `onFailed` is called when it certainly did not leave. */
  publish(topic: string, bytes: Buffer, onFailed: () => void): void;
}

export interface ConnectionListeners {
  /** At each move; the same again may be told again. */
  onLink(link: LinkState): void;
  onMessage(topic: string, bytes: Buffer): void;
}

/** Keeps one MQTTS session, for ever: after any loss it connects again, with a new client each time. */
export function createConnection(
  options: ConnectionOptions,
  clock: Clock,
  random: () => number,
  listeners: ConnectionListeners,
): Connection {
  let socket: TLSSocket | null = null;
  let client: MqttClient | null = null;
  /** Attempts and sessions in a row that came to nothing. */
  let vain = 0;
  /** On the monotonic clock; null: no session stands. */
  let upSince: number | null = null;
  let running = false;
  let cancelPause: () => void = () => undefined;

  async function connect(): Promise<void> {
    const read = await readTrust(options.trust);
    if (!running) return;
    if (!read.ok) return lost(read.trouble);
    try {
      open(read.terms);
    } catch (error) {
      lost(refused('bad-address', `${options.url}: ${wordsOf(error)}`));
    }
  }

  /** The password goes over a line whose other end is known: MQTT begins when TLS has said who that is. */
  function open(terms: TlsTerms): void {
    const { hostname, port } = new URL(options.url);
    const host = hostname.replace(/^\[|\]$/g, '');
    const mine = connectTls({
      host,
      port: port === '' ? DEFAULT_PORT : Number(port),
      ...(isIP(host) === 0 && { servername: host }),
      ...terms.options,
    });
    socket = mine;
    mine.setNoDelay(true);
    const cancelWait = clock.after(CONNECT_WITHIN_MS, () => mine.destroy(new Error('no connection in time')));
    let why: Trouble = down('unreachable', 'the connection was closed');
    mine.on('error', (error) => (why = client ? down('interrupted', wordsOf(error)) : networkTrouble(error)));
    mine.on('close', () => {
      cancelWait();
      if (socket !== mine) return;
      socket = null;
      client = null;
      lost(why);
    });
    mine.once('secureConnect', () => {
      cancelWait();
      const objection = terms.objectionTo(mine);
      if (objection || socket !== mine) mine.destroy(objection ?? undefined);
      else {
        why = down('interrupted', 'the connection was closed');
        attempt(mine, (denied) => (why = denied));
      }
    });
  }

  function attempt(over: TLSSocket, onDenied: (why: Trouble) => void): void {
    const mine = new mqtt.MqttClient(() => over, {
      clientId: options.clientId,
      username: options.username,
      password: options.password,
      clean: true,
      keepalive: KEEPALIVE_S,
      connectTimeout: CONNECT_WITHIN_MS,
      // Waiting, resending and subscribing are ours: the library's own would do them unseen.
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
    });
    client = mine;
    mine.on('error', (error) => {
      if (NOT_LET_IN.has(codeOf(error))) onDenied(refused('not-let-in', wordsOf(error)));
    });
    mine.on('connect', () => {
      subscribe(mine).catch((error: unknown) => giveUp(mine, refused('refused-subscription', wordsOf(error))));
    });
    mine.on('message', (topic, bytes) => {
      if (client === mine) listeners.onMessage(topic, bytes);
    });
  }

  async function subscribe(mine: MqttClient): Promise<void> {
    // The library waits for ever: a session that is alive and hears nothing would never be left.
    const cancelWait = clock.after(CONNECT_WITHIN_MS, () =>
      giveUp(mine, down('not-answering', 'the platform did not answer the subscription')),
    );
    const granted = await mine.subscribeAsync([...options.topics], { qos: 0 }).finally(cancelWait);
    const denied = granted.find((grant) => grant.qos === 128);
    if (denied) throw new Error(`not allowed to subscribe to ${denied.topic}`);
    if (client !== mine) return;
    upSince = clock.monotonic();
    listeners.onLink({ state: 'up' });
  }

  function giveUp(mine: MqttClient, why: Trouble): void {
    if (client !== mine) return;
    socket = null;
    client = null;
    mine.end(true);
    mine.stream.destroy();
    lost(why);
  }

  /** A clean end where the link still carries one; one that swallows everything does not hold up the shutdown. */
  async function part(mine: MqttClient): Promise<void> {
    let cancelWait = (): void => undefined;
    const waited = new Promise<void>((resolve) => (cancelWait = clock.after(PART_WITHIN_MS, resolve)));
    await Promise.race([mine.endAsync(), waited]).finally(cancelWait);
    // Not `end(true)`: the library ignores a forced end while the first one still waits.
    mine.stream.destroy();
  }

  function lost(why: Trouble): void {
    if (!running) return;
    listeners.onLink(why);
    vain = vainAfter(vain, upSince === null ? 0 : clock.monotonic() - upSince);
    upSince = null;
    cancelPause = clock.after(pauseBefore(why, vain, random), () => void connect());
  }

  return {
    start() {
      running = true;
      upSince = null;
      void connect();
    },
    async stop() {
      running = false;
      cancelPause();
      const [over, mine] = [socket, client];
      [socket, client] = [null, null];
      listeners.onLink(STOPPED);
      if (mine) await part(mine);
      over?.destroy();
    },
    publish(topic, bytes, onFailed) {
      if (!client) return onFailed();
      client.publish(topic, bytes, { qos: 0 }, (error) => {
        if (error) onFailed();
      });
    },
  };
}

/**
 * A second machine with our client id throws us out, we throw it out: let in is not yet well. An answer proves nothing
 * either, for the link that comes up reports at once. What breaks now and then, as a mobile link does, is not punished.
 */
function vainAfter(vain: number, stoodMs: number): number {
  if (stoodMs >= STOOD_MS) return 1;
  return stoodMs >= THROWN_OUT_MS ? Math.max(1, vain) : vain + 1;
}

/** CONNACK of MQTT 3.1.1: identifier rejected, bad user name or password, not authorised. */
const NOT_LET_IN = new Set<unknown>([2, 4, 5]);
