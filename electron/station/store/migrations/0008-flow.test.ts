import { expect, it } from 'vitest';
import { flow } from './0008-flow.ts';
import { migrations } from './all.ts';
import { newStore } from './store.fixture.ts';

it('8: one memory of flow control for the whole site', () => {
  const db = newStore();
  expect(migrations[7]).toBe(flow);
  const add = (id: number) => () => db.prepare(`INSERT INTO flow (id, state) VALUES (?, '{}')`).run(id);
  expect(add(1)).not.toThrow();
  expect(add(1)).toThrow('UNIQUE');
  expect(add(2)).toThrow('CHECK');
});
