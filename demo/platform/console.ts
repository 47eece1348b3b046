import { createInterface } from 'node:readline';

/** What can be typed at any running platform; `own`: a word that may be one of this platform's own. */
export type ConsoleLine =
  | { what: 'faults'; change: Record<string, unknown> }
  | { what: 'cut'; seconds: number | null }
  | { what: 'restore' }
  | { what: 'help' }
  | { what: 'nothing' }
  | { what: 'wrong'; words: string }
  | { what: 'own'; word: string; argument: string };

/** A platform that can be told to misbehave. */
export interface Playable {
  /** Plain data: set a field and it holds from the next message on. */
  readonly faults: object;
  cut(ms?: number): Promise<void>;
  restore(): Promise<void>;
}

/** The lines that one kind of platform has beside those of all. */
export interface OwnLines {
  /** Stands above the lines of all in the help; each line ends with a line break. */
  help: string;
  /** Does what the line says and returns what is printed of it; null: nothing is called so. */
  obey(word: string, argument: string): Promise<string | null>;
}

const SHARED_HELP = `  faults {…}      misbehaves from now on, e.g. {"slowMs": 5000}, {"silent": true}, {"halfOpen": true}
  faults          shows how it misbehaves
  cut [SECONDS]   is gone, for good or for so long;  restore   is back
  help`;

/** Reads one line. */
export function parseConsoleLine(line: string): ConsoleLine {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*(.*)$/s.exec(line) ?? [];
  const argument = rest.trim();
  switch (word) {
    case '':
      return { what: 'nothing' };
    case 'faults': {
      const change = argument === '' ? {} : parsed(argument);
      return isObject(change)
        ? { what: 'faults', change }
        : { what: 'wrong', words: 'faults: a JSON object follows, or nothing' };
    }
    case 'cut': {
      const seconds = argument === '' ? null : Number(argument);
      return seconds === null || seconds > 0
        ? { what: 'cut', seconds }
        : { what: 'wrong', words: `cut ${argument}: a number of seconds, or nothing` };
    }
    case 'restore':
      return { what: 'restore' };
    case 'help':
      return { what: 'help' };
    default:
      return { what: 'own', word, argument };
  }
}

/** Obeys the lines that come from `input`, and prints what came of each. Returns what ends it. */
export function openConsole(
  input: NodeJS.ReadableStream,
  platform: Playable,
  own: OwnLines,
  print: (line: string) => void,
): () => void {
  const lines = createInterface({ input, terminal: false });
  lines.on('line', (line) => {
    obey(platform, own, parseConsoleLine(line)).then(
      (said) => said !== null && print(said),
      (error: unknown) => print(String(error)),
    );
  });
  return () => lines.close();
}

/** Returns what is printed of it; null: nothing. */
async function obey(platform: Playable, own: OwnLines, line: ConsoleLine): Promise<string | null> {
  switch (line.what) {
    case 'nothing':
      return null;
    case 'help':
      return `Lines that can be typed here:\n${own.help}${SHARED_HELP}`;
    case 'wrong':
      return line.words;
    case 'faults': {
      const unknown = Object.keys(line.change).find((name) => !Object.hasOwn(platform.faults, name));
      if (unknown !== undefined) return `faults: no ${unknown}`;
      Object.assign(platform.faults, line.change);
      return `faults ${JSON.stringify(platform.faults)}`;
    }
    case 'cut':
      await platform.cut(line.seconds === null ? undefined : line.seconds * 1000);
      return 'cut';
    case 'restore':
      await platform.restore();
      return 'restored';
    case 'own':
      return (await own.obey(line.word, line.argument)) ?? `${line.word}: nothing is called so; type help`;
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a JSON text; null where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
