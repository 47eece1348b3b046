import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstMistake } from './json-place.ts';

it.each([
  ['a comma before the end of a list', '[1, 2, ]', ']'],
  ['a comma before the end of an object', '{"a": 1, }', '}'],
  ['a comma that is missing', '{"a": 1 "b": 2}', '"b"'],
  ['a colon that is missing', '{"a" 1}', '1'],
  ['quotes that an office program made', '{"a": “b”}', '“'],
  ['single quotes', "{'a': 1}", "'a"],
  ['a word without quotes', '{"a": east}', 'east'],
  ['a comment', '{"a": 1} // east', '//'],
  ['a string that does not end on its line', '{"a": "b\n}', '"b'],
  ['a backslash of a Windows path', '{"a": "C:\\gate"}', '"C'],
  ['a number with a leading zero', '{"a": 010}', '10}'],
])('%s is found where it stands', (_what, text, from) => {
  expect(firstMistake(text)).toBe(text.indexOf(from));
});

it('a text that ends too early is wrong at its end', () => {
  expect(['', '{"a": [1', '{"a":'].map(firstMistake)).toEqual([0, 8, 5]);
});

it('agrees with the engine on what is JSON, however it is broken', () => {
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', ':', '0', 'x', '\\', '\n', '\uFEFF'))
    .map(([text, place, put]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + put + text.slice(at + 1);
    });
  const engineTakes = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(broken, (text) => {
      expect(firstMistake(text) === null).toBe(engineTakes(text));
    }),
    { numRuns: 2000 },
  );
});
