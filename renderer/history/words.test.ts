import { describe, expect, it } from 'vitest';
import { correctable, correctionProblem, historyKind, passageCause } from '../../electron/contract/history.ts';
import { createLanguages } from '../language/languages.ts';
import { eventRow, stayRow } from '../preview/history-scenes.ts';
import { tableOf } from './export-found.ts';
import { beforeWords, rowWords } from './words.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  const { t } = createLanguages(language);

  it.each([
    ['kind', historyKind.options],
    ['cause', passageCause.options],
    ['field', correctable.options],
    ['problem', correctionProblem.options],
  ] as const)('every %s has a word', (list, codes) => {
    for (const code of codes) expect(t(`history.${list}.${code}`)).not.toContain(`history.${list}`);
  });

  it('a row says how a car was let through only where that was not by itself', () => {
    expect(rowWords(t, stayRow(at))).toBe(t('lane.class.other'));
    const odd = stayRow(at, { entryCause: 'override', exitCause: 'superseded', plateRead: '' });
    expect(rowWords(t, odd)).toBe(
      [
        t('lane.class.other'),
        t('history.cause.override'),
        t('history.cause.superseded'),
        t('history.kind.corrected'),
      ].join(' · '),
    );
  });

  it('an exported line has a cell for each column, and the words of the screen', () => {
    const table = tableOf(t, [stayRow(at), eventRow(at)]);
    expect(new Set(table.map((line) => line.length))).toEqual(new Set([9]));
    expect(table[2]).toContain(t('activity.kind.opened-by-hand'));
  });
});

it('a correction says what stood there before, as people read it', () => {
  const { t } = createLanguages('en');
  const line = {
    seq: 1,
    at,
    kind: 'corrected' as const,
    laneName: null,
    plate: null,
    who: null,
    reason: null,
    detail: null,
    before: [
      { field: 'plateColour' as const, was: 'blue' },
      { field: 'leftAt' as const, was: at },
      { field: 'stallNo' as const, was: null },
    ],
  };
  expect(beforeWords(t, line)).toEqual([
    `Plate colour was ${t('colour.blue')}`,
    'Left was 2024-11-21 09:41:27',
    'Stall was —',
  ]);
});
