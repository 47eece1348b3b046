import { Worker } from 'node:worker_threads';
import type { Account, Message } from './envelope.ts';
import type { NoPicture } from './picture-file.ts';

/**
 * Makes messages ready to be posted in a thread of its own, from the file of a picture to the last byte: the station's
 * event loop only hands the result on. Both reject when a message cannot be sealed, and when the thread was lost or
 * stopped; the next call starts a new one.
 */
export interface Sealing {
  seal(message: Message): Promise<Buffer>;
  /** With the picture of a file as `snapshot`, made small enough. Of those that wait, the one of highest rank is next. */
  sealPicture(message: Message, file: string, rank: number): Promise<SealedPicture | NoPicture>;
  stop(): Promise<void>;
}
export type SealedPicture = { kind: 'sealed'; body: Buffer };

/** To the thread, and back. */
export interface ToSeal {
  key: number;
  message: Message;
  file: string | null;
  rank: number;
}
export interface Sealed {
  key: number;
  outcome: Outcome;
}
export type Outcome = { kind: 'sealed'; body: Uint8Array<ArrayBuffer> } | NoPicture | { kind: 'failed'; error: string };

/** Beside this file, as it lies here and as `scripts/bundle.mjs` lays it. */
const THREAD = import.meta.url.endsWith('.ts') ? './seal-worker.ts' : './citybrain-seal-worker.mjs';

interface Waiting {
  resolve: (outcome: Outcome) => void;
  reject: (error: Error) => void;
}

interface Thread {
  worker: Worker;
  waiting: Map<number, Waiting>;
}

/** The thread is started by the first message. */
export function createSealing(account: Account): Sealing {
  // Native libraries are unloaded with the last thread that uses them, which this one does not survive: held here, too.
  const library = import('sharp');
  library.catch(() => undefined);
  let thread: Thread | null = null;
  let lastKey = 0;

  function start(): Thread {
    const mine: Thread = {
      worker: new Worker(new URL(THREAD, import.meta.url), { workerData: account }),
      waiting: new Map(),
    };
    const ended = (error: Error): void => {
      if (thread === mine) thread = null;
      for (const { reject } of mine.waiting.values()) reject(error);
      mine.waiting.clear();
    };
    mine.worker.on('message', ({ key, outcome }: Sealed) => {
      mine.waiting.get(key)?.resolve(outcome);
      mine.waiting.delete(key);
    });
    mine.worker.on('error', (error) => ended(error instanceof Error ? error : new Error(String(error))));
    mine.worker.on('exit', () => ended(new Error('the sealing thread ended')));
    // Forgotten, it would keep the process from ending.
    mine.worker.unref();
    return mine;
  }

  async function ask(message: Message, file: string | null, rank: number): Promise<SealedPicture | NoPicture> {
    if (file !== null) await library;
    thread ??= start();
    const { worker, waiting } = thread;
    const key = ++lastKey;
    const outcome = await new Promise<Outcome>((resolve, reject) => {
      waiting.set(key, { resolve, reject });
      worker.postMessage({ key, message, file, rank } satisfies ToSeal);
    });
    switch (outcome.kind) {
      case 'sealed':
        return { kind: 'sealed', body: Buffer.from(outcome.body.buffer) };
      case 'not-yet':
      case 'never':
        return outcome;
      case 'failed':
        throw new Error(`cannot be sealed: ${outcome.error}`);
    }
  }

  return {
    async seal(message) {
      const outcome = await ask(message, null, 0);
      if (outcome.kind !== 'sealed') throw new Error(outcome.why);
      return outcome.body;
    },
    sealPicture: ask,
    async stop() {
      await thread?.worker.terminate();
    },
  };
}
