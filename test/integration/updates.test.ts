import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Timers } from '../../electron/main/station-process.ts';
import { createUpdates } from '../../electron/main/updates.ts';
import type { UpdateParts } from '../../electron/main/updates.ts';

/** Feeds of a real HTTPS server: what is signed and newer is fetched and checked, nothing else is. */

const { publicKey: key, privateKey } = generateKeyPairSync('ed25519');
const PROGRAM = Buffer.alloc(300_000, 'a new program ');
const NAME = (version: string): string => `gatehouse-${version}-linux-amd64.deb`;

let server: Server;
let feed: string;
let ca: string;
/** What the server has, by its path. */
let served: Map<string, Buffer>;
let asked: string[];
let folder: string;

beforeAll(async () => {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  ca = made.cert;
  server = createServer({ key: made.private, cert: made.cert }, (request, response) => {
    asked.push(request.url ?? '');
    const file = served.get(request.url ?? '');
    response.writeHead(file ? 200 : 404).end(file);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  feed = `https://localhost:${(server.address() as AddressInfo).port}/releases/`;
});
afterAll(() => server.close());
beforeEach(() => {
  served = new Map();
  asked = [];
  folder = join(mkdtempSync(join(tmpdir(), 'updates-')), 'updates');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

/** Puts a release on the server. */
function release(
  version: string,
  over: { by?: typeof privateKey; date?: string; program?: Buffer; name?: string } = {},
) {
  const name = over.name ?? NAME(version);
  const text = Buffer.from(
    JSON.stringify({
      version,
      files: [{ url: name, sha512: createHash('sha512').update(PROGRAM).digest('base64'), size: PROGRAM.length }],
      releaseDate: over.date ?? '2026-01-10T00:00:00.000Z',
    }),
  );
  served.set('/releases/latest-linux.yml', text);
  served.set('/releases/latest-linux.yml.sig', Buffer.from(sign(null, text, over.by ?? privateKey).toString('base64')));
  served.set(`/releases/${name}`, over.program ?? PROGRAM);
  return text;
}

function updates(over: Partial<UpdateParts> = {}) {
  const found: unknown[] = [];
  const made = createUpdates({
    ...{ feed, folder, key, ca, running: '1.0.0' },
    feedName: 'latest-linux.yml',
    suits: (name) => name.endsWith('-linux-amd64.deb'),
    timers: { now: () => Date.now(), monotonic: () => 0, after: () => () => undefined },
    onFetched: (update) => found.push(update),
    onLog: () => undefined,
    ...over,
  });
  return { ...made, found };
}
const kept = (): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

describe('a feed of releases', () => {
  it('good: its program is fetched, checked and told, once', async () => {
    release('1.2.0');
    const { look, found } = updates();
    const file = join(folder, NAME('1.2.0'));
    expect(await look()).toEqual({ found: true, version: '1.2.0', file });
    expect(readFileSync(file).equals(PROGRAM)).toBe(true);
    expect(found).toEqual([{ version: '1.2.0', file }]);
    // What is there already is not fetched again.
    asked = [];
    expect(await look()).toMatchObject({ found: true });
    expect(asked.some((path) => path.endsWith('.deb'))).toBe(false);
    // A newer one takes its place.
    release('1.3.0');
    expect(await look()).toMatchObject({ version: '1.3.0' });
    expect(kept()).toEqual([NAME('1.3.0'), 'seen.json']);
  });

  it.each<[string, string, () => void]>([
    [
      'tampered with',
      'forged',
      () =>
        served.set('/releases/latest-linux.yml', Buffer.from(release('1.2.0').toString().replace('1.2.0', '9.2.0'))),
    ],
    ['of another key', 'forged', () => void release('1.2.0', { by: generateKeyPairSync('ed25519').privateKey })],
    ['unsigned', 'unsigned', () => void (release('1.2.0'), served.delete('/releases/latest-linux.yml.sig'))],
    ['of an older version', 'not-newer', () => void release('0.9.0')],
    ['of what runs', 'not-newer', () => void release('1.0.0')],
    ['that names a file elsewhere', 'malformed', () => void release('1.2.0', { name: '../evil-linux-amd64.deb' })],
    ['that is not there', 'unreachable', () => undefined],
  ])('%s: %s, and nothing is fetched', async (_what, why, prepare) => {
    prepare();
    const { look, found } = updates();
    expect(await look()).toMatchObject({ found: false, why });
    expect(found).toEqual([]);
    expect(kept()).toEqual([]);
    expect(asked.some((path) => path.endsWith('.deb'))).toBe(false);
  });

  it('good, but played again after a newer one: refused', async () => {
    release('1.5.0', { date: '2026-02-01T00:00:00Z' });
    await updates().look();
    release('1.2.0');
    expect(await updates().look()).toMatchObject({ found: false, why: 'replayed' });
    expect(kept()).toEqual([NAME('1.5.0'), 'seen.json']);
  });

  it.each<[string, Buffer, string]>([
    ['another program', Buffer.alloc(PROGRAM.length, 'x'), 'damaged'],
    ['cut short', PROGRAM.subarray(0, 1000), 'damaged'],
    ['longer than was signed', Buffer.concat([PROGRAM, PROGRAM]), 'unreachable'],
  ])('whose program is %s: nothing of it is kept', async (_what, program, why) => {
    release('1.2.0', { program });
    const { look, found } = updates();
    expect(await look()).toMatchObject({ found: false, why });
    expect(kept()).toEqual(['seen.json']);
    expect(found).toEqual([]);
    // The next night it is right.
    release('1.2.0');
    expect(await look()).toMatchObject({ found: true });
  });

  it('of a server that TLS does not trust is not asked', async () => {
    release('1.2.0');
    const { look } = updates();
    const stranger = await generate([{ name: 'commonName', value: 'stranger' }]);
    expect(await updates({ ca: stranger.cert }).look()).toMatchObject({ found: false, why: 'unreachable' });
    expect(asked).toEqual([]);
    expect(await look()).toMatchObject({ found: true });
  });
});

describe('a program that was fetched', () => {
  it('is told of after a restart as long as it is whole and newer', async () => {
    release('1.2.0');
    await updates().look();
    const again = updates();
    again.start();
    await vi.waitFor(() => expect(again.found).toEqual([{ version: '1.2.0', file: join(folder, NAME('1.2.0')) }]));
    const installed = updates({ running: '1.2.0' });
    installed.start();
    writeFileSync(join(folder, NAME('1.2.0')), 'changed since');
    const changed = updates();
    changed.start();
    release('1.3.0');
    // Both had the time of a whole look.
    await changed.look();
    expect(changed.found).toEqual([{ version: '1.3.0', file: join(folder, NAME('1.3.0')) }]);
    expect(installed.found).toEqual([]);
  });
});

describe('the time of looking', () => {
  it('is the night in Beijing, once', async () => {
    release('1.2.0');
    let now = Date.UTC(2026, 0, 1, 10);
    let turn = (): void => undefined;
    const timers: Timers = {
      now: () => now,
      monotonic: () => now,
      after(_ms, fn) {
        turn = fn;
        return () => undefined;
      },
    };
    const { start, stop, found } = updates({ timers });
    start();
    const looks = () => asked.filter((path) => path.endsWith('.yml')).length;
    // 02:30 in Beijing, and every half hour until 05:30.
    for (let hour = 18.5; hour < 22; hour += 0.5) {
      now = Date.UTC(2026, 0, 1) + hour * 3_600_000;
      turn();
    }
    await vi.waitFor(() => expect(found).toHaveLength(1));
    expect(looks()).toBe(1);
    now = Date.UTC(2026, 0, 2, 12);
    turn();
    now = Date.UTC(2026, 0, 2, 19);
    turn();
    await vi.waitFor(() => expect(looks()).toBe(2));
    await vi.waitFor(() => expect(found).toHaveLength(2));
    stop();
  });
});
