import { describe, expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const now = Date.UTC(2026, 0, 1);

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    [' 7 ', 7000],
    [new Date(now + 30_000).toUTCString(), 30_000],
    [new Date(now - 30_000).toUTCString(), 0],
    ['86400', 600_000],
    ['soon', 0],
    ['', 0],
    [null, 0],
  ])('%j is %i ms', (header, ms) => expect(readRetryAfter(header, now)).toBe(ms));
});
