import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutMembers, readRawObject } from './raw-member.ts';

const read = (text: string) => readRawObject(Buffer.from(text));
const rawText = (text: string, name: string) => {
  const result = read(text);
  return result.ok ? Buffer.from(result.raw.get(name) ?? []).toString() : result.error;
};

/** JSON of a value with space scattered in it and its strings escaped this way or that. */
function spell(value: unknown, spaces: () => string, escape: () => boolean): string {
  const text = (s: string): string =>
    escape()
      ? `"${[...Array(s.length).keys()].map((i) => `\\u${s.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`
      : JSON.stringify(s);
  const inner = (v: unknown): string => {
    if (Array.isArray(v)) return `[${v.map((each) => spaces() + inner(each) + spaces()).join(',') || spaces()}]`;
    if (typeof v === 'object' && v !== null)
      return `{${Object.entries(v)
        .map(([k, each]) => `${spaces()}${text(k)}${spaces()}:${spaces()}${inner(each)}${spaces()}`)
        .join(',')}}`;
    return typeof v === 'string' ? text(v) : JSON.stringify(v);
  };
  return spaces() + inner(value) + spaces();
}

describe('raw members of a JSON object', () => {
  it('keeps the bytes of data as they were sent, without the space around them', () => {
    expect(rawText('{"sign":"x", "data" :\n [ {"a" : 1.0, "b":"]}\\"," } ]\t}', 'data')).toBe(
      '[ {"a" : 1.0, "b":"]}\\"," } ]',
    );
    expect(rawText('{"data":"plain","z":1}', 'data')).toBe('"plain"');
    expect(rawText('{"z":1,"data":12.50}', 'data')).toBe('12.50');
  });

  it('finds the outermost data, also when its name is spelled with escapes', () => {
    expect(rawText('{"x":{"data":[1]},"d\\u0061ta":[2]}', 'data')).toBe('[2]');
  });

  it('agrees with JSON.parse on any object, however it is spaced and escaped', () =>
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })),
        fc.infiniteStream(fc.constantFrom('', '', ' ', '\n\t')),
        fc.infiniteStream(fc.boolean()),
        (value, spaces, escapes) => {
          const forbidden = ['__proto__', 'constructor', 'prototype'];
          fc.pre(!forbidden.some((name) => JSON.stringify(value).includes(name)));
          const text = spell(
            value,
            () => spaces.next().value as string,
            () => escapes.next().value as boolean,
          );
          const result = read(text);
          if (!result.ok) throw new Error(`${result.error} in ${text}`);
          const parsed = JSON.parse(text) as Record<string, unknown>;
          expect(result.value).toEqual(parsed);
          expect([...result.raw.keys()].toSorted()).toEqual(Object.keys(parsed).toSorted());
          for (const [name, bytes] of result.raw) {
            const member = Buffer.from(bytes).toString();
            expect(member).toBe(member.trim());
            expect(JSON.parse(member)).toEqual(parsed[name]);
            expect(text).toContain(member);
          }
        },
      ),
      { numRuns: 500 },
    ));

  it('never takes what JSON.parse does not, and never throws', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc
            .array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', 'a', '1', ' ', 'null'), { maxLength: 24 })
            .map((parts) => parts.join('')),
          fc.string(),
        ),
        (text) => {
          if (read(text).ok) expect(() => JSON.parse(text) as unknown).not.toThrow();
        },
      ),
      { numRuns: 3000 },
    ));

  it('takes bytes from the middle of a larger buffer', () => {
    const bytes = Buffer.from('xx{"data":[7]}yy').subarray(2, 14);
    const result = readRawObject(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    expect(result.ok && Buffer.from(result.raw.get('data') ?? []).toString()).toBe('[7]');
  });

  it('cut out without a look inside, they are the same bytes', () => {
    const text = '{"sign" : "x", "data": [ {"a":1,"a":[2,{}]} ], "z":7 }';
    const cut = cutMembers(Buffer.from(text), 100);
    const members = cut.ok ? [...cut.raw].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]) : cut.error;
    expect(members).toEqual([
      ['sign', '"x"'],
      ['data', '[ {"a":1,"a":[2,{}]} ]'],
      ['z', '7'],
    ]);
  });

  it.each([
    ['more than it may hold', '{"data":[1,2,3,4,5]}', 'too-many'],
    ['more members than any object has', `{${Array.from({ length: 101 }, (_, n) => `"k${n}":1`).join()}}`, 'too-many'],
    ['a name twice', '{"data":[1],"data":[2]}', 'duplicate-name'],
    ['a bomb of brackets', `{"data":${'['.repeat(100_000)}`, 'too-deep'],
    ['half an object', '{"data":[1]', 'not-json'],
  ])('is not cut out of %s', (_what, text, error) =>
    expect(cutMembers(Buffer.from(text), error === 'too-many' && text.length < 100 ? 5 : 1000)).toMatchObject({
      ok: false,
      error,
    }),
  );

  it.each([
    ['a name twice', '{"data":[1],"data":[2]}', 'duplicate-name'],
    ['a name twice in different spelling', '{"data":[1],"\\u0064ata":[2]}', 'duplicate-name'],
    ['a name twice inside', '{"data":[{"a":1,"a":2}]}', 'duplicate-name'],
    ['__proto__', '{"data":[{"__proto__":{"x":1}}]}', 'forbidden-name'],
    ['constructor in escapes', '{"c\\u006fnstructor":1}', 'forbidden-name'],
    ['a bomb of brackets', `{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'too-deep'],
    ['a list', '[{"data":1}]', 'not-an-object'],
    ['null', 'null', 'not-an-object'],
    ['half an object', '{"data":[1]', 'not-json'],
    ['two objects', '{"data":[1]}{"data":[2]}', 'not-json'],
    ['a comment', '{"data":[1]/*x*/}', 'not-json'],
    ['a byte order mark', '\ufeff{"data":[1]}', 'not-json'],
    ['a NaN', '{"data":NaN}', 'not-json'],
    ['nothing', '', 'not-json'],
  ])('refuses %s', (_what, text, error) => expect(read(text)).toMatchObject({ ok: false, error }));

  it('refuses bytes that are not UTF-8', () =>
    expect(readRawObject(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))).toMatchObject({ error: 'not-utf8' }));
});
