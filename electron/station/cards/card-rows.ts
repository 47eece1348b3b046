import type { CardFields, CardPlate } from '../../contract/cards.ts';
import type { CardKind, PlateColour } from '../../contract/vocabulary.ts';
import type { CardCover } from '../policy/card.ts';
import type { Db } from '../store/open.ts';

/** A card as the store has it. */
export interface StoredCard extends CardFields {
  no: string;
  state: 'active' | 'ended';
  endedAt: number | null;
}

interface CardRow {
  no: string;
  kind: CardKind;
  holder: string;
  phone: string;
  cars_inside: number;
  from_day: string;
  to_day: string | null;
  state: 'active' | 'ended';
  ended_at: number | null;
  monthly_price: number | null;
  remark: string;
  /** JSON: plates with their colours, in their order. */
  plates: string;
}

/** A card with its plates: what `select` of `cardSelect` is read by. */
const PLATES = `(SELECT json_group_array(json_object('plate', plate, 'colour', plate_colour) ORDER BY place)
  FROM card_plate WHERE card_no = card.no) AS plates`;
export const cardSelect = (from: string): string => `SELECT card.*, ${PLATES} FROM ${from}`;

export const cardOf = (row: CardRow): StoredCard => ({
  no: row.no,
  kind: row.kind,
  holder: row.holder,
  phone: row.phone,
  plates: JSON.parse(row.plates) as CardPlate[],
  carsInside: row.cars_inside,
  from: row.from_day,
  to: row.to_day,
  monthlyPrice: row.monthly_price,
  remark: row.remark,
  state: row.state,
  endedAt: row.ended_at,
});
export type { CardRow };

/** A search finds a card by any part of these, whatever blanks and dots people put in. */
export const soughtOf = ({
  no,
  holder,
  phone,
  plates,
}: Pick<StoredCard, 'no' | 'holder' | 'phone' | 'plates'>): string =>
  // prettier-ignore
  [no, holder, phone, ...plates.map(({ plate }) => plate)].map(soughtFor).join('\n');
export const soughtFor = (text: string): string => text.toUpperCase().replaceAll(/[\s·]/g, '');

export interface CardRows {
  byNo(no: string): StoredCard | null;
  /** Active cards with a plate. */
  activeOf(plate: string): StoredCard[];
  /** All that ever had it and still do, with its colour on each. */
  ofPlate(plate: string): (StoredCard & { plateColour: PlateColour | null })[];
  insert(card: StoredCard): void;
  update(card: StoredCard): void;
  /** What a card was valid for is kept when it is taken out anew. */
  keepPeriod(no: string, from: string, to: string): void;
  coverOf(no: string): CardCover | null;
  /** How many cars of a card are inside, but for one plate. */
  othersInside(no: string, plate: string): number;
  /** Of all active cards that are not over on a day. */
  activePlates(day: string): { no: string; plate: string }[];
}

export function createCardRows(db: Db): CardRows {
  const byNo = db.prepare<[string], CardRow>(`${cardSelect('card')} WHERE no = ?`);
  const ofPlate = db.prepare<[string], CardRow & { plate_colour: PlateColour | null }>(
    cardSelect('card_plate JOIN card ON card.no = card_no').replace('SELECT', 'SELECT plate_colour,') +
      ' WHERE plate = ?',
  );
  const insert = db.prepare(
    `INSERT INTO card (no, kind, holder, phone, cars_inside, from_day, to_day, state, ended_at, monthly_price, remark, sought)
     VALUES (@no, @kind, @holder, @phone, @carsInside, @from, @to, @state, @endedAt, @monthlyPrice, @remark, @sought)`,
  );
  const update = db.prepare(
    `UPDATE card SET kind = @kind, holder = @holder, phone = @phone, cars_inside = @carsInside, from_day = @from,
       to_day = @to, state = @state, ended_at = @endedAt, monthly_price = @monthlyPrice, remark = @remark, sought = @sought
     WHERE no = @no`,
  );
  const dropPlates = db.prepare('DELETE FROM card_plate WHERE card_no = ?');
  const putPlate = db.prepare('INSERT INTO card_plate (card_no, plate, plate_colour, place) VALUES (?, ?, ?, ?)');
  const keepPeriod = db.prepare('INSERT OR REPLACE INTO card_past_period (card_no, from_day, to_day) VALUES (?, ?, ?)');
  const past = db.prepare<[string], { from: string; to: string }>(
    'SELECT from_day AS "from", to_day AS "to" FROM card_past_period WHERE card_no = ?',
  );
  const othersInside = db
    .prepare<[string, string], number>(`SELECT count(*) FROM stay WHERE state = 'open' AND card_no = ? AND plate <> ?`)
    .pluck();
  // As one text: so many rows by themselves would hold up the gate.
  const activePlates = db
    .prepare<[string], string>(
      `SELECT json_group_array(json_object('no', no, 'plate', plate)) FROM card JOIN card_plate ON card_no = no
       WHERE until >= ? AND state = 'active'`,
    )
    .pluck();

  function put(card: StoredCard): void {
    for (const [place, { plate, colour }] of card.plates.entries()) putPlate.run(card.no, plate, colour, place);
  }

  const found = (no: string): StoredCard | null => {
    const row = byNo.get(no);
    return row ? cardOf(row) : null;
  };

  const withPlate = (plate: string) =>
    ofPlate.all(plate).map((row) => ({ ...cardOf(row), plateColour: row.plate_colour }));

  return {
    byNo: found,
    ofPlate: withPlate,
    activeOf: (plate) => withPlate(plate).filter(({ state }) => state === 'active'),
    insert(card) {
      insert.run({ ...card, sought: soughtOf(card) });
      put(card);
    },
    update(card) {
      update.run({ ...card, sought: soughtOf(card) });
      dropPlates.run(card.no);
      put(card);
    },
    keepPeriod: (no, from, to) => void keepPeriod.run(no, from, to),
    coverOf(no) {
      const card = found(no);
      if (!card) return null;
      const { from, to, endedAt } = card;
      return { periods: [...past.all(no), { from, to }], endedAt };
    },
    othersInside: (no, plate) => othersInside.get(no, plate) ?? 0,
    activePlates: (day) => JSON.parse(activePlates.get(day) ?? '[]') as { no: string; plate: string }[],
  };
}
