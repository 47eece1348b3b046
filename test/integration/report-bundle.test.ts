import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished, vi } from 'vitest';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import { writeSmallLot } from '../support/small-lot.ts';
import { startStation } from '../support/station.ts';

const run = promisify(execFile);
const ENTRY = fileURLToPath(new URL('../../out/station/entry.mjs', import.meta.url));
const [, LI] = DEMO_PEOPLE;

it('the program as it ships adds a report up in its thread, and writes one at a terminal beside itself', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'report-bundle-'));
  const files = writeSmallLot(directory);
  const station = await startStation(files, { as: { person: LI.id, secret: LI.password } });
  onTestFinished(async () => {
    await station.stop();
    rmSync(directory, { recursive: true });
  });
  const wish = { period: { by: 'day', day: '2026-05-01' } } as const;
  const { id } = await station.call('reports.begin', { key: randomUUID(), wish });
  const whenDone = { timeout: 20_000, interval: 50 };
  const report = await vi.waitFor(async () => {
    const job = await station.call('reports.get', { id });
    if (job.state !== 'done') throw new Error(job.state);
    return job.report;
  }, whenDone);
  expect(report.lot).toEqual({ name: '医院', desk: '东门岗', stalls: 100 });
  const part = { id, kind: 'csv', part: 0 } as const;
  const csv = await vi.waitFor(async () => {
    const file = await station.call('reports.file', part);
    if (file.state !== 'ready') throw new Error(file.state);
    return Buffer.from(file.data, 'base64').toString();
  }, whenDone);
  expect(csv).toContain(report.sha256);

  const out = join(directory, 'out.json');
  const args = ['report', '--data', files.data, '--from', '2026-05-01', '--to', '2026-05-01', '--out', out];
  const { stdout } = await run(process.execPath, [ENTRY, ...args]);
  const written = JSON.parse(readFileSync(out, 'utf8')) as { sha256: string };
  expect(stdout).toContain(written.sha256);
});
