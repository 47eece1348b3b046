import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createConnection } from '../../electron/station/platform/db4403/connection.ts';
import type { Connection } from '../../electron/station/platform/db4403/connection.ts';
import { CLIENT_ID, PASSWORD, startPlatform } from './db4403-platform.ts';
import type { TestPlatform } from './db4403-platform.ts';
import { createLeapingClock } from './leaping-clock.ts';
import type { LeapingClock } from './leaping-clock.ts';

const CONNECT_WITHIN_MS = 10_000;
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 });

let directory: string;
let clock: LeapingClock;
let platform: TestPlatform;
let connection: Connection;
let state: string;
/** How long it waited before each further attempt, ms. */
let pauses: number[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'db4403-flapping-'));
  clock = createLeapingClock();
  platform = await startPlatform(directory, () => clock.now());
  [state, pauses] = ['down', []];
  connection = createConnection(
    {
      ...{ url: platform.url, clientId: CLIENT_ID, username: CLIENT_ID, password: PASSWORD, topics: ['/sys/#'] },
      trust: { caFile: platform.caFile, pinnedSha256: null },
    },
    {
      ...clock,
      after(ms, fn) {
        if (ms !== CONNECT_WITHIN_MS) pauses.push(ms);
        return clock.after(ms, fn);
      },
    },
    () => 1,
    { onLink: (link) => (state = link.state), onMessage: () => undefined },
  );
  connection.start();
  await until(() => expect(state).toBe('up'));
});

afterEach(async () => {
  await connection.stop();
  await platform.stop();
  rmSync(directory, { recursive: true });
});

/** The session is ended when it has stood for so long, and the next one let in. */
async function throwOut(afterMs: number): Promise<void> {
  clock.leap(afterMs);
  await platform.cut();
  await until(() => expect(state).toBe('down'));
  await platform.restore();
  clock.leap(pauses.at(-1) ?? 0);
  await until(() => expect(state).toBe('up'));
}

it('a session that is let in and thrown out at once comes back after ever longer pauses, as one that is not let in', async () => {
  for (let n = 0; n < 7; n++) await throwOut(100);
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

it('one that breaks after a while comes back as soon as before, one that stood for a minute at once', async () => {
  for (const stood of [100, 100, 100]) await throwOut(stood);
  for (const stood of [20_000, 40_000, 60_000, 20_000]) await throwOut(stood);
  expect(pauses).toEqual([1000, 2000, 4000, 4000, 4000, 1000, 1000]);
});
