import { describe, expect, it } from 'vitest';
import type { KeyPress } from '../keys/key-map.ts';
import { FILTER_KEY, SEARCH_KEY } from '../tables/list-keys.ts';
import { ACT_KEYS, SAME_KEY, syncMeaningOf, tabKey } from './sync-keys.ts';
import { TABS } from './sync-state.ts';

const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({
  key,
  repeat: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...over,
});

describe('keys on the sync screen', () => {
  it('letters act on the row, in either case', () => {
    expect(syncMeaningOf(press('r'), 'parked', null)).toEqual({ kind: 'act', act: 'retry' });
    expect(syncMeaningOf(press('D'), 'parked', null)).toEqual({ kind: 'act', act: 'dismiss' });
    expect(syncMeaningOf(press('e'), 'parked', null)).toEqual({ kind: 'act', act: 'correct' });
    expect(syncMeaningOf(press('a'), 'parked', null)).toEqual({ kind: 'act', act: 'retry-all' });
    expect(syncMeaningOf(press('a'), 'base-data', null)).toEqual({ kind: 'act', act: 'report-all' });
  });

  it('a report that lies open keeps its own three letters; a form and a question keep all', () => {
    expect(syncMeaningOf(press('e'), 'parked', 'detail')).toEqual({ kind: 'act', act: 'correct' });
    expect(syncMeaningOf(press('a'), 'parked', 'detail')).toBeNull();
    expect(syncMeaningOf(press('2'), 'parked', 'detail')).toBeNull();
    expect(syncMeaningOf(press('ArrowDown'), 'parked', 'detail')).toEqual({ kind: 'row', step: 1 });
    for (const panel of ['correct', 'why-correct', 'why-dismiss', 'sure-report-all'] as const) {
      expect(syncMeaningOf(press('r'), 'parked', panel)).toBeNull();
      expect(syncMeaningOf(press('Escape'), 'parked', panel)).toEqual({ kind: 'back' });
    }
  });

  it('/ leads to the search; Y and N answer a refund', () => {
    expect(syncMeaningOf(press(SEARCH_KEY), 'figures', null)).toEqual({ kind: 'search' });
    expect(syncMeaningOf(press('y'), 'refunds', null)).toEqual({ kind: 'act', act: 'accept-refund' });
    expect(syncMeaningOf(press('n'), 'refunds', null)).toEqual({ kind: 'act', act: 'refuse-refund' });
    expect(syncMeaningOf(press('y'), 'refunds', 'why-refund')).toBeNull();
  });

  it('digits choose the lists in their order', () => {
    for (const tab of TABS) expect(syncMeaningOf(press(tabKey(tab)), 'figures', null)).toEqual({ kind: 'tab', tab });
    expect(syncMeaningOf(press('9'), 'figures', null)).toBeNull();
  });

  it('a key held down walks the rows, and does nothing twice', () => {
    expect(syncMeaningOf(press('ArrowDown', { repeat: true }), 'parked', null)).toEqual({ kind: 'row', step: 1 });
    expect(syncMeaningOf(press('r', { repeat: true }), 'parked', null)).toBeNull();
    expect(syncMeaningOf(press('r', { ctrlKey: true }), 'parked', null)).toBeNull();
  });

  it('Space goes to the lane that asks, whatever lies open', () => {
    expect(syncMeaningOf(press(' '), 'parked', null)).toEqual({ kind: 'lane' });
    expect(syncMeaningOf(press(' '), 'parked', 'detail')).toEqual({ kind: 'lane' });
  });

  it('no letter means two things on one tab', () => {
    for (const tab of TABS) {
      const acts = Object.entries(ACT_KEYS).filter(([act]) =>
        tab === 'base-data' ? act !== 'retry-all' : act !== 'report-all',
      );
      const letters = [...acts.map(([, letter]) => letter), SAME_KEY, FILTER_KEY];
      expect(new Set(letters).size).toBe(letters.length);
    }
  });
});
