import { extended } from '../../contract/card-time.ts';
import type { CardFields } from '../../contract/cards.ts';
import type { CommandError, CommandInput } from '../../contract/commands.ts';
import type { CardKind, PlateColour } from '../../contract/vocabulary.ts';
import type { ActivityKind } from '../../contract/board.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import { cardAt } from '../policy/card.ts';
import type { Card, CardCover } from '../policy/card.ts';
import { mayBeSameColour } from '../policy/plate-colour.ts';
import { beijingDay, nameOfDay } from '../policy/schedule.ts';
import type { Db } from '../store/open.ts';
import { createCardActs } from './acts.ts';
import type { CardActInput } from './acts.ts';
import { createCardRows } from './card-rows.ts';
import type { CardRows, StoredCard } from './card-rows.ts';
import { checked, differing, rivalry } from './check.ts';
import { frozenView } from './frozen.ts';
import { numberOf } from './verdicts.ts';
import type { Problem } from './check.ts';

type Input<C extends 'cards.add' | 'cards.change' | 'cards.extend' | 'cards.end'> = Omit<CommandInput<C>, 'key'>;

/** Runs inside the act's transaction. */
type Note = (tx: Tx) => void;

/** A card as the judge of a lane sees it: of one plate. */
export interface JudgedCard extends Card {
  plateColour: PlateColour | null;
}

/**
 * Month cards and the free list. Each act is one transaction with its fact and `note`; acts throw a refusal with a code of
 * the contract: `gone`: there is no such card, or a person ended it; `bad-input` names the fields; `not-now`: cards are
 * frozen. `by`: the person's id.
 */
export interface Cards {
  /** Returns the card's number. */
  add(card: Input<'cards.add'>, by: string, note: Note): string;
  change(change: Input<'cards.change'>, by: string, note: Note): void;
  extend(extension: Input<'cards.extend'>, by: string, note: Note): void;
  end(which: Input<'cards.end'>, by: string, note: Note): void;
  /** All cards of a plate, usable or not, with how many of their other cars are inside. */
  ofPlate(plate: string): JudgedCard[];
  /** Plates of the cards that are or will be in force, each with its card. */
  plates(now: number): { no: string; plate: string }[];
  /** At the passage: what the stay is on; null: the card does not let it in any more. */
  use(no: string, plate: string, at: number): { no: string; kind: CardKind } | null;
  /** What a car of this plate and colour would be on at an instant; null: on no card. */
  cardFor(plate: string, plateColour: PlateColour, at: number): { no: string; kind: CardKind } | null;
  /** What a card covers, as `uncovered` of policy/card.ts asks; null: there is no such card. */
  coverOf(no: string): CardCover | null;
  /** Other than before: a card was written since. */
  revision(): number;
  /**
   * For an import, which is seen whole or not at all: until the returned function is called, all that is asked of cards is
   * answered as they are now, and no act is taken. Then all is read anew.
   */
  freeze(): () => void;
  /** Where cards are read: the store, or how it was when they were frozen. */
  shown(): Db;
}

