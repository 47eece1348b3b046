import { describe, expect, it } from 'vitest';
import { readWishes } from './wishes.ts';

const KNOWN = ['gate', 'outbox', 'board'];
const nothing = { names: KNOWN, json: null, quick: false, writeBudget: false, own: [] };

describe('what a run of benchmarks is asked for', () => {
  it.each([
    ['nothing said is all of them', [], nothing],
    ['names, each once', ['board', 'gate', 'board'], { ...nothing, names: ['board', 'gate'] }],
    ['all of them to a file', ['--json', 'out.json', '--quick'], { ...nothing, json: 'out.json', quick: true }],
    ['a budget of one', ['gate', '--write-budget'], { ...nothing, names: ['gate'], writeBudget: true }],
    [
      'options of its own go to a single one',
      ['gate', '--captures', '200', '--json', 'out.json', '--report'],
      { ...nothing, names: ['gate'], json: 'out.json', own: ['--captures', '200', '--report'] },
    ],
  ])('%s', (_, args, wishes) => {
    expect(readWishes(args, KNOWN)).toEqual(wishes);
  });

  it.each([
    ['a name that is none', ['gates']],
    ['options for nobody in particular', ['--captures', '200']],
    ['options for two', ['gate', 'board', '--seconds', '9']],
    ['a file without a name', ['--json']],
    ['a budget from a first look', ['--quick', '--write-budget']],
    ['a budget from other options', ['gate', '--write-budget', '--captures', '9']],
  ])('refuses %s', (_, args) => {
    expect(readWishes(args, KNOWN)).toEqual(expect.any(String));
  });
});
