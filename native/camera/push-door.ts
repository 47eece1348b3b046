import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../clock/contract.ts';
import { createGuests } from '../http-door/guests.ts';
import { Refusal } from '../http-door/refusal.ts';
import { checkLength, hasBody, readBody } from '../http-door/request-body.ts';
import { createKeyCheck, createPostedCheck } from './camera-keys.ts';
import type { CameraPush, CaptureDoor, CaptureDoorHandlers, CaptureOutcome, PushReply } from './contract.ts';
import { addressOf, hangUp, LINGER_MS, protocolRefusal, send } from './door-answers.ts';
import { routeOf } from './door-routes.ts';
import type { Route } from './door-routes.ts';
import { createFailureLimit } from './failure-limit.ts';
import { readParts } from './multipart.ts';
import { captureFromJson, captureFromParts } from './push-protocol.ts';
import { recordPosted } from './record.ts';
import { CameraRefusal, refusalBody } from './refusal.ts';

export interface CaptureDoorOptions {
  /** Port 0 takes a free one; `start` says which. */
  listen: { host: string; port: number };
  /** Those that speak our own format. */
  cameras: readonly { id: string; key: string }[];
  /** Those whose makers have one of their own; the key is part of the address they post to. */
  makers?: readonly { id: string; key: string; push: CameraPush }[];
  clock: Clock;
  handlers: CaptureDoorHandlers;
  /** For tests; the standing limits are those of docs/protocols/capture-push.md. */
  limits?: Partial<DoorLimits>;
}

export interface DoorLimits {
  bodyBytes: number;
  headersMs: number;
  bodyMs: number;
}

const STANDING_LIMITS: DoorLimits = { bodyBytes: 10 * 1024 * 1024, headersMs: 5_000, bodyMs: 15_000 };
const HEARTBEAT_BYTES = 64 * 1024;
const KEEP_ALIVE_MS = 75_000;
/** In all, and of those from one address that have not shown a camera's key. */
const MOST_CONNECTIONS = { inAll: 128, unknownOfOne: 32 };

type Answer = { result: CaptureOutcome | 'heard' };

/**
 * The HTTP door to which cameras push (docs/protocols/capture-push.md): authenticates, bounds, parses, and answers 200
 * only when `onCapture` has returned. Nothing is read of a message before its camera is known to be one of ours, and a
 * connection that has shown no key makes room for whoever comes.
 * `start` rejects with the system's error (EADDRINUSE, EACCES) and may be called again.
 */
