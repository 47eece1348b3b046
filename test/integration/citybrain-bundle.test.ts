import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seal } from '../../electron/station/platform/citybrain/envelope.ts';
import type * as Sources from '../../electron/station/platform/citybrain/sealing.ts';
import { stationBundle, stationThreads } from '../../scripts/bundle.mjs';
import { cache } from '../../scripts/setup/places.mjs';

let folder: string;

beforeAll(async () => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'bundle-'));
  const part = { entry: 'electron/station/platform/citybrain/sealing.ts', file: 'sealing.mjs' };
  for (const each of [part, ...stationThreads]) await build(stationBundle({ ...each, folder }));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('as it is built for production, the sealing thread is found beside the bundle and seals', async () => {
  const { createSealing } = (await import(pathToFileURL(join(folder, 'sealing.mjs')).href)) as typeof Sources;
  const account = { appId: 'ae145d83e56cb332', appSecret: 'bb0873ce314c42f7' };
  const message = { params: '{"status":"alive"}', id: '1', timestamp: '2026-01-02 03:04:05' };
  const sealing = createSealing(account);
  expect(await sealing.seal(message)).toEqual(Buffer.from(seal(message, null, account)));
  expect(await sealing.sealPicture(message, join(folder, 'none.jpg'), 1)).toMatchObject({ kind: 'never' });
  await sealing.stop();
});
