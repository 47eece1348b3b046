import { expect, it } from 'vitest';
import { cardImports } from './0016-card-imports.ts';
import { migrations } from './all.ts';
import { newStore } from './store.fixture.ts';

it('16: one import at a time is promised, and only for a fact that is there', () => {
  expect(migrations[15]).toBe(cardImports);
  const db = newStore();
  const promise = db.prepare('INSERT INTO card_import (one, fact_seq) VALUES (1, ?)');
  expect(() => promise.run(1)).toThrow('FOREIGN KEY');
  db.exec(`INSERT INTO fact (at, kind) VALUES (1, 'cards-imported')`);
  promise.run(1);
  expect(() => promise.run(1)).toThrow('UNIQUE');
  expect(() => db.exec(`INSERT INTO card_import_portion (cards) VALUES ('no JSON')`)).toThrow('CHECK');
});
