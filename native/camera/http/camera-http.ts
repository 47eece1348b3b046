import { randomBytes } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../clock/contract.ts';
import { CameraError } from '../contract.ts';
import type { CameraTrouble } from '../contract.ts';
import { authorization, offersBasic, parseChallenge } from './digest.ts';
import type { Account, Challenge } from './digest.ts';
import { lockedOutFor } from './lock-out.ts';
import { MOST_PICTURE_BYTES } from './multipart-stream.ts';

export interface CameraHttpOptions {
  host: string;
  port: number;
  /** Null: the camera asks for no password. */
  account: Account | null;
  clock: Clock;
  /** Told when what keeps the camera from answering is another, or over (null). */
  onTrouble(trouble: CameraTrouble | null): void;
  /** For tests: the client's share of each answer to a challenge. */
  newCnonce?: () => string;
}

export interface CameraRequest {
  method: 'GET' | 'PUT' | 'POST';
  /** Path and query. */
  path: string;
  body?: { type: string; text: string };
  /** From the first byte sent to the last received, ms; default 5 s. */
  withinMs?: number;
}

export interface CameraAnswer {
  status: number;
  contentType: string;
  body: Buffer;
}

/** Questions to one camera over HTTP, under its password. */
export interface CameraHttp {
  /** The whole answer, of at most 10 MB, with whatever status but 401. Rejects with `CameraError`. */
  ask(request: CameraRequest): Promise<CameraAnswer>;
  /** An answer that does not end: 200, unread. Rejects with `CameraError`; the time is that until its headers. */
  open(request: CameraRequest): Promise<IncomingMessage>;
  /** Cuts all that is under way; nothing can be asked any more. */
  close(): void;
}

const WITHIN_MS = 5_000;
/** A refusal says little. */
const MOST_REFUSAL_BYTES = 64 * 1024;
/** Makers lock an account after five to seven wrong passwords, for half an hour from the last. */
const LEFT_ALONE_MS = 30 * 60_000;
const REFUSALS_UNTIL_LEFT_ALONE = 2;

/**
 * The nonce of a challenge is used again with a growing count; a 401 to that is answered once with the new one. A 401 to
 * a fresh nonce is a wrong password: after two of them the camera is left alone, so that its account is not locked, and
 * questions fail at once. As long as the password has not proved right, one question goes at a time.
 */
