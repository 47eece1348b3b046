import { parseArgs } from 'node:util';
import { CITYBRAIN_USAGE, runCitybrain } from '../citybrain/run.ts';
import { DB4403_USAGE, runDb4403 } from './program.ts';
import type { Program } from './program.ts';

/** `npm run platform`: one platform by itself, so that another vendor's system can be pointed at it. */

interface Kind {
  usage: string;
  /** Throws TypeError (of node:util) or RangeError where an argument is wrong. */
  run(args: readonly string[]): Promise<Program>;
}

/** The platforms there are; each reads its own arguments. */
const KINDS: Readonly<Record<string, Kind>> = {
  db4403: { usage: DB4403_USAGE, run: (args) => runDb4403(args) },
  citybrain: { usage: CITYBRAIN_USAGE, run: (args) => runCitybrain(args) },
};

/** A port that is taken or not ours, an address that is not this machine's, a file that is not there. */
const SYSTEM_MISTAKES: ReadonlySet<string> = new Set(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOENT']);

const args = process.argv.slice(2);
const { values, tokens } = parseArgs({
  args,
  strict: false,
  tokens: true,
  options: { kind: { type: 'string', default: 'db4403' }, help: { type: 'boolean', short: 'h' } },
});
const ours = new Set(
  tokens.flatMap((token) => {
    if (token.kind !== 'option' || token.name !== 'kind') return [];
    return token.inlineValue === true ? [token.index] : [token.index, token.index + 1];
  }),
);
const kind = KINDS[String(values['kind'])];

if (values['help'] === true) {
  const usages = Object.values(KINDS).map(({ usage }) => usage);
  console.log(usages.join('\n\n'));
} else if (kind === undefined) {
  console.error(`--kind ${String(values['kind'])}: one of ${Object.keys(KINDS).join(', ')}`);
  process.exitCode = 2;
} else {
  try {
    stopOnSignals(await kind.run(args.filter((_, i) => !ours.has(i))));
  } catch (error) {
    if (!isMistake(error)) throw error;
    console.error(`${error.message}\n\n${kind.usage}`);
    process.exitCode = 2;
  }
}

function stopOnSignals(program: Program): void {
  const stop = (): void => {
    program.stop().catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** Said in words; anything else is a fault of ours and shows its stack. */
function isMistake(error: unknown): error is Error {
  const { code = '' } = error as NodeJS.ErrnoException;
  return error instanceof RangeError || code.startsWith('ERR_PARSE_ARGS') || SYSTEM_MISTAKES.has(code);
}
