import { MOST_PLATES } from '../../electron/contract/cards.ts';
import type {
  CardColumn,
  CardFields,
  CardLine,
  CardPaid,
  CardPlate,
  CardProblem,
} from '../../electron/contract/cards.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type { CardTexts, ExtensionTexts, Problems } from './cards-state.ts';

/** A new card from today on, its end a month later. */
export const newTexts = (from: string, to: string): CardTexts => ({
  no: '',
  kind: 'month',
  holder: '',
  phone: '',
  plates: '',
  colour: 'any',
  carsInside: '1',
  from,
  to,
  monthlyPrice: '',
  remark: '',
  paid: '',
  payType: 'cash',
});

/** A card as its form shows it. */
export const textsOf = (card: CardLine): CardTexts => ({
  ...newTexts(card.from, card.to ?? ''),
  no: card.no,
  kind: card.kind,
  holder: card.holder,
  phone: card.phone,
  plates: card.plates.map(({ plate }) => plate).join(' '),
  colour: colourOf(card.plates),
  carsInside: String(card.carsInside),
  monthlyPrice: card.monthlyPrice === null ? '' : yuanOf(card.monthlyPrice),
  remark: card.remark,
});

/** The one that all plates have; `any`: none of them has one. */
function colourOf(plates: readonly CardPlate[]): CardTexts['colour'] {
  const colours = new Set(plates.map(({ colour }) => colour));
  const [only] = colours;
  if (colours.size > 1) return 'own';
  return only ?? 'any';
}

const yuanOf = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2));

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string): boolean => {
  const at = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  // The 31st of February would be taken for a day of March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

/** Yuan as fen; null: it is no sum. */
export function fenOf(text: string): number | null {
  const typed = text.trim();
  return /^\d{1,6}(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 100) : null;
}

/** What a form says; problems where a text is none. The station says the rest. `before`: the card that is changed. */
export function fieldsOf(texts: CardTexts, before: CardLine | null): { fields: CardFields; problems: Problems } {
  const problems: Problems = {};
  const wrong = (column: CardColumn, problem: CardProblem): void => void (problems[column] = { problem });
  const price = texts.monthlyPrice.trim() === '' ? null : fenOf(texts.monthlyPrice);
  const carsInside = Number(texts.carsInside);
  const [from, to] = [texts.from.trim(), texts.to.trim()];
  const plates = texts.plates.split(/[\s,，、;；]+/).filter((plate) => plate !== '');
  if (!isDay(from)) wrong('from', 'not-a-day');
  if (to !== '' && !isDay(to)) wrong('to', 'not-a-day');
  if (!Number.isInteger(carsInside) || carsInside < 1 || carsInside > MOST_PLATES) wrong('carsInside', 'not-a-number');
  if (texts.monthlyPrice.trim() !== '' && price === null) wrong('monthlyPrice', 'not-a-sum');
  if (plates.length > MOST_PLATES) wrong('plates', 'too-many');
  const own = new Map(before?.plates.map(({ plate, colour }) => [plate, colour]));
  const colourFor = (plate: string): CardPlate['colour'] => {
    if (texts.colour === 'own') return own.get(plate.toUpperCase()) ?? null;
    return texts.colour === 'any' ? null : texts.colour;
  };
  return {
    problems,
    fields: {
      kind: texts.kind,
      holder: texts.holder.trim(),
      phone: texts.phone.trim(),
      plates: plates.map((plate) => ({ plate, colour: colourFor(plate) })),
      carsInside,
      from,
      to: to === '' ? null : to,
      monthlyPrice: price,
      remark: texts.remark.trim(),
    },
  };
}

/** What was taken; null: nothing. A text that is no sum is `wrong`. */
export function paidOf({ paid, payType }: Pick<ExtensionTexts, 'paid' | 'payType'>): CardPaid | null | 'wrong' {
  if (paid.trim() === '') return null;
  const sum = fenOf(paid);
  return sum === null ? 'wrong' : { sum, payType };
}

/** What an extension says; null: its length is no number. */
export function lengthOf({
  count,
  unit,
}: Pick<ExtensionTexts, 'count' | 'unit'>): { months: number } | { days: number } | null {
  const length = Number(count.trim());
  const most = unit === 'months' ? 60 : 3650;
  if (!Number.isInteger(length) || length < 1 || length > most) return null;
  return unit === 'months' ? { months: length } : { days: length };
}

/** What the station found wrong with the fields of a card. */
export function problemsOf({ fields = {} }: CommandError): Problems {
  const problems: Problems = {};
  for (const [column, problem] of Object.entries(fields) as [CardColumn, CardProblem][]) {
    if (column.includes('.')) continue;
    const [plate, card] = [fields[`${column}.plate`], fields[`${column}.card`]];
    problems[column] = { problem, ...(plate !== undefined && { plate }), ...(card !== undefined && { card }) };
  }
  return problems;
}
