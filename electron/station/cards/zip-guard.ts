/** An archive that is none, or would swell beyond what a table of cards can be. */
export class ZipRefusal extends Error {
  readonly why: 'not-a-table' | 'too-large';
  constructor(why: ZipRefusal['why']) {
    super(why);
    this.why = why;
  }
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const MOST_ENTRIES = 200;
/** 10,000 cards are some 4 MB of XML. */
const MOST_UNPACKED = 64 * 1024 * 1024;
const LONGEST_COMMENT = 0xffff;

export const isZip = (file: Buffer): boolean => file.length > END_BYTES && file.readUInt32LE(0) === 0x04034b50;

/**
 * Reads an archive's directory, before anything is unpacked: few entries, and together no larger than a table may be. The
 * unpacker gives each entry just the room that its directory says, so that one that lies about it fails there.
 */
export function guardZip(file: Buffer): void {
  const end = endOf(file);
  const entries = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  if (entries > MOST_ENTRIES) throw new ZipRefusal('too-large');
  let unpacked = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + ENTRY_BYTES > end || file.readUInt32LE(at) !== ENTRY) throw new ZipRefusal('not-a-table');
    // The largest number stands for "look elsewhere" (Zip64), and is too large itself.
    unpacked += file.readUInt32LE(at + 24);
    if (unpacked > MOST_UNPACKED) throw new ZipRefusal('too-large');
    at += ENTRY_BYTES + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
}

function endOf(file: Buffer): number {
  const earliest = Math.max(0, file.length - END_BYTES - LONGEST_COMMENT);
  for (let at = file.length - END_BYTES; at >= earliest; at -= 1) if (file.readUInt32LE(at) === END) return at;
  throw new ZipRefusal('not-a-table');
}
