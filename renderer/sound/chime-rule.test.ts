import { describe, expect, it } from 'vitest';
import { arrival, board, lane } from '../preview/fixtures.ts';
import { hear, PAUSE_MS, SILENCE } from './chime-rule.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const asks = (number: number, id: string) => lane(at, number, { attention: 'ask', arrival: arrival(at, { id }) });

describe('chimes', () => {
  it('a car that asks is sounded once', () => {
    const first = hear(SILENCE, board(at, [asks(1, 'a')]), at);
    expect(first.play).toEqual(['ask']);
    const second = hear(first.heard, board(at, [asks(1, 'a')]), at + 60_000);
    expect(second.play).toEqual([]);
  });

  it('no sound repeats faster than 10 s: the second car is sounded at the end of the pause', () => {
    const first = hear(SILENCE, board(at, [asks(1, 'a')]), at);
    const both = board(at, [asks(1, 'a'), asks(2, 'b')]);
    const second = hear(first.heard, both, at + 4000);
    expect(second).toMatchObject({ play: [], waitMs: PAUSE_MS - 4000 });
    const third = hear(second.heard, both, at + PAUSE_MS);
    expect(third).toMatchObject({ play: ['ask'], waitMs: null });
  });

  it('a car dealt with inside the pause is not sounded any more', () => {
    const first = hear(SILENCE, board(at, [asks(1, 'a')]), at);
    const second = hear(first.heard, board(at, [asks(1, 'a'), asks(2, 'b')]), at + 4000);
    const third = hear(second.heard, board(at, [asks(1, 'a'), lane(at, 2)]), at + PAUSE_MS);
    expect(third.play).toEqual([]);
  });

  it('an alarm does not wait for the pause of the other sound', () => {
    const first = hear(SILENCE, board(at, [asks(1, 'a')]), at);
    const tailgated = lane(at, 2, {
      attention: 'stop',
      lastPassage: { plate: '粤B6T218', at, authorised: false, assumed: false },
    });
    expect(hear(first.heard, board(at, [asks(1, 'a'), tailgated]), at + 100).play).toEqual(['alarm']);
  });
});
