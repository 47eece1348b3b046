import type { TFunction } from 'i18next';
import { reasonWord } from '../words.ts';
import type { Row } from './openings-state.ts';

/** Why the arm went up; a passage says that nothing did. */
export const causeWord = (t: TFunction, row: Row): string =>
  row.row === 'passage' ? t('history.openings.unopened') : t(`history.cause.${row.line.cause}`);

/** Who opened it and what for. */
export function byWords(t: TFunction, row: Row): string {
  if (row.row === 'passage') return row.line.assumed ? t('history.assumed') : '';
  const { who, because } = row.line;
  return [who, reasonWord(t, because)].filter((part) => part !== null && part !== '').join(' · ');
}

/** How it stands beside what went through. */
export function passagesWords(t: TFunction, row: Row): string {
  if (row.row === 'passage') return t('history.openings.through.none');
  const { passages } = row.line;
  return passages === 0
    ? t('history.openings.through.nobody')
    : t('history.openings.through.cars', { count: passages });
}
