import { PROVINCES, SERIAL_DIGITS, SERIAL_LETTERS } from '../../contract/plate-characters.ts';
import { isTemporaryPlate } from './temporary-plate.ts';

/**
 * The kinds of plates of GA 36-2018; `temporary` is ours, of a car without one (temporary-plate.ts); `unknown` parses to none
 * of them, `none` means that nothing was read.
 */
export const PLATE_FORMS = [
  'ordinary',
  'new-energy-small',
  'new-energy-large',
  'police',
  'trainer',
  'trailer',
  'hong-kong',
  'macao',
  'embassy',
  'consulate',
  'emergency',
  'armed-police',
  'military',
  'temporary',
  'unknown',
  'none',
] as const;
export type PlateForm = (typeof PLATE_FORMS)[number];

export type PlateWarning =
  /** 粤O and its like were given out once: possible, but a 0 or D misread is likelier. */
  | 'authority-letter-o'
  /** More letters than the standard serials have: a plate chosen by its owner, or words on a bumper. */
  | 'custom-serial'
  /** No form, and an I or O stands where none can be: probably 1 or 0. */
  | 'letter-i-or-o';

export interface Plate {
  /** Normalised; empty for `none`. What parses to no form is kept as read. */
  text: string;
  form: PlateForm;
  /** True when the text is a form of GA 36-2018. Anything else is shown and flagged, and never opens. */
  valid: boolean;
  warnings: PlateWarning[];
}

// Serials and authority letters never use I and O; the authority letter O is the one exception, with a warning.
const LETTER = `[${SERIAL_LETTERS}]`;
const AUTHORITY = `[${SERIAL_LETTERS}O]`;
const SERIAL = `[${SERIAL_LETTERS}${SERIAL_DIGITS}]`;
const NEW_ENERGY = '[A-HJK]';
const PROVINCE = `[${PROVINCES}]`;

const FORMS: readonly (readonly [PlateForm, RegExp])[] = (
  [
    ['ordinary', `${PROVINCE}${AUTHORITY}${SERIAL}{5}`],
    ['new-energy-small', `${PROVINCE}${LETTER}${NEW_ENERGY}${SERIAL}\\d{4}`],
    ['new-energy-large', `${PROVINCE}${LETTER}\\d{5}${NEW_ENERGY}`],
    ['police', `${PROVINCE}${AUTHORITY}${SERIAL}{4}警`],
    ['trainer', `${PROVINCE}${AUTHORITY}${SERIAL}{4}学`],
    ['trailer', `${PROVINCE}${AUTHORITY}${SERIAL}{4}挂`],
    ['hong-kong', `粤Z${SERIAL}{4}港`],
    ['macao', `粤Z${SERIAL}{4}澳`],
    ['embassy', `\\d{6}使`],
    ['consulate', `${PROVINCE}(?:\\d{5}|${LETTER}${SERIAL}{4})领`],
    ['emergency', `${PROVINCE}${LETTER}\\d{4}应急`],
    ['armed-police', `WJ${PROVINCE}?\\d{4}[0-9XBTSHJD]`],
    ['military', `[VKHBSLJNGCE][A-DJ-NPR-TVY]\\d{5}`],
  ] as const
).map(([form, source]) => [form, new RegExp(`^(?:${source})$`)]);

/** What cameras say when they saw a car and no plate, after normalisation (`_无_` loses its underscores). */
const NO_PLATE: ReadonlySet<string> = new Set(['', '无', '无牌', '无牌车', '无车牌', 'UNKNOWN']);

// Dots, dashes and underscores between the parts of a plate, in every width, and what cannot be shown: controls (some
// cameras send their whole zero-filled field), joiners, halves of surrogate pairs.
const SEPARATORS = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Pd}_.·•‧∙⋅・。]/gu;

// 黑 is a colour and a province: a colour is one only where a province follows. Repeated, so that what is left
// of 蓝黑苏A12345 does not begin with a colour again.
const COLOUR_PREFIX = new RegExp(`^(?:(?:渐变绿|渐变|黄绿|[蓝黄绿白黑渐])[色牌]?)+(?=${PROVINCE})`);

/**
 * The one spelling under which a plate is compared and stored: NFKC, upper case, no separators, no colour in front.
 * Normalising twice is normalising once. Does not judge: see `parsePlate`.
 */
export function normalisePlate(raw: string): string {
  let text = raw;
  // Dropping a separator can bring two characters together that NFKC joins, so go on until nothing moves.
  for (;;) {
    const next = text
      .normalize('NFKC')
      .replace(SEPARATORS, '')
      .replace(/[a-z]+/g, (letters) => letters.toUpperCase())
      .replace(COLOUR_PREFIX, '');
    if (next === text) return text;
    text = next;
  }
}

/**
 * Normalises what a camera read or a person typed and finds its form of GA 36-2018. Never throws: what parses to no
 * form comes back as `unknown`, kept as read and not valid; what says that there was no plate as `none`.
 */
export function parsePlate(raw: string): Plate {
  const text = normalisePlate(raw);
  if (NO_PLATE.has(text)) return { text: '', form: 'none', valid: false, warnings: [] };
  if (isTemporaryPlate(text)) return { text, form: 'temporary', valid: false, warnings: [] };
  const form = FORMS.find(([, pattern]) => pattern.test(text))?.[0];
  if (form === undefined) {
    return { text, form: 'unknown', valid: false, warnings: /[IO]/.test(text) ? ['letter-i-or-o'] : [] };
  }
  return { text, form, valid: true, warnings: doubtsOf(text, form) };
}

function doubtsOf(text: string, form: PlateForm): PlateWarning[] {
  const warnings: PlateWarning[] = [];
  if (text[1] === 'O') warnings.push('authority-letter-o');
  // GA 36-2018 serials hold at most two letters.
  if (form === 'ordinary' && text.slice(2).replace(/\d/g, '').length > 2) warnings.push('custom-serial');
  return warnings;
}
