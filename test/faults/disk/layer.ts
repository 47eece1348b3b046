import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('layer.c', import.meta.url));
const KEPT_IN = fileURLToPath(new URL('../../../.cache/faults', import.meta.url));

/** The layer between a program and its disk, as a library to be loaded before all others. Built once for each text of it. */
export function buildLayer(): string {
  const version = createHash('sha256').update(readFileSync(SOURCE)).digest('hex').slice(0, 16);
  const library = join(KEPT_IN, `disk-layer-${process.arch}-${version}.so`);
  if (existsSync(library)) return library;
  mkdirSync(KEPT_IN, { recursive: true });
  const draft = `${library}.${process.pid}`;
  execFileSync('cc', ['-O2', '-shared', '-fPIC', '-o', draft, SOURCE, '-ldl', '-lpthread']);
  // Several tests may build it at once: whoever is last gives the same bytes the same name.
  renameSync(draft, library);
  return library;
}

export interface LayerPlace {
  /** What lies below it is watched. */
  root: string;
  /** Where every change is written down; absent: nowhere. */
  log?: string;
  /** Where it is told what to fail; absent: nothing fails. */
  control?: string;
}

/** The environment of a program that is to run on the layer. */
export const onLayer = ({ root, log, control }: LayerPlace): Record<string, string> => ({
  LD_PRELOAD: buildLayer(),
  FAULTS_DISK_ROOT: root,
  ...(log === undefined ? {} : { FAULTS_DISK_LOG: log }),
  ...(control === undefined ? {} : { FAULTS_DISK_CONTROL: control }),
});

/** Operations that can fail, as the layer counts them. */
export const CLASSES = {
  open: 1,
  write: 2,
  sync: 4,
  truncate: 8,
  rename: 16,
  unlink: 32,
  mkdir: 64,
  read: 128,
} as const;
export type OperationClass = keyof typeof CLASSES;

export interface Fault {
  error: 'EIO' | 'ENOSPC' | 'EROFS';
  classes: readonly OperationClass[];
  /** The first operation of these classes that fails, counted from 1, and how many after it do; absent: all. */
  from: number;
  count?: number;
}

/** The page through which the layer is told what to fail, from this process or another. */
export interface DiskControl {
  readonly file: string;
  fail(fault: Fault): void;
  /** Counts operations of these classes and fails none. */
  watch(classes: readonly OperationClass[]): void;
  /** Every sync takes so much longer. */
  slow(ms: number): void;
  /** Nothing fails any more; the counts stay. */
  mend(): void;
  /** Operations seen, and failed, since `fail` or `watch`. */
  seen(): number;
  failed(): number;
  close(): void;
}

const NEVER = 2n ** 63n;
const PAGE_BYTES = 4096;
/** Where the fields of `struct control` lie. */
const AT = { seen: 0, from: 8, to: 16, failed: 24, error: 32, classes: 36, delay: 40 };

/** `file`: must lie outside what the layer watches, on a file system in memory. */
export function openControl(file: string): DiskControl {
  const handle = openSync(file, 'w+', 0o600);
  writeSync(handle, Buffer.alloc(PAGE_BYTES), 0, PAGE_BYTES, 0);
  const put = (at: number, bytes: Buffer): void => void writeSync(handle, bytes, 0, bytes.length, at);
  const u64 = (value: bigint): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(value);
    return bytes;
  };
  const u32 = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const get = (at: number): number => {
    const bytes = Buffer.alloc(8);
    readSync(handle, bytes, 0, 8, at);
    return Number(bytes.readBigUInt64LE());
  };
  const bits = (classes: readonly OperationClass[]): number => classes.reduce((sum, each) => sum | CLASSES[each], 0);
  const arm = (classes: number, from: bigint, to: bigint, error: number): void => {
    put(AT.classes, u32(0));
    for (const at of [AT.seen, AT.failed]) put(at, u64(0n));
    put(AT.from, u64(from));
    put(AT.to, u64(to));
    put(AT.error, u32(error));
    put(AT.classes, u32(classes));
  };

  return {
    file,
    fail({ error, classes, from, count }) {
      const to = count === undefined ? NEVER : BigInt(from + count);
      arm(bits(classes), BigInt(from), to, constants.errno[error]);
    },
    watch: (classes) => arm(bits(classes), NEVER, NEVER, 0),
    slow: (ms) => put(AT.delay, u32(ms * 1000)),
    mend: () => put(AT.classes, u32(0)),
    seen: () => get(AT.seen),
    failed: () => get(AT.failed),
    close: () => closeSync(handle),
  };
}
