import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBooth } from './booth.ts';
import type { Booth } from './booth.ts';

let booth: Booth;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'print-'));
  booth = await openBooth({ lanes: '1' });
});
afterAll(async () => {
  await booth.close();
  rmSync(folder, { recursive: true });
});

/** What the person answers where it asks for a place. */
const answers = (filePath: string | null) =>
  booth.launched.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: path === null, filePath: path ?? '' });
  }, filePath);

const prints = (wish: { name: string; to: 'pdf' | 'printer'; foot: string }) =>
  booth.page.evaluate((asked) => window.gatehouse.print(asked), wish);

describe('paper', () => {
  it('the page becomes a PDF where the person says', async () => {
    const file = join(folder, '报表.pdf');
    await answers(file);
    expect(await prints({ name: '报表', to: 'pdf', foot: '第 {page} 页 / 共 {pages} 页' })).toEqual({
      outcome: 'done',
      file,
    });
    const pdf = readFileSync(file);
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(pdf.toString('latin1')).toMatch(/\/Type \/Page\b/);
  });

  it('whoever thinks better of it writes nothing; a place that cannot be written is said', async () => {
    await answers(null);
    expect(await prints({ name: '报表', to: 'pdf', foot: '' })).toEqual({ outcome: 'cancelled' });
    await answers(join(folder, 'not-there', '报表.pdf'));
    expect(await prints({ name: '报表', to: 'pdf', foot: '' })).toMatchObject({
      outcome: 'failed',
      why: 'not-written',
    });
  });

  it('without a printer it says so; a name that is no plain file name is not taken', async () => {
    await booth.launched.app.evaluate(({ BrowserWindow }) => {
      for (const { webContents } of BrowserWindow.getAllWindows())
        webContents.getPrintersAsync = () => Promise.resolve([]);
    });
    expect(await prints({ name: '报表', to: 'printer', foot: '' })).toMatchObject({
      outcome: 'failed',
      why: 'no-printer',
    });
    await expect(prints({ name: '../报表', to: 'pdf', foot: '' })).rejects.toThrow();
  });
});
