import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { makeCertificates } from '../platform/certificate.ts';
import { openConsole } from '../platform/console.ts';
import type { OwnLines } from '../platform/console.ts';
import { startCitybrain } from './citybrain.ts';
import type { Citybrain, CitybrainOptions } from './citybrain.ts';

/** How often what came is printed. */
const LOOK_MS = 500;

export const CITYBRAIN_USAGE = `npm run platform -- --kind citybrain [options]
  --host ADDRESS    where to listen (127.0.0.1); 0.0.0.0: on every address
  --name NAME       what the lot calls this machine (--host, or localhost); the certificate is for it; may be given again
  --port N          (8443)
  --lot NO          parking_lot_no (4403050001)
  --entrances A,B   port_no of the entrances, and
  --exits C,D       of the exits; without either any is taken
  --app-id ID       and
  --app-secret KEY  16 ASCII characters; made up when absent
  --ca FILE         where to write our authority (citybrain-ca.pem)`;

/**
 * The platform alone, for an installer's table or another vendor's system: prints how to reach it, then each report and
 * each violation as a line; lines from `input` make it misbehave. Throws TypeError or RangeError where an argument is wrong.
 */
export async function runCitybrain(
  args: readonly string[],
  print: (line: string) => void = console.log,
  input: NodeJS.ReadableStream = process.stdin,
): Promise<Citybrain> {
  const values = readArguments(args);
  const platform = await startCitybrain(await optionsFrom(values));
  const { access } = platform;
  await writeFile(values.ca, access.caPem);
  print(`City Brain V2.9 platform for lot ${access.parkingLotNo}: ${access.url}/barrier/…`);
  print(`  app_id ${access.appId}   appsecret ${access.appSecret}`);
  print(`  entrances ${values.entrances ?? 'any'}   exits ${values.exits ?? 'any'}   authority (caFile): ${values.ca}`);
  print('  Type help to make it misbehave; Ctrl-C ends.');

  const closeConsole = openConsole(input, platform, ownLines(platform), print);
  const watch = setInterval(printNews(platform, print), LOOK_MS);
  return {
    ...platform,
    async stop() {
      closeConsole();
      clearInterval(watch);
      await platform.stop();
    },
  };
}

const ownLines = (platform: Citybrain): OwnLines => ({
  help: `  forget [OUT_ORDER_NO]   knows nothing of that order any more, or of any
`,
  obey(word, argument) {
    if (word !== 'forget') return Promise.resolve(null);
    platform.forget(argument === '' ? null : argument);
    return Promise.resolve(`forgot ${argument === '' ? 'all orders' : argument}`);
  },
});

/** Prints what came since it was last called. Heartbeats are news when they begin, end or were late. */
function printNews({ book }: Citybrain, print: (line: string) => void): () => void {
  const shown = { entries: 0, violations: 0, anomalies: 0, gaps: 0 };
  let status: unknown = null;
  return () => {
    for (const { interface: name, params, answer } of book.entries.slice(shown.entries)) {
      if (name === 'heartbeat' && params['status'] === status) continue;
      if (name === 'heartbeat') status = params['status'];
      print(`${name} ${JSON.stringify(params)} -> ${JSON.stringify(answer)}`);
    }
    for (const { interface: name, message } of book.violations.slice(shown.violations))
      print(`! ${name ?? 'address'} ${message}`);
    for (const { kind, outOrderNo } of book.anomalies.slice(shown.anomalies)) print(`? ${kind} ${outOrderNo}`);
    for (const { from, to } of book.gaps.slice(shown.gaps))
      print(`! heartbeat: ${Math.round((to - from) / 1000)} s without one`);
    shown.entries = book.entries.length;
    shown.violations = book.violations.length;
    shown.anomalies = book.anomalies.length;
    shown.gaps = book.gaps.length;
  };
}

function readArguments(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      name: { type: 'string', multiple: true, default: [] },
      port: { type: 'string', default: '8443' },
      lot: text,
      entrances: text,
      exits: text,
      'app-id': text,
      'app-secret': text,
      ca: { type: 'string', default: 'citybrain-ca.pem' },
    },
  });
  return values;
}

async function optionsFrom(values: ReturnType<typeof readArguments>): Promise<CitybrainOptions> {
  const { host, lot, entrances, exits, 'app-id': appId, 'app-secret': appSecret } = values;
  if (!/^\d+$/.test(values.port) || Number(values.port) > 65_535)
    throw new RangeError(`--port ${values.port}: 0 to 65535`);
  if (appSecret !== undefined && !/^[\x21-\x7e]{16}$/.test(appSecret))
    throw new RangeError('--app-secret: 16 ASCII characters');
  const publicHost = values.name[0] ?? (host === '0.0.0.0' ? 'localhost' : host);
  const anyPort = entrances === undefined && exits === undefined;
  return {
    host,
    publicHost,
    port: Number(values.port),
    ports: anyPort ? null : { entrances: list(entrances), exits: list(exits) },
    ...(lot !== undefined && { parkingLotNo: lot }),
    ...(appId !== undefined && { appId }),
    ...(appSecret !== undefined && { appSecret }),
    certificates: await makeCertificates(Date.now(), [publicHost, ...values.name]),
  };
}

const list = (text = ''): string[] => text.split(',').filter((each) => each !== '');
