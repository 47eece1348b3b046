import { CARD_HEADINGS, COLOUR_WORDS, KIND_WORDS, PLATE_SEPARATOR } from '../../electron/contract/card-headings.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CardColumn, CardLine } from '../../electron/contract/cards.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import { callSafely } from '../store/call.ts';
import { offerCsv } from '../tables/offer-csv.ts';
import type { Exported } from '../tables/acts.ts';
import { offerFile } from '../tables/offer-file.ts';
import type { CardsState } from './cards-state.ts';

export type TableKind = 'xlsx' | 'csv';
type Cell = string | number | null;

/** Lines asked for at a time. */
const PORTION = 200;

const COLUMNS = Object.keys(CARD_HEADINGS) as CardColumn[];
const HEADINGS = COLUMNS.map((column) => CARD_HEADINGS[column][0]);

/** A card as a line of a table that an import understands. */
const lineOf = (card: CardLine): Cell[] => [
  card.no,
  KIND_WORDS[card.kind],
  card.holder,
  card.phone,
  card.plates.map(({ plate }) => plate).join(PLATE_SEPARATOR),
  card.plates.map(({ colour }) => COLOUR_WORDS[colour ?? 'unknown']).join(PLATE_SEPARATOR),
  card.carsInside,
  card.from,
  card.to,
  card.monthlyPrice === null ? null : card.monthlyPrice / 100,
  card.remark,
];

/** All cards of the list that is shown, from its beginning. */
export async function allCards(
  bridge: Bridge,
  { filter, text }: Pick<CardsState, 'filter' | 'text'>,
): Promise<CardLine[] | CommandError['code']> {
  const cards: CardLine[] = [];
  for (;;) {
    const result = await callSafely(bridge, 'cards.list', { filter, text, skip: cards.length, limit: PORTION });
    if (!result.ok) return result.error.code;
    cards.push(...result.value.items);
    if (result.value.items.length < PORTION) return cards;
  }
}

/** Offers the list that is shown as a file. Returns how many lines it has. */
export async function saveCards(
  bridge: Bridge,
  state: Pick<CardsState, 'filter' | 'text'>,
  { kind, name, now }: { kind: TableKind; name: string; now: number },
): Promise<Exported> {
  const cards = await allCards(bridge, state);
  if (typeof cards === 'string') return cards;
  await save(kind, name, cards.map(lineOf), now);
  return { count: cards.length, cut: false };
}

/** A table with the headings alone, to be filled in. */
export const saveTemplate = (kind: TableKind, name: string, now: number): Promise<void> => save(kind, name, [], now);

const WIDTHS = [10, 8, 12, 15, 24, 12, 10, 13, 13, 10, 24];

async function save(kind: TableKind, name: string, lines: readonly Cell[][], now: number): Promise<void> {
  if (kind === 'csv') {
    offerCsv(name, [HEADINGS, ...lines], now);
    return;
  }
  // Read when it is wanted: few want it, and never in a hurry.
  const { default: writeSheet } = await import('write-excel-file/universal');
  // Text is written as text: a spreadsheet runs no formula in it.
  const text = (value: Cell) =>
    typeof value === 'number' ? { value, type: Number } : { value: value ?? '', type: String };
  const sheet = [
    HEADINGS.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...lines.map((line) => line.map(text)),
  ];
  const file = await writeSheet(sheet, { columns: WIDTHS.map((width) => ({ width })), stickyRowsCount: 1 }).toBlob();
  offerFile(`${name}`, 'xlsx', file, now);
}