export function createCameraHttp(options: CameraHttpOptions): CameraHttp {
  const { host, port, account, clock, onTrouble, newCnonce = () => randomBytes(8).toString('hex') } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 4, keepAliveMsecs: 10_000 });
  const underWay = new Set<{ destroy(error: Error): unknown }>();
  let session: { challenge: Challenge | 'basic'; count: number } | null = null;
  let proven = account === null;
  let refusals = 0;
  let leftAlone: { until: number; code: CameraTrouble } | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let told: CameraTrouble | null = null;
  let closed = false;

  const tell = (trouble: CameraTrouble | null): void => {
    if (trouble === told || closed) return;
    told = trouble;
    onTrouble(trouble);
  };

  /** One exchange, its headers. `endless`: on a connection of its own, without a limit on its body. */
  function exchange(
    { method, path, body, withinMs = WITHIN_MS }: CameraRequest,
    endless: boolean,
  ): Promise<IncomingMessage> {
    const headers: Record<string, string> = { Accept: '*/*' };
    if (session !== null && account !== null) headers['Authorization'] = credentials(session, account, method, path);
    if (body !== undefined) {
      headers['Content-Type'] = body.type;
      headers['Content-Length'] = String(Buffer.byteLength(body.text));
    }
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest({ host, port, method, path, headers, agent: endless ? false : agent });
      underWay.add(outgoing);
      const cancel = clock.after(withinMs, () =>
        outgoing.destroy(new CameraError('no-answer', `no answer in ${withinMs} ms`)),
      );
      outgoing.on('response', (response) => {
        // The body has the same time, unless it is not to end.
        if (endless && response.statusCode === 200) cancel();
        response.once('close', cancel);
        resolve(response);
      });
      outgoing.on('error', (error) => {
        cancel();
        reject(error instanceof CameraError ? error : new CameraError('no-answer', error.message, error));
      });
      outgoing.on('close', () => void underWay.delete(outgoing));
      outgoing.end(body?.text);
    });
  }

  function credentials(of: NonNullable<typeof session>, who: Account, method: string, uri: string): string {
    if (of.challenge === 'basic') return `Basic ${Buffer.from(`${who.user}:${who.password}`).toString('base64')}`;
    of.count += 1;
    return authorization(of.challenge, who, { method, uri, count: of.count, cnonce: newCnonce() });
  }

  /** Takes the challenge of a 401. False: there is none that we can answer. */
  function challenged(response: IncomingMessage): boolean {
    const header = response.headers['www-authenticate'] ?? '';
    const challenge = parseChallenge(header) ?? (offersBasic(header) ? 'basic' : null);
    session = challenge === null ? null : { challenge, count: 0 };
    return session !== null;
  }

  /** The response of an account that is let in; the password is tried on one fresh challenge at most. */
  async function authenticated(request: CameraRequest, endless: boolean): Promise<IncomingMessage> {
    const first = await exchange(request, endless);
    if (first.statusCode !== 401) return first;
    const lockedMs = lockedOutFor(await readBody(first, MOST_REFUSAL_BYTES));
    if (lockedMs !== null) throw leaveAlone('locked-out', lockedMs || LEFT_ALONE_MS);
    if (account === null || !challenged(first))
      throw new CameraError('not-allowed', 'it asks for a password in a way we have not');
    const second = await exchange(request, endless);
    if (second.statusCode !== 401) return second;
    session = null;
    proven = false;
    refusals += 1;
    const lockedNowMs = lockedOutFor(await readBody(second, MOST_REFUSAL_BYTES));
    if (lockedNowMs !== null) throw leaveAlone('locked-out', lockedNowMs || LEFT_ALONE_MS);
    if (refusals >= REFUSALS_UNTIL_LEFT_ALONE) throw leaveAlone('wrong-password', LEFT_ALONE_MS);
    throw new CameraError('wrong-password', 'it does not know this user and password');
  }

  function leaveAlone(code: 'locked-out' | 'wrong-password', ms: number): CameraError {
    leftAlone = { until: clock.monotonic() + ms, code };
    refusals = 0;
    return new CameraError(code, 'it refused the password, and is left alone for a while');
  }

  async function attempt(request: CameraRequest, endless: boolean): Promise<IncomingMessage> {
    if (closed) throw new CameraError('no-answer', 'no longer asked');
    if (leftAlone !== null && clock.monotonic() < leftAlone.until)
      throw new CameraError(leftAlone.code, 'left alone for a while');
    leftAlone = null;
    const response = await authenticated(request, endless);
    proven = true;
    refusals = 0;
    return response;
  }

  function inTurn(request: CameraRequest, endless: boolean): Promise<IncomingMessage> {
    if (proven) return attempt(request, endless);
    const mine = turn.then(
      () => attempt(request, endless),
      () => attempt(request, endless),
    );
    turn = mine;
    return mine;
  }

  const telling = async <T>(work: Promise<T>): Promise<T> => {
    try {
      const result = await work;
      tell(null);
      return result;
    } catch (error) {
      if (error instanceof CameraError) tell(error.code);
      throw error;
    }
  };

  return {
    ask: (request) =>
      telling(
        (async () => {
          const response = await inTurn(request, false);
          const body = await readBody(response, MOST_PICTURE_BYTES);
          return { status: response.statusCode ?? 0, contentType: response.headers['content-type'] ?? '', body };
        })(),
      ),
    open: (request) =>
      telling(
        (async () => {
          const response = await inTurn(request, true);
          if (response.statusCode === 200) return response;
          response.destroy();
          throw new CameraError('not-allowed', `it answers ${response.statusCode ?? 0} to ${request.path}`);
        })(),
      ),
    close() {
      closed = true;
      for (const outgoing of [...underWay]) outgoing.destroy(new CameraError('no-answer', 'no longer asked'));
      agent.destroy();
    },
  };
}

async function readBody(response: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) throw new CameraError('bad-answer', `an answer has at most ${most} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof CameraError ? error : new CameraError('no-answer', 'the answer broke off', error);
  }
  return Buffer.concat(chunks, size);
}
