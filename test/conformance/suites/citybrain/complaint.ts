import type { Case } from '../../cases/cases.ts';
import type { Table } from '../../standard/description.ts';
import { names } from '../expectation.ts';

/**
 * What an answer to a case must name: the parameter that is wrong, '' where the whole is. Null: it must say success. The text
 * has no codes for what breaks a table, only an example ("event 缺失", 3.2.3).
 */
export function complaintFor({ expected }: Pick<Case, 'expected'>): string | null {
  return expected.is === 'taken' ? null : (expected.field ?? '');
}

export const complains = (words: string, about: string): boolean => about === '' || names(words, about);

export const wordsFor = (complaint: string | null): string =>
  complaint === null ? 'success' : `success:false ${complaint}`.trim();

/** What the text asks nothing of: the characters of a text, and an optional one that is empty. */
export const isAsked = (table: Table, { kind, attribute }: Case): boolean =>
  kind !== 'unreadable' &&
  (kind !== 'empty' || table.fields.some(({ name, required }) => name === attribute && required));
