import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { askingLines } from './asking-lines.ts';
import { makeCertificates } from './certificate.ts';
import { openConsole } from './console.ts';
import { lineFor } from './lines.ts';
import { startPlatform } from './platform.ts';
import type { Platform, PlatformOptions } from './platform.ts';
import type { CodeNames } from './tables/interfaces.ts';

export const DB4403_USAGE = `npm run platform -- [--kind db4403] [options]
  --transport mqtts|https   how the lot reports and is asked (mqtts)
  --host ADDRESS    where to listen (127.0.0.1); 0.0.0.0: on every address
  --name NAME       what the lot calls this machine (--host, or localhost); the certificate is for it; may be given again
  --port N          of the transport (8883 for mqtts, 8443 for https)
  --https-port N    where pictures and drivers' pages go beside mqtts (8443)
  --park CODE       the lot (44030500100101000010)
  --version V       in topics and paths (v1)
  --user ID         MQTT client id and login (gatehouse-demo)
  --password TEXT   and
  --secret TEXT     made up when absent
  --expires-in S    life of an access token (7200)
  --token-code 6|3002   what is said to a token that is over (6)
  --codes JSON      interface codes named otherwise, e.g. {"vehicleEnter": "carIn"}
  --lot URL         where a lot over HTTPS is asked, with
  --lot-token TOKEN what it wants to see, and
  --lot-ca FILE     PEM of the authority that signed its certificate
  --ca FILE         where to write our authority (platform-ca.pem)`;

/** A platform for an integrator's table: another vendor's system is pointed at it. */
export interface Program {
  stop(): Promise<void>;
}

/**
 * Starts a DB4403/T platform, prints how to reach it, then every report and every violation as a line; lines from `input`
 * ask the lot. Throws TypeError or RangeError where an argument is wrong.
 */
export async function runDb4403(
  args: readonly string[],
  print: (line: string) => void = console.log,
  input: NodeJS.ReadableStream = process.stdin,
): Promise<Program> {
  const values = readArguments(args);
  const platform = await startPlatform({ ...(await optionsFrom(values)), onNote: (note) => print(lineFor(note)) });
  await writeFile(values.ca, platform.access.caPem);
  for (const line of howToConnect(platform, values.ca, values.transport)) print(line);

  const closeConsole = openConsole(input, platform, askingLines(platform), print);
  return {
    async stop() {
      closeConsole();
      await platform.stop();
    },
  };
}

function readArguments(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      transport: { type: 'string', default: 'mqtts' },
      host: { type: 'string', default: '127.0.0.1' },
      name: { type: 'string', multiple: true, default: [] },
      port: text,
      'https-port': { type: 'string', default: '8443' },
      park: { type: 'string', default: '44030500100101000010' },
      version: { type: 'string', default: 'v1' },
      user: { type: 'string', default: 'gatehouse-demo' },
      password: text,
      secret: text,
      'expires-in': { type: 'string', default: '7200' },
      'token-code': { type: 'string', default: '6' },
      codes: { type: 'string', default: '{}' },
      lot: text,
      'lot-token': text,
      'lot-ca': text,
      ca: { type: 'string', default: 'platform-ca.pem' },
    },
  });
  return values;
}

type Values = ReturnType<typeof readArguments>;

async function optionsFrom(values: Values): Promise<PlatformOptions> {
  const { transport, host, lot, password, secret } = values;
  if (transport !== 'mqtts' && transport !== 'https') throw new RangeError(`--transport ${transport}: mqtts or https`);
  const publicHost = values.name[0] ?? (host === '0.0.0.0' ? 'localhost' : host);
  const tokenCode = Number(values['token-code']);
  if (tokenCode !== 6 && tokenCode !== 3002) throw new RangeError(`--token-code ${tokenCode}: 6 or 3002`);
  return {
    transport,
    host,
    publicHost,
    port: portFrom('--port', values.port ?? (transport === 'mqtts' ? '8883' : '8443')),
    httpsPort: portFrom('--https-port', values['https-port']),
    parkCode: values.park,
    version: values.version,
    clientId: values.user,
    ...(password === undefined ? {} : { password }),
    ...(secret === undefined ? {} : { secret }),
    expiresInS: wholeFrom('--expires-in', values['expires-in'], 2_147_483_647),
    tokenCode,
    codes: codesFrom(values.codes),
    ...(lot === undefined ? {} : { lot: await lotFrom(lot, values) }),
    certificates: await makeCertificates(Date.now(), [publicHost, ...values.name]),
  };
}

async function lotFrom(url: string, values: Values): Promise<PlatformOptions['lot']> {
  const token = values['lot-token'];
  if (token === undefined) throw new RangeError('--lot: --lot-token says what the lot wants to see');
  const file = values['lot-ca'];
  return { url, token, caPem: file === undefined ? undefined : await readFile(file, 'utf8') };
}

const portFrom = (name: string, text: string): number => wholeFrom(name, text, 65_535);

function wholeFrom(name: string, text: string, most: number): number {
  if (!/^\d+$/.test(text) || Number(text) > most) throw new RangeError(`${name} ${text}: 0 to ${most}`);
  return Number(text);
}

function codesFrom(text: string): CodeNames {
  try {
    return JSON.parse(text) as CodeNames;
  } catch {
    throw new RangeError(`--codes ${text}: not JSON`);
  }
}

function howToConnect({ access }: Platform, caFile: string, transport: string): string[] {
  const { url, httpsUrl, version, parkCode, clientId, password, secret } = access;
  return [
    `DB4403/T platform for lot ${parkCode}: ${url}`,
    ...(transport === 'mqtts'
      ? [
          `  client id ${clientId}   password ${password}   secret ${secret}`,
          `  reports to /sys/${version}/${parkCode}/event/{code}/post, services from /sys/${version}/${parkCode}/service/{code}/post`,
          `  pictures (7.3.4.1.7): ${httpsUrl}`,
        ]
      : [
          `  userId ${clientId}   password ${password}   secret ${secret}   (login sends sha1 of password and secret)`,
          `  reports to ${httpsUrl}/sys/${version}/${parkCode}/event/{code}/post`,
        ]),
    `  authority (caFile): ${caFile}`,
    '  Type help to ask the lot something; Ctrl-C ends.',
  ];
}