export function createCaptureDoor(options: CaptureDoorOptions): CaptureDoor {
  const { clock, handlers, listen } = options;
  const limits = { ...STANDING_LIMITS, ...options.limits };
  const checkKey = createKeyCheck(options.cameras);
  const makers = new Map((options.makers ?? []).map((maker) => [maker.id, maker]));
  const checkPosted = createPostedCheck([...makers.values()]);
  const failures = createFailureLimit(clock);
  const guests = createGuests(MOST_CONNECTIONS);
  const serving = new WeakSet<Duplex>();
  let server: Server | null = null;
  let receiving = 0;

  const tell = (cameraId: string | null, from: string, refusal: Refusal) => {
    // Connections that `stop` cuts were not turned away.
    if (server === null) return;
    const fields = Object.entries(refusal.fields).map(([field, wrong]) => `${field}: ${wrong}`);
    const cause = refusal.cause instanceof Error ? [refusal.cause.message] : [];
    const why = [refusal.message, ...fields, ...cause].join('; ');
    handlers.onRejected({ cameraId, from, status: refusal.status, why });
  };

  /** Something that is not even addressed to a camera: told as long as there is little of it. */
  const tellOfStranger = (from: string, refusal: Refusal) => {
    if (failures.quietFor(from) > 0) return;
    failures.failed(from);
    tell(null, from, refusal);
  };

  /**
   * Failures are counted by address and camera, so that one camera with a wrong key behind a router does not shut out
   * its neighbours there. Names that are no camera's share one count.
   */
  const authenticate = (request: IncomingMessage, route: Route) => {
    const { cameraId } = route;
    const from = addressOf(request.socket);
    const check =
      route.what === 'posted'
        ? checkPosted(cameraId, route.key, from)
        : checkKey(cameraId, request.headers.authorization);
    const source = check === 'unknown-camera' ? from : `${from} ${cameraId}`;
    const quietMs = failures.quietFor(source);
    if (quietMs > 0) {
      throw new CameraRefusal(429, 'too-many-failures', 'too many wrong keys from this address', {
        headers: { 'Retry-After': String(Math.ceil(quietMs / 1000)) },
      });
    }
    if (check === 'ok') {
      guests.know(request.socket);
      return;
    }
    const last = failures.failed(source) ? '; further attempts are refused for a while' : '';
    if (check === 'unknown-camera') throw new CameraRefusal(404, 'unknown-camera', `no camera has this name${last}`);
    if (check === 'wrong-address') throw new CameraRefusal(403, check, `this camera is at another address${last}`);
    throw new CameraRefusal(401, check, `${check === 'no-key' ? 'no key was sent' : 'wrong key'}${last}`, {
      headers: { 'WWW-Authenticate': 'Basic realm="gatehouse"' },
    });
  };

  const takeCapture = async (request: IncomingMessage, cameraId: string, proceed: () => void): Promise<Answer> => {
    const contentType = request.headers['content-type'] ?? '';
    const format = formatOf(contentType, isCompressed(request));
    const bounds = { bytes: limits.bodyBytes, ms: limits.bodyMs };
    checkLength(request, bounds);
    proceed();
    const body = await readBody(request, bounds, clock);
    const capture =
      format === 'json'
        ? captureFromJson(body, cameraId)
        : captureFromParts(await readParts(body, contentType), cameraId);
    return { result: recordPosted(handlers.onCapture, capture) };
  };

  const takePosted = async (
    request: IncomingMessage,
    { cameraId, path }: Extract<Route, { what: 'posted' }>,
    proceed: () => void,
  ): Promise<PushReply> => {
    const push = makers.get(cameraId)?.push;
    if (push === undefined) throw new CameraRefusal(404, 'unknown-camera', 'no camera has this name');
    if (isCompressed(request)) throw new CameraRefusal(415, 'unsupported-type', 'not compressed');
    const bounds = { bytes: limits.bodyBytes, ms: limits.bodyMs };
    if (hasBody(request)) checkLength(request, bounds);
    proceed();
    const body = await readBody(request, bounds, clock);
    const contentType = request.headers['content-type'] ?? '';
    return push.take({ path, port: request.socket.localPort ?? 0, contentType, body });
  };

  const counted = <T>(taking: Promise<T>): Promise<T> => {
    receiving += 1;
    return taking.finally(() => (receiving -= 1));
  };

  const takeHeartbeat = async (request: IncomingMessage, proceed: () => void): Promise<Answer> => {
    const bounds = { bytes: HEARTBEAT_BYTES, ms: limits.bodyMs };
    if (hasBody(request)) checkLength(request, bounds);
    proceed();
    await readBody(request, bounds, clock);
    return { result: 'heard' };
  };

  const take = async (request: IncomingMessage, route: Route, proceed: () => void): Promise<PushReply> => {
    switch (route.what) {
      case 'posted':
        return counted(takePosted(request, route, proceed));
      case 'capture':
        handlers.onHeard(route.cameraId);
        return asJson(await counted(takeCapture(request, route.cameraId, proceed)));
      case 'heartbeat':
        handlers.onHeard(route.cameraId);
        return asJson(await takeHeartbeat(request, proceed));
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse, proceed: () => void) => {
    let route: Route | null = null;
    try {
      const from = addressOf(request.socket);
      route = routeOf(request, (path) => cameraAt(makers.values(), from, path));
      authenticate(request, route);
      const { contentType, body } = await take(request, route, proceed);
      send(response, 200, body, { 'Content-Type': contentType });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const from = addressOf(request.socket);
      if (request.complete || !hasBody(request)) send(response, error.status, refusalBody(error), error.headers);
      else hangUp(response.socket, error, clock);
      if (route === null) tellOfStranger(from, error);
      // Whoever must keep quiet is not worth a line each time: the last failure allowed was told.
      else if (error.code !== 'too-many-failures') tell(route.cameraId, from, error);
    }
  };

  /** What Node's parser refuses before there is a request: no HTTP at all, headers too slow or too large. */
  const onClientError = (error: NodeJS.ErrnoException, socket: Duplex) => {
    // A message that breaks off is told of by whoever is reading it.
    if (error.code === 'ECONNRESET' || !socket.writable || serving.has(socket)) {
      socket.destroy();
      return;
    }
    const refusal = protocolRefusal(error);
    hangUp(socket, refusal, clock);
    tellOfStranger(addressOf(socket), refusal);
  };

  const open = (): Server => {
    const onRequest = (request: IncomingMessage, response: ServerResponse, proceed: () => void) => {
      // The handlers are the station's own; one that throws loses this connection, never the door.
      const { socket } = request;
      serving.add(socket);
      serve(request, response, proceed)
        .catch(() => socket.destroy())
        .finally(() => serving.delete(socket));
    };
    return createServer({
      noDelay: true,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.headersMs + limits.bodyMs + LINGER_MS,
      connectionsCheckingInterval: Math.min(1000, limits.headersMs),
      maxHeaderSize: 8192,
      // Simple cameras leave it out.
      requireHostHeader: false,
    })
      .on('connection', (socket: Socket) => guests.admit(socket))
      .on('request', (request, response) => onRequest(request, response, () => undefined))
      .on('checkContinue', (request, response) => onRequest(request, response, () => response.writeContinue()))
      .on('clientError', onClientError);
  };

  return {
    get receiving() {
      return receiving;
    },
    async start() {
      const opening = open();
      await new Promise<void>((resolve, reject) => {
        opening.once('error', reject);
        opening.listen(listen.port, listen.host, () => {
          opening.off('error', reject);
          resolve();
        });
      });
      server = opening;
      opening.on('error', (cause) => {
        tell(
          null,
          '',
          new CameraRefusal(503, 'not-recorded', `no connection can be taken: ${cause.message}`, { cause }),
        );
      });
      return { port: (opening.address() as AddressInfo).port };
    },
    async stop() {
      const closing = server;
      if (closing === null) return;
      server = null;
      // No capture is half taken: it is recorded inside one call, and a camera without its answer sends it again.
      await new Promise<void>((resolve) => {
        closing.close(() => resolve());
        // Those too that have not said a word yet.
        guests.dismissAll();
        closing.closeAllConnections();
      });
    },
  };
}

const asJson = (answer: Answer): PushReply => ({ contentType: 'application/json', body: JSON.stringify(answer) });

/** The camera at that address whose maker fixed the path to which it posts. */
function cameraAt(makers: Iterable<{ id: string; push: CameraPush }>, from: string, path: string): string | null {
  for (const { id, push } of makers) if (push.address === from && push.fixedPaths.includes(path)) return id;
  return null;
}

const isCompressed = ({ headers }: IncomingMessage): boolean =>
  !['identity', undefined].includes(headers['content-encoding']);

function formatOf(contentType: string, compressed: boolean): 'json' | 'multipart' {
  const [mediaType = ''] = contentType.split(';');
  if (!compressed && mediaType.trim().toLowerCase() === 'application/json') return 'json';
  if (!compressed && mediaType.trim().toLowerCase() === 'multipart/form-data') return 'multipart';
  throw new CameraRefusal(415, 'unsupported-type', 'send application/json or multipart/form-data, not compressed');
}
