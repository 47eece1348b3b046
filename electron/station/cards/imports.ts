import { Worker } from 'node:worker_threads';
import type { Clock } from '../../../native/clock/contract.ts';
import type { FileRefusal, ImportPreview, PreviewRow, RowVerdict } from '../../contract/cards.ts';
import { MOST_FILE_BYTES } from '../../contract/cards.ts';
import type { CommandError, CommandInput } from '../../contract/commands.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import type { Log } from '../log.ts';
import type { Db } from '../store/open.ts';
import type { Cards } from './desk.ts';
import { createImportRun } from './import-run.ts';

/** Rows of a page of a preview. */
export const PREVIEW_ROWS = 100;
/** Cards that are written while the gate waits. */
export const PORTION_CARDS = 50;
/** A file that is not read by then never will be: the thread is ended. */
const READING_MS = 30_000;
/** What a thread may take of the machine's memory, MB. */
const MOST_MEMORY_MB = 512;

/** To the thread: the parts of a file, in base64. */
export interface ReadFile {
  parts: readonly string[];
  /** The store's file, which it only reads. */
  database: string;
}

/** What the thread made of it. `pages`, `portions`: JSON, which nobody here needs but as it stands. */
export type Reading =
  | { state: 'ready'; counts: Record<RowVerdict, number>; pages: readonly string[]; portions: readonly string[] }
  | { state: 'refused'; why: FileRefusal; detail: string | null };

type Upload = { id: string } & (
  | { state: 'receiving'; of: number; parts: string[] }
  | { state: 'reading'; stop: () => Promise<void> }
  /** `revision`: of the cards that it was held against. */
  | { state: 'read'; reading: Reading; revision: number }
  /** `import-run.ts` knows how far it is. */
  | { state: 'writing'; count: number }
);

/**
 * Tables of cards on their way in: received, read and judged in a thread, shown, and written whole or not at all, in portions
 * between which the gate has its turn. There is one at a time, the newest.
 */
export interface CardImports {
  receive(part: CommandInput<'cards.preview-import'>): ImportPreview;
  rows(upload: string, page: number): ImportPreview;
  /**
   * Begins to write it; `rows` tells how far it is. Throws a refusal with a code of the contract: `gone`: there is no such
   * upload, or it was written; `not-now`: cards were written since it was read; `bad-input`: it has errors that are not to be
   * left out, or nothing in it is new.
   */
  write(wish: Omit<CommandInput<'cards.import'>, 'key'>, by: string, note: (tx: Tx) => void): void;
  /** Drops an upload, and what was begun of writing it. Throws `not-now` where it can only be carried to its end. */
  cancel(upload: string): void;
  stop(): Promise<void>;
}

export interface CardImportParts {
  db: Db;
  ledger: Ledger;
  cards: Pick<Cards, 'revision' | 'freeze'>;
  /** The store's file. */
  file: string;
  clock: Pick<Clock, 'after'>;
  log: Log;
}

/** Beside this file, as it lies here and as `scripts/bundle.mjs` lays it. */
const THREAD = import.meta.url.endsWith('.ts') ? './import-worker.ts' : './cards-import-worker.mjs';

