import { parseArgs } from 'node:util';
import { isLanePreset } from './site.ts';
import type { LanePreset } from './site.ts';

export interface DemoOptions {
  seed: number;
  lanes: LanePreset;
  /** Cars in a day of the profile; 0: none comes by itself. */
  cars: number;
  /** How many times faster than life the day goes by. Driving, arms and booking windows keep life's pace. */
  speed: number;
  /** Share of captures with one sign misread, 0 to 1. */
  misread: number;
  light: 'clock' | 'day' | 'dusk' | 'night';
  /** Ends by itself after this many seconds. */
  seconds: number | null;
  /** The app writes a picture of its window here before it ends. */
  screenshot: string | null;
  /** Kept from run to run; a fresh folder otherwise. */
  dataDir: string | null;
  /** Port of the control page; 0 takes a free one. */
  controlPort: number;
  app: boolean;
}

export const USAGE = `npm run demo -- [options]
  --lanes 1|2|3|4|8|confirm  the lot's lanes (3: reserved, general, exit; confirm: one entrance, each car confirmed)
  --cars N        cars in a day (400); 0: none comes by itself
  --speed N       how many times faster than life the day goes by (20)
  --seed N        another day (28)
  --misread P     share of plates misread, 0 to 1 (0.03)
  --light clock|day|dusk|night   light of the pictures (clock)
  --seconds N     end after N seconds
  --screenshot FILE   picture of the window before the end (needs --seconds)
  --data DIR      keep the lot's folder here; a fresh one otherwise
  --control-port N    port of the control page (a free one)
  --no-app        the lot alone: start the app or the station yourself`;

export type ParsedOptions = { ok: true; options: DemoOptions } | { ok: false; problems: string[] };

/** Reads the command line. Every mistake is named, not only the first. */
export function parseOptions(argv: readonly string[]): ParsedOptions {
  const problems: string[] = [];
  const values = readArguments(argv, problems);

  const number = (name: string, otherwise: number, min: number, max: number, whole = true): number => {
    const text = values[name];
    if (typeof text !== 'string') return otherwise;
    const value = Number(text);
    const fits = text.trim() !== '' && value >= min && value <= max && (!whole || Number.isInteger(value));
    if (!fits) problems.push(`--${name} ${text}: a ${whole ? 'whole ' : ''}number from ${min} to ${max}`);
    return value;
  };
  const text = (name: string): string | null => {
    const value = values[name];
    return typeof value === 'string' ? value : null;
  };

  const lanes = text('lanes') ?? '3';
  if (!isLanePreset(lanes)) problems.push(`--lanes ${lanes}: one of 1, 2, 3, 4, 8, confirm`);
  const light = text('light') ?? 'clock';
  if (!isLight(light)) problems.push(`--light ${light}: one of clock, day, dusk, night`);
  const options: DemoOptions = {
    seed: number('seed', 28, 0, 4_294_967_295),
    lanes: isLanePreset(lanes) ? lanes : '3',
    cars: number('cars', 400, 0, 100_000),
    speed: number('speed', 20, 0.1, 10_000, false),
    misread: number('misread', 0.03, 0, 1, false),
    light: isLight(light) ? light : 'clock',
    seconds: values['seconds'] === undefined ? null : number('seconds', 0, 1, 86_400, false),
    screenshot: text('screenshot'),
    dataDir: text('data'),
    controlPort: number('control-port', 0, 0, 65_535),
    app: values['no-app'] !== true,
  };
  if (options.screenshot !== null && (options.seconds === null || !options.app)) {
    problems.push('--screenshot: needs --seconds and the app');
  }
  return problems.length === 0 ? { ok: true, options } : { ok: false, problems };
}

function readArguments(argv: readonly string[], problems: string[]): Record<string, string | boolean | undefined> {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        lanes: { type: 'string' },
        cars: { type: 'string' },
        speed: { type: 'string' },
        seed: { type: 'string' },
        misread: { type: 'string' },
        light: { type: 'string' },
        seconds: { type: 'string' },
        screenshot: { type: 'string' },
        data: { type: 'string' },
        'control-port': { type: 'string' },
        'no-app': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
    return {};
  }
}

function isLight(name: string): name is DemoOptions['light'] {
  return name === 'clock' || name === 'day' || name === 'dusk' || name === 'night';
}
