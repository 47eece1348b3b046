import { describe, expect, it } from 'vitest';
import { flow, queueItem } from '../../preview/fixtures.ts';
import { nextInLine, placeOf } from './places.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const held = (text: string, seconds: number) =>
  queueItem(at, text, { since: at - seconds * 1000, reason: 'flow-behind', turn: true });
const asked = queueItem(at, '粤B00001', { reason: 'plate-unsure', since: at - 600_000 });

describe('the place of a car', () => {
  const queues = { reserved: [asked, held('粤B11111', 40)], other: [held('粤B22222', 90)] };

  it('is counted in its own queue, with since when it waits', () => {
    expect(placeOf(queues, 'arrival-粤B11111')).toEqual({ place: 2, since: at - 40_000 });
    expect(placeOf(queues, 'arrival-粤B22222')).toEqual({ place: 1, since: at - 90_000 });
    expect(placeOf(queues, 'arrival-京A00000')).toBeNull();
  });
});

describe('who goes next', () => {
  const queues = { reserved: [asked, held('粤B11111', 40)], other: [held('粤B22222', 90)] };
  const next = (over: Parameters<typeof flow>[1], all = queues) => nextInLine(all, flow(at, over));
  const off = { on: false, by: 'schedule', since: null, until: null, who: null, because: null } as const;

  it('saturated: the first of the queue that has the turn', () => {
    expect(next({ turn: 'reserved' })).toBe('arrival-粤B11111');
    expect(next({ turn: 'other' })).toBe('arrival-粤B22222');
  });

  it('full: reserved cars first, whatever the turn was', () => {
    expect(next({ band: 'full', turn: 'other' })).toBe('arrival-粤B11111');
  });

  it('unsaturated, or with nobody first: whoever came first', () => {
    expect(next({ band: 'unsaturated' })).toBe('arrival-粤B22222');
    expect(next({ band: 'full', priority: off })).toBe('arrival-粤B22222');
  });

  it('a queue that stands alone has the turn', () => {
    expect(next({ turn: 'other' }, { ...queues, other: [] })).toBe('arrival-粤B11111');
    expect(next({ turn: 'reserved' }, { ...queues, reserved: [asked] })).toBe('arrival-粤B22222');
  });

  it('not a car that a full lot holds at a lane where a person lets others in', () => {
    const atLane = queueItem(at, '粤B33333', { since: at - 900_000, reason: 'lot-full', turn: false });
    const other = [atLane, held('粤B22222', 90)];
    expect(next({ band: 'full', credits: 1 }, { reserved: [], other })).toBe('arrival-粤B22222');
    expect(next({ band: 'full' }, { reserved: [], other: [atLane] })).toBeNull();
  });

  it('nobody, where all wait for a person', () => {
    expect(next({}, { reserved: [asked], other: [] })).toBeNull();
  });
});
