import { COLOUR_WORDS, KIND_WORDS } from '../../contract/card-headings.ts';
import type { CardColumn, CardFields } from '../../contract/cards.ts';
import { MOST_PLATES } from '../../contract/cards.ts';
import type { CardKind, PlateColour } from '../../contract/vocabulary.ts';
import { visible } from '../../contract/visible-text.ts';
import { checked } from './check.ts';
import type { Problem } from './check.ts';
import type { TableRow } from './table.ts';

/** What a row says, as far as it can be read. */
export interface ReadRow extends TableRow {
  /** Empty: it gets the next free number. */
  no: string;
  fields: CardFields;
  problems: Problem[];
}

const LONGEST: Partial<Record<CardColumn, number>> = { no: 32, holder: 40, phone: 24, remark: 200 };
/** A month before any card, where a day cannot be read: the row has a problem, and goes nowhere. */
const NO_DAY = '0000-01-01';
const MOST_YUAN = 1_000_000;

/** Reads a row: texts to fields, each text that is none a problem of its column. */
export function readRow(row: TableRow): ReadRow {
  const problems: Problem[] = [];
  const text = (column: CardColumn): string => visible(row.texts[column] ?? '').trim();
  const read = <T>(column: CardColumn, problem: Problem['problem'], value: T | null, instead: T): T => {
    if (value === null) problems.push({ column, problem });
    return value ?? instead;
  };
  for (const [column, longest] of Object.entries(LONGEST) as [CardColumn, number][])
    if (text(column).length > longest) problems.push({ column, problem: 'too-long' });

  const kind = read('kind', 'not-a-kind', kindOf(text('kind')), 'month');
  const plates = text('plates').split(/[\s,，、;；/]+/).filter((plate) => plate !== ''); // prettier-ignore
  if (plates.length > MOST_PLATES) problems.push({ column: 'plates', problem: 'too-many' });
  const colours = read('colours', 'not-a-colour', coloursOf(text('colours'), plates.length), []);
  const noEnd = text('to') === '' && kind === 'free';
  const fields: CardFields = {
    kind,
    holder: text('holder'),
    phone: text('phone'),
    plates: plates.slice(0, MOST_PLATES).map((plate, index) => ({ plate, colour: colours[index] ?? null })),
    carsInside: read('carsInside', 'not-a-number', numberOf(text('carsInside')), 1),
    from: read('from', 'not-a-day', dayOf(text('from')), NO_DAY),
    to: noEnd ? null : read('to', text('to') === '' ? 'no-end' : 'not-a-day', dayOf(text('to')), '9999-12-31'),
    monthlyPrice:
      text('monthlyPrice') === '' ? null : read('monthlyPrice', 'not-a-sum', fenOf(text('monthlyPrice')), 0),
    remark: text('remark'),
  };
  const byItself = checked(fields);
  const told = new Set(problems.map(({ column }) => column));
  return {
    ...row,
    no: text('no'),
    fields: byItself.fields,
    problems: [...problems, ...byItself.problems.filter(({ column }) => !told.has(column))],
  };
}

function kindOf(text: string): CardKind | null {
  if (text === '' || text.startsWith(KIND_WORDS.month) || /^(month|月租)/i.test(text)) return 'month';
  return text.startsWith(KIND_WORDS.free) || /^(free|白名单)/i.test(text) ? 'free' : null;
}

/** One colour for all plates, or one for each. */
function coloursOf(text: string, plates: number): (PlateColour | null)[] | null {
  if (text === '') return [];
  const named = text
    .split(/[\s,，、;；/]+/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/(牌|色)+$/, ''));
  const colours = named.map((word) => (Object.keys(COLOUR_WORDS) as PlateColour[]).find((each) => COLOUR_WORDS[each] === word || each === word)); // prettier-ignore
  if (colours.includes(undefined) || (named.length !== 1 && named.length !== plates)) return null;
  return Array.from({ length: plates }, (_, index) => {
    const colour = colours[named.length === 1 ? 0 : index];
    return colour === undefined || colour === 'unknown' ? null : colour;
  });
}

const numberOf = (text: string): number | null => (text === '' ? 1 : /^([1-9]|10)$/.test(text) ? Number(text) : null);

const DAY = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})(?:日|[ T].*)?$/;

/** `yyyy-MM-dd`, with slashes, dots or 年月日 instead, one digit where one is enough; a time after it is left out. */
function dayOf(text: string): string | null {
  const [, year = '', month = '', day = ''] = DAY.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  const name = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${name}T00:00:00Z`);
  // The 31st of February would be taken for a day of March.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== name ? null : name;
}

/** Yuan, with at most two places, to fen. */
function fenOf(text: string): number | null {
  const [, yuan = '', cents = ''] =
    /^[¥￥]?\s*(\d{1,7})(?:\.(\d{1,2}))?\s*元?$/.exec(text.replaceAll(/[,，]/g, '')) ?? [];
  return yuan === '' || Number(yuan) > MOST_YUAN ? null : Number(yuan) * 100 + Number(cents.padEnd(2, '0'));
}
