import { readFile } from 'node:fs/promises';
import mqtt from 'mqtt';
import type { MqttClient } from 'mqtt';
import type { Clock } from '../../../../native/clock/contract.ts';

/** Pauses between attempts to connect double from the first to the longest, ms, each shortened by chance. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
const CONNECT_WITHIN_MS = 10_000;
/** A link that died without a word is noticed after one and a half times this, s. */
const KEEPALIVE_S = 15;
/** How long the parting word may take before the socket is closed without it. */
const PART_WITHIN_MS = 1000;

export interface ConnectionOptions {
  url: string;
  clientId: string;
  username: string;
  /** As assigned by the platform, sent as it is: the link is encrypted (7.3.1.4 a, b). */
  password: string;
  /** PEM of a private certificate authority; null: those the runtime trusts. */
  caFile: string | null;
  /** Subscribed before the link counts as up. */
  topics: readonly string[];
}

/** `refused`: somebody must change something (certificate, password, rights); `down`: it may mend itself. */
export type LinkState = { state: 'up' } | { state: 'down' | 'refused'; detail: string };

export interface Connection {
  readonly link: LinkState;
  start(): void;
  stop(): Promise<void>;
  /** QoS 0 (7.3.1.4 c). `onFailed` is called when it certainly did not leave. */
  publish(topic: string, bytes: Buffer, onFailed: () => void): void;
}

export interface ConnectionListeners {
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
  let link: LinkState = { state: 'down', detail: 'not connected yet' };
  let client: MqttClient | null = null;
  let vain = 0;
  let running = false;
  let cancelPause: () => void = () => undefined;

  function setLink(next: LinkState): void {
    const same = JSON.stringify(next) === JSON.stringify(link);
    link = next;
    if (!same) listeners.onLink(next);
  }

  async function connect(): Promise<void> {
    let ca: Buffer | undefined;
    try {
      // Read at each attempt: a file put right takes effect without a restart.
      if (options.caFile !== null) ca = await readFile(options.caFile);
    } catch (error) {
      return lost({ state: 'refused', detail: `the certificate file cannot be read: ${wordsOf(error)}` });
    }
    try {
      if (running) attempt(ca);
    } catch (error) {
      lost({ state: 'refused', detail: `${options.url} cannot be used: ${wordsOf(error)}` });
    }
  }

  function attempt(ca: Buffer | undefined): void {
    const mine = mqtt.connect(options.url, {
      clientId: options.clientId,
      username: options.username,
      password: options.password,
      ...(ca && { ca }),
      rejectUnauthorized: true,
      clean: true,
      keepalive: KEEPALIVE_S,
      connectTimeout: CONNECT_WITHIN_MS,
      // Waiting, resending and subscribing are ours: the library's own would do them unseen.
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
    });
    client = mine;
    let why: LinkState = { state: 'down', detail: 'the connection was closed' };
    mine.on('error', (error) => (why = explain(error)));
    mine.on('connect', () => void subscribe(mine).catch((error: unknown) => giveUp(mine, explainSubscription(error))));
    mine.on('message', (topic, bytes) => {
      if (client === mine) listeners.onMessage(topic, bytes);
    });
    mine.on('close', () => {
      if (client !== mine) return;
      client = null;
      lost(why);
    });
  }

  async function subscribe(mine: MqttClient): Promise<void> {
    // The library waits for ever: a session that is alive and hears nothing would never be left.
    const cancelWait = clock.after(CONNECT_WITHIN_MS, () =>
      giveUp(mine, { state: 'down', detail: 'the platform did not answer the subscription' }),
    );
    const granted = await mine.subscribeAsync([...options.topics], { qos: 0 }).finally(cancelWait);
    const denied = granted.find((grant) => grant.qos === 128);
    if (denied) throw new Error(`not allowed to subscribe to ${denied.topic}`);
    if (client !== mine) return;
    vain = 0;
    setLink({ state: 'up' });
  }

  function giveUp(mine: MqttClient, why: LinkState): void {
    if (client !== mine) return;
    client = null;
    mine.end(true);
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

  function lost(why: LinkState): void {
    if (!running) return;
    setLink(why);
    const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(vain, 16));
    vain += 1;
    cancelPause = clock.after(ceiling / 2 + (random() * ceiling) / 2, () => void connect());
  }

  return {
    get link() {
      return link;
    },
    start() {
      running = true;
      void connect();
    },
    async stop() {
      running = false;
      cancelPause();
      const mine = client;
      client = null;
      setLink({ state: 'down', detail: 'stopped' });
      if (mine) await part(mine);
    },
    publish(topic, bytes, onFailed) {
      if (!client) return onFailed();
      client.publish(topic, bytes, { qos: 0 }, (error) => {
        if (error) onFailed();
      });
    },
  };
}

/** Failures of TLS that no waiting mends. */
const UNTRUSTED =
  /^(CERT_|UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|INVALID_CA)/;
/** CONNACK of MQTT 3.1.1: identifier rejected, bad user name or password, not authorised. */
const NOT_LET_IN = new Set<unknown>([2, 4, 5]);

function explain(error: unknown): LinkState {
  const code = codeOf(error);
  if (typeof code === 'string' && UNTRUSTED.test(code))
    return { state: 'refused', detail: `the platform's certificate is not trusted: ${wordsOf(error)}` };
  if (NOT_LET_IN.has(code))
    return { state: 'refused', detail: `the platform does not let this client in: ${wordsOf(error)}` };
  return { state: 'down', detail: wordsOf(error) };
}

const explainSubscription = (error: unknown): LinkState => ({
  state: 'refused',
  detail: `the platform refused the subscription: ${wordsOf(error)}`,
});

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** The network's own words, with its code where the words do not hold it. */
function wordsOf(error: unknown): string {
  // Several addresses were tried: the first says enough.
  if (error instanceof AggregateError && error.errors.length > 0) return wordsOf(error.errors[0]);
  const words = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  return typeof code === 'string' && !words.includes(code) ? `${words} (${code})` : words;
}
