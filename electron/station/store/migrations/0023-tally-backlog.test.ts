import { describe, expect, it } from 'vitest';
import type { Db } from '../open.ts';
import { tallyBacklog } from './0023-tally-backlog.ts';
import { migrations } from './all.ts';
import { newStore, storeSince } from './store.fixture.ts';

const backlog = (db: Db): unknown[] => db.prepare('SELECT * FROM tally_backlog ORDER BY kind').raw().all();
const twoCars = (db: Db): void => {
  db.exec(`INSERT INTO stay (id, plate, plate_read, plate_colour, class, state, entered_at, entrance_id, entrance_name, entry_cause)
      VALUES ('s', 's', '', 'blue', 'other', 'open', 1, 'in-1', 'In', 'automatic');
    INSERT INTO fact (at, kind, lane_id, stay_id) VALUES (1, 'entered', 'in-1', 's'), (2, 'asked', 'in-1', NULL);
    INSERT INTO opening (id, at, lane_id, cause) VALUES ('o', 1, 'in-1', 'automatic')`);
};

describe('23: what the tally does not have yet', () => {
  it('is the twenty-third', () => expect(migrations[22]).toBe(tallyBacklog));

  it('is nothing of a store that began with it', () => expect(backlog(newStore())).toEqual([]));

  it('is all that was written before the tally', () => {
    const store = storeSince(21, twoCars);
    expect(backlog(store)).toEqual([
      ['fact', 3, 1],
      ['opening', 2, 0],
    ]);
    expect(store.prepare('SELECT count(*) FROM tally').pluck().get()).toBe(0);
  });

  it('is nothing of a store that counted as it wrote', () => expect(backlog(storeSince(22, twoCars))).toEqual([]));
});
