import type { TFunction } from 'i18next';
import type { ClosedShift, ShiftCount } from '../../electron/contract/shift.ts';
import { dayTime } from '../clock/beijing.ts';
import { yuan } from '../exit/money.ts';

/** What a count came to, in words that need no sign: right, so much too much, so much too little. */
export function differenceWords(t: TFunction, { difference }: Pick<ShiftCount, 'difference'>): string {
  if (difference === 0) return t('shift.difference.none');
  return t(difference > 0 ? 'shift.difference.more' : 'shift.difference.less', { amount: yuan(Math.abs(difference)) });
}

/** A shift in a line: its number, whose, from when to when. */
export const shiftLine = (t: TFunction, { id, person, begunAt, endedAt }: ClosedShift): string =>
  t('shift.line', { id, name: person.name, from: dayTime(begunAt), to: dayTime(endedAt) });
