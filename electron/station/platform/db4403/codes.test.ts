import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CODE, wordsFor } from './codes.ts';

const document = readFileSync(new URL('../../../../docs/protocols/db4403-codes.md', import.meta.url), 'utf8');
const rows = [...document.matchAll(/^\| (\d+) +\| ([^|]+?) +\| ([^|]+?) +\| ([^|]*?) *\| ([^|]+?) +\|$/gm)];

it('every code of tables A.1 and A.2 is in the document once, with the words of the standard', () => {
  const codes = Object.values(CODE);
  expect(rows.map(([, code]) => Number(code)).sort((a, b) => a - b)).toEqual([...codes].sort((a, b) => a - b));
  for (const [, code, words] of rows) expect(wordsFor(Number(code) as (typeof codes)[number])).toBe(words);
});

it('what we send has a test that shows it, and what we never send says so', () => {
  for (const [, code, , when, shownBy] of rows) expect(when?.startsWith('never'), code).toBe(shownBy === '');
});

it('a detail goes after the words and never makes the message longer than a table allows', () => {
  expect(wordsFor(CODE.range, 'couponValue')).toBe('超出规定值范围: couponValue');
  expect([...wordsFor(CODE.range, '𠮷'.repeat(300))]).toHaveLength(255);
});
