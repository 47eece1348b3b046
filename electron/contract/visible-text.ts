import { z } from 'zod';

/** Where a line ends, or would be laid out as if it did. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Controls, marks that turn the direction of writing, joiners, halves of characters: nobody sees that they are there. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/**
 * A text as a person reads it, on one line, without what cannot be seen: a name that holds a mark of direction would read
 * otherwise than it is written down. Spreadsheets and telephones leave such marks in all innocence, so they are left out,
 * not refused.
 */
export const visible = (text: string): string => text.replaceAll(BREAKS, ' ').replaceAll(HIDDEN, '');

/** What a person types for others to read. Give it its bounds: `visibleText.trim().min(1).max(50)`. */
export const visibleText = z.string().overwrite(visible);
