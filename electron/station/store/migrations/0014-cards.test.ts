import { expect, it } from 'vitest';
import { cards } from './0014-cards.ts';
import { migrations } from './all.ts';
import { storeSince } from './store.fixture.ts';

it('14: stays of before are on no card; what a card cannot be is refused', () => {
  expect(migrations[13]).toBe(cards);
  const db = storeSince(13, (old) =>
    old.exec(`INSERT INTO stay (id, plate, plate_read, plate_colour, class, state, entered_at, entrance_id, entrance_name,
      entry_cause) VALUES ('s', 'P', 'P', 'unknown', 'other', 'open', 1, 'east', 'East', 'confirmed')`),
  );
  expect(db.prepare('SELECT card_no, card_kind FROM stay').get()).toEqual({ card_no: null, card_kind: null });
  const card = (values: string) =>
    db.exec(`INSERT INTO card (no, kind, holder, phone, cars_inside, from_day, to_day, state, ended_at, remark, sought)
      VALUES (${values})`);
  card(`'F1', 'free', 'x', '', 1, '2026-05-01', NULL, 'active', NULL, '', ''`);
  expect(db.prepare('SELECT until FROM card').pluck().all()).toEqual(['9999-12-31']);
  expect(() => card(`'M1', 'month', 'x', '', 1, '2026-05-01', NULL, 'active', NULL, '', ''`)).toThrow(/CHECK/);
  expect(() => card(`'M2', 'month', 'x', '', 1, '2026-05-01', '2026-04-30', 'active', NULL, '', ''`)).toThrow(/CHECK/);
  expect(() => card(`'M3', 'month', 'x', '', 1, '2026-05-01', '2026-05-31', 'ended', NULL, '', ''`)).toThrow(/CHECK/);
});
