import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { RivalJob, RivalResult } from './rival.fixture.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'rivals-'))));
afterEach(() => rmSync(directory, { recursive: true }));

/** A thread with a connection of its own, that books, confirms and cancels as fast as it can. */
const rival = (job: RivalJob): Promise<RivalResult> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('rival.fixture.ts', import.meta.url), { workerData: job });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

it('rivals that book at the same moment over connections of their own never get the same place', async () => {
  const file = join(directory, 'store.sqlite');
  const db = openMadeStore(file);
  const ready = new Int32Array(new SharedArrayBuffer(4));
  const names = ['a', 'b', 'c'];
  const results = await Promise.all(
    names.map((name) => rival({ file, name, requests: 60, ready, rivals: names.length })),
  );
  expect(results.map(({ troubles }) => troubles)).toEqual([[], [], []]);
  // They met in the same store: none went away empty, and there was not enough for all.
  for (const { locked } of results) expect(locked).toBeGreaterThan(0);
  expect(results.reduce((sum, { refused }) => sum + refused, 0)).toBeGreaterThan(0);

  const spans = db
    .prepare<[], { from: number; to: number; stall: string | null }>(
      `SELECT from_at AS "from", to_at + kept_min * 60000 AS "to", stall_no AS stall FROM booking
       WHERE state IN ('locked', 'confirmed')`,
    )
    .all();
  expect(spans.length).toBeGreaterThan(0);
  for (const { from: at } of spans) {
    const here = spans.filter((span) => span.from <= at && at < span.to);
    const stalls = here.flatMap((span) => span.stall ?? []);
    expect(here.length).toBeLessThanOrEqual(3);
    expect(new Set(stalls).size).toBe(stalls.length);
  }
  db.close();
});
