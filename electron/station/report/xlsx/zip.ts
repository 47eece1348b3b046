import { closeSync, openSync, writeSync } from 'node:fs';
import { Zip as Packing, ZipDeflate } from 'fflate';

/**
 * A ZIP archive, written to a file entry by entry: whatever its size, a few hundred kilobytes of it are in memory. Packed in
 * the thread that calls: Node's own zlib packs in the threads that write the gates' pictures. No ZIP64: an entry and the
 * archive stay below 4 GB.
 */
export interface Zip {
  /** `text`: the entry's contents, in pieces. Throws the system's error. */
  add(name: string, text: Iterable<string>): void;
  /** Writes the directory. Returns the archive's size in bytes. */
  end(): number;
  /** Closes the file, finished or not. */
  close(): void;
}

/** Pieces are gathered until they are worth a call. */
const PIECE_CHARS = 128 * 1024;
const LEVEL = 4;
/** Midnight of 1 January 1980 on this machine's clock, as the format counts: the same contents are the same bytes. */
const MTIME = new Date(1980, 0, 1);
const MOST = 0xffff_ffff;

export function createZip(file: string): Zip {
  const handle = openSync(file, 'wx', 0o600);
  let length = 0;

  function append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at, bytes.length - at, length + at);
    length += bytes.length;
    if (length > MOST) throw new Error('an archive over 4 GB');
  }

  const packing = new Packing((error, bytes) => {
    if (error) throw error;
    append(bytes);
  });

  return {
    add(name, text) {
      const entry = new ZipDeflate(name, { level: LEVEL });
      entry.mtime = MTIME;
      packing.add(entry);
      for (const piece of gathered(text)) entry.push(Buffer.from(piece));
      entry.push(new Uint8Array(0), true);
    },
    end() {
      packing.end();
      return length;
    },
    close: () => closeSync(handle),
  };
}

function* gathered(text: Iterable<string>): Generator<string> {
  let some = '';
  for (const piece of text) {
    some += piece;
    if (some.length >= PIECE_CHARS) {
      yield some;
      some = '';
    }
  }
  yield some;
}
