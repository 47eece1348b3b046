import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Busboy } from '@fastify/busboy';
import { MAX_BYTES } from './envelope.ts';
import type { ImageForm } from './reception.ts';

export type ReadForm = { ok: true; form: ImageForm } | { ok: false; why: 'too-large' | 'malformed'; words: string };

/** A picture of 10 MB, and the form around it. */
export const MAX_FORM_BYTES = MAX_BYTES + 64 * 1024;

/** Attributes that a form carries as text and table 32 wants as numbers. */
const NUMBERS: ReadonlySet<string> = new Set(['imageBizType', 'timestamp', 'pickTime']);

/** Reads the form of table 32. Nothing is judged but that it is a form, each part once, and the picture within 10 MB. */
export function readImageForm(headers: IncomingHttpHeaders, body: Buffer): Promise<ReadForm> {
  const parts = new Map<string, unknown>();
  let picture: Buffer = Buffer.alloc(0);
  let twice: string | null = null;
  let tooLarge = false;

  const take = (name: string, value: unknown): void => {
    if (parts.has(name)) twice = name;
    parts.set(name, value);
  };
  return new Promise((resolve) => {
    const malformed = (words: string) => resolve({ ok: false, why: 'malformed', words });
    const type = headers['content-type'] ?? '';
    if (!/^multipart\/form-data\s*;.*boundary=/i.test(type)) return malformed('not multipart/form-data');
    const form = new Busboy({
      headers: { ...headers, 'content-type': type },
      limits: { fileSize: MAX_BYTES + 1, files: 8, fields: 32, fieldSize: 4096 },
    });
    form.on('file', (name, stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', (error) => malformed(String(error)));
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks);
        tooLarge ||= bytes.length > MAX_BYTES;
        if (name === 'file') picture = bytes;
        take(name, bytes);
      });
    });
    form.on('field', (name, value) => {
      take(name, NUMBERS.has(name) && /^-?\d{1,15}$/.test(value) ? Number(value) : value);
    });
    form.on('error', (error) => malformed(String(error)));
    form.on('finish', () => {
      if (tooLarge) return resolve({ ok: false, why: 'too-large', words: 'file: larger than 10 MB' });
      if (twice !== null) return malformed(`${twice}: given twice`);
      const sha256 = createHash('sha256').update(picture).digest('hex');
      resolve({ ok: true, form: { parts: Object.fromEntries(parts), bytes: picture.length, sha256 } });
    });
    form.end(body);
  });
}
