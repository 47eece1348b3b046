import { describe, expect, it } from 'vitest';
import { arrivalOf, AT } from './arrival.fixture.ts';
import { meaningOf, recall } from './bystanders.ts';
import type { Bystander, LaneNow } from './bystanders.ts';
import { idle } from './state.ts';

const MINUTE = 60_000;
const parked: Bystander = {
  plate: '粤B12345',
  firstAt: AT - 5 * MINUTE,
  passedOverAt: AT - MINUTE,
  lastAt: AT - 3000,
  times: 2,
};
const moving = arrivalOf('moving', { plate: '粤C99999', at: AT - MINUTE });
const asking = { phase: 'asking', since: AT - MINUTE, arrival: moving, intruder: null, next: null } as const;

const means = (bystander: Partial<Bystander> | null, now: Partial<LaneNow> = {}) =>
  meaningOf(bystander === null ? null : { ...parked, ...bystander }, {
    state: asking,
    approachLoop: 'occupied',
    approachSince: AT - MINUTE,
    sameVehicleMs: 20_000,
    at: AT,
    ...now,
  });

describe('a plate that is read beside another car', () => {
  it('of a car that nobody passed over, or one only, is dealt with', () => {
    expect([means(null), means({ times: 1 })]).toEqual(['fresh', 'fresh']);
  });

  it('of a parked one changes nothing', () => {
    expect(means({})).toBe('beside');
  });

  it('that was not read for ten minutes is of another visit', () => {
    expect(recall([parked], parked.plate, parked.lastAt + 10 * MINUTE - 1)).toBe(parked);
    expect(recall([parked], parked.plate, parked.lastAt + 10 * MINUTE)).toBeNull();
  });

  it('of the car that came with the loop and has not left it: the other stands behind', () => {
    const front = { firstAt: AT - 2 * MINUTE, passedOverAt: AT - MINUTE };
    expect(means(front, { approachSince: AT - 2 * MINUTE })).toBe('back');
    expect(means(front, { approachSince: AT - MINUTE / 2 }), 'the loop was clear since').toBe('beside');
    expect(means(front, { approachSince: null })).toBe('beside');
  });
});

describe('a parked plate that is read at an empty lane', () => {
  it.each([
    ['occupied', 0, 'ask'],
    ['clear', MINUTE, 'beside'],
    ['none', 19_999, 'beside'],
    ['none', 20_000, 'ask'],
    ['unknown', 19_999, 'beside'],
  ] as const)('whose approach loop is %s, idle for %i ms: %s', (approachLoop, idleMs, meaning) => {
    expect(means({}, { state: idle(AT - idleMs), approachLoop, approachSince: null })).toBe(meaning);
  });
});
