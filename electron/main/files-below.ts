import type { NonSharedBuffer } from 'node:buffer';
import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/**
 * The file that a URL's path names below a folder; null when the path tries to leave the folder or is no plain path.
 * Text only: links are looked at when the file is read.
 * @param pathname of a URL, still percent-encoded
 */
export function pathBelow(folder: string, pathname: string): string | null {
  const segments: string[] = [];
  for (const encoded of pathname.split('/')) {
    if (encoded === '') continue;
    const segment = decode(encoded);
    // An encoded slash or a drive letter would be a second way to write a path.
    if (segment === null || segment === '.' || segment === '..' || /[/\\:\0]/.test(segment)) return null;
    segments.push(segment);
  }
  return segments.length === 0 ? null : join(folder, ...segments);
}

/** The bytes of that file; null when there is none, or when a link leads out of the folder. */
export async function readBelow(folder: string, pathname: string): Promise<NonSharedBuffer | null> {
  const path = pathBelow(folder, pathname);
  if (path === null) return null;
  try {
    const [real, realFolder] = await Promise.all([realpath(path), realpath(folder)]);
    return real.startsWith(realFolder + sep) ? await readFile(real) : null;
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

function decode(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

function isAbsence(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG';
}
