import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBook } from '../booking/book.fixture.ts';
import type { Book } from '../booking/book.fixture.ts';
import { createTemporaryPlates } from './temporary-plates.ts';

let book: Book;
let inside: Set<string>;
beforeEach(() => {
  book = openBook();
  inside = new Set();
});
afterEach(() => book.end());

const plates = () => createTemporaryPlates(book.db, (plate) => inside.has(plate));
const give = (arrivalId: string): string => {
  const plate = plates().next();
  book.act((tx) => plates().give(tx, plate, arrivalId));
  return plate;
};

describe('temporary plates', () => {
  it('go on one after the other, whoever asks, and one that was not given is given next', () => {
    expect([plates().next(), give('a'), plates().next(), give('b')]).toEqual([
      '无牌0001',
      '无牌0001',
      '无牌0002',
      '无牌0002',
    ]);
  });

  it('begin anew after 9999, past those that are inside', () => {
    book.db.exec(
      `INSERT INTO temporary_plate (number, plate, arrival_id, at) VALUES (9999, '无牌9999', 'long ago', 1)`,
    );
    inside = new Set(['无牌0001', '无牌0002']);
    expect(give('a')).toBe('无牌0003');
    inside.clear();
    expect(give('b')).toBe('无牌0004');
  });

  it('are given once: a number that went to another in between is refused', () => {
    const plate = plates().next();
    give('a');
    expect(() => book.act((tx) => plates().give(tx, plate, 'b'))).toThrow('not the next');
  });
});
