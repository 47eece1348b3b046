import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeSmallLot } from '../support/small-lot.ts';
import { NotStarted, startStation } from '../support/station.ts';
import type { StationProcess } from '../support/station.ts';

let directory: string;
let station: StationProcess | null;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'program-'));
  station = null;
});
afterEach(async () => {
  await station?.stop();
  rmSync(directory, { recursive: true });
});

const start = async (program: object): Promise<StationProcess> =>
  (station = await startStation(writeSmallLot(directory, { program })));

describe('what the site file says of the program', () => {
  it('is nothing, unless it is written', async () => {
    const { ready } = await start({});
    expect(ready.program).toEqual({ kiosk: false, startAtLogin: false, updates: null });
  });

  it('is told to main with the first message', async () => {
    const feed = 'https://updates.example.cn/gatehouse/';
    const { ready } = await start({ kiosk: true, startAtLogin: true, updates: { feed } });
    expect(ready.program).toEqual({ kiosk: true, startAtLogin: true, updates: feed });
  });

  it('with a mistake is refused in words', async () => {
    const refused: unknown = await start({ health: { port: 80 } }).catch((error: unknown) => error);
    expect(refused instanceof NotStarted && refused.fatal.lines.join()).toContain('program.health.port');
  });
});

describe('a newer program that main has fetched', () => {
  it('is a notice on the board, until there is none', async () => {
    const { call, write } = await start({});
    const codes = async () => (await call('board.get', {})).notices.map(({ code, detail }) => `${code}: ${detail}`);
    const file = '/data/updates/gatehouse-1.2.0-linux-amd64.deb';
    write(`${JSON.stringify({ update: { version: '1.2.0', file } })}\n`);
    await vi.waitFor(async () => expect(await codes()).toContain(`update-fetched: 1.2.0 · ${file}`));
    write(`${JSON.stringify({ update: null })}\n`);
    await vi.waitFor(async () => expect((await codes()).join()).not.toContain('update-fetched'));
  });
});
