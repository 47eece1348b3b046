import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import type { CardFields } from '../../contract/cards.ts';
import { createLedger } from '../ledger/record.ts';
import type { Tx } from '../ledger/record.ts';
import { createStays, newId } from '../parking/stays.ts';
import type { Log } from '../log.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import { soughtOf } from './card-rows.ts';
import { createCards } from './desk.ts';
import { createImportRun } from './import-run.ts';
import { createCardList } from './list.ts';
import type { WrittenCard } from './verdicts.ts';

/** Noon of a Wednesday in Beijing. */
export const AT = Date.parse('2026-05-06T12:00:00+08:00');
export const SUPERVISOR = { role: 'supervisor' } as const;
export const nothing = (): void => undefined;

/** What a person writes on a card. */
export const fieldsOf = (change: Partial<CardFields> = {}): CardFields => ({
  kind: 'month',
  holder: '王小明',
  phone: '13800000000',
  plates: [{ plate: '粤B12345', colour: 'blue' }],
  carsInside: 1,
  from: '2026-05-01',
  to: '2026-05-31',
  monthlyPrice: 30_000,
  remark: '',
  ...change,
});

/** Logs nothing. */
export const quiet: Log = { info: nothing, warn: nothing, error: nothing };

/** Portions of an import, a card in each: `no` and plate. */
export const portionsOf = (cards: readonly (readonly [string, string])[]): string[] =>
  cards.map(([no, plate]) => {
    const card = { no, ...fieldsOf({ plates: [{ plate, colour: null }] }) };
    return JSON.stringify([{ ...card, sought: soughtOf(card), before: {}, past: null } satisfies WrittenCard]);
  });

export type CardOffice = ReturnType<typeof openCardOffice>;

/** Cards over a real store, and how to end them. `directory`: of an office of before. */
export function openCardOffice(directory = mkdtempSync(join(tmpdir(), 'cards-'))) {
  const file = join(directory, 'store.sqlite');
  const clock = createManualClock(AT);
  const db = openMadeStore(file);
  const ledger = createLedger(db, clock, []);
  const cards = createCards(db, ledger);
  const stays = createStays(db);
  const list = createCardList({
    shown: cards.shown,
    now: () => clock.now(),
    nameOf: (id) => `name of ${id}`,
    revision: cards.revision,
  });
  return {
    directory,
    file,
    clock,
    db,
    ledger,
    cards,
    stays,
    list,
    add: (change: Partial<CardFields> & { no?: string } = {}): string => {
      const { no, ...fields } = change;
      return cards.add({ ...fieldsOf(fields), ...(no !== undefined && { no }), paid: null }, 'chen', nothing);
    },
    /** A car comes in on a card. */
    enter(plate: string, no: string): void {
      const car = {
        plate,
        plateRead: plate,
        plateColour: 'blue',
        carColour: null,
        carModel: null,
        captureId: null,
      } as const;
      const on = { class: 'other', bookingCode: null, orderNo: null, card: { no, kind: 'month' } } as const;
      const passage = { at: clock.now(), laneId: 'east', laneName: 'East', cause: 'automatic' } as const;
      ledger.record((tx) => void stays.enter(tx, newId(), { ...car, ...on }, null, passage));
    },
    /** Begins an import; what came before is finished first. */
    run: () => createImportRun({ db, ledger, cards, clock, log: quiet }),
    wish: (portions: readonly string[]) => ({
      portions,
      note: nothing,
      fact: (tx: Tx) => tx.fact({ kind: 'cards-imported', who: 'chen', reason: 'the list of May' }),
    }),
    facts: () => ledger.recent(100).map(({ kind, who, reason }) => [kind, who, reason]),
    end(): void {
      db.close();
      rmSync(directory, { recursive: true });
    },
  };
}
