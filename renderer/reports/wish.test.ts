import { describe, expect, it } from 'vitest';
import { createLanguages } from '../language/languages.ts';
import { differenceWords } from './shift-words.ts';
import { beside, firstDraft, wishOf } from './wish.ts';

const draft = firstDraft('2024-12-01');

describe('what a report is to be of', () => {
  it('begins with yesterday, whose month may be the one before', () => {
    expect(wishOf(draft)).toEqual({ period: { by: 'day', day: '2024-11-30' }, laneId: null, person: null });
    expect(wishOf({ ...draft, by: 'month' })?.period).toEqual({ by: 'month', month: '2024-11' });
  });

  it('steps over the ends of months and years', () => {
    expect(beside(draft, 1).day).toBe('2024-12-01');
    expect(beside({ ...draft, by: 'month', month: '2024-12' }, 1).month).toBe('2025-01');
    expect(beside({ ...draft, by: 'month', month: '2024-01' }, -1).month).toBe('2023-12');
    expect(beside({ ...draft, by: 'span' }, 1)).toEqual({ ...draft, by: 'span' });
  });

  it('is no wish without a shift, backwards, or over a year', () => {
    expect(wishOf({ ...draft, by: 'shift' })).toBeNull();
    const span = (from: string, to: string) => wishOf({ ...draft, by: 'span', from, to });
    expect(span('2024-11-02', '2024-11-01')).toBeNull();
    expect(span('2024-01-01', '2024-12-31')).not.toBeNull();
    expect(span('2024-01-01', '2025-01-01')).toBeNull();
  });
});

describe('the words of a difference', () => {
  const { t } = createLanguages('zh-CN');
  it.each([
    [0, '账实相符'],
    [1550, '多 15.50 元'],
    [-1550, '少 15.50 元'],
  ])('%i fen: %s', (difference, words) => {
    expect(differenceWords(t, { difference })).toBe(words);
  });
});
