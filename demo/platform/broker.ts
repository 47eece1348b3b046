import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import type { Server, TLSSocket } from 'node:tls';
import { Aedes } from 'aedes';
import type { AuthenticateError, Client } from 'aedes';
import type { Certificates } from './certificate.ts';

export interface BrokerOptions {
  host: string;
  /** 0 takes a free one; after a cut the same port is used again. */
  port: number;
  certificates: Certificates;
  clientId: string;
  password: string;
  version: string;
  parkCode: string;
}

export interface BrokerHandlers {
  /** A report of the lot on `…/event/{code}/post`. */
  onEvent(code: string, topic: string, payload: Buffer): void;
  /** An answer of the lot on `…/service/{code}/post_reply`. */
  onReply(code: string, payload: Buffer): void;
  /** Something on a topic, or of a quality of service, that 7.3.1.4 does not have. */
  onStray(topic: string, message: string): void;
}

export interface Broker {
  readonly port: number;
  /** Whether a lot is connected and subscribed to what is sent down. */
  isHeard(): boolean;
  /** Calls back at each change of `isHeard`. */
  onHeard(listener: (heard: boolean) => void): () => void;
  publish(topic: string, payload: string): Promise<void>;
  /** Ends every connection and takes no new ones. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  stop(): Promise<void>;
}

/** The message broker of 7.3.1.4: TLS, client id and password, and only this lot's topics. */
export async function openBroker(options: BrokerOptions, handlers: BrokerHandlers): Promise<Broker> {
  const prefix = `/sys/${options.version}/${options.parkCode}/`;
  const listeners = new Set<(heard: boolean) => void>();
  // By connection, not by id: a lot that reconnects is heard before its old connection is known to be gone.
  const hearing = new Set<Client>();
  const changed = () => {
    for (const listener of listeners) listener(hearing.size > 0);
  };

  const aedes = await Aedes.createBroker({
    authenticate(client, username, password, done) {
      const known = client.id === options.clientId && (username ?? client.id) === options.clientId;
      if (known && password?.toString('utf8') === options.password) done(null, true);
      else done(notAuthorised(), false);
    },
    authorizePublish(client, packet, done) {
      const route = routeOf(packet.topic, prefix);
      if (route === null || route.side !== 'lot') {
        handlers.onStray(packet.topic, 'no topic on which a lot may publish');
        done(new Error('topic not allowed'));
        return;
      }
      if (packet.qos !== 0) handlers.onStray(packet.topic, `QoS ${packet.qos}; the text says 0`);
      const payload = Buffer.from(packet.payload);
      if (route.kind === 'event') handlers.onEvent(route.code, packet.topic, payload);
      else handlers.onReply(route.code, payload);
      done(null);
    },
    authorizeSubscribe(_client, subscription, done) {
      // A pattern with wildcards is lawful as long as it stays inside the lot's own branch.
      done(null, subscription.topic.startsWith(prefix) ? subscription : null);
    },
  });
  aedes.on('subscribe', (subscriptions, client) => {
    if (subscriptions.some(({ topic }) => covers(topic, `${prefix}service/requestBookStall/post`))) {
      hearing.add(client);
      changed();
    }
  });
  aedes.on('clientDisconnect', (client: Client) => {
    if (hearing.delete(client)) changed();
  });
  aedes.on('clientError', (client, error) => handlers.onStray('', `client ${client.id}: ${error.message}`));
  aedes.on('connectionError', (_client, error) => handlers.onStray('', `connection: ${error.message}`));

  const sockets = new Set<TLSSocket>();
  let server: Server | null = null;
  let { port } = options;

  const listen = async (): Promise<void> => {
    const { serverKeyPem: key, serverCertPem: cert } = options.certificates;
    const next = createServer({ key, cert, minVersion: 'TLSv1.2' }, (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      aedes.handle(socket);
    });
    next.on('tlsClientError', (error) => handlers.onStray('', `TLS: ${error.message}`));
    next.listen(port, options.host);
    await once(next, 'listening');
    ({ port } = next.address() as AddressInfo);
    server = next;
  };
  const cut = async (): Promise<void> => {
    if (server === null) return;
    const closed = once(server, 'close');
    server.close();
    server = null;
    for (const socket of sockets) socket.destroy();
    await closed;
  };

  await listen();
  return {
    get port() {
      return port;
    },
    isHeard: () => hearing.size > 0,
    onHeard(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    publish(topic, payload) {
      return new Promise((resolve, reject) => {
        aedes.publish({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }, (error) =>
          error ? reject(error) : resolve(),
        );
      });
    },
    cut,
    async restore() {
      if (server === null) await listen();
    },
    async stop() {
      await cut();
      await new Promise<void>((resolve) => aedes.close(resolve));
    },
  };
}

/** CONNACK return code 5 of MQTT 3.1.1. */
function notAuthorised(): AuthenticateError {
  return Object.assign(new Error('client id or password'), { returnCode: 5 as const });
}

interface Route {
  kind: 'event' | 'service';
  code: string;
  /** Who publishes there. */
  side: 'lot' | 'platform';
}

/** `{prefix}event/{code}/post` and the like; null for anything else. */
export function routeOf(topic: string, prefix: string): Route | null {
  const match = /^(event|service)\/([A-Za-z0-9_-]{1,64})\/(post|post_reply)$/.exec(
    topic.startsWith(prefix) ? topic.slice(prefix.length) : '',
  );
  if (match === null) return null;
  const kind = match[1] as Route['kind'];
  const fromLot = (kind === 'event') === (match[3] === 'post');
  return { kind, code: match[2] ?? '', side: fromLot ? 'lot' : 'platform' };
}

function covers(pattern: string, topic: string): boolean {
  const [wanted, given] = [pattern.split('/'), topic.split('/')];
  const end = wanted.indexOf('#');
  if (end >= 0 ? given.length < end : given.length !== wanted.length) return false;
  return wanted.slice(0, end >= 0 ? end : wanted.length).every((part, i) => part === '+' || part === given[i]);
}
