import { describe, expect, it } from 'vitest';
import { createPreferences, DEFAULT_PREFERENCES, readPreferences } from './preferences.ts';

describe('the likings of a booth', () => {
  it('outlast a reload', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    createPreferences(storage).setState({ language: 'en', volume: 0.2, muted: true, look: 'dark' });
    expect(createPreferences(storage).getState()).toMatchObject({
      language: 'en',
      volume: 0.2,
      muted: true,
      look: 'dark',
    });
  });

  it.each([null, '', '{', '[]', '7', '{"language":"fr","look":"pink","volume":7,"muted":"no"}'])(
    'fall back to what makes sense: %s',
    (stored) => {
      expect(readPreferences(stored)).toEqual(DEFAULT_PREFERENCES);
    },
  );
});
