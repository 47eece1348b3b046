import { expect, it } from 'vitest';
import { cardHistory } from './0017-card-history.ts';
import { migrations } from './all.ts';
import { newStore } from './store.fixture.ts';

it('17: stays on cards, and what was done with cards, are in the history as such', () => {
  expect(migrations[16]).toBe(cardHistory);
  const db = newStore();
  const stay = db.prepare(
    `INSERT INTO stay (id, plate, plate_read, plate_colour, class, card_no, card_kind, state, entered_at, entrance_id,
       entrance_name, entry_cause) VALUES (?, 'P', 'P', 'blue', 'other', ?, ?, 'open', 4294967296, 'in', 'In', 'automatic')`,
  );
  stay.run('on a card', 'K1', 'month');
  stay.run('on none', null, null);
  db.exec(
    `INSERT INTO fact (at, kind, plate) VALUES (4294967296, 'card-added', 'P'), (4294967296, 'cards-imported', NULL)`,
  );
  const found = (kind: string): unknown[] =>
    db
      .prepare(
        `SELECT coalesce(h.stay_id, h.fact_seq) FROM history_index JOIN history AS h ON h.seq = history_index.rowid
         WHERE history_index MATCH ? ORDER BY h.seq`,
      )
      .pluck()
      .all(`"1K${Buffer.from(kind).toString('hex').toUpperCase()}"`);
  expect(found('card')).toEqual(['on a card', 1, 2]);
  expect(found('other')).toEqual(['on a card', 'on none']);
  expect(found('no-plate')).toEqual([]);
});
