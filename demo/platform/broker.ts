import { createServer } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { Aedes } from 'aedes';
import type { AuthenticateError, Client } from 'aedes';
import type { Certificates } from './certificate.ts';
import { openDoor } from './door.ts';

export interface BrokerOptions {
  host: string;
  /** 0 takes a free one; after a cut the same port is used again. */
  port: number;
  certificates: Certificates;
  clientId: string;
  password: string;
  version: string;
  parkCode: string;
  /** Absent: everything arrives, once. */
  air?: Air;
}

/**
 * What becomes of a message of quality of service 0 between the two sides: to call `arrive` once is what one hopes for; never,
 * twice, or later is allowed too (7.3.1.4).
 */
export interface Air {
  up(arrive: () => void): void;
  down(arrive: () => void): void;
}

export interface BrokerHandlers {
  /** A report of the lot on `…/event/{code}/post`. */
  onEvent(code: string, topic: string, payload: Buffer): void;
  /** An answer of the lot on `…/service/{code}/post_reply`. */
  onReply(code: string, payload: Buffer): void;
  /** Something on a topic, or of a quality of service, that 7.3.1.4 does not have. */
  onStray(topic: string, message: string): void;
  /** Whether a lot is connected and subscribed to what is sent down. */
  onHeard(heard: boolean): void;
}

export interface Broker {
  readonly port: number;
  publish(topic: string, payload: string | Uint8Array): Promise<void>;
  /** Ends every connection and takes no new ones. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** true: connections are taken and never answered, those that stand go dead; false: they are reset. */
  playDead(on: boolean): void;
  stop(): Promise<void>;
}

const CALM: Air = { up: (arrive) => arrive(), down: (arrive) => arrive() };

/** The message broker of 7.3.1.4: TLS, client id and password, and only this lot's topics. */
export async function openBroker(options: BrokerOptions, handlers: BrokerHandlers): Promise<Broker> {
  const prefix = `/sys/${options.version}/${options.parkCode}/`;
  const { air = CALM } = options;
  // By connection, not by id: a lot that reconnects is heard before its old connection is known to be gone.
  const hearing = new Set<Client>();

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
      const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
      air.up(() => {
        if (route.kind === 'event') handlers.onEvent(route.code, packet.topic, payload);
        else handlers.onReply(route.code, payload);
      });
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
      handlers.onHeard(true);
    }
  });
  aedes.on('clientDisconnect', (client: Client) => {
    if (hearing.delete(client)) handlers.onHeard(hearing.size > 0);
  });
  aedes.on('clientError', (client, error) => handlers.onStray('', `client ${client.id}: ${error.message}`));
  aedes.on('connectionError', (_client, error) => handlers.onStray('', `connection: ${error.message}`));

  const secure = new Set<TLSSocket>();
  const { serverKeyPem: key, serverCertPem: cert } = options.certificates;
  const tls = createServer({ key, cert, minVersion: 'TLSv1.2' }, (socket) => {
    secure.add(socket);
    socket.once('close', () => secure.delete(socket));
    aedes.handle(socket);
  });
  tls.on('tlsClientError', (error) => handlers.onStray('', `TLS: ${error.message}`));
  const door = await openDoor(options.host, options.port, (socket) => tls.emit('connection', socket)).catch(
    (error: unknown) => {
      aedes.close();
      throw error;
    },
  );

  const cut = (): Promise<void> => {
    for (const socket of secure) exhume(socket);
    return door.cut();
  };

  return {
    get port() {
      return door.port;
    },
    publish(topic, payload) {
      return new Promise((resolve, reject) => {
        const packet = {
          cmd: 'publish',
          topic,
          payload: Buffer.from(payload),
          qos: 0,
          retain: false,
          dup: false,
        } as const;
        air.down(() => aedes.publish(packet, (error) => (error ? reject(error) : resolve())));
      });
    },
    cut,
    restore: () => door.restore(),
    playDead(on) {
      for (const socket of secure) (on ? bury : exhume)(socket);
      door.playDead(on);
    },
    async stop() {
      await cut();
      await new Promise<void>((resolve) => aedes.close(resolve));
    },
  };
}

/** A dead peer reads nothing, says nothing and closes nothing: not even when the broker's own patience is over. */
function bury(socket: TLSSocket): void {
  socket.removeAllListeners('readable');
  socket.pause();
  Object.assign(socket, { write: () => true, end: () => socket, destroy: () => socket });
}

/** The socket's own methods again, so that its end is noticed. */
function exhume(socket: TLSSocket): void {
  for (const name of ['write', 'end', 'destroy']) Reflect.deleteProperty(socket, name);
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
function routeOf(topic: string, prefix: string): Route | null {
  const match = ROUTE.exec(topic.startsWith(prefix) ? topic.slice(prefix.length) : '');
  if (match === null) return null;
  const kind = match[1] as Route['kind'];
  const fromLot = (kind === 'event') === (match[3] === 'post');
  return { kind, code: match[2] ?? '', side: fromLot ? 'lot' : 'platform' };
}

const ROUTE = /^(event|service)\/([A-Za-z0-9_-]{1,64})\/(post|post_reply)$/;

function covers(pattern: string, topic: string): boolean {
  const [wanted, given] = [pattern.split('/'), topic.split('/')];
  const end = wanted.indexOf('#');
  if (end >= 0 ? given.length < end : given.length !== wanted.length) return false;
  return wanted.slice(0, end >= 0 ? end : wanted.length).every((part, i) => part === '+' || part === given[i]);
}
