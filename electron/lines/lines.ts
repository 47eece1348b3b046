import { StringDecoder } from 'node:string_decoder';

/**
 * Cuts a stream of bytes into lines at `\n` and nowhere else. (`node:readline` also cuts at U+2028 and U+2029, which may
 * stand inside a JSON string.) A line longer than `limit` characters is given in pieces of that length, so that a process
 * gone wild cannot fill the memory.
 */
export function cutLines(onLine: (line: string) => void, limit = 16 * 1024 * 1024) {
  const decoder = new StringDecoder('utf8');
  /** Of the line that has not ended: put together once, however many pieces it comes in. */
  let pieces: string[] = [];
  let length = 0;
  const add = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  const take = (): string => {
    const line = pieces.join('');
    pieces = [];
    length = 0;
    return line;
  };
  return {
    write(bytes: Buffer): void {
      const [first = '', ...others] = decoder.write(bytes).split('\n');
      add(first);
      for (const next of others) {
        const line = take();
        onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
        add(next);
      }
      if (length > limit) onLine(take());
    },
    /** The stream is over: what stands after the last `\n` is a line too. */
    end(): void {
      add(decoder.end());
      if (length > 0) onLine(take());
    },
  };
}

/** JSON on one line, for readers too that take U+2028 and U+2029 for line ends. */
export function asLine(message: unknown): string {
  return JSON.stringify(message).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
