import { expect, it } from 'vitest';
import { openings } from './0011-openings.ts';
import { migrations } from './all.ts';
import { newStore } from './store.fixture.ts';

it('11: openings and passages, of causes that there are', () => {
  const db = newStore();
  expect(migrations[10]).toBe(openings);
  const add = (cause: string) =>
    db.prepare(`INSERT INTO opening (id, at, lane_id, cause) VALUES (?, 1, 'east', ?)`).run(cause, cause);
  add('remote');
  add('unknown');
  expect(() => add('forgotten')).toThrow('CHECK');
  expect(() => db.exec(`INSERT INTO opening (id, at, lane_id, cause) VALUES ('remote', 2, 'west', 'hold')`)).toThrow(
    'never',
  );
});
