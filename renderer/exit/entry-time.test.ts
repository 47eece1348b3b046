import { describe, expect, it } from 'vitest';
import { entryTimeOf } from './entry-time.ts';

/** 2026-01-05 10:15 in Beijing. */
const NOW = Date.UTC(2026, 0, 5, 2, 15);
const beijing = (at: number | null): string | null =>
  at === null ? null : new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

describe('a time of entry as it is typed', () => {
  it.each([
    ['0930', '2026-01-05 09:30'],
    ['9:30', '2026-01-05 09:30'],
    ['9：30', '2026-01-05 09:30'],
    ['22:10', '2026-01-04 22:10'],
    ['1-3 8:05', '2026-01-03 08:05'],
    ['12-30 23:59', '2025-12-30 23:59'],
    ['2025-11-02 00:00', '2025-11-02 00:00'],
  ])('%s is %s', (typed, meant) => expect(beijing(entryTimeOf(typed, NOW))).toBe(meant));

  it.each(['', '25:00', '9:60', '2-30 10:00', '2026-01-06 09:00', '6-1 09:00', 'noon'])('%s is none', (typed) =>
    expect(entryTimeOf(typed, NOW)).toBeNull(),
  );
});
