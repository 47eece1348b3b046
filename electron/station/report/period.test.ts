import { describe, expect, it } from 'vitest';
import { canonical, sha256Of } from './canonical.ts';
import { dayOf, hourOf, spanOf, startOfHour } from './period.ts';

/** Midnight that begins 1 November 2026 in Beijing. */
const NOVEMBER = Date.UTC(2026, 9, 31, 16);
const DAY_MS = 86_400_000;

describe('days of Beijing', () => {
  it.each([
    [{ by: 'day', day: '2026-11-01' }, NOVEMBER, 1],
    [{ by: 'month', month: '2026-11' }, NOVEMBER, 30],
    [{ by: 'month', month: '2028-02' }, Date.UTC(2028, 0, 31, 16), 29],
    [{ by: 'span', from: '2026-11-01', to: '2026-11-02' }, NOVEMBER, 2],
  ] as const)('%j', (period, from, days) => {
    expect(spanOf(period)).toEqual({ from, to: from + days * DAY_MS });
  });

  it.each([
    { by: 'day', day: '2026-02-29' },
    { by: 'month', month: '2026-13' },
    { by: 'span', from: '2026-11-02', to: '2026-11-01' },
    { by: 'span', from: '2026-01-01', to: '2027-01-02' },
  ] as const)('there are none of %j', (period) => expect(spanOf(period)).toBeNull());

  it('an hour belongs to the day that it is of there', () => {
    expect([dayOf(NOVEMBER - 1), dayOf(NOVEMBER)]).toEqual(['2026-10-31', '2026-11-01']);
    expect(startOfHour(hourOf(NOVEMBER + 59))).toBe(NOVEMBER);
  });
});

it('the same figures are the same text and hash, in whatever order they were written', () => {
  expect(canonical({ b: [1, { d: null, c: 'x' }], a: 2, e: undefined })).toBe('{"a":2,"b":[1,{"c":"x","d":null}]}');
  expect(sha256Of({ a: 1, b: 2 })).toBe(sha256Of({ b: 2, a: 1 }));
  expect(sha256Of({ a: 1 })).not.toBe(sha256Of({ a: 2 }));
});
