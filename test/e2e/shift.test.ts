import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteConfig } from '../../electron/contract/site.ts';
import { seriousFindings } from './axe.ts';
import { openBooth, signInAs } from './booth.ts';
import type { Booth } from './booth.ts';
import { goes, hoursGoBy, paysCash, takesMoney } from './exit-lot.ts';
import { looksAt } from './pictures.ts';

// The drawer is counted before anybody is told what it should hold; then the shift goes to the next person, by keys alone.

const TILL = 20_000;
const withChange = (site: SiteConfig): void => {
  site.reports = { ...site.reports, till: TILL };
  takesMoney(site);
};

let booth: Booth;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shift-'));
  booth = await openBooth({ lanes: '2', site: withChange });
});
afterAll(async () => {
  await booth.close();
  rmSync(folder, { recursive: true });
});

/** Counts a sum: what the field took is what was meant. */
async function counts(sum: string): Promise<void> {
  const { page } = booth;
  await booth.sees('count-form');
  await booth.press('m');
  await expect
    .poll(() => page.locator('#count-amount').evaluate((field) => field === document.activeElement))
    .toBe(true);
  await page.keyboard.type(sum);
  await expect.poll(() => booth.reads('count-total')).toBe(Number(sum).toFixed(2));
  await booth.press('Enter');
}

describe('a hand-over with a difference', () => {
  it('pieces add up at once, Enter leads from field to field, and nothing tells what there should be', async () => {
    const { page } = booth;
    await booth.press('z');
    await booth.sees('count-form');
    expect(await booth.reads('standing')).toContain('200.00');
    await expect
      .poll(() => page.locator('#piece-10000').evaluate((field) => field === document.activeElement))
      .toBe(true);
    for (const key of ['1', 'Enter', '1', 'Enter', '2', 'Enter']) await booth.press(key);
    await expect.poll(() => booth.reads('count-total')).toBe('190.00');
    expect(await page.locator('[data-testid="told"]').count()).toBe(0);
    await looksAt(booth, 'shift-count');
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('what is missing is said large, and asks why; it can be counted again', async () => {
    await counts('195');
    await expect.poll(() => booth.reads('told-difference')).toContain('少 5.00 元');
    await looksAt(booth, 'shift-told');
    await booth.press('0');
    await counts('198');
    await expect.poll(() => booth.reads('told-difference')).toContain('少 2.00 元');
    await expect.poll(() => booth.reads('counts')).toMatch(/少 5\.00 元.*少 2\.00 元/s);
  });

  it('cash that is taken after the count asks for another one', async () => {
    const plate = '粤B12345';
    await booth.press('Escape');
    await booth.sees('board');
    expect(await booth.sends({ lane: 'in-1', plate })).toMatchObject({ result: 'passed' });
    await booth.rests('in-1');
    hoursGoBy(booth, plate, 2);
    await booth.stands('out-1', plate);
    await booth.shows('out-1', { phase: 'asking', plate, reason: 'fee-due', active: true, ready: true });
    await paysCash(booth);
    await goes(booth, plate);
    await booth.press('z');
    await booth.sees('count-moved');
    await looksAt(booth, 'shift-count-again');
    await counts('213');
    await expect.poll(() => booth.reads('told-difference')).toContain('少 2.00 元');
  });

  it('with a reason it goes to the next person, and its own figures are there to be printed', async () => {
    const { page } = booth;
    await booth.press('1');
    await booth.sees('takers');
    await page.locator('[data-testid="choice-li"]').focus();
    await booth.press('Enter');
    await booth.sees('hand-over-sure');
    expect(await booth.reads('hand-over-sure')).toContain('少 2.00 元');
    await booth.press('Enter');
    await booth.sees('ended');
    await booth.sees('report-view');
    await expect.poll(() => booth.reads('key-difference')).toContain('-2.00');
    await looksAt(booth, 'shift-ended');
    expect(await seriousFindings(page)).toEqual([]);

    const file = join(folder, 'shift.pdf');
    await booth.launched.app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    }, file);
    await booth.press('f');
    await expect.poll(() => booth.reads('report-said')).toContain('shift.pdf');
    expect(readFileSync(file).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });

  it('the next one signs in with their own password, and finds the difference in the list of shifts', async () => {
    const { page } = booth;
    await booth.press('Enter');
    await booth.sees('sign-in');
    await page.locator('[data-testid="person-li"]').click();
    await page.locator('[data-testid="password"]').fill(signInAs('li').split(':')[1] ?? '');
    await booth.press('Enter');
    await booth.sees('board');
    await booth.press('f');
    await booth.sees('reports');
    await booth.press('2');
    await booth.sees('shifts');
    await expect.poll(() => booth.reads('shift-1')).toContain('少 2.00 元');
    await looksAt(booth, 'shift-list');
    await booth.press('Enter');
    await booth.sees('report-view');
    await expect.poll(() => booth.reads('key-difference')).toContain('-2.00');
  });
});
