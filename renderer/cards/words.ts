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
import type { ActChange } from './act-changes.ts';
import type { Act, Problems } from './cards-state.ts';

/** The errors of this screen, in its own words where it has them; those of an import in words of theirs. */
export const errorSentence = (t: TFunction, code: CommandError['code'], act?: Act): string =>
  t([...(act === 'import' ? [`cards.import.error.${code}`] : []), `cards.error.${code}`, `error.${code}`]);

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

/** What was done with a card: what was changed from what to what, what was paid, and why. */
export function actWords(t: TFunction, { paid, because }: CardAct, changes: readonly ActChange[]): string[] {
  return [
    ...changes.map(({ field, before, after }) =>
      t('cards.acted.changed', {
        field: t(`cards.column.${field}`),
        before: valueWords(t, field, before),
        after: valueWords(t, field, after),
      }),
    ),
    ...(paid === null
      ? []
      : [t('cards.acted.paid', { yuan: yuan(paid.sum), how: t(`cards.payType.${paid.payType}`) })]),
    ...(because === null ? [] : [t('cards.acted.because', { because })]),
  ];
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
