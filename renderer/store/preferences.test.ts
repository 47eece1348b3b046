import { describe, expect, it } from 'vitest';
import { createPreferences, DEFAULT_PREFERENCES, readPreferences } from './preferences.ts';

describe('the likings of a booth', () => {
  it('outlast a reload', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    const chosen = {
      language: 'en',
      volume: 0.2,
      mute: { by: '王师傅', until: 7 },
      spoken: true,
      look: 'dark',
    } as const;
    createPreferences(storage).setState(chosen);
    expect(createPreferences(storage).getState()).toEqual(chosen);
  });

  it.each([null, '', '{', '[]', '7', '{"language":"fr","look":"pink","volume":7,"mute":{"by":7},"spoken":"no"}'])(
    'fall back to what makes sense: %s',
    (stored) => {
      expect(readPreferences(stored)).toEqual(DEFAULT_PREFERENCES);
    },
  );
});
