import { describe, expect, it } from 'vitest';
import { openingCause } from '../../../electron/contract/vocabulary.ts';
import type { KeyPress } from '../../keys/key-map.ts';
import { createLanguages } from '../../language/languages.ts';
import { openingOf, unopenedOf, viewOf } from '../../preview/openings-fixtures.ts';
import { historyMeaningOf, tabKey } from '../history-keys.ts';
import { tableOf } from './export-openings.ts';
import { openingsMeaningOf } from './openings-keys.ts';
import { PART_NAMES, SUMS } from './openings-state.ts';
import { byWords, causeWord, passagesWords } from './words.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  const { t } = createLanguages(language);
  const doubtful = openingOf(at, {
    id: 'b',
    cause: 'by-hand',
    who: 'Li',
    because: 'fire',
    passages: 0,
    reconciles: false,
  });
  const view = viewOf([openingOf(at), doubtful], [unopenedOf(at, { assumed: true })]);

  it('every part of a day and every sum has its words', () => {
    for (const name of PART_NAMES) expect(t(`history.openings.part.${name}`)).not.toContain('history.');
    for (const sum of SUMS)
      for (const of of ['sum', 'head']) expect(t(`history.openings.${of}.${sum}`)).not.toContain('history.');
  });

  it('a line says why the arm went up, for whom, and what went through', () => {
    for (const cause of openingCause.options) {
      const row = { row: 'opening', line: openingOf(at, { cause }) } as const;
      expect(causeWord(t, row)).toBe(t(`history.cause.${cause}`));
      expect(passagesWords(t, row)).toContain('1');
    }
    const hand = { row: 'opening', line: doubtful } as const;
    expect([byWords(t, hand), passagesWords(t, hand)]).toEqual(['Li · fire', t('history.openings.through.nobody')]);
    const passage = { row: 'passage', line: unopenedOf(at, { assumed: true }) } as const;
    expect([causeWord(t, passage), byWords(t, passage)]).toEqual([
      t('history.openings.unopened'),
      t('history.assumed'),
    ]);
  });

  it('a file has the sums by cause and by person, then the lines, what does not reconcile marked and first', () => {
    const table = tableOf(t, view);
    expect(table[0]).toEqual([
      t('history.openings.column.cause'),
      ...SUMS.map((sum) => t(`history.openings.sum.${sum}`)),
    ]);
    expect(table).toContainEqual([t('history.cause.by-hand'), 1, 1, 0, 0, 1]);
    expect(table).toContainEqual([t('history.openings.nobody'), 1, 0, 1, 0, 0]);
    const lines = table.slice(-3);
    expect(lines.map(([stands]) => stands)).toEqual([
      t('history.openings.doubtful'),
      t('history.openings.doubtful'),
      null,
    ]);
    expect(lines[2]?.slice(1, 4)).toEqual([
      '2024-11-21 09:41:27',
      view.openings[0]?.laneName,
      t('history.cause.automatic'),
    ]);
  });
});

describe('keys', () => {
  const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({
    key,
    repeat: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    ...over,
  });

  it('1 and 2 choose what is shown, unless a form lies over it', () => {
    expect(historyMeaningOf(press(tabKey('openings')), 'list')).toEqual({ kind: 'tab', tab: 'openings' });
    expect(historyMeaningOf(press('1'), 'stay')).toEqual({ kind: 'tab', tab: 'search' });
    expect(historyMeaningOf(press('2'), 'correct')).toBeNull();
  });

  it('the arrows turn days, letters choose the period and the lane, and none of them means anything else', () => {
    expect(openingsMeaningOf(press('ArrowLeft'))).toEqual({ kind: 'day', step: -1 });
    expect(openingsMeaningOf(press('ArrowLeft', { repeat: true }))).toBeNull();
    const keys = ['t', 's', 'l'];
    expect(keys.map((key) => openingsMeaningOf(press(key))?.kind)).toEqual(['today', 'part', 'next-lane']);
    for (const key of [...keys, 'ArrowRight']) expect(historyMeaningOf(press(key), 'list')).toBeNull();
  });
});
