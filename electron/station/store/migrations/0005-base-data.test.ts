import { expect, it } from 'vitest';
import { baseData } from './0005-base-data.ts';
import { migrations } from './all.ts';
import { newStore } from './store.fixture.ts';

it('5: the ids of pictures', () => {
  const db = newStore();
  expect(migrations[4]).toBe(baseData);
  const add = (bizType: number, sha256: string, id: string) =>
    db.prepare('INSERT INTO db4403_picture (biz_type, sha256, id) VALUES (?, ?, ?)').run(bizType, sha256, id);
  add(1, 'a'.repeat(64), 'first');
  add(2, 'a'.repeat(64), 'the same picture as something else');
  add(1, 'b'.repeat(64), 'another picture');
  expect(() => add(1, 'a'.repeat(64), 'second'), 'one id a picture and kind').toThrow('UNIQUE');
});
