import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import type { CardFields } from '../../contract/cards.ts';
import { createLedger } from '../ledger/record.ts';
import { createStays, newId } from '../parking/stays.ts';
import { openStore } from '../store/open.ts';
import { createCards } from './desk.ts';
import { createCardList } from './list.ts';

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

export type CardOffice = ReturnType<typeof openCardOffice>;

/** Cards over a real store, and how to end them. */
export function openCardOffice() {
  const directory = mkdtempSync(join(tmpdir(), 'cards-'));
  const file = join(directory, 'store.sqlite');
  const clock = createManualClock(AT);
  const db = openStore(file);
  const ledger = createLedger(db, clock, []);
  const cards = createCards(db, ledger);
  const stays = createStays(db);
  const list = createCardList(db, {
    now: () => clock.now(),
    nameOf: (id) => `name of ${id}`,
    revision: cards.revision,
  });
  return {
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
    facts: () => ledger.recent(100).map(({ kind, who, reason }) => [kind, who, reason]),
    end(): void {
      db.close();
      rmSync(directory, { recursive: true });
    },
  };
}
