import type { IncomingMessage } from 'node:http';

export type Body = { ok: true; bytes: Buffer } | { ok: false };

/** Reads on past the limit without keeping anything, so that the refusal can be heard. Rejects when the lot goes away. */
export function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else if (size > 2 * limit) request.destroy(new RangeError(`a body of more than ${2 * limit} bytes`));
    });
    request.on('end', () => resolve(size > limit ? { ok: false } : { ok: true, bytes: Buffer.concat(chunks) }));
    request.on('error', reject);
  });
}
