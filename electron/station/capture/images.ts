import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../../../native/clock/contract.ts';
import { newFolders } from '../store/durable.ts';
import { isStoreError } from '../store/open.ts';
import type { CaptureRow, Captures } from './captures.ts';

/** Images on their way to the disk; the gate never waits for them. */
export interface ImageFiler {
  /** Takes an image whose capture is recorded. It is filed soon, in order; `onFiled` tells. */
  file(captureId: string, path: string, image: Uint8Array): void;
  /** After a restart: what is on the disk is confirmed, what is not is marked lost, what cannot be read stays pending. */
  recover(): Promise<void>;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
  /** As `idle`, but gives up at once while the disk refuses: what is left is marked lost at the next start. */
  stop(): Promise<void>;
  onFiled(listener: (captureId: string) => void): void;
  /** Told whenever filing starts or stops failing, and of each image given up; null when all is well again. */
  onTrouble(listener: (why: string | null) => void): void;
}

/** What may wait in memory while the disk refuses it, the one in work included; older images are given up. */
const MOST_WAITING = 200;
const MOST_WAITING_BYTES = 64 * 1024 * 1024;
const RETRY_MS = 5000;

interface Waiting {
  captureId: string;
  path: string;
  image: Uint8Array;
}

/** Files images below `directory`, each durable before it is called filed (fsync of file and folder). */
export function createImageFiler(directory: string, captures: Captures, clock: Clock): ImageFiler {
  const queue: Waiting[] = [];
  const filedListeners = new Set<(captureId: string) => void>();
  const troubleListeners = new Set<(why: string | null) => void>();
  const folders = new Set<string>();
  let waitingBytes = 0;
  /** Why the last try failed, and how many were given up since the queue was last empty. */
  let refusal: string | null = null;
  let givenUp = 0;
  let trouble: string | null = null;
  let working: Promise<void> | null = null;
  let stopping = false;
  let wake = (): void => undefined;

  function tell(): void {
    const parts = [...(refusal === null ? [] : [refusal]), ...(givenUp === 0 ? [] : [`images given up: ${givenUp}`])];
    const why = parts.length === 0 ? null : parts.join('; ');
    if (why === trouble) return;
    trouble = why;
    for (const listener of troubleListeners) listener(why);
  }

  function take(waiting: Waiting): void {
    queue.push(waiting);
    waitingBytes += waiting.image.length;
    // The one in work stays, the next oldest makes room.
    while (queue.length > 1 && (queue.length > MOST_WAITING || waitingBytes > MOST_WAITING_BYTES)) {
      for (const oldest of queue.splice(1, 1)) giveUp(oldest);
    }
  }

  function giveUp({ captureId, image }: Waiting): void {
    waitingBytes -= image.length;
    givenUp += 1;
    try {
      captures.lost(captureId);
    } catch (error) {
      // It stays pending, and is marked lost at the next start.
      if (!isStoreError(error)) throw error;
    }
    tell();
  }

  function done(): void {
    waitingBytes -= queue.shift()?.image.length ?? 0;
    refusal = null;
    if (queue.length === 0) givenUp = 0;
    tell();
  }

  async function write({ captureId, path, image }: Waiting): Promise<void> {
    const file = join(directory, path);
    const folder = dirname(file);
    if (!folders.has(folder)) {
      const first = await mkdir(folder, { recursive: true });
      if (first !== undefined) for (const made of newFolders(first, folder)) await syncFolder(dirname(made));
      folders.add(folder);
    }
    const draft = `${file}.part`;
    try {
      const handle = await open(draft, 'w');
      try {
        await handle.writeFile(image);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, file);
      await syncFolder(folder);
    } catch (error) {
      // The folder may have been cleared away: the next try makes it anew.
      folders.delete(folder);
      await removeIfThere(draft);
      throw error;
    }
    captures.filed(captureId, sha256(image));
    for (const listener of filedListeners) listener(captureId);
  }

  async function work(): Promise<void> {
    for (let next = queue[0]; next; next = queue[0]) {
      try {
        await write(next);
        done();
      } catch (error) {
        refusal = wordsOf(error);
        tell();
        if (stopping) break;
        await pause();
      }
    }
    working = null;
  }

  /** Until the next try, or until somebody wants an end. */
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      clock.after(RETRY_MS, resolve);
    });

  async function idle(): Promise<void> {
    while (working) await working;
  }

  async function confirm(row: CaptureRow): Promise<void> {
    const file = row.image_path === null ? null : join(directory, row.image_path);
    const image = file === null ? null : await readIfThere(file);
    if (image) return captures.filed(row.id, sha256(image));
    captures.lost(row.id);
    if (file !== null) await removeIfThere(`${file}.part`);
  }

  return {
    file(captureId, path, image) {
      take({ captureId, path, image });
      working ??= work();
    },
    async recover() {
      for (const row of captures.pending()) {
        try {
          await confirm(row);
        } catch (error) {
          refusal = wordsOf(error);
          tell();
        }
      }
    },
    idle,
    stop() {
      stopping = true;
      wake();
      return idle();
    },
    onFiled: (listener) => void filedListeners.add(listener),
    onTrouble: (listener) => void troubleListeners.add(listener),
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle to a folder that can be synced; NTFS journals the rename.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readIfThere(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isNotThere(error)) return null;
    throw error;
  }
}

async function removeIfThere(file: string): Promise<void> {
  try {
    await rm(file);
  } catch (error) {
    if (!isNotThere(error)) throw error;
  }
}

const isNotThere = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
