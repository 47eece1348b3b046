import type { Clock } from '../../../native/clock/contract.ts';
import { isStoreError } from '../store/open.ts';
import type { Db } from '../store/open.ts';

/**
 * The work that the history leaves for quiet moments (migration 9): the segments of the index, of which each record adds
 * one, are merged, and the rows of an older store are filed, newest first. Each step is a transaction of its own and of a
 * few milliseconds; how far it came is in the store, so it goes on from there whatever ended the process.
 */
export interface Filing {
  /** Does a small piece; false: there was nothing to do. Throws what the store throws. */
  step(): boolean;
}

/** Stays of a step, and numbers of facts: a stay has up to eight, so both come from about the same days. */
const STAYS = 16;
const FACTS = 128;
/** Pages of the index that a step of merging writes. */
const MERGED_PAGES = 48;

/** Of stays by rowid, of facts by seq. */
interface Portion {
  /** The first of it. */
  from: number;
  /** The first after it. */
  before: number;
}

/** The statements of filing, for the test that sees to it that each finds its rows by an index. */
export const statements = {
  stays: `SELECT min(rowid) FROM (SELECT rowid FROM stay WHERE rowid < @before ORDER BY rowid DESC LIMIT ${STAYS})`,
  facts: `SELECT min(seq) FROM (SELECT seq FROM fact WHERE seq < @before ORDER BY seq DESC LIMIT ${FACTS})`,
  // Rising: the index writes a segment each time that its numbers fall.
  fileStays: `INSERT INTO history_filed (stay_id)
    SELECT id FROM stay WHERE rowid >= @from AND rowid < @before ORDER BY rowid`,
  fileFacts: `INSERT INTO history_filed (fact_seq)
    SELECT seq FROM fact WHERE seq >= @from AND seq < @before AND stay_id IS NULL
      AND kind IN (SELECT fact_kind FROM history_event) ORDER BY seq`,
} as const;

export function createFiling(db: Db): Filing {
  const backlog = db.prepare<[], { kind: 'stay' | 'fact'; before: number }>('SELECT kind, before FROM history_backlog');
  const prepared = (first: string, file: string) => ({
    first: db.prepare<Pick<Portion, 'before'>, number | null>(first).pluck(),
    file: db.prepare<Portion>(file),
  });
  const kinds = {
    stay: prepared(statements.stays, statements.fileStays),
    fact: prepared(statements.facts, statements.fileFacts),
  };
  const proceed = db.prepare<[number, string]>('UPDATE history_backlog SET before = ? WHERE kind = ?');
  const finish = db.prepare<[string]>('DELETE FROM history_backlog WHERE kind = ?');
  const merge = db.prepare<[]>(`INSERT INTO history_index (history_index, rank) VALUES ('merge', ${MERGED_PAGES})`);
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();

  /** Of a merge that found nothing to do the command itself is the only change (fts5, "The 'merge' command"). */
  function merged(): boolean {
    const before = changes.get() ?? 0;
    merge.run();
    return (changes.get() ?? 0) - before > 1;
  }

  const filed = db.transaction((): boolean => {
    const left = backlog.all();
    for (const { kind, before } of left) {
      const from = kinds[kind].first.get({ before }) ?? null;
      if (from === null) {
        finish.run(kind);
      } else {
        kinds[kind].file.run({ from, before });
        proceed.run(from, kind);
      }
    }
    return left.length > 0;
  });

  // What is filed adds segments too: merging comes first, so that they stay few.
  return { step: () => merged() || filed.immediate() };
}

/** A step takes a tenth of this: the gate has the rest. */
const NEXT_STEP_MS = 50;
/** How often it is looked whether there is something to do, or whether the disk writes again. */
const IDLE_MS = 2_500;

export interface FilingParts {
  clock: Clock;
  /** A picture is being taken at the gate: what can wait waits. */
  busy(): boolean;
  /** The disk refuses, and why; null: it does no longer. */
  onTrouble(why: string | null): void;
}

/** Takes the steps one after the other while the gate is quiet. Returns how to stop. */
export function keepFiling({ step }: Filing, { clock, busy, onTrouble }: FilingParts): () => void {
  const next = (): void => {
    let wait = NEXT_STEP_MS;
    if (!busy()) {
      try {
        if (!step()) wait = IDLE_MS;
        onTrouble(null);
      } catch (error) {
        if (!isStoreError(error)) throw error;
        onTrouble(error.message);
        wait = IDLE_MS;
      }
    }
    stop = clock.after(wait, next);
  };
  let stop = clock.after(NEXT_STEP_MS, next);
  return () => {
    stop();
  };
}
