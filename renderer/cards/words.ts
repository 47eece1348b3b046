import type { TFunction } from 'i18next';
import type {
  CardAct,
  CardColumn,
  CardFields,
  CardLine,
  CardPlate,
  PreviewRow,
} from '../../electron/contract/cards.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import { yuan } from '../exit/money.ts';
import type { Problems } from './cards-state.ts';

/** The errors of this screen, in its own words where it has them. */
export const errorSentence = (t: TFunction, code: CommandError['code']): string =>
  t([`cards.error.${code}`, `error.${code}`]);

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Where a card stands today, with its days: ends in 3 days, over for 12. */
export function standingWords(
  t: TFunction,
  { standing, from, to }: Pick<CardLine, 'standing' | 'from' | 'to'>,
  day: string,
): string {
  switch (standing) {
    case 'ending': {
      const days = daysBetween(day, to ?? day);
      return days === 0 ? t('cards.standing.endsToday') : t('cards.standing.endsIn', { days });
    }
    case 'over':
      return t('cards.standing.overFor', { days: daysBetween(to ?? day, day) });
    case 'not-yet':
      return t('cards.standing.beginsIn', { days: daysBetween(day, from) });
    case 'valid':
    case 'ended':
      return t(`cards.standing.${standing}`);
  }
}

export const untilWords = (t: TFunction, to: string | null): string => to ?? t('cards.noEnd');
export const timeWords = (t: TFunction, from: string, to: string | null): string => `${from} – ${untilWords(t, to)}`;

const plateWords = (t: TFunction, plates: readonly CardPlate[]): string =>
  plates.map(({ plate, colour }) => (colour === null ? plate : `${plate} (${t(`colour.${colour}`)})`)).join(' ');

/** What a field of a card says. */
export function valueWords(t: TFunction, column: keyof CardFields, fields: Partial<CardFields>): string {
  const value = fields[column];
  switch (column) {
    case 'kind':
      return t(`cards.kind.${fields.kind ?? 'month'}`);
    case 'plates':
      return plateWords(t, fields.plates ?? []);
    case 'to':
      return untilWords(t, fields.to ?? null);
    case 'monthlyPrice':
      return fields.monthlyPrice === null || fields.monthlyPrice === undefined ? '—' : yuan(fields.monthlyPrice);
    default:
      if (typeof value === 'number') return String(value);
      return typeof value === 'string' && value !== '' ? value : '—';
  }
}

/** What was done with a card, in a sentence: what it was before, what was paid. */
export function actWords(t: TFunction, act: CardAct): string {
  const columns = Object.keys(act.before) as (keyof CardFields)[];
  const changed = columns.map((column) => `${t(`cards.column.${column}`)} ${valueWords(t, column, act.before)}`);
  return [
    act.kind === 'extended' && act.to !== null ? t('cards.acted.until', { day: act.to }) : '',
    act.paid === null
      ? ''
      : t('cards.acted.paid', { yuan: yuan(act.paid.sum), how: t(`cards.payType.${act.paid.payType}`) }),
    act.kind !== 'extended' && changed.length > 0
      ? t('cards.acted.before', { what: changed.join(t('cards.comma')) })
      : '',
    act.because === null ? '' : t('cards.acted.because', { because: act.because }),
  ]
    .filter((word) => word !== '')
    .join(t('cards.semicolon'));
}

/** Why a field cannot be taken as it is. */
export const problemWords = (
  t: TFunction,
  { problem, ...about }: NonNullable<Problems[CardColumn]> & { line?: number },
): string => {
  if (problem === 'other-card' && about.line !== undefined) return t('cards.problem.otherLine', about);
  if (problem === 'twice' && about.line !== undefined) return t('cards.problem.twiceLine', about);
  return t(`cards.problem.${problem}`, about);
};

/** What is to be said of a row of a preview: each problem with its column, or what it changes. */
export const rowWords = (t: TFunction, { problems, changes }: PreviewRow): string =>
  problems.length > 0
    ? problems
        .map((each) => `${t(`cards.column.${each.column}`)}: ${problemWords(t, withoutUndefined(each))}`)
        .join(t('cards.semicolon'))
    : changes.map((column) => t(`cards.column.${column}`)).join(t('cards.comma'));

/** The contract's optional fields may be there and undefined; words take what is there. */
function withoutUndefined({ problem, plate, card, line }: PreviewRow['problems'][number]) {
  return {
    problem,
    ...(plate !== undefined && { plate }),
    ...(card !== undefined && { card }),
    ...(line !== undefined && { line }),
  };
}
