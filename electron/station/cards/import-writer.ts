import type { Db } from '../store/open.ts';

/**
 * Writes the cards of an import in a few statements over their JSON (`WrittenCard` of verdicts.ts): row by row, so many
 * would keep the gate waiting. Inside the caller's record. `factSeq`: the one fact of them all.
 */
export type WriteCards = (cards: string, factSeq: number) => void;

const EACH = `json_each(@cards) AS card`;
const of = (name: string): string => `card.value ->> '$.${name}'`;

export function createImportWriter(db: Db): WriteCards {
  const statements = [
    `INSERT INTO card_past_period (card_no, from_day, to_day)
     SELECT ${of('no')}, ${of('past.from')}, ${of('past.to')} FROM ${EACH} WHERE ${of('past.from')} IS NOT NULL
     ON CONFLICT (card_no, from_day) DO UPDATE SET to_day = excluded.to_day`,
    `INSERT INTO card (no, kind, holder, phone, cars_inside, from_day, to_day, state, monthly_price, remark, sought)
     SELECT ${of('no')}, ${of('kind')}, ${of('holder')}, ${of('phone')}, ${of('carsInside')}, ${of('from')}, ${of('to')},
       'active', ${of('monthlyPrice')}, ${of('remark')}, ${of('sought')}
     FROM ${EACH} WHERE true
     ON CONFLICT (no) DO UPDATE SET kind = excluded.kind, holder = excluded.holder, phone = excluded.phone,
       cars_inside = excluded.cars_inside, from_day = excluded.from_day, to_day = excluded.to_day,
       monthly_price = excluded.monthly_price, remark = excluded.remark, sought = excluded.sought`,
    `DELETE FROM card_plate WHERE card_no IN (SELECT ${of('no')} FROM ${EACH})`,
    `INSERT INTO card_plate (card_no, plate, plate_colour, place)
     SELECT ${of('no')}, plate.value ->> '$.plate', plate.value ->> '$.colour', plate.key
     FROM ${EACH}, json_each(card.value, '$.plates') AS plate`,
    `INSERT INTO card_act (card_no, fact_seq, kind, detail)
     SELECT ${of('no')}, @factSeq, 'imported',
       json_object('from', ${of('from')}, 'to', ${of('to')}, 'before', json(card.value -> '$.before'))
     FROM ${EACH}`,
  ].map((sql) => db.prepare<{ cards: string; factSeq: number }>(sql));
  return (cards, factSeq) => {
    for (const statement of statements) statement.run({ cards, factSeq });
  };
}
