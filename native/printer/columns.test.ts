import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { between, printable, widthOf, wrap } from './columns.ts';

describe('columns of paper', () => {
  it('a Chinese character takes two, a letter one', () => {
    expect(['', 'B12345', '粤B12345', '￥', '（）'].map(widthOf)).toEqual([0, 6, 8, 2, 4]);
  });

  it('wraps by what is seen, not by characters', () => {
    expect(wrap('深圳市南山区人民医院', 8)).toEqual(['深圳市南', '山区人民', '医院']);
    expect(wrap('a深圳市', 4)).toEqual(['a深', '圳市']);
    expect(wrap('first hour free', 10)).toEqual(['first hour', 'free']);
    expect(wrap('', 10)).toEqual(['']);
  });

  it('puts two ends of a row apart', () => {
    expect(between('应收', '21.00', 12)).toBe('应收   21.00');
    expect(between('应收应收', '21.00', 12)).toBe('应收应收21.00');
  });

  it('makes a name one printable line', () => {
    expect(printable(' 南山\n医院\u001b\u3000¥😀 ')).toBe('南山 医院  ￥〓');
  });

  it('whatever the text: rows fit, none is empty, and no character is lost', () => {
    const text = fc.string({ unit: fc.oneof(fc.constantFrom('停', '车', ' ', 'a', '9'), fc.string({ maxLength: 3 })) });
    fc.assert(
      fc.property(text.map(printable), fc.integer({ min: 2, max: 48 }), (clean, columns) => {
        const rows = wrap(clean, columns);
        for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(columns);
        expect(rows.join('').replaceAll(' ', '')).toBe(clean.replaceAll(' ', ''));
      }),
    );
  });
});
