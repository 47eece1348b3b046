import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PRICE_BOARD } from '../../demo/hospital.ts';
import { startDemoLot } from '../../demo/lot.ts';
import type { DemoLot } from '../../demo/lot.ts';
import type { SiteConfig, SiteSecrets } from '../../electron/contract/site.ts';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import { NotStarted, press, startStation } from '../support/station.ts';
import type { StationFiles, StationProcess } from '../support/station.ts';

/** A whole station at work on sealed secrets: they open every door, and stand nowhere in the open. */

const MISTYPED = 'mistyped-password-4711';
const [WANG, LI] = DEMO_PEOPLE;
/** One with all its signs. */
const PLATE = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5}/u;

let lot: DemoLot;
let station: StationProcess;
let files: StationFiles & { key: string };
let planted: Record<string, string>;
let said = '';

const start = (over: Partial<StationFiles> = {}) =>
  startStation(
    { ...files, ...over },
    // Where main keeps it: what is searched, and what support is given.
    { onSaid: (text) => (said += text), log: join(files.data, 'logs', 'station.log') },
  );

beforeAll(async () => {
  lot = await startDemoLot({ lanes: '3', pace: 8, light: 'day', tariff: true });
  const { folder, data } = lot.files;
  files = { site: join(data, 'site.json'), data, key: join(folder, 'key') };
  const config = JSON.parse(readFileSync(lot.files.site, 'utf8')) as SiteConfig;
  // The demo's passwords are on the bill; a site's are not.
  delete config.access.note;
  writeFileSync(files.site, JSON.stringify(config));
  for (const name of ['platform-ca.pem', PRICE_BOARD]) copyFileSync(join(folder, name), join(data, name));
  copyFileSync(lot.files.secrets, join(data, 'site.secrets.json'));
  const key = randomBytes(32).toString('base64');
  mkdirSync(join(data, 'logs'));
  writeFileSync(files.key, `${key}\n`, { mode: 0o600 });
  const secrets = JSON.parse(readFileSync(lot.files.secrets, 'utf8')) as SiteSecrets;
  planted = {
    ...Object.fromEntries(Object.entries(secrets.cameras).map(([id, each]) => [`key of ${id}`, each])),
    'password of the platform': secrets.db4403?.password ?? '',
    'salt of the platform': secrets.db4403?.secret ?? '',
    'secret of City Brain': secrets.citybrain?.appSecret ?? '',
    // A line of its middle: each line of a key is enough to find it by.
    'private key of payments': secrets.alipay?.privateKey.split('\n')[3] ?? '',
    "a person's password": WANG.password,
    'a mistyped password': MISTYPED,
    'the key of all': key,
  };
  station = await start();
});
afterAll(async () => {
  await station?.stop();
  await lot?.stop();
});

/** Every file below a folder. */
const below = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** In which files, or words of the station, a planted secret stands in the open. */
function found(): string[] {
  const places: [string, Buffer][] = below(lot.files.data).map((file) => [file, readFileSync(file)]);
  places.push(['said by the station', Buffer.from(said)]);
  return Object.entries(planted).flatMap(([what, value]) =>
    places.filter(([, bytes]) => bytes.includes(value)).map(([where]) => `${what}: ${where}`),
  );
}

test('taken in at the first start, they open every door: cameras, platforms, the desk', async () => {
  expect(Object.values(planted).every((value) => value.length > 5)).toBe(true);
  await lot.whenReady();
  expect(existsSync(join(files.data, 'site.secrets.json'))).toBe(false);
  const board = await station.call('board.get', {});
  await vi.waitFor(async () => {
    const { platforms } = await station.call('board.get', {});
    expect(platforms.map(({ state }) => state)).toEqual(['up', 'up']);
  });
  expect(board.notices.map(({ code }) => code)).toContain('secrets-keychain');
});

test('control: a plain secret in the data directory would be found', () => {
  const file = join(files.data, 'left-behind.txt');
  writeFileSync(file, `password=${planted['password of the platform']}`);
  expect(found()).toEqual([`password of the platform: ${file}`]);
  rmSync(file);
});