export function createCards(db: Db, ledger: Ledger): Cards {
  const rows = createCardRows(db);
  const acts = createCardActs(db);
  const count = db.prepare<[], number>('SELECT count(*) FROM card').pluck();
  let remembered: { day: string; plates: { no: string; plate: string }[] } | null = null;
  let revision = 0;
  let frozen: { db: Db; rows: CardRows } | null = null;
  const seen = (): CardRows => frozen?.rows ?? rows;

  function written(): void {
    remembered = null;
    revision += 1;
  }

  /** What it is to be, or a refusal that names what is wrong. */
  function taken(no: string, fields: CardFields): CardFields {
    const { fields: card, problems } = checked(fields);
    if (problems.length > 0) throw refusal(problems);
    const rivals = card.plates.flatMap(({ plate }) => rows.activeOf(plate)).filter((rival) => rival.no !== no);
    const conflicts = rivalry(card, rivals);
    if (conflicts.length > 0) throw refusal(conflicts);
    return card;
  }

  /** For an act that writes. */
  function active(no: string): StoredCard {
    notFrozen();
    const card = rows.byNo(no);
    if (card?.state !== 'active') throw coded('gone', `no active card ${no}`);
    return card;
  }

  function write(tx: Tx, kind: ActivityKind, card: StoredCard, by: string, act: Omit<CardActInput, 'factSeq' | 'no'>) {
    const factSeq = tx.fact({
      kind,
      plate: card.plates[0]?.plate ?? null,
      who: by,
      reason: act.because,
      data: { card: card.no, detail: `${card.no} ${card.holder}` },
    });
    acts.add({ ...act, factSeq, no: card.no });
    tx.committed(written);
  }

  function notFrozen(): void {
    if (frozen !== null) throw coded('not-now', 'cards are being imported');
  }

  function freeNo(): string {
    for (let n = (count.get() ?? 0) + 1; ; n += 1) {
      const no = numberOf(n);
      if (rows.byNo(no) === null) return no;
    }
  }

  const judged = (plate: string, { state, ...card }: StoredCard): Card => ({
    ...card,
    state,
    othersInside: rows.othersInside(card.no, plate),
  });

  return {
    add({ no: wanted, paid, ...fields }, by, note) {
      return ledger.record((tx) => {
        notFrozen();
        const no = wanted === undefined || wanted === '' ? freeNo() : wanted;
        if (rows.byNo(no) !== null) throw refusal([{ column: 'no', problem: 'number-taken', card: no }]);
        const card: StoredCard = { no, state: 'active', endedAt: null, ...taken(no, fields) };
        rows.insert(card);
        write(tx, 'card-added', card, by, { kind: 'added', because: null, paid: paid ?? null, before: {}, time: card });
        note(tx);
        return no;
      });
    },
    change({ no, because, ...fields }, by, note) {
      ledger.record((tx) => {
        const card = active(no);
        const after: StoredCard = { ...card, ...taken(no, fields) };
        const changed = differing(card, after);
        if (changed.length === 0) throw refusal([], 'nothing is changed');
        if (card.to !== null && after.from > card.to) rows.keepPeriod(no, card.from, card.to);
        rows.update(after);
        const before = Object.fromEntries(
          changed.map((column) => (column === 'colours' ? ['plates', card.plates] : [column, card[column]])),
        ) as Partial<CardFields>;
        write(tx, 'card-changed', after, by, { kind: 'changed', because, paid: null, before, time: after });
        note(tx);
      });
    },
    extend({ no, by: length, paid }, by, note) {
      ledger.record((tx) => {
        const card = active(no);
        const { from, to } = card;
        if (to === null) throw coded('not-now', `${no} has no end`);
        const time = extended({ from, to }, length, nameOfDay(beijingDay(tx.at)));
        const after: StoredCard = { ...card, ...taken(no, { ...card, from: time.from, to: time.to }) };
        if (time.lapsed) rows.keepPeriod(no, from, to);
        rows.update(after);
        write(tx, 'card-extended', after, by, {
          kind: 'extended',
          because: null,
          paid: paid ?? null,
          before: { from, to },
          time: after,
        });
        note(tx);
      });
    },
    end({ no, because }, by, note) {
      ledger.record((tx) => {
        const card = active(no);
        const after: StoredCard = { ...card, state: 'ended', endedAt: tx.at };
        rows.update(after);
        write(tx, 'card-ended', after, by, { kind: 'ended', because, paid: null, before: {}, time: after });
        note(tx);
      });
    },
    ofPlate: (plate) =>
      plate === ''
        ? []
        : seen()
            .ofPlate(plate)
            .map(({ plateColour, ...card }) => ({ ...judged(plate, card), plateColour })),
    plates(now) {
      const day = nameOfDay(beijingDay(now));
      if (remembered?.day !== day) remembered = { day, plates: seen().activePlates(day) };
      return remembered.plates;
    },
    use(no, plate, at) {
      const card = seen().byNo(no);
      // Put right at the arm: the plate is another card's, or nobody's.
      if (card?.plates.some((each) => each.plate === plate) !== true) return null;
      const now = cardAt([judged(plate, card)], at);
      return now?.usable === true ? { no, kind: now.kind } : null;
    },
    cardFor(plate, plateColour, at) {
      const its = seen()
        .ofPlate(plate)
        .filter((card) => mayBeSameColour(card.plateColour, plateColour));
      const now = cardAt(
        its.map((card) => judged(plate, card)),
        at,
      );
      return now?.usable === true ? { no: now.no, kind: now.kind } : null;
    },
    coverOf: (no) => seen().coverOf(no),
    revision: () => revision,
    freeze() {
      const view = frozenView(db);
      frozen = { db: view, rows: createCardRows(view) };
      return () => {
        frozen = null;
        view.close();
        written();
      };
    },
    shown: () => frozen?.db ?? db,
  };
}

const coded = (code: CommandError['code'], message: string, fields?: Record<string, string>): Error =>
  Object.assign(new Error(message), { code }, fields && { fields });

/** The first problem of each column; what a sentence names stands beside it. */
function refusal(problems: readonly Problem[], message = 'the card cannot be written so'): Error {
  const fields: Record<string, string> = {};
  for (const { column, problem, plate, card } of problems) {
    if (column in fields) continue;
    fields[column] = problem;
    if (plate !== undefined) fields[`${column}.plate`] = plate;
    if (card !== undefined) fields[`${column}.card`] = card;
  }
  return coded('bad-input', message, fields);
}
