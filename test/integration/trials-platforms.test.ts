import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCitybrain } from '../../demo/citybrain/citybrain.ts';
import type { Citybrain } from '../../demo/citybrain/citybrain.ts';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform } from '../../demo/platform/platform.ts';
import { openTrialBench } from '../support/trial-bench.ts';
import type { TrialBench } from '../support/trial-bench.ts';

const PARK_CODE = '4403000001';
const INBOUND = { listen: { host: '127.0.0.1', port: 0 }, certFile: 'own.pem', keyFile: 'own.key' };
let folder: string;
let bench: TrialBench;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'trials-'))));
afterEach(async () => {
  await bench.stand.stop();
  rmSync(folder, { recursive: true });
});

const steps = async (kind: 'db4403' | 'citybrain') => {
  const { steps: all, passed } = await bench.try('setup.try-platform', { kind });
  return { passed, steps: all.map(({ step, ok, cause }) => (ok ? step : `${step}: ${cause}`)) };
};

describe.each(['mqtts', 'https'] as const)('a DB4403/T platform over %s', (transport) => {
  let platform: Platform;
  let config: Record<string, unknown>;
  beforeEach(async () => {
    platform = await startPlatform({ parkCode: PARK_CODE, transport });
    const { url, version, clientId, userId, caPem, password, secret } = platform.access;
    writeFileSync(join(folder, 'ca.pem'), caPem);
    const account = transport === 'mqtts' ? { clientId } : { userId, inbound: INBOUND };
    config = { kind: 'db4403', transport, url, version, caFile: 'ca.pem', ...account };
    bench = openTrialBench({ lot: { parkCode: PARK_CODE }, platforms: [config] }, { folder });
    bench.secrets['db4403'] = { password, secret };
  });
  afterEach(() => platform.stop());

  it('lets the account in, and is sent nothing', async () => {
    expect(await steps('db4403')).toEqual({ passed: true, steps: ['settings', 'connect', 'certificate', 'login'] });
    expect(platform.book.entries).toEqual([]);
    expect(platform.isHeard()).toBe(false);
    expect(bench.stand.trials()).toMatchObject([{ kind: 'platform', of: 'db4403', passed: true }]);
  });

  it('tells a wrong password', async () => {
    bench.secrets['db4403'] = { ...bench.secrets['db4403'], password: 'another' };
    const cause = transport === 'mqtts' ? 'not-let-in' : 'wrong-password';
    expect((await steps('db4403')).steps.at(-1)).toBe(`login: ${cause}`);
  });

  it('tells a certificate that nobody known signed, or another than the pinned one', async () => {
    const { caFile: _, ...unsigned } = config;
    bench.site['platforms'] = [unsigned];
    expect((await steps('db4403')).steps.at(-1)).toBe('certificate: not-trusted');
    bench.site['platforms'] = [{ ...config, pinnedSha256: 'ab'.repeat(32) }];
    expect((await steps('db4403')).steps.at(-1)).toBe('certificate: other-certificate');
  });

  it('tells an address where nobody is, a file that is not there, and settings with mistakes', async () => {
    bench.site['platforms'] = [{ ...config, url: `${transport}://127.0.0.1:1` }];
    expect((await steps('db4403')).steps).toEqual(['settings', 'connect: unreachable']);
    bench.site['platforms'] = [{ ...config, caFile: 'gone.pem' }];
    expect((await steps('db4403')).steps).toEqual(['settings: file-unreadable']);
    bench.site['platforms'] = [{ ...config, url: 'http://x' }];
    expect(await steps('db4403')).toEqual({ passed: false, steps: ['settings: null'] });
    bench.secrets['db4403'] = {};
    expect(await steps('db4403')).toEqual({ passed: false, steps: ['settings: null'] });
  });
});

describe('a City Brain platform', () => {
  let platform: Citybrain;
  beforeEach(async () => {
    platform = await startCitybrain({});
    const { url, appId, appSecret, parkingLotNo, caPem } = platform.access;
    writeFileSync(join(folder, 'ca.pem'), caPem);
    const config = { kind: 'citybrain', url, appId, parkingLotNo, ports: {}, caFile: 'ca.pem' };
    bench = openTrialBench({ platforms: [config] }, { folder });
    bench.secrets['citybrain'] = { appSecret };
  });
  afterEach(() => platform.stop());

  it('answers, and hears no heartbeat', async () => {
    expect(await steps('citybrain')).toEqual({ passed: true, steps: ['settings', 'connect', 'certificate', 'login'] });
    expect(platform.book.entries).toEqual([]);
  });

  it('is told from a page for people', async () => {
    platform.faults.notJson = true;
    expect((await steps('citybrain')).steps.at(-1)).toBe('login: not-answering');
  });
});
