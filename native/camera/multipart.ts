import { Busboy } from '@fastify/busboy';
import { CameraRefusal } from './refusal.ts';

const PARTS = ['capture', 'image'];

// Bounds on what is not our two parts; the body itself is bounded before it comes here.
const LIMITS = { parts: 4, headerPairs: 16, headerSize: 4096 };
const LONGEST_NAME = 64;

/**
 * The parts `capture` and `image` of a complete multipart/form-data body, with or without file names. A part under
 * another name or twice is a mistake. Rejects with `CameraRefusal` 400.
 */
export function readParts(body: Buffer, contentType: string): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const malformed = (cause: unknown) =>
      reject(new CameraRefusal(400, 'malformed', 'the body is not multipart/form-data', { cause }));
    const unwanted = (name: string, why: string) =>
      reject(
        new CameraRefusal(400, 'invalid', `not a capture: ${name}`, { fields: Object.fromEntries([[name, why]]) }),
      );

    const parts = new Map<string, Buffer>();
    const parser = openParser(contentType, malformed);
    if (parser === null) return;
    parser.on('file', (givenName, stream) => {
      // The parser gives undefined for a part without a name, whatever its types say.
      const name = String(givenName ?? '').slice(0, LONGEST_NAME);
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', malformed);
      stream.on('end', () => {
        if (!PARTS.includes(name)) unwanted(name, 'not a part of a capture');
        else if (parts.has(name)) unwanted(name, 'this part is given more than once');
        else parts.set(name, chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
      });
    });
    parser.on('partsLimit', () => malformed(new Error('too many parts')));
    parser.on('error', malformed);
    parser.on('finish', () => resolve(parts));
    parser.end(body);
  });
}

/** The constructor throws on a content type without a boundary. */
function openParser(contentType: string, malformed: (cause: unknown) => void) {
  try {
    return new Busboy({ headers: { 'content-type': contentType }, isPartAFile: () => true, limits: LIMITS });
  } catch (cause) {
    malformed(cause);
    return null;
  }
}
