import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

describe('a table for Excel', () => {
  it('begins with the mark of UTF-8, and quotes what would break a line', () => {
    expect(
      toCsv([
        ['时间', '平台原话'],
        [7, 'a "b", c\nd'],
        [null, '粤B12345'],
      ]),
    ).toBe('\uFEFF时间,平台原话\r\n7,"a ""b"", c\nd"\r\n,粤B12345\r\n');
  });

  it.each(['=1+1', '+86', '-2', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("http://x","y")'])(
    'never runs a text as a formula: %j',
    (text) => {
      expect(toCsv([[text]])).toMatch(/^\uFEFF"?'/);
    },
  );

  it('leaves numbers below zero numbers', () => {
    expect(toCsv([[-1100]])).toBe('\uFEFF-1100\r\n');
  });
});
