import { expect, test } from 'vitest';
import type { Entry } from '../../demo/journal.ts';
import { judgeOpens } from './opens.ts';
import type { Cause } from './opens.ts';

const LANE = 'in-1';
const open = (at: number): Entry => ({ what: 'frame', lane: LANE, hex: '', meaning: 'open on', seq: at, at });
const passage = (at: number): Entry => ({
  what: 'passage',
  lane: LANE,
  plate: '粤B12345',
  how: 'let-in',
  armUp: true,
  seq: at,
  at,
});
const opening = (at: number): Cause => ({ lane: LANE, at, why: 'opening' });
const again = (at: number): Cause => ({ lane: LANE, at, why: 'again' });

test('each frame has its cause: an opening written before it, or a rising of the arm written as it went out', () => {
  const wire = [open(1000), passage(5000), open(6000), open(20_000), passage(25_000)];
  const causes = [opening(990), again(6001), opening(19_990)];
  expect(judgeOpens(wire, causes)).toEqual({ secondOpens: [], causeless: [] });
});

test.each<[string, Entry[], Cause[], number, number]>([
  ['no line at all', [open(1000), passage(5000)], [], 1, 0],
  ['a line written after the frame', [open(1000), passage(5000)], [opening(1010)], 1, 0],
  ['one line for two frames', [open(1000), open(2000), passage(5000)], [opening(990)], 1, 1],
  ['a line of another lane', [open(1000), passage(5000)], [{ ...opening(990), lane: 'in-2' }], 1, 0],
  ['a line of long ago', [open(60_000), passage(65_000)], [opening(990)], 1, 0],
  ['two openings for one car', [open(1000), open(2000), passage(5000)], [opening(990), opening(1990)], 0, 1],
])('control: %s goes red', (_what, wire, causes, causeless, secondOpens) => {
  const found = judgeOpens(wire, causes);
  expect([found.causeless.length, found.secondOpens.length]).toEqual([causeless, secondOpens]);
});
