import { closeSync, openSync, writeSync } from 'node:fs';
import { crc32, createDeflateRaw } from 'node:zlib';

/**
 * A ZIP archive, written to a file entry by entry: whatever its size, a few hundred kilobytes of it are in memory. Sizes and
 * checksums are put into an entry's header once they are known, so that any reader takes it. No ZIP64: an entry and the
 * archive stay below 4 GB.
 */
export interface Zip {
  /** `text`: the entry's contents, in pieces. Rejects with the system's error. */
  add(name: string, text: Iterable<string>): Promise<void>;
  /** Writes the directory. Returns the archive's size in bytes. */
  end(): number;
  /** Closes the file, finished or not. */
  close(): void;
}

interface Entry {
  name: Buffer;
  at: number;
  crc: number;
  packed: number;
  size: number;
}

/** Pieces are gathered until they are worth a call. */
const PIECE_CHARS = 128 * 1024;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
/** 1 January 1980, midnight: the same contents are the same bytes. */
const DOS_DATE = 0x0021;
const MOST = 0xffff_ffff;

export function createZip(file: string): Zip {
  const handle = openSync(file, 'wx', 0o600);
  const entries: Entry[] = [];
  let length = 0;

  function append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at, bytes.length - at, length + at);
    length += bytes.length;
    if (length > MOST) throw new Error('an archive over 4 GB');
  }

  return {
    async add(name, text) {
      const entry: Entry = { name: Buffer.from(name), at: length, crc: 0, packed: 0, size: 0 };
      append(Buffer.concat([localHeader(entry), entry.name]));
      const deflate = createDeflateRaw({ level: 4 });
      const ended = new Promise<void>((resolve, reject) => {
        deflate.on('end', resolve).on('error', reject);
        deflate.on('data', (bytes: Buffer) => {
          try {
            append(bytes);
            entry.packed += bytes.length;
          } catch (error) {
            deflate.destroy(error as Error);
          }
        });
      });
      // Awaited below: a failure meanwhile is not lost, and not loud before that.
      ended.catch(() => undefined);
      for (const piece of gathered(text)) {
        const bytes = Buffer.from(piece);
        entry.crc = crc32(bytes, entry.crc);
        entry.size += bytes.length;
        if (!deflate.write(bytes)) await Promise.race([drained(deflate), ended]);
      }
      deflate.end();
      await ended;
      writeSync(handle, localHeader(entry), 0, 30, entry.at);
      entries.push(entry);
    },
    end() {
      const directoryAt = length;
      for (const entry of entries) append(Buffer.concat([directoryHeader(entry), entry.name]));
      append(endOfDirectory(entries.length, length - directoryAt, directoryAt));
      return length;
    },
    close: () => closeSync(handle),
  };
}

const drained = (stream: NodeJS.EventEmitter): Promise<void> =>
  new Promise((resolve) => {
    stream.once('drain', () => resolve());
  });

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

function localHeader({ name, crc, packed, size }: Entry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  sharedFields(header, 4, { name, crc, packed, size });
  return header;
}

function directoryHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(VERSION, 4);
  sharedFields(header, 6, entry);
  header.writeUInt32LE(entry.at, 42);
  return header;
}

function sharedFields(header: Buffer, at: number, { name, crc, packed, size }: Omit<Entry, 'at'>): void {
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(UTF8_NAMES, at + 2);
  header.writeUInt16LE(DEFLATED, at + 4);
  header.writeUInt16LE(DOS_DATE, at + 8);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(packed, at + 14);
  header.writeUInt32LE(size, at + 18);
  header.writeUInt16LE(name.length, at + 22);
}

function endOfDirectory(count: number, bytes: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(at, 16);
  return end;
}
