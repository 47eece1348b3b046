import { describe, expect, it } from 'vitest';
import type { KeyPress } from '../keys/key-map.ts';
import { FILTER_KEY, SEARCH_KEY } from '../tables/list-keys.ts';
import { ACT_KEYS, bookingsMeaningOf, NOW_KEY } from './bookings-keys.ts';

const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, repeat: false, ctrlKey: false, altKey: false, metaKey: false },
  ...over,
});

describe('keys on the bookings screen', () => {
  it.each([
    ['1', { kind: 'tab', tab: 'bookings' }],
    ['4', { kind: 'tab', tab: 'control' }],
    ['5', null],
    ['ArrowLeft', { kind: 'day', step: -1 }],
    ['PageDown', { kind: 'page', step: 1 }],
    ['t', { kind: 'now' }],
    ['/', { kind: 'search' }],
    ['f', { kind: 'filter' }],
    ['e', { kind: 'act', act: 'change' }],
    [' ', { kind: 'lane' }],
    ['Escape', { kind: 'back' }],
    ['q', null],
  ])('%s', (key, meaning) => expect(bookingsMeaningOf(press(key), null)).toEqual(meaning));

  it('rows go on while a line lies open, and its acts; nothing but the way back in a form', () => {
    expect(bookingsMeaningOf(press('ArrowDown', { repeat: true }), 'detail')).toEqual({ kind: 'row', step: 1 });
    expect(bookingsMeaningOf(press('d'), 'detail')).toEqual({ kind: 'act', act: 'end' });
    expect(bookingsMeaningOf(press('2'), 'detail')).toBeNull();
    expect(bookingsMeaningOf(press('d'), 'change')).toBeNull();
    expect(bookingsMeaningOf(press('Escape'), 'change')).toEqual({ kind: 'back' });
  });

  it('a key held down is one press, and chords belong to the system', () => {
    expect(bookingsMeaningOf(press('Enter', { repeat: true }), null)).toBeNull();
    expect(bookingsMeaningOf(press('a', { ctrlKey: true }), null)).toBeNull();
  });

  it('no key means two things', () => {
    const keys = [...Object.values(ACT_KEYS), NOW_KEY, FILTER_KEY, SEARCH_KEY];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
