import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLines } from './lines.ts';

function cut(chunks: Buffer[], limit?: number): string[] {
  const lines: string[] = [];
  const cutter = cutLines((line) => lines.push(line), limit);
  for (const chunk of chunks) cutter.write(chunk);
  cutter.end();
  return lines;
}

describe('lines of a byte stream', () => {
  it('are the same however the bytes were split, in the middle of a character too', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }), fc.array(fc.nat(99)), (texts, cuts) => {
        const lines = texts.map((text) => JSON.stringify({ text }));
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const chunks: Buffer[] = [];
        let at = 0;
        for (const length of cuts) {
          chunks.push(bytes.subarray(at, at + length));
          at += length;
        }
        chunks.push(bytes.subarray(at));
        expect(cut(chunks)).toEqual(lines);
      }),
    );
  });

  it('a line separator U+2028 inside a JSON string does not cut it', () => {
    const line = JSON.stringify({ words: 'one\u2028two\u2029three' });
    expect(cut([Buffer.from(`${line}\n`)])).toEqual([line]);
  });

  it('end in \\r\\n as well, and the last needs no end', () => {
    expect(cut([Buffer.from('a\r\nb\n\nc')])).toEqual(['a', 'b', '', 'c']);
  });

  it('a process gone wild without a line end cannot fill the memory', () => {
    const lines = cut([Buffer.from('x'.repeat(25)), Buffer.from('x'.repeat(25))], 20);
    expect(lines.every((line) => line.length <= 25)).toBe(true);
    expect(lines.join('')).toHaveLength(50);
  });
});
