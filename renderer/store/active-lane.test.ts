import { describe, expect, it } from 'vitest';
import { arrival, lane } from '../preview/fixtures.ts';
import { activeLane, askingLanes, oldestAsking, pickOf } from './active-lane.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);

describe('which lane the keys act on', () => {
  it('a lane that asks comes before one that stands stopped, however long', () => {
    const stopped = lane(at, 1, { attention: 'stop', since: at - 60_000 });
    const asks = lane(at, 2, { attention: 'ask', since: at - 1000 });
    expect(oldestAsking([stopped, asks])).toBe(asks);
    expect(oldestAsking([stopped])).toBe(stopped);
    expect(oldestAsking([lane(at, 3)])).toBeNull();
  });

  it('all that call for a hand, those that ask first', () => {
    const lanes = [
      lane(at, 1, { attention: 'stop', since: at - 60_000 }),
      lane(at, 2, { attention: 'ask', since: at - 1000 }),
      lane(at, 3),
      lane(at, 4, { attention: 'ask', since: at - 9000 }),
    ];
    expect(askingLanes(lanes).map(({ number }) => number)).toEqual([4, 2, 1]);
  });

  it('a pick lapses with its car', () => {
    const before = lane(at, 1, { arrival: arrival(at, { id: 'first' }) });
    const after = lane(at, 1, { arrival: arrival(at, { id: 'second' }) });
    const other = lane(at, 2, { attention: 'ask' });
    expect(activeLane([before, other], pickOf(before))).toBe(before);
    expect(activeLane([after, other], pickOf(before))).toBe(other);
  });

  it('the only lane of a site is always the one meant', () => {
    const only = lane(at, 1);
    expect(activeLane([only], null)).toBe(only);
    expect(activeLane([only, lane(at, 2)], null)).toBeNull();
  });
});
