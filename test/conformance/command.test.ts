import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conformance } from './command.ts';
import { runConformance } from './conformance.ts';
import type { Run, RunOptions } from './conformance.ts';
import { failed, passed, report, section } from './report/section.fixture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conformance-command-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The command with a run that came out as given. */
async function command(args: readonly string[], came: Run = report([section({ outcomes: [passed('id')] })])) {
  const lines: string[] = [];
  const asked: RunOptions[] = [];
  const exitCode = await conformance(
    ['--folder', folder, ...args],
    (line) => lines.push(line),
    (options = {}) => {
      asked.push(options);
      return Promise.resolve(came);
    },
  );
  return { exitCode, asked, last: lines.at(-1), first: lines[0] };
}

describe('how it ends', () => {
  it('0 when every case passed, with both reports written', async () => {
    expect(await command([])).toMatchObject({ exitCode: 0, last: '1 passed, 0 failed' });
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('全部通过');
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toMatchObject({ passed: 1, failed: 0 });
  });

  it('1 when one failed', async () =>
    expect(await command([], report([section({ outcomes: [passed('id'), failed('id')] })]))).toMatchObject({
      exitCode: 1,
      last: '1 passed, 1 failed',
    }));

  it('1 when there was no case at all', async () => {
    expect((await command([], report([]))).exitCode).toBe(1);
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).not.toContain('全部通过');
  });

  it.each([
    [['--only', 'nothingLikeIt'], 'nothingLikeIt'],
    [['--only', ','], '--only'],
    [['--only', 'heartbeat', '--transport', 'mqtts'], 'heartbeat'],
    [['--transport', 'http'], 'http'],
    [['--fast'], '--fast'],
  ])('2, and nothing is run, for %j', async (args, words) => {
    const { exitCode, asked, first } = await command(args);
    expect({ exitCode, asked }).toEqual({ exitCode: 2, asked: [] });
    expect(first).toContain(words);
  });
});

it('runs what it is asked for', async () => {
  const { asked } = await command(['--only', 'citybrain,vehicleEnter', '--only', 'login', '--transport', 'https']);
  expect(asked).toMatchObject([{ only: ['citybrain', 'vehicleEnter', 'login'], transports: ['https'] }]);
});

it('a run of what there is not is no run', () =>
  expect(runConformance({ only: ['nothingLikeIt'] })).rejects.toThrow(RangeError));
