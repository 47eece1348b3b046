import { z } from 'zod';
import { dayName } from './bookings.ts';
import { cardKind, plateColour, role } from './vocabulary.ts';
import { visibleText } from './visible-text.ts';

/** Month cards and the free list. Money is fen, instants are UTC ms, days are of Beijing and both ends of a time included. */

const instant = z.number();
const fen = z.int().min(0).max(100_000_000);

/** Cars of one card, and how long a file may be. */
export const MOST_PLATES = 10;
export const MOST_FILE_BYTES = 5 * 1024 * 1024;
/** Of a file, in one message: small enough that the gate does not wait for it. */
export const FILE_PART_BYTES = 192 * 1024;

export const cardNo = visibleText.trim().min(1).max(32);
export const cardPayType = z.enum(['cash', 'wechat', 'alipay', 'unionpay', 'etc', 'other']);
export type CardPayType = z.infer<typeof cardPayType>;

export const cardPlate = z.object({ plate: z.string(), colour: plateColour.nullable() });
export type CardPlate = z.infer<typeof cardPlate>;

/** What a person writes on a card. */
export const cardFields = z.object({
  kind: cardKind,
  holder: visibleText.trim().max(40),
  phone: visibleText.trim().max(24),
  plates: z.array(cardPlate.extend({ plate: visibleText.trim().max(16) })).max(MOST_PLATES),
  /** How many of its cars may be inside at a time. */
  carsInside: z.int().min(1).max(MOST_PLATES),
  from: dayName,
  /** Null: without an end, on the free list only. */
  to: dayName.nullable(),
  /** For the record; null: nobody said. */
  monthlyPrice: fen.nullable(),
  remark: visibleText.trim().max(200),
});
export type CardFields = z.infer<typeof cardFields>;

/** Money that was taken for a card. */
export const cardPaid = z.object({ sum: fen, payType: cardPayType });
export type CardPaid = z.infer<typeof cardPaid>;

/** Why fields cannot be taken as they are: the path of the field → one of these. */
export const cardProblem = z.enum([
  'missing',
  'not-a-plate',
  'twice',
  /** The plate is on another card that is active at the same time: `plate` and `card` beside it name both. */
  'other-card',
  'not-a-day',
  'ends-before-it-begins',
  /** A month card has an end. */
  'no-end',
  'not-a-kind',
  'not-a-colour',
  'not-a-sum',
  'not-a-number',
  'too-long',
  'too-many',
  'number-taken',
  /** A person ended the card of this number. */
  'ended',
]);
export type CardProblem = z.infer<typeof cardProblem>;

/** Where a card stands today. `ending`: within `ENDING_DAYS`, and usable. */
export const cardStanding = z.enum(['valid', 'ending', 'not-yet', 'over', 'ended']);
export type CardStanding = z.infer<typeof cardStanding>;
/** The last days in which a card is shown to be ending. */
export const ENDING_DAYS = 7;

export const cardLine = cardFields.extend({
  no: z.string(),
  standing: cardStanding,
  endedAt: instant.nullable(),
});
export type CardLine = z.infer<typeof cardLine>;

/** `current`: all but those that a person ended. */
export const cardFilter = z.enum(['current', 'valid', 'ending', 'not-yet', 'over', 'ended']);
export type CardFilter = z.infer<typeof cardFilter>;

export const cardQuery = z.object({
  filter: cardFilter.optional(),
  /** A part of a plate, a number, a holder or a phone. */
  text: z.string().trim().max(64).optional(),
  /** How many lines lie before the page. */
  skip: z.int().min(0).optional(),
  limit: z.int().min(1).max(200).optional(),
});
export type CardQuery = z.infer<typeof cardQuery>;

export const cardPage = z.object({
  /** Of whoever is on duty. */
  role,
  /** Today, in Beijing. */
  day: dayName,
  /** By their end, the first to end at the top. */
  items: z.array(cardLine),
  skip: z.int(),
  /** How many lines the list has. */
  total: z.int(),
  /** How many cards there are of each standing, whatever is searched for. */
  counts: z.record(cardStanding, z.int()),
});
export type CardPage = z.infer<typeof cardPage>;

export const cardActKind = z.enum(['added', 'changed', 'extended', 'ended', 'imported']);

/** What was done with a card. `before`: what it said before, of all that was changed. */
export const cardAct = z.object({
  id: z.int(),
  at: instant,
  kind: cardActKind,
  who: z.string(),
  because: z.string().nullable(),
  paid: cardPaid.nullable(),
  from: dayName.nullable(),
  to: dayName.nullable(),
  before: cardFields.partial(),
});
export type CardAct = z.infer<typeof cardAct>;

export const cardFile = z.object({
  card: cardLine,
  /** Newest first. */
  acts: z.array(cardAct),
  /** Its cars that are inside now. */
  inside: z.array(z.object({ plate: z.string(), enteredAt: instant, entrance: z.string() })),
});
export type CardFile = z.infer<typeof cardFile>;

/** Why nothing comes of a file. */
export const fileRefusal = z.enum([
  'too-large',
  'not-a-table',
  'no-headings',
  'too-many-rows',
  'too-slow',
  'failed',
  /** The disk did not take it; no card was written. */
  'not-kept',
]);
export type FileRefusal = z.infer<typeof fileRefusal>;

export const rowVerdict = z.enum(['error', 'changed', 'new', 'same']);
export type RowVerdict = z.infer<typeof rowVerdict>;

/** The columns of a table of cards, in their order: each is a heading in the file. */
export const cardColumn = z.enum([
  'no',
  'kind',
  'holder',
  'phone',
  'plates',
  'colours',
  'carsInside',
  'from',
  'to',
  'monthlyPrice',
  'remark',
]);
export type CardColumn = z.infer<typeof cardColumn>;

export const previewRow = z.object({
  /** Its line in the file, the headings being line 1. */
  line: z.int(),
  verdict: rowVerdict,
  /** As it stands in the file. */
  texts: z.partialRecord(cardColumn, z.string()),
  problems: z.array(
    z.object({
      column: cardColumn,
      problem: cardProblem,
      /** For the sentence: a plate, a card's number, or another line of the file. */
      plate: z.string().optional(),
      card: z.string().optional(),
      line: z.int().optional(),
    }),
  ),
  /** What a change changes. */
  changes: z.array(cardColumn),
});
export type PreviewRow = z.infer<typeof previewRow>;

/** A file on its way to becoming cards. Rows that need a look come first: errors, then changes. */
export const importPreview = z.discriminatedUnion('state', [
  z.object({ state: z.literal('receiving') }),
  z.object({ state: z.literal('reading') }),
  z.object({ state: z.literal('refused'), why: fileRefusal }),
  z.object({
    state: z.literal('ready'),
    counts: z.record(rowVerdict, z.int()),
    rows: z.array(previewRow),
    page: z.int(),
    pages: z.int(),
  }),
  /** `done` of `of` steps. Not `stoppable`: it is carried to its end, whatever happens. */
  z.object({ state: z.literal('writing'), done: z.int(), of: z.int(), stoppable: z.boolean() }),
  /** `count`: of cards. */
  z.object({ state: z.literal('written'), count: z.int() }),
]);
export type ImportPreview = z.infer<typeof importPreview>;