export function createCardImports({ db, ledger, cards, file, clock, log }: CardImportParts): CardImports {
  const run = createImportRun({ db, ledger, cards, clock, log });
  let current: Upload | null = null;

  function receive({ upload: id, part, parts: of, bytes }: CommandInput<'cards.preview-import'>): ImportPreview {
    if (current?.id !== id) {
      if (run.standing().state === 'writing') throw refusal('not-now', 'another table is being written');
      drop();
      current = { id, state: 'receiving', of, parts: [] };
    }
    if (current.state !== 'receiving' || current.of !== of || current.parts.length !== part)
      throw refusal('bad-input', `part ${part} of ${of} does not follow`);
    current.parts.push(bytes);
    if (current.parts.length < of) return { state: 'receiving' };
    const { parts } = current;
    if (parts.reduce((sum, each) => sum + Buffer.byteLength(each, 'base64'), 0) > MOST_FILE_BYTES)
      current = read(id, { state: 'refused', why: 'too-large', detail: null }, 0);
    else start(id, parts);
    return viewOf(current);
  }

  const read = (id: string, reading: Reading, revision: number): Upload => ({ id, state: 'read', reading, revision });

  function start(id: string, parts: readonly string[]): void {
    const revision = cards.revision();
    const worker = new Worker(new URL(THREAD, import.meta.url), {
      workerData: { parts, database: file } satisfies ReadFile,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    worker.unref();
    let answered = false;
    const came = (reading: Reading): void => {
      if (answered) return;
      answered = true;
      callOff();
      if (reading.state === 'refused' && reading.detail !== null)
        log.warn({ detail: reading.detail }, 'a table of cards');
      if (current?.id === id && current.state === 'reading') current = read(id, reading, revision);
    };
    const failed = (detail: string): void => came({ state: 'refused', why: 'failed', detail });
    const callOff = clock.after(READING_MS, () => {
      came({ state: 'refused', why: 'too-slow', detail: null });
      worker.terminate().catch((error: unknown) => log.error(error, 'a thread that does not end'));
    });
    worker.on('message', came);
    worker.on('error', (error) => failed(error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => failed('the thread ended'));
    current = {
      id,
      state: 'reading',
      async stop() {
        callOff();
        await worker.terminate();
      },
    };
  }

  function drop(): void {
    if (current?.state === 'reading')
      current.stop().catch((error: unknown) => log.error(error, 'a thread that does not end'));
    current = null;
  }

  return {
    receive,
    rows: (upload, page) => viewOf(find(upload), page),
    write({ upload, leaveOutErrors, because }, by, note) {
      const found = find(upload);
      if (found.state === 'writing') throw refusal('gone', 'it is written');
      if (found.state !== 'read' || found.reading.state !== 'ready') throw refusal('not-now', 'it is not read');
      const { counts, portions } = found.reading;
      if (found.revision !== cards.revision()) throw refusal('not-now', 'cards were written since');
      if (counts.error > 0 && !leaveOutErrors) throw refusal('bad-input', `${counts.error} rows with errors`);
      const count = counts.new + counts.changed;
      if (count === 0) throw refusal('bad-input', 'nothing is new');
      const detail = `+${counts.new} ±${counts.changed}`;
      run.start({
        portions,
        note,
        fact: (tx) => tx.fact({ kind: 'cards-imported', who: by, reason: because, data: { ...counts, detail } }),
      });
      current = { id: upload, state: 'writing', count };
    },
    cancel(upload) {
      if (find(upload).state === 'writing' && !run.stop()) throw refusal('not-now', 'it is promised');
      drop();
    },
    async stop() {
      run.end();
      if (current?.state === 'reading') await current.stop();
      current = null;
    },
  };

  function find(id: string): Upload {
    if (current?.id !== id) throw refusal('gone', 'no such upload');
    return current;
  }

  function viewOf(upload: Upload, page = 0): ImportPreview {
    if (upload.state === 'receiving' || upload.state === 'reading') return { state: upload.state };
    if (upload.state === 'read') return readingView(upload.reading, page);
    const standing = run.standing();
    switch (standing.state) {
      case 'writing':
        return standing;
      case 'written':
        return { state: 'written', count: upload.count };
      case 'failed':
        return { state: 'refused', why: 'not-kept' };
    }
  }
}

function readingView(reading: Reading, page: number): ImportPreview {
  if (reading.state === 'refused') return { state: 'refused', why: reading.why };
  const at = Math.min(page, Math.max(0, reading.pages.length - 1));
  const rows = JSON.parse(reading.pages[at] ?? '[]') as PreviewRow[];
  return { state: 'ready', counts: reading.counts, rows, page: at, pages: reading.pages.length };
}

const refusal = (code: CommandError['code'], message: string): Error => Object.assign(new Error(message), { code });
