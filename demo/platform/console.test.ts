import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { openConsole, parseConsoleLine } from './console.ts';

test.each([
  ['', { what: 'nothing' }],
  ['faults', { what: 'faults', change: {} }],
  ['faults {"slowMs": 500}', { what: 'faults', change: { slowMs: 500 } }],
  ['faults on', { what: 'wrong', words: expect.stringContaining('faults') as string }],
  ['cut', { what: 'cut', seconds: null }],
  ['cut 2.5', { what: 'cut', seconds: 2.5 }],
  ['cut soon', { what: 'wrong', words: expect.stringContaining('soon') as string }],
  ['restore', { what: 'restore' }],
  ['help', { what: 'help' }],
  ['  coupon [{"a": 1}] ', { what: 'own', word: 'coupon', argument: '[{"a": 1}]' }],
])('%j', (line, parsed) => {
  expect(parseConsoleLine(line)).toEqual(parsed);
});

test('each line is obeyed and answered; one that fails is said, and the next one goes on', async () => {
  const input = new PassThrough();
  const printed: string[] = [];
  const platform = {
    faults: { silent: false },
    cut: () => Promise.reject(new Error('nothing to cut')),
    restore: () => Promise.resolve(),
  };
  const own = {
    help: '  wave   waves\n',
    obey: (word: string, argument: string) => Promise.resolve(word === 'wave' ? `waved ${argument}` : null),
  };
  const end = openConsole(input, platform, own, (line) => printed.push(line));
  for (const line of ['', 'faults {"silent": true}', 'faults {"colour": 1}', 'cut 1', 'restore', 'wave at all', 'sing'])
    input.write(`${line}\n`);
  input.write('help\n');
  await vi.waitFor(() => expect(printed).toHaveLength(7));
  expect(printed.toSorted()).toEqual([
    'Error: nothing to cut',
    expect.stringMatching(/^Lines that can be typed here:\n {2}wave {3}waves\n[^]*restore[^]*help$/),
    'faults {"silent":true}',
    'faults: no colour',
    'restored',
    'sing: nothing is called so; type help',
    'waved at all',
  ]);
  expect(platform.faults.silent).toBe(true);
  end();
});
