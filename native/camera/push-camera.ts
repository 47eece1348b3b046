import { Agent, request } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import type { Clock } from '../clock/contract.ts';
import { captureRequest, heartbeatRequest } from './push-message.ts';
import type { PushRequest, Shot } from './push-message.ts';

/** A simulated camera: it takes no pictures, but sends what it is given as a real one would. */
export interface PushCamera {
  /**
   * Sends one shot until the door takes it or refuses it for good, after all shots before it. After
   * `storedAfterMs` without success it is sent as a record stored offline, as cameras do.
   */
  shoot(shot: Shot): Promise<Delivery>;
  /** One heartbeat, once. Rejects with the system's error when there is no connection. */
  heartbeat(): Promise<PushAnswer>;
  /** One request as it is, once: misbehaviour too (`push-misbehaviour.ts`). Rejects as `heartbeat`. */
  post(message: PushRequest): Promise<PushAnswer>;
  /** Gives up what is not delivered yet. */
  stop(): void;
}

export interface PushCameraOptions {
  /** http://host:port of the door. */
  url: string;
  cameraId: string;
  key: string;
  clock: Clock;
  format?: 'json' | 'multipart';
  auth?: 'bearer' | 'basic';
  storedAfterMs?: number;
  /** How much quicker than a real one it tries again, where everything around it is quicker. */
  pace?: number;
}

export interface PushAnswer {
  status: number;
  /** The JSON of the answer; undefined when it was none. */
  body: unknown;
  retryAfterMs: number | null;
}

export type Delivery =
  | { state: 'taken'; result: string; attempts: number }
  | { state: 'refused'; status: number; code: string; attempts: number }
  | { state: 'given-up'; attempts: number };

const ATTEMPT_MS = 10_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

export function createPushCamera(options: PushCameraOptions): PushCamera {
  const { clock, cameraId, format = 'json', storedAfterMs = 10_000, pace = 1 } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const authorization = authorizationOf(options);
  const stopping = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  const post = ({ path, headers, body }: PushRequest) =>
    exchange(
      new URL(path, options.url),
      { method: 'POST', agent, headers: { Authorization: authorization, ...headers } },
      body,
      clock,
    );

  const deliver = async (shot: Shot): Promise<Delivery> => {
    const began = clock.monotonic();
    let attempts = 0;
    for (let pause = FIRST_PAUSE_MS; !stopping.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      attempts++;
      const stored = clock.monotonic() - began >= storedAfterMs;
      const answer = await post(captureRequest(cameraId, stored ? { ...shot, offline: true } : shot, format)).catch(
        // No connection: try again like any other failure that passes.
        () => null,
      );
      const delivery = answer === null ? null : settled(answer, attempts);
      if (delivery !== null) return delivery;
      await rest(Math.max(pause / pace, answer?.retryAfterMs ?? 0), clock, stopping.signal);
    }
    return { state: 'given-up', attempts };
  };

  return {
    shoot(shot) {
      const delivery = last.then(() => deliver(shot));
      last = delivery;
      return delivery;
    },
    heartbeat: () => post(heartbeatRequest(cameraId)),
    post,
    stop() {
      stopping.abort();
      agent.destroy();
    },
  };
}

function authorizationOf({ auth = 'bearer', cameraId, key }: PushCameraOptions): string {
  return auth === 'bearer' ? `Bearer ${key}` : `Basic ${Buffer.from(`${cameraId}:${key}`).toString('base64')}`;
}

/** What an answer means for the shot; null: try again. */
function settled({ status, body }: PushAnswer, attempts: number): Delivery | null {
  const { result, error } = (body ?? {}) as { result?: string; error?: { code?: string } };
  if (status === 200) return { state: 'taken', result: result ?? '', attempts };
  if (status === 408 || status === 429 || status >= 500) return null;
  return { state: 'refused', status, code: error?.code ?? '', attempts };
}

/** Ends early when the camera is stopped. */
function rest(ms: number, clock: Clock, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      cancel();
      stopping.removeEventListener('abort', wake);
      resolve();
    };
    const cancel = clock.after(ms, wake);
    stopping.addEventListener('abort', wake);
    if (stopping.aborted) wake();
  });
}

function exchange(url: URL, options: RequestOptions, body: PushRequest['body'], clock: Clock): Promise<PushAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options);
    const cancel = clock.after(ATTEMPT_MS, () => outgoing.destroy(new Error('no answer')));
    let answered = false;
    outgoing.on('response', (response) => {
      answered = true;
      readAnswer(response).then(resolve, reject).finally(cancel);
    });
    outgoing.on('error', (error) => {
      // The door may close while we still send: its answer, if one came, is what counts.
      if (answered) return;
      cancel();
      reject(error);
    });
    if (body instanceof Uint8Array) outgoing.end(body);
    else body(outgoing);
  });
}

async function readAnswer(response: IncomingMessage): Promise<PushAnswer> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  const seconds = Number(response.headers['retry-after'] ?? Number.NaN);
  const json = response.headers['content-type']?.startsWith('application/json') === true;
  return {
    status: response.statusCode ?? 0,
    body: json ? (JSON.parse(text) as unknown) : undefined,
    retryAfterMs: Number.isNaN(seconds) ? null : seconds * 1000,
  };
}
