import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import writeSheet from 'write-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from './axe.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { readTable } from '../../electron/station/cards/table.ts';
import { byId, openBooth, signInAs, until } from './booth.ts';
import type { Booth } from './booth.ts';
import { looksAt } from './pictures.ts';

// Month cards from the screen to the arm, by keys alone.

declare const window: { gatehouse: Bridge };

const DAY_MS = 86_400_000;
/** A day of Beijing, so many from today. */
const day = (from: number): string => new Date(Date.now() + 8 * 3_600_000 + from * DAY_MS).toISOString().slice(0, 10);

describe('the cards screen', () => {
  let booth: Booth;
  beforeAll(async () => {
    booth = await openBooth({ lanes: '2', signIn: signInAs('li') });
  });
  afterAll(() => booth.close());

  const text = (testId: string) => booth.page.locator(byId(testId)).first().textContent();
  const line = (no: string) => booth.page.locator(byId(`line-${no}`));
  const focused = (testId: string) =>
    booth.page.waitForFunction(
      (id) => document.activeElement?.matches(`${id} input, input${id}`) === true,
      byId(testId),
    );
  const fill = (testId: string, value: string) => booth.page.locator(byId(testId)).fill(value);

  it('a card is added, and what is wrong with it is said at its field', async () => {
    await booth.press('k');
    await booth.sees('cards');
    await booth.sees('list-empty');
    await booth.press('a');
    await booth.sees('card-form');
    await focused('card-plates');
    await booth.page.keyboard.type('TOYOTA');
    await booth.press('Enter');
    await expect.poll(() => text('help-plates')).toContain('TOYOTA 不是车牌');
    await expect.poll(() => text('help-holder')).toContain('必填');
    await looksAt(booth, 'cards-form');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await fill('card-plates', '粤B12345 粤B67890');
    await fill('card-holder', '王小明');
    await fill('card-phone', '13800000000');
    await fill('card-monthlyPrice', '300');
    await fill('card-paid', '300');
    await booth.press('Enter');
    await line('K00001').waitFor();
    await expect.poll(() => text('said')).toBe('已新办');
  });

  it('its car comes in by itself, and is shown inside', async () => {
    expect(await booth.sends({ lane: 'in-1', plate: '粤B12345' })).toMatchObject({ result: 'passed' });
    await booth.press('Enter');
    await booth.sees('card');
    await expect.poll(() => text('card-inside')).toContain('粤B12345');
    await expect.poll(() => text('card-acts')).toContain('收 300.00 元（现金）');
    await looksAt(booth, 'cards-detail');
    expect(await seriousFindings(booth.page)).toEqual([]);
  });

  it('a card is extended from its end; the sum follows its price', async () => {
    await booth.press('r');
    await booth.sees('extend-form');
    await focused('extend-count');
    await fill('extend-count', '3');
    await expect.poll(() => booth.page.locator(byId('card-paid')).inputValue()).toBe('900');
    await expect.poll(() => text('extend-becomes')).toMatch(/续到 \d{4}-\d{2}-\d{2}/);
    await looksAt(booth, 'cards-extend');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.press('Enter');
    await booth.sees('card');
    await expect.poll(() => text('card-acts')).toContain('收 900.00 元（现金）');
    await booth.press('Escape');
    await booth.seesNo('card');
  });

  it('a table is looked at row by row, and taken in with its errors left out', async () => {
    const headings = ['卡号', '类型', '持卡人', '车牌', '开始日期', '结束日期'];
    const cards = Array.from({ length: 60 }, (_, n) => [`C${n}`, '月卡', `车主 ${n}`, `粤C${10_000 + n}`, day(-30), day(n < 5 ? n : 60)]); // prettier-ignore
    const wrong = ['X1', '月卡', '张三', '粤B12345', day(-3), day(3)];
    const over = ['O1', '月卡', '李四', '粤C99999', day(-60), day(-12)];
    const free = ['F1', '免费', '物业 电话 88', '粤C88888、粤C77777、粤C66666', day(-1), ''];
    const file = join(booth.lot.files.data, 'cards.xlsx');
    writeFileSync(file, await writeSheet([headings, wrong, over, free, ...cards]).toBuffer());
    await booth.press('i');
    await booth.sees('import-dialog');
    await booth.page.locator(byId('import-file')).setInputFiles(file);
    await expect.poll(() => text('import-counts'), { timeout: 15_000 }).toBe('新增 62，修改 0，不变 0，有错 1');
    await expect.poll(() => text('row-2')).toContain('粤B12345 在同一时期已有卡 K00001');
    await looksAt(booth, 'cards-import');
    expect(await seriousFindings(booth.page)).toEqual([]);
    const write = booth.page.locator(byId('import-write')).first();
    expect(await write.isDisabled()).toBe(true);
    await booth.page
      .locator(`${byId('import-leave-out')} input, input${byId('import-leave-out')}`)
      .first()
      .focus();
    await booth.press('Space', 'Tab', 'Enter');
    await booth.asked('reason-dialog');
    await booth.press('1');
    await expect.poll(() => text('said')).toBe('已导入 62 张');
    await booth.seesNo('import-dialog');
    await line('C0').waitFor();
  });

  it('the list says which cards end soon, page by page, and finds one by any part of a plate', async () => {
    await expect.poll(() => text('pages')).toBe('1–50，共 62 张');
    await expect.poll(() => text('filter-ending')).toContain('5');
    await looksAt(booth, 'cards-list');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.press('PageDown');
    await expect.poll(() => text('pages')).toBe('51–62，共 62 张');
    await booth.press('/');
    await focused('cards-search');
    await booth.page.keyboard.type('c77777');
    await line('F1').waitFor();
    await line('C55').waitFor({ state: 'detached' });
    await booth.press('Enter', 'f', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
    await booth.sees('list-empty');
    await booth.press('/');
    await focused('cards-search');
    await booth.press('Control+a', 'Delete', 'Enter');
    await line('O1').waitFor();
    await expect.poll(() => line('O1').textContent()).toContain('过期 12 天');
  });

  it('a card is ended with a reason', async () => {
    await booth.press('d');
    await booth.asked('reason-dialog');
    await booth.press('1');
    await booth.sees('list-empty');
    await expect.poll(() => text('said')).toBe('已停用');
  });

  it.each(['xlsx', 'csv'])('the list is saved as %s that an import understands', async (kind) => {
    const file = join(booth.lot.files.data, `saved.${kind}`);
    await booth.launched.app.evaluate(({ session }, path) => {
      session.defaultSession.once('will-download', (_event, item) => item.setSavePath(path));
    }, file);
    await booth.page.locator(byId('filter-current')).click();
    await line('C0').waitFor();
    await booth.press('x');
    await booth.sees('export-kinds');
    await booth.press(kind === 'xlsx' ? '1' : '2');
    await until(() => expect(existsSync(file)).toBe(true));
    await expect.poll(() => text('said')).toBe('已导出 62 张');
    await expect
      .poll(async () => (await readTable(readFileSync(file)).catch(() => [])).map(({ texts }) => texts.no))
      .toContain('F1');
  });

  it('a stay that a card let in names it in the history, beside what was done with cards, and leads to it', async () => {
    await booth.press('Escape');
    await booth.seesNo('cards');
    await booth.press('/');
    await booth.sees('history-rows');
    const rows = booth.page.locator(byId('history-rows'));
    await expect.poll(() => rows.textContent()).toMatch(/导入月卡.*月卡续期.*非预约 · 月卡.*新月卡/s);
    await booth.page.locator(byId('history-stay')).first().click();
    await booth.sees('stay');
    await expect.poll(() => text('stay-card')).toContain('K00001');
    await looksAt(booth, 'history-card');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.page.locator(byId('stay-card')).click();
    await booth.sees('card');
    await expect.poll(() => text('card-acts')).toMatch(/到期日 \d{4}-\d{2}-\d{2} → \d{4}-\d{2}-\d{2}/);
    await looksAt(booth, 'cards-acts');
    await booth.press('Escape');
    await booth.seesNo('card');
  });

  it('Esc leads to the board', async () => {
    await booth.press('Escape');
    await booth.seesNo('cards');
    await booth.shows('in-1', { phase: 'idle' });
  });

  it('to an attendant what is a supervisor’s is shown, said to be so, and refused by the station as well', async () => {
    await booth.relieves('wang');
    await booth.press('k');
    await booth.sees('cards');
    await booth.page.locator(`${byId('act-add')}[data-offer="not-yours"]`).waitFor();
    await expect.poll(() => booth.page.locator('.lists-said').textContent()).toContain('由管理人员来做');
    await booth.press('a', 'i');
    await booth.seesNo('card-form');
    await booth.seesNo('import-dialog');
    const refused = await booth.page.evaluate(async () => {
      const key = crypto.randomUUID();
      return window.gatehouse.call('cards.end', { key, no: 'K00001', because: 'x' });
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  });
});
