import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteConfig } from '../../electron/contract/site.ts';
import { seriousFindings } from './axe.ts';
import { openBooth, until } from './booth.ts';
import type { Booth } from './booth.ts';
import { looksAt } from './pictures.ts';

// A supervisor has a day added up, looks at it, and takes it along in each form.

const supervisorOnDuty = (site: SiteConfig): void => {
  site.people = site.people.filter(({ role }) => role !== 'attendant');
  // One car, and it is full.
  Object.assign(site.lot, { totalStalls: 1, reservableStalls: 0 });
  delete site.sharing;
};

let booth: Booth;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
  booth = await openBooth({ lanes: '2', site: supervisorOnDuty });
  expect(await booth.sends({ lane: 'in-1', plate: '粤B12345' })).toMatchObject({ result: 'passed' });
  await booth.rests('in-1');
  await booth.stands('in-1', '粤B54321');
  await booth.shows('in-1', { phase: 'waiting', reason: 'lot-full', ready: true });
  await booth.press('F1');
  await booth.asked('reason-dialog');
  await booth.press('1');
  await booth.shows('in-1', { phase: 'passing' });
  await booth.goesThrough('in-1');
  await booth.rests('in-1');
});
afterAll(async () => {
  await booth.close();
  rmSync(folder, { recursive: true });
});

const savesTo = (path: string): Promise<void> =>
  booth.launched.app.evaluate(({ dialog, session }, filePath) => {
    session.defaultSession.once('will-download', (_event, item) => item.setSavePath(filePath));
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);

const startOf = (path: string): string => (existsSync(path) ? readFileSync(path).toString('latin1') : '');

/** As an older store that is still being counted: its cards come first, and there are many of them. */
function counts(isOlder: boolean): void {
  const db = new Database(join(booth.lot.files.data, 'gatehouse.sqlite'));
  try {
    db.pragma('busy_timeout = 5000');
    if (isOlder) db.exec(`INSERT INTO tally_backlog (kind, before) VALUES ('card_act', 1000000000)`);
    else db.exec('DELETE FROM tally_backlog');
  } finally {
    db.close();
  }
}

describe('reports', () => {
  it('of today: asked for by keys, with its cars and its hash', async () => {
    await booth.press('f');
    await booth.sees('report-none');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.press('ArrowRight', 'Enter');
    await booth.sees('report-view');
    await expect.poll(() => booth.reads('key-carsIn')).toBe(' 2');
    await expect.poll(() => booth.reads('report-hash')).toMatch(/^[0-9a-f]{12}$/);
    await expect.poll(() => booth.reads('openings-verdict')).toContain('全部对得上');
    await looksAt(booth, 'reports-day');
    expect(await seriousFindings(booth.page)).toEqual([]);
  });

  it('an override stands in it with why, by whom, and the picture', async () => {
    const { page } = booth;
    const lines = page.locator('[data-testid="lines-overrides"]');
    await expect.poll(() => lines.textContent()).toMatch(/粤B54321不按规则放行.*李主管/);
    await lines.scrollIntoViewIfNeeded();
    await expect
      .poll(() =>
        lines.locator('img').evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth > 0)),
      ) // prettier-ignore
      .toEqual([true]);
    await looksAt(booth, 'reports-override');
  });

  it.each([
    ['x', 'day.xlsx', 'PK'],
    ['c', 'day.csv', '\u00ef\u00bb\u00bf'],
    ['f', 'day.pdf', '%PDF-'],
  ])('%s saves %s', async (key, name, start) => {
    const file = join(folder, name);
    await savesTo(file);
    await booth.press(key);
    await until(() => {
      expect(startOf(file).startsWith(start)).toBe(true);
    });
    // The next key is taken once this one is done.
    await expect.poll(() => booth.reads('report-said')).toContain(key === 'f' ? '已存到' : '文件已生成');
  });

  it('without a printer it says so', async () => {
    await booth.launched.app.evaluate(({ BrowserWindow }) => {
      for (const { webContents } of BrowserWindow.getAllWindows())
        webContents.getPrintersAsync = () => Promise.resolve([]);
    });
    await booth.press('p');
    await expect.poll(() => booth.reads('report-said')).toContain('没有找到打印机');
  });

  it('a printer gets the page with its name, and its hash beside the page numbers', async () => {
    await booth.launched.app.evaluate(({ BrowserWindow }) => {
      for (const { webContents } of BrowserWindow.getAllWindows()) {
        webContents.getPrintersAsync = () => Promise.resolve([{} as Electron.PrinterInfo]);
        webContents.print = (options, done) => {
          Object.assign(globalThis, { printed: options });
          done?.(true, '');
        };
      }
    });
    await booth.press('p');
    await expect.poll(() => booth.reads('report-said')).toContain('已送打印机');
    const printed = await booth.launched.app.evaluate(() => (globalThis as { printed?: { footer: string } }).printed);
    expect(printed?.footer).toMatch(/^停车场报表 \d{4}-\d\d-\d\d · SHA-256 [0-9a-f]{12}$/);
  });

  it('one that was begun is cancelled by a key, and asked for again', async () => {
    // In one breath: a day of one car is added up before a hand is back on the keys.
    await booth.page.evaluate(() => {
      document.querySelector<HTMLElement>('[data-testid="report-begin"]')?.click();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true }));
    });
    await booth.sees('report-cancelled');
    await looksAt(booth, 'reports-cancelled');
    await booth.press('Enter');
    await booth.sees('report-view');
  });

  it('of what an older program left, it says that it is still being counted', async () => {
    counts(true);
    await booth.press('Enter');
    await expect.poll(() => booth.reads('report-failed')).toContain('升级前的记录还在后台补计');
    await looksAt(booth, 'reports-counting');
    counts(false);
    await booth.press('Enter');
    await booth.sees('report-view');
  });

  it('without a shift that ended the list says so', async () => {
    await booth.press('2');
    await booth.sees('shifts-empty');
    await looksAt(booth, 'reports-no-shifts');
  });
});
