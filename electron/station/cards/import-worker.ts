import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { cardOf, cardSelect } from './card-rows.ts';
import type { CardRow } from './card-rows.ts';
import { readRow } from './import-row.ts';
import type { ReadFile, Reading } from './imports.ts';
import { PORTION_CARDS, PREVIEW_ROWS } from './imports.ts';
import { readTable, TableRefusal } from './table.ts';
import { verdictsOf } from './verdicts.ts';

/** The thread that reads a table and holds it against the cards: `imports.ts` starts it, and it ends with its answer. */
async function read({ parts, database }: ReadFile): Promise<Reading> {
  const rows = (await readTable(Buffer.concat(parts.map((part) => Buffer.from(part, 'base64'))))).map(readRow);
  const db = new Database(database, { readonly: true, fileMustExist: true });
  try {
    const existing = db.prepare<[], CardRow>(cardSelect('card')).all().map(cardOf);
    const verdicts = verdictsOf(rows, existing);
    return {
      state: 'ready',
      counts: verdicts.counts,
      pages: textsOf(verdicts.rows, PREVIEW_ROWS),
      portions: textsOf(verdicts.cards, PORTION_CARDS),
    };
  } finally {
    db.close();
  }
}

/** As JSON, so many in a text. */
function textsOf(all: readonly unknown[], many: number): string[] {
  const texts: string[] = [];
  for (let at = 0; at < all.length; at += many) texts.push(JSON.stringify(all.slice(at, at + many)));
  return texts;
}

function refusalOf(error: unknown): Reading {
  if (error instanceof TableRefusal) return { state: 'refused', why: error.why, detail: null };
  return { state: 'refused', why: 'failed', detail: error instanceof Error ? error.message : String(error) };
}

const reading = await read(workerData as ReadFile).catch(refusalOf);
parentPort?.postMessage(reading);
