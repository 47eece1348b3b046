import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the program was asked to do on its command line. Paths are absolute. */
export interface Arguments {
  /** The site file. */
  site: string;
  /** The file of secrets; null leaves it to the station. */
  secrets: string | null;
  /** Where everything the program keeps lies: database, captures, logs, the window's own files. */
  data: string;
  /** End by itself after so many seconds. */
  seconds: number | null;
  /** A picture of the window, made just before that end. */
  screenshot: string | null;
  /** Size of the window's content in pixels; null: maximised. */
  size: { width: number; height: number } | null;
  /** Another station program (tests). Only when not packaged. */
  station: string | null;
  /** Who sits at the desk from the start, as if typed in the window (demo lot, tests). Only when not packaged. */
  signIn: { person: string; secret: string } | null;
  /** How to run the station; null: by what this Electron can. */
  stationHost: 'utility' | 'node' | null;
}

export type ParsedArguments = { ok: true; value: Arguments } | { ok: false; problems: string[] };

/** How long a run lasts that was asked for a screenshot but not for an end. */
const SCREENSHOT_AFTER_S = 15;

const options = {
  site: { type: 'string' },
  secrets: { type: 'string' },
  data: { type: 'string' },
  seconds: { type: 'string' },
  screenshot: { type: 'string' },
  size: { type: 'string' },
  station: { type: 'string' },
  'station-host': { type: 'string' },
} as const;

/**
 * Reads the command line. Chromium's own switches travel on the same line, so unknown ones are let pass.
 * @param argv without the program itself
 */
export function parseArguments(
  argv: string[],
  place: { defaultData: string; workingDirectory: string; packaged: boolean; signIn?: string | undefined },
): ParsedArguments {
  const { values } = parseArgs({ args: argv, options, strict: false });
  const problems: string[] = [];
  const text = (name: keyof typeof options): string | null => {
    const value = values[name];
    if (value === undefined) return null;
    if (typeof value === 'string' && value !== '') return value;
    problems.push(`--${name} needs a value`);
    return null;
  };
  const file = (name: keyof typeof options): string | null => {
    const value = text(name);
    return value === null ? null : resolve(place.workingDirectory, value);
  };

  const data = file('data') ?? place.defaultData;
  const screenshot = file('screenshot');
  const station = file('station');
  if (station !== null && place.packaged) problems.push('--station is for tests and not in a packaged program');
  const value: Arguments = {
    site: file('site') ?? join(data, 'site.json'),
    secrets: file('secrets'),
    data,
    seconds: readSeconds(text('seconds'), problems) ?? (screenshot === null ? null : SCREENSHOT_AFTER_S),
    screenshot,
    size: readSize(text('size'), problems),
    station,
    signIn: place.packaged ? null : readSignIn(place.signIn, problems),
    stationHost: readHost(text('station-host'), problems),
  };
  return problems.length === 0 ? { ok: true, value } : { ok: false, problems };
}

/**
 * The station's own command line. `run`: this run of the program, for which a desk stays signed in. The key comes as its
 * first message.
 */
export function stationArguments(
  { site, secrets, data }: Pick<Arguments, 'site' | 'secrets' | 'data'>,
  run: string,
): string[] {
  const files = ['--site', site, ...(secrets === null ? [] : ['--secrets', secrets]), '--data', data];
  return [...files, '--key', '-', '--run', run];
}

/** `person:password`. */
function readSignIn(value: string | undefined, problems: string[]): Arguments['signIn'] {
  if (value === undefined) return null;
  const [, person, secret] = /^([^:]+):(.+)$/.exec(value) ?? [];
  if (person !== undefined && secret !== undefined) return { person, secret };
  problems.push('GATEHOUSE_SIGN_IN is like person:password');
  return null;
}

function readSeconds(value: string | null, problems: string[]): number | null {
  if (value === null) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds) && seconds > 0) return seconds;
  problems.push(`--seconds is a number above 0, not "${value}"`);
  return null;
}

function readSize(value: string | null, problems: string[]): Arguments['size'] {
  if (value === null) return null;
  const [, width, height] = /^(\d{3,4})x(\d{3,4})$/.exec(value) ?? [];
  if (width !== undefined && height !== undefined) return { width: Number(width), height: Number(height) };
  problems.push(`--size is like 1366x768, not "${value}"`);
  return null;
}

function readHost(value: string | null, problems: string[]): Arguments['stationHost'] {
  if (value === null || value === 'utility' || value === 'node') return value;
  problems.push(`--station-host is utility or node, not "${value}"`);
  return null;
}
