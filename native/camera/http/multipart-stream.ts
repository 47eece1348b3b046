/**
 * Multipart as devices write it, pure: bytes in, parts out, each as soon as it is complete. A part that says its length is
 * complete with its last byte; another with the next boundary, or with the words that end its kind: a capture on an endless
 * stream would otherwise wait for the heartbeat behind it.
 */

export interface Part {
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

export interface MultipartReader {
  /** Throws `MultipartError`; nothing more can be read then. */
  write(chunk: Uint8Array): void;
  /** Nothing more comes: a last part without its boundary is taken as it is. */
  end(): void;
}

/** More than a part may be, or not multipart at all. */
export class MultipartError extends Error {
  readonly code: 'too-large' | 'malformed';
  constructor(code: 'too-large' | 'malformed', message: string) {
    super(message);
    this.code = code;
  }
}

export interface MultipartOptions {
  onPart(part: Part): void;
  /** What a body of this type ends with; undefined: nothing known. */
  lastWords?: (contentType: string) => string | undefined;
  /** Default 10 MB: the largest picture. */
  mostBodyBytes?: number;
}

export const MOST_PICTURE_BYTES = 10 * 1024 * 1024;
const MOST_HEADER_BYTES = 8 * 1024;
const DASH = 0x2d;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

type Place =
  /** Before a boundary; whatever stands here is skipped. */
  | { in: 'between' }
  | { in: 'headers' }
  | {
      in: 'body';
      headers: Record<string, string>;
      length: number | null;
      lastWords: string | undefined;
      searched: number;
    };

/** The boundary that a Content-Type names; null: it is not multipart. */
export function boundaryOf(contentType: string): string | null {
  const [, quoted, plain] = /^multipart\/[^;]+;(?:.*;)?\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  return quoted ?? plain ?? null;
}

/** Boundaries are found by their text without the dashes: some devices count those as part of it, others do not. */
export function createMultipartReader(boundary: string, options: MultipartOptions): MultipartReader {
  const { onPart, lastWords, mostBodyBytes = MOST_PICTURE_BYTES } = options;
  const mark = Buffer.from(boundary.replace(/^-+/, ''));
  if (mark.length === 0) throw new MultipartError('malformed', 'the boundary is nothing but dashes');
  let held: Buffer = Buffer.alloc(0);
  let place: Place = { in: 'between' };

  /** True when something was read and there may be more. */
  function step(): boolean {
    switch (place.in) {
      case 'between': {
        const found = findBoundary(held, mark, 0);
        if (found === null) {
          held = held.subarray(Math.max(0, held.length - mark.length - MOST_HEADER_BYTES));
          return false;
        }
        held = held.subarray(found.after);
        place = { in: 'headers' };
        return true;
      }
      case 'headers': {
        const end = endOfHeaders(held);
        if (end === null) {
          if (held.length > MOST_HEADER_BYTES)
            throw new MultipartError('malformed', 'a part begins with too much text');
          return false;
        }
        const headers = headersOf(held.toString('latin1', 0, end));
        held = held.subarray(end);
        const length = /^\d+$/.test(headers['content-length'] ?? '') ? Number(headers['content-length']) : null;
        if (length !== null && length > mostBodyBytes) throw tooLarge(mostBodyBytes);
        place = { in: 'body', headers, length, lastWords: lastWords?.(headers['content-type'] ?? ''), searched: 0 };
        return true;
      }
      case 'body':
        return readBody(place);
    }
  }

  function readBody(body: Extract<Place, { in: 'body' }>): boolean {
    if (body.length !== null) {
      if (held.length < body.length) return false;
      return finish(body.headers, body.length, body.length);
    }
    const found = findBoundary(held, mark, body.searched);
    if (found !== null) return finish(body.headers, found.before, found.at);
    if (body.lastWords !== undefined) {
      const words = held.indexOf(body.lastWords, body.searched);
      if (words >= 0) return finish(body.headers, words + body.lastWords.length, words + body.lastWords.length);
    }
    if (held.length > mostBodyBytes) throw tooLarge(mostBodyBytes);
    // A boundary may have begun in what is here.
    body.searched = Math.max(0, held.length - mark.length - (body.lastWords?.length ?? 0) - 80);
    return false;
  }

  function finish(headers: Record<string, string>, length: number, next: number): boolean {
    const body = Buffer.from(held.subarray(0, length));
    held = held.subarray(next);
    place = { in: 'between' };
    onPart({ headers, body });
    return true;
  }

  const collect = createCollector();
  return {
    write(chunk) {
      const wanted = place.in === 'body' && place.length !== null ? place.length - held.length : 0;
      const gathered = collect(chunk, wanted);
      if (gathered === null) return;
      held = held.length === 0 ? gathered : Buffer.concat([held, gathered]);
      while (step());
    },
    end() {
      const rest = collect(new Uint8Array(), 0);
      if (rest !== null) held = Buffer.concat([held, rest]);
      while (step());
      if (place.in === 'body' && place.length === null && held.length > 0)
        finish(place.headers, held.length, held.length);
    },
  };
}

/** Keeps chunks until as many bytes are there as are waited for: a picture is put together once, not at each chunk. */
function createCollector(): (chunk: Uint8Array, wanted: number) => Buffer | null {
  let chunks: Uint8Array[] = [];
  let size = 0;
  return (chunk, wanted) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < wanted) return null;
    const gathered = Buffer.concat(chunks, size);
    chunks = [];
    size = 0;
    return gathered;
  };
}

/** A boundary stands at the beginning of a line, with two dashes or more before it; its line is there to the end. */
function findBoundary(bytes: Buffer, mark: Buffer, from: number): { before: number; at: number; after: number } | null {
  for (let found = bytes.indexOf(mark, from); found >= 0; found = bytes.indexOf(mark, found + 1)) {
    let at = found;
    while (at > 0 && bytes[at - 1] === DASH) at -= 1;
    if (found - at < 2 || (at > 0 && bytes[at - 1] !== LINE_FEED)) continue;
    const after = bytes.indexOf(LINE_FEED, found + mark.length);
    const closing = bytes[found + mark.length] === DASH && bytes[found + mark.length + 1] === DASH;
    if (after < 0 && !closing) return null;
    const before = at > 1 && bytes[at - 2] === CARRIAGE_RETURN ? at - 2 : Math.max(0, at - 1);
    return { before, at, after: after < 0 ? bytes.length : after + 1 };
  }
  return null;
}

/** Where the body begins: behind an empty line. A part may have no headers at all. */
function endOfHeaders(bytes: Buffer): number | null {
  if (bytes[0] === LINE_FEED) return 1;
  if (bytes[0] === CARRIAGE_RETURN && bytes[1] === LINE_FEED) return 2;
  const ends = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')];
  const [long = -1, short = -1] = ends;
  if (long >= 0 && (short < 0 || long < short)) return long + 4;
  return short >= 0 ? short + 2 : null;
}

function headersOf(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

const tooLarge = (most: number): MultipartError => new MultipartError('too-large', `a part has at most ${most} bytes`);
