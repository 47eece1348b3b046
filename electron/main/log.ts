import { openRotated } from '../files/rotated.ts';

/**
 * What main did, and what the station says on its standard error: one JSON object a line, in `main.log` and `station.log`
 * of `<data>/logs`, each with its older files.
 */

/** Of each of the two: a week or two of a busy lot, and no more of the disk than this. */
const ROTATION = { bytes: 5_000_000, files: 5 };

export interface Log {
  write: (what: string, details: Record<string, unknown>) => void;
  /** A line of the station, as it came. */
  station: (line: string) => void;
}

/** @param echo also say it on standard error (whoever runs it from a terminal wants to see it) */
export function openLog(directory: string, { echo }: { echo: boolean }): Log {
  const files = {
    main: openRotated(directory, 'main', ROTATION),
    station: openRotated(directory, 'station', ROTATION),
  };
  // A terminal that was closed under us is no reason to fall.
  process.stderr.on('error', () => (echo = false));

  function put(file: keyof typeof files, line: string): void {
    if (echo) process.stderr.write(`${line}\n`);
    try {
      files[file].append(`${line}\n`);
    } catch (error) {
      // A full disk must not stop the program; the station raises the notice about it.
      if (echo) process.stderr.write(`log: ${String(error)}\n`);
    }
  }
  const said = (what: string, details: Record<string, unknown>): string =>
    JSON.stringify({ at: new Date().toISOString(), what, ...details });

  return {
    write: (what, details) => put('main', said(what, details)),
    // Its own lines are JSON already; what the runtime under it prints is not.
    station: (line) => put('station', isObject(line) ? line : said('station', { line })),
  };
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
