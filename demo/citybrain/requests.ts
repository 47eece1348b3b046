import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Certificates } from '../platform/certificate.ts';
import { readBody } from '../platform/request-body.ts';

/** Larger than any message of the text: a snapshot of 500K, encrypted, in base64. */
const MOST_BODY = 2_000_000;

export interface RequestHandlers {
  /** A request with its whole body. */
  onRequest(request: IncomingMessage, body: Buffer, response: ServerResponse): void;
  /** Something that never became a request. */
  onStray(message: string): void;
}

/** Makes requests of what comes over connections that are handed in: TLS, HTTP, a body of bearable size (or 413). */
export function receiveRequests(
  { serverKeyPem: key, serverCertPem: cert }: Certificates,
  { onRequest, onStray }: RequestHandlers,
): (socket: Socket) => void {
  const server = createServer({ key, cert, minVersion: 'TLSv1.2' }, (request, response) => {
    readBody(request, MOST_BODY).then(
      (body) => {
        if (body.ok) onRequest(request, body.bytes, response);
        else response.writeHead(413, { connection: 'close' }).end();
      },
      (error: unknown) => onStray(`cut off: ${String(error)}`),
    );
  });
  server.on('tlsClientError', (error) => onStray(`TLS: ${error.message}`));
  server.on('clientError', (error, socket) => {
    onStray(`HTTP: ${error.message}`);
    socket.destroy();
  });
  return (socket) => void server.emit('connection', socket);
}
