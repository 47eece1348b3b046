import { STATUS_CODES } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '../clock/contract.ts';
import type { Refusal } from '../http-door/refusal.ts';
import { CameraRefusal, refusalBody } from './refusal.ts';

/** How the door answers, and how it hangs up. */

/** How long a camera that still sends may take to read why it is turned away. */
export const LINGER_MS = 500;

/** What Node's parser refuses before there is a request. */
export function protocolRefusal(error: NodeJS.ErrnoException): CameraRefusal {
  switch (error.code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new CameraRefusal(408, 'timeout', 'the request took too long', { cause: error });
    case 'HPE_HEADER_OVERFLOW':
      return new CameraRefusal(431, 'headers-too-large', 'the headers are too large', { cause: error });
    default:
      return new CameraRefusal(400, 'malformed', 'this is not HTTP', { cause: error });
  }
}

export function addressOf(socket: Duplex & { remoteAddress?: string }): string {
  return (socket.remoteAddress ?? 'unknown').replace(/^::ffff:/, '');
}

const headersOf = (body: string, more: Readonly<Record<string, string>>): Record<string, string> => ({
  'Content-Type': 'application/json',
  'Content-Length': String(Buffer.byteLength(body)),
  ...more,
});

/** JSON, unless the headers say otherwise. */
export function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
) {
  response.writeHead(status, headersOf(body, headers)).end(body);
}

/**
 * Answers a camera that is still sending and closes without reading on. Written past the response object, which would
 * reset the connection at once: then the camera's system may throw away the answer unread. A request behind another
 * on one connection (no socket yet) is simply never answered.
 */
export function hangUp(socket: Duplex | null, refusal: Refusal, clock: Clock): void {
  if (socket === null || !socket.writable) {
    socket?.destroy();
    return;
  }
  const body = refusalBody(refusal);
  const headers = headersOf(body, { ...refusal.headers, Connection: 'close' });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${lines.join('')}\r\n${body}`);
  const cancel = clock.after(LINGER_MS, () => socket.destroy());
  socket.once('close', cancel);
}
