import { describe, expect, it } from 'vitest';
import { arrival, board, lane, plate } from '../preview/fixtures.ts';
import { hear, PAUSE_MS, SILENCE } from './chime-rule.ts';
import { isMuted, muteFor } from './mute.ts';
import { spelt, wordsFor } from './spoken-rule.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const asks = (number: number, text: string, since = at) =>
  lane(at, number, {
    attention: 'ask',
    phase: 'asking',
    since,
    arrival: arrival(at, { id: `${number} ${text}`, plate: plate(text) }),
  });

describe('what is said', () => {
  it('a plate, one character at a time', () => {
    expect(spelt('粤B12345')).toBe('粤B 1 2 3 4 5');
    expect(spelt('粤BD08888')).toBe('粤B D 0 8 8 8 8');
    expect(spelt('WJ粤1234X')).toBe('W J 粤 1 2 3 4 X');
  });

  it('only of a car that asks with a chime just now, and of the one that has asked longest', () => {
    const lanes = [asks(1, '粤B11111', at - 1000), asks(2, '粤B22222', at - 9000), asks(3, '粤B33333', at - 20_000)];
    expect(wordsFor(['lane-1', 'lane-2'], lanes)).toBe('粤B 2 2 2 2 2，请确认');
    expect(wordsFor([], lanes)).toBeNull();
  });

  it('not of a car whose plate was not read, of one that is through, or of an alarm', () => {
    expect(wordsFor(['lane-1'], [asks(1, '')])).toBeNull();
    expect(wordsFor(['lane-1'], [lane(at, 1)])).toBeNull();
    const refused = lane(at, 1, { attention: 'stop', phase: 'refused', arrival: arrival(at) });
    expect(hear(SILENCE, board(at, [refused]), at)).toMatchObject({ play: ['alarm'], asking: [] });
  });

  it('never more often than the chime: a second car is said when its chime comes', () => {
    const first = hear(SILENCE, board(at, [asks(1, '粤B11111')]), at);
    expect(first.asking).toEqual(['lane-1']);
    const both = board(at, [asks(1, '粤B11111'), asks(2, '粤B22222')]);
    const second = hear(first.heard, both, at + 3000);
    expect(second.asking).toEqual([]);
    expect(hear(second.heard, both, at + PAUSE_MS).asking).toEqual(['lane-2']);
  });
});

describe('mute', () => {
  it('lasts for the shift of whoever wanted it, and no longer than one', () => {
    const mute = muteFor('王师傅', at);
    const hours = (count: number) => at + count * 3_600_000;
    expect(isMuted(mute, '王师傅', hours(11))).toBe(true);
    expect(isMuted(mute, '李师傅', hours(1))).toBe(false);
    expect(isMuted(mute, '王师傅', hours(12))).toBe(false);
    expect(isMuted(null, '王师傅', at)).toBe(false);
  });
});
