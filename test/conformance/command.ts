import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { namesIn, runConformance } from './conformance.ts';
import type { RunOptions } from './conformance.ts';
import { htmlOf } from './report/html.ts';
import { linesOf, progressLine } from './report/lines.ts';
import { reportOf } from './report/report.ts';
import type { Carrier } from './report/section.ts';

const USAGE = 'npm run conformance [-- --only db4403|citybrain|INTERFACE,… --transport mqtts|https --folder DIR]';

interface Wish {
  options: RunOptions;
  folder: string;
}

/**
 * Runs what the arguments ask for and writes `report.html` and `report.json` into their folder. Resolves to what the process
 * ends with: 0 when every case passed, 1 when one failed or there was none, 2 when the arguments ask for nothing that there is.
 */
export async function conformance(
  args: readonly string[],
  say: (line: string) => void,
  run: typeof runConformance = runConformance,
): Promise<0 | 1 | 2> {
  const wish = wishFrom(args);
  if (typeof wish === 'string') {
    say(`${wish}\n${USAGE}`);
    return 2;
  }
  const { options, folder } = wish;
  const report = reportOf(await run({ ...options, onTask: (...done) => say(progressLine(...done)) }));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, null, 1)}\n`);
  writeFileSync(join(folder, 'report.html'), htmlOf(report));
  for (const line of linesOf(report, folder)) say(line);
  return report.failed === 0 && report.passed > 0 ? 0 : 1;
}

/** What the command line asks; words when it asks for nothing that there is. */
function wishFrom(args: readonly string[]): Wish | string {
  let values: { only?: string[]; transport?: string; folder?: string };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        transport: { type: 'string' },
        folder: { type: 'string' },
      },
    }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const only = (values.only ?? []).flatMap((text) => text.split(',')).filter((text) => text !== '');
  if (values.only !== undefined && only.length === 0) return '--only names nothing';
  const { transport } = values;
  if (transport !== undefined && !isCarrier(transport)) return `${transport} is neither mqtts nor https`;
  const options: RunOptions = { only, ...(transport !== undefined && { transports: [transport] }) };
  const known = namesIn(options);
  const unknown = only.find((each) => !known.includes(each));
  if (unknown !== undefined) return `${unknown} is not there to run; these are: ${known.join(', ')}`;
  return { options, folder: resolve(values.folder ?? join('test-results', 'conformance')) };
}

const isCarrier = (text: string): text is Carrier => text === 'mqtts' || text === 'https';
