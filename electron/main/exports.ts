import { WINDOW_ORIGIN } from './window-protocol.ts';

/** A file that the window offers to be saved. */
export interface Offered {
  url: string;
  mimeType: string;
  fileName: string;
}

const LONGEST_NAME = 100;

/**
 * The name under which a table made by the window may be saved; null for everything else, which no page of ours offers:
 * another origin, another kind of file, or a name that is no plain file name.
 */
export function exportName({ url, mimeType, fileName }: Offered): string | null {
  const ours = url.startsWith(`blob:${WINDOW_ORIGIN}/`) && mimeType.split(';')[0] === 'text/csv';
  const plain = /^[\p{L}\p{N}][\p{L}\p{N} _-]*\.csv$/u.test(fileName) && fileName.length <= LONGEST_NAME;
  return ours && plain ? fileName : null;
}
