import { StringDecoder } from 'node:string_decoder';

/**
 * Cuts a stream of bytes into lines at `\n` and nowhere else. (`node:readline` also cuts at U+2028 and U+2029, which may
 * stand inside a JSON string.) A line longer than `limit` characters is given in pieces of that length, so that a process
 * gone wild cannot fill the memory.
 */
export function cutLines(onLine: (line: string) => void, limit = 16 * 1024 * 1024) {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return {
    write(bytes: Buffer): void {
      const pieces = (rest + decoder.write(bytes)).split('\n');
      rest = pieces.pop() ?? '';
      for (const piece of pieces) onLine(piece.endsWith('\r') ? piece.slice(0, -1) : piece);
      if (rest.length <= limit) return;
      onLine(rest);
      rest = '';
    },
    /** The stream is over: what stands after the last `\n` is a line too. */
    end(): void {
      rest += decoder.end();
      if (rest !== '') onLine(rest);
      rest = '';
    },
  };
}

/** JSON on one line, for readers too that take U+2028 and U+2029 for line ends. */
export function asLine(message: unknown): string {
  return JSON.stringify(message).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
