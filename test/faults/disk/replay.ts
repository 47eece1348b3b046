import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { chance, pick } from '../../../demo/random.ts';
import type { Random } from '../../../demo/random.ts';
import type { Operation } from './log.ts';

/**
 * A disk that is told what a program did to it, and loses its power at any point. What was synced is there. Of what was not:
 * - each sector of a file may be there or not, in any order, and the last write may be torn;
 * - changes of names (made, renamed, removed) reach the disk in their order, up to some point, unless their folder was synced:
 *   the file's own sync says nothing of its name.
 */
export interface Disk {
  apply(operation: Operation): void;
  /** Lays out below `to` what one loss of power leaves. */
  layOut(to: string, random: Random): void;
  /** What the program itself sees of a file. */
  read(path: string): Buffer;
}

const SECTOR_BYTES = 512;

type Change = { kind: 'write'; at: number; bytes: Buffer } | { kind: 'size'; size: number };

/** A file by itself, whatever its names. */
interface File {
  synced: Content;
  unsynced: Change[];
}

type NameChange =
  | { kind: 'put'; path: string; file: File }
  | { kind: 'folder'; path: string }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'remove'; path: string };

interface Names {
  files: Map<string, File>;
  folders: Set<string>;
}

export function createDisk(root: string): Disk {
  const durable: Names = { files: new Map(), folders: new Set([root]) };
  const seen: Names = { files: new Map(), folders: new Set([root]) };
  const handles = new Map<number, { path: string; file: File | null }>();
  let unsynced: NameChange[] = [];

  function name(change: NameChange): void {
    applyName(seen, change);
    unsynced.push(change);
  }

  function open(path: string, emptied: boolean): File | null {
    if (seen.folders.has(path)) return null;
    let file = seen.files.get(path);
    if (file === undefined) {
      file = { synced: empty(), unsynced: [] };
      name({ kind: 'put', path, file });
    } else if (emptied) file.unsynced.push({ kind: 'size', size: 0 });
    return file;
  }

  function sync(handle: number): void {
    const opened = handles.get(handle);
    if (opened === undefined) return;
    const { path, file } = opened;
    if (file !== null) {
      for (const change of file.unsynced) applyChange(file.synced, change);
      file.unsynced = [];
      return;
    }
    const isOf = (change: NameChange): boolean =>
      (change.kind === 'rename' ? [change.from, change.to] : [change.path]).some((name) => dirname(name) === path);
    for (const change of unsynced.filter(isOf)) applyName(durable, change);
    unsynced = unsynced.filter((change) => !isOf(change));
  }

  const changed = (handle: number, change: Change): void => void handles.get(handle)?.file?.unsynced.push(change);

  return {
    apply(operation) {
      switch (operation.kind) {
        case 'open':
          handles.set(operation.handle, { path: operation.path, file: open(operation.path, operation.emptied) });
          return;
        case 'write':
          return changed(operation.handle, { kind: 'write', at: operation.at, bytes: operation.bytes });
        case 'truncate':
          return changed(operation.handle, { kind: 'size', size: operation.size });
        case 'sync':
          return sync(operation.handle);
        case 'rename':
          return name({ kind: 'rename', from: operation.from, to: operation.to });
        case 'unlink':
          return name({ kind: 'remove', path: operation.path });
        case 'mkdir':
          return name({ kind: 'folder', path: operation.path });
      }
    },
    layOut(to, random) {
      const names: Names = { files: new Map(durable.files), folders: new Set(durable.folders) };
      const kept = pick(random, [0, unsynced.length, Math.floor(random.next() * (unsynced.length + 1))]);
      for (const change of unsynced.slice(0, kept)) applyName(names, change);
      const reached = new Set([root]);
      for (const folder of [...names.folders].sort()) {
        if (folder === root || !reached.has(dirname(folder))) continue;
        reached.add(folder);
        mkdirSync(join(to, relative(root, folder)), { recursive: true });
      }
      for (const [path, file] of names.files)
        if (reached.has(dirname(path))) writeFileSync(join(to, relative(root, path)), leftOf(file, random));
    },
    read(path) {
      const file = seen.files.get(path);
      if (file === undefined) return Buffer.alloc(0);
      const content = copyOf(file.synced);
      for (const change of file.unsynced) applyChange(content, change);
      return content.bytes.subarray(0, content.size);
    },
  };
}

function applyName(names: Names, change: NameChange): void {
  const { files, folders } = names;
  switch (change.kind) {
    case 'put':
      files.set(change.path, change.file);
      return;
    case 'folder':
      folders.add(change.path);
      return;
    case 'rename': {
      const file = files.get(change.from);
      files.delete(change.from);
      if (file !== undefined) files.set(change.to, file);
      return;
    }
    case 'remove':
      files.delete(change.path);
      folders.delete(change.path);
  }
}

/** Bytes of a file; room beyond `size` is zero. */
interface Content {
  bytes: Buffer;
  size: number;
}

const empty = (): Content => ({ bytes: Buffer.alloc(0), size: 0 });
const copyOf = ({ bytes, size }: Content): Content => ({ bytes: Buffer.from(bytes), size });

function applyChange(content: Content, change: Change): void {
  if (change.kind === 'size') return resize(content, change.size);
  const end = change.at + change.bytes.length;
  if (end > content.size) resize(content, end);
  change.bytes.copy(content.bytes, change.at);
}

function resize(content: Content, size: number): void {
  if (size > content.bytes.length) {
    const grown = Buffer.alloc(Math.max(size, 2 * content.bytes.length));
    content.bytes.copy(grown);
    content.bytes = grown;
  } else if (size < content.size) content.bytes.fill(0, size);
  content.size = size;
}

/** How the unsynced part of one file comes out of a loss of power. */
type Left = (changes: readonly Change[], random: Random) => readonly Change[];
const WAYS: readonly Left[] = [
  () => [],
  (changes) => changes,
  // In any order: some writes are there whole, others not at all.
  (changes, random) => changes.filter(() => chance(random, 0.5)),
  // Some sectors of each.
  (changes, random) => changes.flatMap((change) => sectorsOf(change).filter(() => chance(random, 0.5))),
  // In order up to a write that is torn.
  (changes, random) => {
    const last = Math.floor(random.next() * changes.length);
    const torn = changes[last];
    if (torn === undefined) return [];
    const sectors = sectorsOf(torn);
    return [...changes.slice(0, last), ...sectors.slice(0, Math.floor(random.next() * (sectors.length + 1)))];
  },
];

function sectorsOf(change: Change): Change[] {
  if (change.kind === 'size') return [change];
  const sectors: Change[] = [];
  for (let from = 0; from < change.bytes.length;) {
    const at = change.at + from;
    const to = Math.min(change.bytes.length, from + SECTOR_BYTES - (at % SECTOR_BYTES));
    sectors.push({ kind: 'write', at, bytes: change.bytes.subarray(from, to) });
    from = to;
  }
  return sectors;
}

function leftOf({ synced, unsynced }: File, random: Random): Buffer {
  if (unsynced.length === 0) return synced.bytes.subarray(0, synced.size);
  const content = copyOf(synced);
  for (const change of pick(random, WAYS)(unsynced, random)) applyChange(content, change);
  return content.bytes.subarray(0, content.size);
}
