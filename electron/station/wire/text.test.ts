import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requiredText, text, whole } from './text.ts';

const anything = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units));

describe('text for a table', () => {
  it.each([
    ['ends are trimmed', '  东入口\u3000', '东入口'],
    ['what cannot be printed is a space', '第一行\r\n第二行\u0000', '第一行 第二行'],
    ['half a character becomes a whole one', 'A\ud800B', 'A\ufffdB'],
    ['it is cut by characters, not by code units', '👍'.repeat(12), '👍'.repeat(10)],
    ['no space is left where it was cut', '123456789 abc', '123456789'],
    ['nothing printable is nothing', ' \n\t ', undefined],
    ['nothing is nothing', null, undefined],
  ])('%s', (_what, value, wanted) => expect(text(value, 10)).toBe(wanted));

  it('a table without a length takes all of it', () => expect(text('x'.repeat(5000))).toHaveLength(5000));

  it('a required one has something else to say', () => expect(requiredText('\u0007', 10, '无')).toBe('无'));

  it('what must not be cut is left out', () => {
    expect(whole('https://a.example/', 18)).toBe('https://a.example/');
    expect(whole('https://a.example/b', 18)).toBeUndefined();
    expect(whole(' 0755-12345678\n', 20)).toBe('0755-12345678');
    expect([whole('', 20), whole(null, 20)]).toEqual([undefined, undefined]);
  });

  it('is never too long, never unprintable, never blank, and stays as it is when it is done again', () =>
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 20 }), (value, length) => {
        const done = text(value, length);
        if (done === undefined) return;
        expect([...done].length).toBeLessThanOrEqual(length);
        expect(done.isWellFormed()).toBe(true);
        expect(done.trim()).toBe(done);
        // eslint-disable-next-line no-control-regex -- naming them is the point
        expect(done).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        expect(text(done, length)).toBe(done);
      }),
    ));
});
