import { WINDOW_ORIGIN } from './window-protocol.ts';

/** A file that the window offers to be saved. */
export interface Offered {
  url: string;
  mimeType: string;
  fileName: string;
}

const LONGEST_NAME = 100;
/** What a file is, by the ending of its name: tables, a site to take along, what support asked for. */
const KINDS: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  zip: 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * The name under which a file made by the window may be saved; null for everything else, which no page of ours offers:
 * another origin, another kind of file, or a name that is no plain file name.
 */
export function exportName({ url, mimeType, fileName }: Offered): string | null {
  const [, ending = ''] = /^[\p{L}\p{N}][\p{L}\p{N} _-]*\.(csv|json|xlsx|zip)$/u.exec(fileName) ?? [];
  const ours = url.startsWith(`blob:${WINDOW_ORIGIN}/`) && mimeType.split(';')[0] === KINDS[ending];
  return ours && fileName.length <= LONGEST_NAME ? fileName : null;
}
