import { expect, it } from 'vitest';
import { lastTime } from './night.ts';

const beijing = (text: string): number => Date.parse(`${text}+08:00`);

it.each([
  ['2026-05-22T03:30:00', '2026-05-22T03:30:00'],
  ['2026-05-22T03:29:59', '2026-05-21T03:30:00'],
  ['2026-05-22T23:59:59', '2026-05-22T03:30:00'],
  ['2026-01-01T00:00:00', '2025-12-31T03:30:00'],
])('at %s it was 03:30 last at %s, in Beijing', (now, last) => {
  expect(lastTime(beijing(now), '03:30')).toBe(beijing(last));
});
