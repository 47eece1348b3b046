import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteConfig } from '../../electron/contract/site.ts';
import { seriousFindings } from './axe.ts';
import { openBooth, until } from './booth.ts';
import type { Booth } from './booth.ts';
import { looksAt } from './pictures.ts';

// A supervisor has a day added up, looks at it, and takes it along in each form.

const supervisorOnDuty = (site: SiteConfig): void => {
  site.people = site.people.filter(({ role }) => role !== 'attendant');
};

let booth: Booth;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
  booth = await openBooth({ lanes: '2', site: supervisorOnDuty });
  expect(await booth.sends({ lane: 'in-1', plate: '粤B12345' })).toMatchObject({ result: 'passed' });
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

describe('reports', () => {
  it('of today: asked for by keys, with its cars and its hash', async () => {
    await booth.press('f');
    await booth.sees('report-none');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.press('ArrowRight', 'Enter');
    await booth.sees('report-view');
    await expect.poll(() => booth.reads('key-carsIn')).toBe(' 1');
    await expect.poll(() => booth.reads('report-hash')).toMatch(/^[0-9a-f]{12}$/);
    await expect.poll(() => booth.reads('openings-verdict')).toContain('全部对得上');
    await looksAt(booth, 'reports-day');
    expect(await seriousFindings(booth.page)).toEqual([]);
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

  it('one that was begun is cancelled by a key, and asked for again', async () => {
    // In one breath: a day of one car is added up before a hand is back on the keys.
    await booth.page.evaluate(() => {
      document.querySelector<HTMLElement>('[data-testid="report-begin"]')?.click();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true }));
    });
    await booth.sees('report-cancelled');
    await booth.press('Enter');
    await booth.sees('report-view');
  });
});
