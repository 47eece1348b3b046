import type { TFunction } from 'i18next';
import type { CommandError } from '../../electron/contract/commands.ts';
import type { AuditLine, HistoryRow, StayRow } from '../../electron/contract/history.ts';
import { dateTime } from '../clock/beijing.ts';
import { wordOr } from '../language/languages.ts';

/** The errors of this screen, in its own words where it has them. */
export const errorSentence = (t: TFunction, code: CommandError['code']): string =>
  t([`history.error.${code}`, `error.${code}`]);

/** Codes in the board's words, and what people wrote as they wrote it. */
export const reasonWord = (t: TFunction, reason: string | null): string | null =>
  reason === null ? null : wordOr(t, ['reason', 'fault', 'turnedAway', 'raisedAgain'], reason);

/** What a row is, in a few words: how a car was let through where that was not by itself, or what happened. */
export function rowWords(t: TFunction, row: HistoryRow): string {
  if (row.row === 'event') return t(`activity.kind.${row.kind}`);
  const card = row.cardKind === null ? [] : [t(`cards.kind.${row.cardKind}`)];
  return [t(`lane.class.${row.class}`), ...card, ...marksOf(t, row)].join(' · ');
}

function marksOf(t: TFunction, { entryCause, exitCause, plate, plateRead }: StayRow): string[] {
  const causes = [entryCause, exitCause].filter((cause) => cause !== null && cause !== 'automatic');
  const words = [...new Set(causes)].map((cause) => t(`history.cause.${cause}`));
  return plate === plateRead ? words : [...words, t('history.kind.corrected')];
}

/** What a correction changed, field by field: what stood there before. */
export function beforeWords(t: TFunction, { before }: AuditLine): string[] {
  return before.map(({ field, was }) =>
    t('history.was', { field: t(`history.field.${field}`), was: valueOf(t, field, was) }),
  );
}

function valueOf(t: TFunction, field: AuditLine['before'][number]['field'], was: string | number | null): string {
  if (was === null || was === '') return '—';
  switch (field) {
    case 'plateColour':
      return t(`colour.${was}`);
    case 'carColour':
      return t(`carColour.${was}`);
    case 'carModel':
      return t(`carModel.${was}`);
    case 'enteredAt':
    case 'leftAt':
      return typeof was === 'number' ? dateTime(was) : was;
    case 'plate':
    case 'stallNo':
    case 'entranceName':
    case 'exitName':
      return String(was);
  }
}
