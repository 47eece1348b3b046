import type { Db } from '../store/open.ts';
import { createImportWriter } from './import-writer.ts';

/**
 * The import that is on its way into the cards, on the disk: what was promised is carried out, whenever the machine comes
 * back. `portion`: cards as `import-writer.ts` takes them. Each act is a transaction, or part of the caller's.
 */
export interface ImportJournal {
  keep(portion: string): void;
  /** From now on what was kept will be written. `factSeq`: the fact of the import. */
  promise(factSeq: number): void;
  /** Writes the next portion that was promised. False: there was none. */
  writeNext(): boolean;
  /** Forgets what was kept and never promised. */
  forgetUnpromised(): void;
}

export function createImportJournal(db: Db): ImportJournal {
  const writeCards = createImportWriter(db);
  const keep = db.prepare<[string]>('INSERT INTO card_import_portion (cards) VALUES (?)');
  const promise = db.prepare<[number]>('INSERT INTO card_import (one, fact_seq) VALUES (1, ?)');
  const next = db.prepare<[], { place: number; cards: string; factSeq: number }>(
    `SELECT place, cards, fact_seq AS factSeq FROM card_import_portion JOIN card_import ORDER BY place LIMIT 1`,
  );
  const drop = db.prepare<[number]>('DELETE FROM card_import_portion WHERE place = ?');
  const end = db.prepare('DELETE FROM card_import WHERE NOT EXISTS (SELECT 1 FROM card_import_portion)');
  const forget = db.prepare('DELETE FROM card_import_portion WHERE NOT EXISTS (SELECT 1 FROM card_import)');

  const writeNext = db.transaction((): boolean => {
    const portion = next.get();
    if (portion === undefined) return false;
    writeCards(portion.cards, portion.factSeq);
    drop.run(portion.place);
    end.run();
    return true;
  });

  return {
    keep: (portion) => void keep.run(portion),
    promise: (factSeq) => void promise.run(factSeq),
    writeNext: () => writeNext.immediate(),
    forgetUnpromised: () => void forget.run(),
  };
}
