import { describe, expect, it } from 'vitest';
import type { LaneView } from '../../electron/contract/board.ts';
import { activity, board, lane } from '../preview/fixtures.ts';
import { ACTIVITY_KEPT, applyEvent } from './follow.ts';
import type { Received } from './follow.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const start = board(at, [lane(at, 1), lane(at, 2)]);

function applied(received: Received, onto = start) {
  const step = applyEvent(onto, received);
  if (step.kind !== 'applied') throw new Error(step.kind);
  return step.board;
}

describe('the board after an event', () => {
  it('has the lane replaced by the one that came, the others untouched', () => {
    const asking = lane(at, 2, { phase: 'asking', attention: 'ask' });
    const next = applied({ event: 'lane', data: asking, revision: 2 });
    expect(next.lanes).toEqual([start.lanes[0], asking]);
    expect(next.revision).toBe(2);
  });

  it('is pressing when the attendant has something else to do at a lane, not when its loops or its camera say something', () => {
    const pressing = (now: LaneView) => {
      const step = applyEvent(start, { event: 'lane', data: now, revision: 2 });
      return step.kind === 'applied' && step.pressing;
    };
    expect(pressing(lane(at, 2, { phase: 'asking', attention: 'ask' }))).toBe(true);
    expect(pressing(lane(at, 2, { main: 'hold-open' }))).toBe(true);
    expect(pressing(lane(at, 2, { camera: { state: 'silent', lastAt: at } }))).toBe(false);
  });

  it('does not change for an event the snapshot holds already', () => {
    expect(applyEvent(start, { event: 'notices', data: [], revision: 1 })).toEqual({ kind: 'known' });
  });

  it('is not guessed when an event was missed', () => {
    expect(applyEvent(start, { event: 'notices', data: [], revision: 3 })).toEqual({ kind: 'gap' });
  });

  it('has a line of the event list once, with the report it has now', () => {
    const waiting = activity(at, 7, { report: { state: 'waiting', ms: null } });
    const sent = activity(at, 7, { report: { state: 'acknowledged', ms: 412 } });
    const first = applied({ event: 'activity', data: waiting, revision: 2 });
    const second = applied({ event: 'activity', data: activity(at, 8), revision: 3 }, first);
    const third = applied({ event: 'activity', data: sent, revision: 4 }, second);
    expect(third.activity.map(({ id, report }) => [id, report?.state])).toEqual([
      [8, 'acknowledged'],
      [7, 'acknowledged'],
    ]);
  });

  it('keeps the event list short through a whole day', () => {
    let now = start;
    for (let id = 1; id <= ACTIVITY_KEPT + 50; id += 1) {
      now = applied({ event: 'activity', data: activity(at, id), revision: id + 1 }, now);
    }
    expect(now.activity).toHaveLength(ACTIVITY_KEPT);
    expect(now.activity[0]?.id).toBe(ACTIVITY_KEPT + 50);
  });
});
