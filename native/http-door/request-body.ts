import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock/contract.ts';
import { Refusal } from './refusal.ts';

/** Why a request is turned away because of its body. */
export type BodyRefusalCode = 'incomplete' | 'timeout' | 'length-required' | 'too-large';

export interface BodyLimits {
  bytes: number;
  /** From the end of the headers to the last byte. */
  ms: number;
}

export const hasBody = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/** Before a byte is read: throws `Refusal` 411 without a length, 413 for one over the limit. */
export function checkLength(request: IncomingMessage, limits: BodyLimits): void {
  const length = request.headers['content-length'];
  if (length === undefined && request.headers['transfer-encoding'] === undefined) {
    throw refusal(411, 'length-required', 'say Content-Length, or send chunked');
  }
  if (Number(length ?? 0) > limits.bytes) throw tooLarge(limits);
}

/**
 * The whole body. Rejects with `Refusal`: 413 as soon as it grows over the limit (nothing more is read), 408 when it
 * takes too long, 400 when the other side hangs up in the middle.
 */
export function readBody(request: IncomingMessage, limits: BodyLimits, clock: Clock): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;

    const settle = (done: () => void) => {
      cancelDeadline();
      request.off('data', onData).off('end', onEnd).off('close', onCut).off('error', onCut);
      // A late error of a request given up must not become an uncaught one.
      request.on('error', () => undefined);
      done();
    };
    const refuse = (why: Refusal) =>
      settle(() => {
        request.pause();
        reject(why);
      });
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.bytes) refuse(tooLarge(limits));
      else chunks.push(chunk);
    };
    const onEnd = () => settle(() => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)));
    const onCut = () => refuse(refusal(400, 'incomplete', 'the connection ended before the message did'));
    const cancelDeadline = clock.after(limits.ms, () =>
      refuse(refusal(408, 'timeout', `the message was not there within ${limits.ms} ms`)),
    );

    request.on('data', onData).on('end', onEnd).on('close', onCut).on('error', onCut);
  });
}

const tooLarge = (limits: BodyLimits): Refusal =>
  refusal(413, 'too-large', `a message has at most ${limits.bytes} bytes`);

const refusal = (status: number, code: BodyRefusalCode, message: string): Refusal => new Refusal(status, code, message);
