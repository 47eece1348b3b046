import { expect, it } from 'vitest';
import type { KeyPress } from '../keys/key-map.ts';
import { historyMeaningOf } from './history-keys.ts';

const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({
  key,
  repeat: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...over,
});

it('the arrows walk the rows, held down too, unless a form lies over them', () => {
  expect(historyMeaningOf(press('ArrowDown', { repeat: true }), 'list')).toEqual({ kind: 'row', step: 1 });
  expect(historyMeaningOf(press('ArrowUp'), 'stay')).toEqual({ kind: 'row', step: -1 });
  expect(historyMeaningOf(press('ArrowUp'), 'correct')).toBeNull();
});

it('everything else is one press, and chords belong to the system', () => {
  expect(historyMeaningOf(press('Enter'), 'list')).toEqual({ kind: 'open' });
  expect(historyMeaningOf(press('Enter', { repeat: true }), 'list')).toBeNull();
  expect(historyMeaningOf(press('x', { ctrlKey: true }), 'list')).toBeNull();
});

it('E corrects the stay that lies open; in its form letters are letters, and Esc leads back', () => {
  expect(historyMeaningOf(press('e'), 'list')).toBeNull();
  expect(historyMeaningOf(press('e'), 'stay')).toEqual({ kind: 'correct' });
  expect(historyMeaningOf(press('x'), 'correct')).toBeNull();
  expect(historyMeaningOf(press('Escape'), 'correct')).toEqual({ kind: 'back' });
});
