import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lineOf } from '../electron/contract/site-barriers.ts';
import { siteConfig, siteSecrets } from '../electron/contract/site.ts';
import { buildSite, LANE_PRESETS, writeSite } from './site.ts';
import type { LanePlan } from './site.ts';

const access = {
  url: 'mqtts://127.0.0.1:8883',
  httpsUrl: 'https://127.0.0.1:8443',
  version: 'v1',
  parkCode: '44030500100101000010',
  clientId: 'gatehouse-demo',
  userId: 'gatehouse-demo',
  password: 'p',
  secret: 's',
  caPem: 'PEM',
};

const citybrain = {
  url: 'https://127.0.0.1:9443',
  appId: 'app',
  appSecret: '0123456789abcdef',
  parkingLotNo: '4403050001',
  ports: null,
  caPem: 'PEM',
};

const cashier = {
  url: 'https://127.0.0.1:7/gateway.do',
  appId: '2021',
  publicKeyPem: 'A'.repeat(120),
  privateKeyPem: 'B'.repeat(120),
  caPem: '',
};
const build = (lanes: readonly LanePlan[], takesMoney = false) =>
  buildSite({
    parkCode: access.parkCode,
    lanes,
    totalStalls: 60,
    boardPorts: new Map(lanes.map(({ id }, i) => [id, 20_000 + i])),
    capturePort: 8090,
    access,
    citybrain,
    priority: [],
    cashier: takesMoney ? cashier : null,
  });

test.each(Object.entries(LANE_PRESETS))('preset %s makes a valid site whose lanes all have devices', (_name, lanes) => {
  const { config, secrets } = build(lanes);
  expect(config.lanes.map(({ id }) => id)).toEqual(lanes.map(({ id }) => id));
  for (const lane of config.lanes) {
    expect(config.links.some(({ id }) => id === lineOf(lane.barrier))).toBe(true);
    expect(lane.barrier).toHaveProperty('inputs');
    expect(Object.keys('inputs' in lane.barrier ? lane.barrier.inputs : {})).toHaveLength(6);
    expect(secrets.cameras[lane.camera.id]).toMatch(/^[0-9a-f]{32}$/);
  }
  const numbered = config.platforms.find((platform) => platform.kind === 'citybrain')?.ports ?? {};
  expect(new Set(Object.values(numbered)).size).toBe(lanes.length);
  expect(Object.keys(numbered).sort()).toEqual(lanes.map(({ id }) => id).sort());
});

test('parking costs nothing, unless it is asked for', () => {
  const lanes = LANE_PRESETS['2'];
  expect(build(lanes).config.tariff).toBeUndefined();
  const { tariff } = build(lanes, true).config;
  expect(tariff?.rates.map(({ name, cap }) => [name, cap?.fen])).toEqual([
    ['大中型车', 12_000],
    ['小型车', 6000],
  ]);
});

test.each(Object.entries(LANE_PRESETS))(
  'preset %s: with two entrances or more one is for reserved cars only',
  (_name, lanes) => {
    const entrances = lanes.filter(({ direction }) => direction === 'entrance');
    if (entrances.length >= 2) expect(entrances.some(({ kind }) => kind === 'reserved')).toBe(true);
  },
);

test('what is written reads back, and the secrets are for the owner alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'demo-site-'));
  try {
    const built = build(LANE_PRESETS['3']);
    const files = await writeSite(folder, built, access.caPem);
    expect(siteConfig.parse(JSON.parse(await readFile(files.site, 'utf8')))).toEqual(built.config);
    expect(siteSecrets.parse(JSON.parse(await readFile(files.secrets, 'utf8')))).toEqual(built.secrets);
    expect(await readFile(join(folder, 'platform-ca.pem'), 'utf8')).toBe('PEM');
    const board = await readFile(join(folder, built.config.lot.registration?.pictures.priceBoard ?? ''));
    expect(board.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    if (process.platform !== 'win32') expect((await stat(files.secrets)).mode & 0o077).toBe(0);
  } finally {
    await rm(folder, { recursive: true });
  }
});