test('after cars, money, wrong keys, wrong passwords and a crash they stand in no file and in no word', async () => {
  await lot.drive({ lane: 'in-2', plate: '粤B12345', patienceS: 600 });
  for (const fault of ['wrong-key', 'no-key', 'garbage'] as const) await lot.lanes[0]?.camera.misbehave(fault);
  await station.call('session.sign-in', { person: 'li', secret: MISTYPED }).catch(() => undefined);
  await station.call('session.change-secret', { old: MISTYPED, next: MISTYPED }).catch(() => undefined);
  await station.call('lane.open-by-hand', { key: press(), laneId: 'out-1', because: 'test' });
  station.write(`{"id":1,"command":"session.sign-in","input":{"secret":"${MISTYPED}"\n`);
  station.write(`{"id":-7,"command":"session.sign-in","input":{"person":{},"secret":"${MISTYPED}"}}\n`);
  await lot.flip({ switch: 'downlink', fault: 'wrong-signature' });
  await lot.platform.lock({ carNo: '粤B6', from: Date.now(), to: Date.now() + 1, keptMin: 1 }).catch(() => undefined);
  await station.kill();
  station = await start();
  await lot.whenReady();
  await station.stop();
  expect(said.length).toBeGreaterThan(1000);
  expect(found()).toEqual([]);
  station = await start();
});

test('the file for support has no secret, no plate and nobody by name, and tells what was going on', async () => {
  await station.call('session.sign-out', {});
  await station.call('session.sign-in', { person: LI.id, secret: LI.password });
  const { file } = await station.call('support.make', {});
  const packed = Object.entries(unzipSync(Buffer.from(file, 'base64'))).map(
    ([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')] as const,
  );
  const text = (name: string): string => packed.find(([each]) => each === name)?.[1] ?? '';
  expect(packed.map(([name]) => name).sort()).toEqual(
    [
      'audit.json',
      'crashes.json',
      'health.json',
      'logs/station.log',
      'notices.json',
      'site.json',
      'versions.json',
    ].sort(),
  );
  for (const [name, said] of packed) {
    for (const [what, value] of Object.entries(planted)) expect(said.includes(value), `${what} in ${name}`).toBe(false);
    for (const { name: person } of DEMO_PEOPLE) expect(said, name).not.toContain(person);
    expect(said, name).not.toMatch(PLATE);
  }
  expect(JSON.parse(text('health.json'))).toMatchObject({ store: { writable: true } });
  expect(JSON.parse(text('site.json'))).toMatchObject({ lot: { parkCode: expect.any(String) as string } });
  expect(text('audit.json')).toContain('lane.open-by-hand');
  expect(text('logs/station.log').split('\n').length).toBeGreaterThan(5);
  const { lines } = await station.call('audit.page', {});
  expect(lines.map(({ what, outcome }) => [what, outcome])).toContainEqual(['support.make', 'done']);
  await station.call('session.sign-out', {});
  await station.call('session.sign-in', { person: WANG.id, secret: WANG.password });
  await expect(station.call('support.make', {})).rejects.toMatchObject({ error: { code: 'not-allowed' } });
});

describe('secrets that cannot be used', () => {
  const whyNot = async (over: Partial<StationFiles>) => {
    const refusal: unknown = await start(over).catch((error: unknown) => error);
    if (!(refusal instanceof NotStarted)) throw new Error('it started', { cause: refusal });
    return refusal.fatal;
  };

  test('sealed under another key: the station does not start, and says what to do', async () => {
    const other = join(lot.files.folder, 'other-key');
    writeFileSync(other, randomBytes(32).toString('base64'), { mode: 0o600 });
    // A copy: the station at work holds its own.
    const data = join(lot.files.folder, 'other-data');
    cpSync(files.data, data, { recursive: true });
    const { code, lines } = await whyNot({ key: other, data });
    expect([code, lines.length]).toEqual(['secrets-sealed', 2]);
  });

  test('with mistakes: named by their place, never by what stands there', async () => {
    const data = mkdtempSync(join(tmpdir(), 'gatehouse-data-'));
    const site = join(data, 'site.json');
    copyFileSync(files.site, site);
    const value = planted['key of cam-in-1'];
    const wrong = { cameras: { 'cam-in-1': [value] }, db4403: { password: 1, secret: '' }, [`x${value}`]: value };
    writeFileSync(join(data, 'site.secrets.json'), JSON.stringify(wrong), { mode: 0o600 });
    const { code, lines } = await whyNot({ site, data });
    expect(code).toBe('bad-site');
    expect(lines.join()).toContain('cameras.cam-in-1');
    // The name of a field is no secret, and must be said for it to be put right.
    expect(lines.join().replace(`x${value}`, '')).not.toContain(value);
    rmSync(data, { recursive: true });
  });
});
