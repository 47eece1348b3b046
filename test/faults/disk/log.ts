import { readFileSync } from 'node:fs';

/** A change of the disk, as the layer wrote it down. `handle` is of the last `open` with that number. */
export type Operation =
  | { kind: 'open'; handle: number; path: string; created: boolean; emptied: boolean }
  | { kind: 'write'; handle: number; at: number; bytes: Buffer }
  | { kind: 'truncate'; handle: number; size: number }
  | { kind: 'sync'; handle: number }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'unlink'; path: string }
  | { kind: 'mkdir'; path: string };

const HEADER_BYTES = 24;
const KINDS = ['', 'open', 'write', 'truncate', 'sync', 'rename', 'unlink', 'mkdir'] as const;

/** All operations of a log, in the order in which they happened. */
export function readLog(file: string): Operation[] {
  const all = readFileSync(file);
  const operations: Operation[] = [];
  for (let place = 0; place < all.length;) {
    const length = all.readUInt32LE(place + 16);
    const next = place + HEADER_BYTES + length;
    operations.push(operationOf(all, place, all.subarray(place + HEADER_BYTES, next)));
    place = next;
  }
  return operations;
}

function operationOf(all: Buffer, place: number, bytes: Buffer): Operation {
  const kind = KINDS[all.readUInt32LE(place)];
  const handle = all.readUInt32LE(place + 4);
  const number = Number(all.readBigUInt64LE(place + 8));
  const text = (): string => bytes.toString('utf8');
  switch (kind) {
    case 'open':
      return { kind, handle, path: text(), created: (number & 1) !== 0, emptied: (number & 2) !== 0 };
    case 'write':
      return { kind, handle, at: number, bytes };
    case 'truncate':
      return { kind, handle, size: number };
    case 'sync':
      return { kind, handle };
    case 'rename': {
      const [from = '', to = ''] = text().split('\n');
      return { kind, from, to };
    }
    case 'unlink':
    case 'mkdir':
      return { kind, path: text() };
    default:
      throw new Error(`no operation at byte ${place}`);
  }
}
