import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeCertificates } from '../../demo/platform/certificate.ts';
import { createHttpsSession } from '../../electron/station/platform/db4403/https-session.ts';
import type { HttpsSession } from '../../electron/station/platform/db4403/https-session.ts';
import { createCodeNames } from '../../electron/station/platform/db4403/tables/interfaces.ts';
import { createLeapingClock } from './leaping-clock.ts';
import type { LeapingClock } from './leaping-clock.ts';

// What a server in front of the platform says in HTTP alone, and the session under it.

const LOGIN = JSON.stringify({ Code: 0, data: [{ code: 0, expiresIn: 7200, accessToken: 'a', refreshToken: 'b' }] });
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 });

let directory: string;
let clock: LeapingClock;
let server: Server;
let session: HttpsSession;
/** Logins and reports that came. */
let came: { logins: number; reports: number };
/** How the server turns reports away; null: it takes them. */
let turns: { status: number; headers?: Record<string, string> } | null;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'https-status-'));
  clock = createLeapingClock();
  [came, turns] = [{ logins: 0, reports: 0 }, null];
  const { caPem, serverKeyPem: key, serverCertPem: cert } = await makeCertificates(Date.now(), ['127.0.0.1']);
  const caFile = join(directory, 'authority.pem');
  writeFileSync(caFile, caPem);
  server = createServer({ key, cert }, (request, response) => {
    request.resume().on('end', () => {
      const isLogin = request.url?.includes('login') ?? false;
      came[isLogin ? 'logins' : 'reports'] += 1;
      if (isLogin || turns === null) response.end(isLogin ? LOGIN : '{"Code":0}');
      else response.writeHead(turns.status, turns.headers).end('<html>');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = { version: 'v1', parkCode: '44030500100101000010', userId: 'u', password: 'p', secret: 's' };
  const trust = { caFile, pinnedSha256: null };
  session = createHttpsSession({ url, ...account, trust, names: createCodeNames({}) }, clock, Math.random);
  session.start();
  await until(() => expect(session.up).toBe(true));
});

afterEach(async () => {
  await session.stop();
  server.close();
  rmSync(directory, { recursive: true });
});

const report = () => session.request('stallCount', { type: 'application/json', body: Buffer.from('{}') });

describe('an HTTP status without a reply', () => {
  it('with Retry-After: the server is not asked while that lasts, and its answer stands meanwhile', async () => {
    const busy = { kind: 'not-now', code: 'HTTP 429', message: 'Too Many Requests' };
    turns = { status: 429, headers: { 'Retry-After': '120' } };
    expect([await report(), await report()]).toEqual([busy, busy]);
    turns = null;
    clock.leap(110_000);
    expect(await report()).toEqual(busy);
    expect([came.reports, session.up]).toEqual([1, true]);
    clock.leap(11_000);
    expect(await report()).toMatchObject({ kind: 'reply', reply: { code: 0 } });
    expect(came).toEqual({ logins: 1, reports: 2 });
  });

  it.each([401, 403])('%i means the token: one login, and the report goes again', async (status) => {
    turns = { status };
    expect(await report()).toMatchObject({ kind: 'reply', reply: { code: 6 } });
    expect(came).toMatchObject({ reports: 2 });
    await until(() => expect(session.link).toEqual({ state: 'up' }));
    turns = null;
    expect(await report()).toMatchObject({ kind: 'reply', reply: { code: 0 } });
    expect(came.logins).toBe(3);
  });

  it.each([
    [413, 'refused'],
    [503, 'not-now'],
  ])('%i is %s, however often, and no interruption', async (status, kind) => {
    turns = { status };
    for (let i = 0; i < 4; i++) expect(await report()).toMatchObject({ kind, code: `HTTP ${status}` });
    expect(session.link).toEqual({ state: 'up' });
    expect(came).toEqual({ logins: 1, reports: 4 });
  });
});
