import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { launchApp } from './app.ts';
import type { LaunchedApp } from './app.ts';

let folder: string;
let app: LaunchedApp;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'look-'));
  app = await launchApp({ data: folder });
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

it('who only wants to look opens the demo lot beside, in a window of its own; it ends with this program', async () => {
  const { page } = app;
  const says = (words: string) => expect.poll(() => page.getByText(words).count(), { timeout: 30_000 }).toBe(1);
  const way = page.getByTestId('way-demo');
  await way.click();
  await says('演示车场正在另一个窗口打开');
  // Its own program on its own store: the platform is heard there.
  const store = join(folder, 'demo', 'data', 'gatehouse.sqlite');
  await expect.poll(() => timesUp(store), { timeout: 60_000 }).toBeGreaterThan(0);
  await way.click();
  await says('演示车场已经开着');
  await app.close();
  await expect.poll(() => processesWith(join(folder, 'demo'))).toEqual([]);
});

/** How often the station of this store has reached a platform. */
function timesUp(store: string): number {
  try {
    const db = new Database(store, { readonly: true, fileMustExist: true });
    try {
      return db.prepare("SELECT count(*) FROM fact WHERE kind = 'platform-up'").pluck().get() as number;
    } finally {
      db.close();
    }
  } catch {
    // It is not made yet.
    return 0;
  }
}

/** Command lines of this machine's processes that name a path (Linux). */
const processesWith = (path: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandLine)
    .filter((line) => line.includes(path));

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It ended while the others were read.
    return '';
  }
}
