import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { cardOf, cardSelect } from './card-rows.ts';
import type { CardRow } from './card-rows.ts';
import { readRow } from './import-row.ts';
import type { ReadFile, Reading } from './imports.ts';
import { PREVIEW_ROWS } from './imports.ts';
import { readTable, TableRefusal } from './table.ts';
import { verdictsOf } from './verdicts.ts';

/** The thread that reads a table and holds it against the cards: `imports.ts` starts it, and it ends with its answer. */
async function read({ parts, database }: ReadFile): Promise<Reading> {
  const rows = (await readTable(Buffer.concat(parts.map((part) => Buffer.from(part, 'base64'))))).map(readRow);
  const db = new Database(database, { readonly: true, fileMustExist: true });
  try {
    const existing = db.prepare<[], CardRow>(cardSelect('card')).all().map(cardOf);
    const verdicts = verdictsOf(rows, existing);
    const pages: string[] = [];
    for (let at = 0; at < verdicts.rows.length; at += PREVIEW_ROWS)
      pages.push(JSON.stringify(verdicts.rows.slice(at, at + PREVIEW_ROWS)));
    return { state: 'ready', counts: verdicts.counts, pages, cards: JSON.stringify(verdicts.cards) };
  } finally {
    db.close();
  }
}

function refusalOf(error: unknown): Reading {
  if (error instanceof TableRefusal) return { state: 'refused', why: error.why, detail: null };
  return { state: 'refused', why: 'failed', detail: error instanceof Error ? error.message : String(error) };
}

const reading = await read(workerData as ReadFile).catch(refusalOf);
parentPort?.postMessage(reading);
