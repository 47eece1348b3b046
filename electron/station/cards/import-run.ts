import type { Clock } from '../../../native/clock/contract.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import type { Log } from '../log.ts';
import type { Db } from '../store/open.ts';
import type { Cards } from './desk.ts';
import { createImportJournal } from './import-journal.ts';

/** A full disk is asked again so much later. */
const AGAIN_MS = 1000;

/** What is carried out. `portions`: as `import-writer.ts` takes them. */
export interface ImportWish {
  portions: readonly string[];
  /** In the record that begins it. */
  note: (tx: Tx) => void;
  /** In the record that promises it: its fact, whose number it returns. */
  fact: (tx: Tx) => number;
}

type Phase =
  | { kind: 'idle' }
  | { kind: 'keeping'; wish: ImportWish; kept: number }
  | { kind: 'writing'; of: number; written: number };

/** How an import that was begun stands, in portions of `of`, each of which is kept and then written. */
export type ImportStanding =
  { state: 'writing'; done: number; of: number; stoppable: boolean } | { state: 'written' } | { state: 'failed' };

/**
 * Carries an import out in portions, between which the gate has its turn: all are kept on the disk, promised in one record
 * with the import's fact, and then written. Meanwhile cards are frozen, so that nobody sees a part of it. One that was
 * promised when the station died is finished as soon as this is made; one that was not never was.
 */
export interface ImportRun {
  /** Throws SQLite's error: then nothing was begun. One at a time: the caller sees to it. */
  start(wish: ImportWish): void;
  /** Of the last one that was started. */
  standing(): ImportStanding;
  /** False: it was promised, and is carried to its end. */
  stop(): boolean;
  /** Leaves what was promised to the next start. */
  end(): void;
}

export interface ImportRunParts {
  db: Db;
  ledger: Ledger;
  cards: Pick<Cards, 'freeze'>;
  clock: Pick<Clock, 'after'>;
  log: Log;
}

export function createImportRun({ db, ledger, cards, clock, log }: ImportRunParts): ImportRun {
  const journal = createImportJournal(db);
  let phase: Phase = { kind: 'idle' };
  let failed = false;
  let thaw: (() => void) | null = null;
  let callOff = (): void => undefined;

  finishLast();

  /** Before anybody asks for a card, in one go: the gate is not open yet. */
  function finishLast(): void {
    journal.forgetUnpromised();
    try {
      while (journal.writeNext());
    } catch (error) {
      log.error(error, 'an import of cards that cannot be finished');
      thaw = cards.freeze();
      phase = { kind: 'writing', of: 0, written: 0 };
      callOff = clock.after(AGAIN_MS, step);
    }
  }

  function giveTurn(): void {
    const turn = setImmediate(step);
    callOff = () => clearImmediate(turn);
  }

  function step(): void {
    switch (phase.kind) {
      case 'idle':
        return;
      case 'keeping':
        keepNext(phase);
        return;
      case 'writing':
        writeNext(phase);
        return;
    }
  }

  function keepNext({ wish, kept }: Extract<Phase, { kind: 'keeping' }>): void {
    try {
      const portion = wish.portions[kept];
      if (portion !== undefined) {
        journal.keep(portion);
        phase = { kind: 'keeping', wish, kept: kept + 1 };
      } else {
        ledger.record((tx) => {
          journal.promise(wish.fact(tx));
        });
        phase = { kind: 'writing', of: wish.portions.length, written: 0 };
      }
    } catch (error) {
      log.error(error, 'an import of cards that cannot be kept');
      failed = true;
      rest();
      return;
    }
    giveTurn();
  }

  function writeNext(at: Extract<Phase, { kind: 'writing' }>): void {
    try {
      if (!journal.writeNext()) {
        rest();
        return;
      }
    } catch (error) {
      log.error(error, 'an import of cards that cannot be written yet');
      callOff = clock.after(AGAIN_MS, step);
      return;
    }
    phase = { ...at, written: at.written + 1 };
    giveTurn();
  }

  function rest(): void {
    phase = { kind: 'idle' };
    thaw?.();
    thaw = null;
  }

  return {
    start(wish) {
      ledger.record((tx) => {
        journal.forgetUnpromised();
        wish.note(tx);
      });
      failed = false;
      thaw = cards.freeze();
      phase = { kind: 'keeping', wish, kept: 0 };
      giveTurn();
    },
    standing() {
      switch (phase.kind) {
        case 'idle':
          return { state: failed ? 'failed' : 'written' };
        case 'keeping':
          return { state: 'writing', done: phase.kept, of: 2 * phase.wish.portions.length, stoppable: true };
        case 'writing':
          return { state: 'writing', done: phase.of + phase.written, of: 2 * phase.of, stoppable: false };
      }
    },
    stop() {
      if (phase.kind === 'writing') return false;
      callOff();
      rest();
      return true;
    },
    end() {
      callOff();
      rest();
    },
  };
}
