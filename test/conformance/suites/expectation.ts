import type { Expected } from '../cases/cases.ts';
import type { Wrong } from '../cases/variation.ts';
import { CODE_FOR } from '../standard/db4403.ts';

/** What an answer must be: a code of appendix A, and where it is wrong the attribute that it must name. */
export interface Wanted {
  codes: readonly number[];
  field: string | null;
}

const TAKEN = 0;
/** DB4403/T 89: twenty digits that are another lot's; what is none. */
const ABOUT_LOTS = { 'other-lot': 1101, 'not-a-lot': 1001 } as const;

const codeFor = (wrong: Wrong): number =>
  wrong === 'other-lot' || wrong === 'not-a-lot' ? ABOUT_LOTS[wrong] : CODE_FOR[wrong];

export function wantedFrom(expected: Expected): Wanted {
  return expected.is === 'taken'
    ? { codes: [TAKEN], field: null }
    : { codes: [codeFor(expected.wrong)], field: expected.field };
}

export const wordsOf = ({ codes, field }: Wanted): string => `${codes.join(' / ')}${field === null ? '' : ` ${field}`}`;

/** Whether words name an attribute: as a whole, not as a part of another's name. */
export function names(words: string, field: string | null): boolean {
  if (field === null) return true;
  const escaped = field.replaceAll(/[.[\]]/g, '\\$&');
  return new RegExp(`(^|[^\\w.\\]])${escaped}($|[^\\w.[])`).test(words);
}
