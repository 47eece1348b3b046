import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectAsync } from 'mqtt';
import { accept, enter, PARK_CODE, poster, seal, sha1, topicOf, soon } from './demo-platform-lot.ts';
import type { Item } from './demo-platform-lot.ts';

let folder: string;
let program: ChildProcessWithoutNullStreams;
let printed: string;

function start(...args: string[]): void {
  const flags = ['--disable-warning=ExperimentalWarning', 'demo/platform/main.ts'];
  program = spawn(process.execPath, [...flags, ...args], { stdio: 'pipe' });
  printed = '';
  for (const stream of [program.stdout, program.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  }
}
const says = (words: RegExp) =>
  soon(() => {
    const match = words.exec(printed);
    if (match === null) throw new Error(`not printed: ${words}\n${printed}`);
    return match;
  });
const type = (line: string) => program.stdin.write(`${line}\n`);
const ended = async () => (await once(program, 'exit')) as [number | null, string | null];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-platform-'));
});
afterEach(() => {
  program.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

test('over MQTTS: it says how to connect, prints what comes, asks what is typed, and ends in order', async () => {
  const caFile = join(folder, 'ca.pem');
  const given = ['--password', 'word', '--secret', 'salt', '--ca', caFile, '--codes', '{"vehicleEnter":"carIn"}'];
  start('--port', '0', '--https-port', '0', '--park', PARK_CODE, ...given);
  const [, url = ''] = await says(/platform for lot \d+: (mqtts:\S+)/);
  await says(/client id gatehouse-demo {3}password word {3}secret salt/);
  const clientId = 'gatehouse-demo';
  const ca = readFileSync(caFile, 'utf8');
  const lot = await connectAsync(url, { clientId, username: clientId, password: 'word', ca });
  await lot.subscribeAsync(topicOf('service', '+', 'post'));
  lot.on('message', (topic, payload) => {
    const { data } = JSON.parse(payload.toString()) as { data: Item[] };
    const answers = data.map((item) => accept(topic.split('/').at(-2) ?? '', item));
    lot.publish(`${topic}_reply`, JSON.stringify({ Code: 0, message: '成功', timestamp: 1, data: answers }));
  });

  await lot.publishAsync(topicOf('event', 'carIn', 'post'), seal([enter(1)], 'salt'));
  await says(/ {3}vehicleEnter \{"id":"0+1"/);
  await lot.publishAsync(topicOf('event', 'carIn', 'post'), seal([enter(2, { carNo: '粤B1234567890' })], 'salt'));
  await says(/! 1004 表19 carNo: longer than 10 characters {3}\(\/sys\/v1\/\d+\/event\/carIn\/post\)/);

  type('coupon {"couponNo": "C1"}');
  await says(/-> coupon: 0 成功 \[\{"couponNo":"C1","code":0,"message":"成功"\}\]/);
  type('faults {"slowMs": 5}');
  await says(/faults \{.*"slowMs":5/);
  type('faults {"colour": 5}');
  await says(/faults: no colour/);
  type('coupons');
  await says(/coupons: nothing is called so/);
  type('help');
  await says(/Lines that can be typed here/);

  const exit = ended();
  program.kill('SIGINT');
  expect(await exit).toEqual([0, null]);
  await lot.endAsync(true);
});

test('over HTTPS: a lot that logs in is heard', async () => {
  const caFile = join(folder, 'ca.pem');
  start(
    '--transport',
    'https',
    '--port',
    '0',
    '--password',
    'word',
    '--secret',
    'salt',
    '--user',
    'lot-1',
    '--ca',
    caFile,
  );
  const [, httpsUrl = ''] = await says(/platform for lot \d+: (https:\S+)/);
  const caPem = readFileSync(caFile, 'utf8');
  const web = poster({ httpsUrl, caPem });
  const item = { userId: 'lot-1', password: sha1('wordsalt') };
  const path = `/sys/v1/${PARK_CODE}/event/login/post`;
  const { json } = await web.post(path, seal([item], 'salt'), { 'content-type': 'application/json' });
  expect(json).toMatchObject({ Code: 0, data: [{ expiresIn: 7200 }] });
  await says(/ {3}login -> 0/);
  await web.close();
  const exit = ended();
  program.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
});

test('the name that it is given is the one it says, and its certificate is for it', async () => {
  start('--port', '0', '--https-port', '0', '--host', '0.0.0.0', '--name', '127.0.0.2', '--ca', join(folder, 'ca.pem'));
  const [, httpsUrl = ''] = await says(/pictures \(7\.3\.4\.1\.7\): (https:\/\/127\.0\.0\.2:\d+)/);
  const web = poster({ httpsUrl, caPem: readFileSync(join(folder, 'ca.pem'), 'utf8') });
  expect((await web.get('/')).status).toBe(404);
  await web.close();
});

test('City Brain alone: under the name that it is given, it takes the same lines', async () => {
  const caFile = join(folder, 'ca.pem');
  start('--kind', 'citybrain', '--port', '0', '--host', '0.0.0.0', '--name', '127.0.0.2', '--ca', caFile);
  const [, httpsUrl = ''] = await says(/for lot \d+: (https:\/\/127\.0\.0\.2:\d+)\/barrier/);
  const web = poster({ httpsUrl, caPem: readFileSync(caFile, 'utf8') });
  type('faults {"status": 418}');
  await says(/faults \{.*"status":418/);
  expect((await web.post('/barrier/parking', '{}', {})).status).toBe(418);
  await web.close();
  type('help');
  await says(/Lines that can be typed here[^]*forget[^]*cut \[SECONDS\]/);
  const exit = ended();
  program.kill('SIGINT');
  expect(await exit).toEqual([0, null]);
});

test('a port that is taken is said in words', async () => {
  start('--port', '0', '--https-port', '0', '--ca', join(folder, 'ca.pem'));
  const [, port = ''] = await says(/platform for lot \d+: mqtts:\/\/127\.0\.0\.1:(\d+)/);
  const first = program;
  start('--port', port, '--https-port', '0');
  expect((await ended())[0]).toBe(2);
  expect(printed).toContain('EADDRINUSE');
  first.kill('SIGKILL');
});

test.each([
  [['--help'], 0, /--transport mqtts\|https[^]*--kind citybrain/],
  [['--kind', 'seat'], 2, /--kind seat: one of db4403, citybrain/],
  [['--kind', 'citybrain', '--help'], 0, /--kind citybrain[^]*--host ADDRESS[^]*--name NAME[^]*--ca FILE/],
  [['--kind', 'citybrain', '--port', 'x'], 2, /--port x: 0 to 65535[^]*--host ADDRESS[^]*--name NAME[^]*--ca FILE/],
  [['--kind=db4403', '--port', 'x'], 2, /--port x: 0 to 65535[^]*--transport mqtts/],
])('%j ends with %i and says why', async (args, code, words) => {
  start(...args);
  expect((await ended())[0]).toBe(code);
  expect(printed).toMatch(words);
});
