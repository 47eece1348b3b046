import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from './axe.ts';
import { entriesOf } from '../../demo/platform/book.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { byId, openBooth, signInAs, until } from './booth.ts';
import type { Booth } from './booth.ts';
import { looksAt } from './pictures.ts';

// Who was here: found by a part of a plate, looked at, put right, by keys alone.

declare const window: { gatehouse: Bridge };

async function comesAndGoes(booth: Booth, plate: string): Promise<void> {
  expect(await booth.sends({ lane: 'in-1', plate })).toMatchObject({ result: 'passed' });
  await booth.rests('in-1');
  expect(await booth.sends({ lane: 'out-1', plate })).toMatchObject({ result: 'passed' });
  await booth.rests('out-1');
  await until(() => expect(booth.platform.of(plate)).toEqual(['entered', 'left']));
}

async function finds(booth: Booth, part: string, count: number): Promise<void> {
  await booth.press('/');
  await booth.sees('history');
  await booth.page.waitForFunction(
    (id) => document.activeElement?.matches(`${id} input, input${id}`),
    byId('history-field'),
  );
  await booth.press('Control+a');
  await booth.page.keyboard.type(part);
  const rows = booth.page.locator(`${byId('history-rows')} tr[data-row-key]`);
  await until(async () => {
    await expect.poll(() => booth.page.locator(byId('history-field')).inputValue()).toBe(part);
    await expect.poll(() => rows.count()).toBe(count);
  });
  await booth.press('Enter');
}

describe('the history', () => {
  let booth: Booth;
  beforeAll(async () => {
    booth = await openBooth({ lanes: '2', signIn: signInAs('li') });
  });
  afterAll(() => booth.close());

  const pictureOf = (side: string) =>
    booth.page.waitForFunction(
      (css) => {
        const image = document.querySelector<HTMLImageElement>(css);
        return image !== null && image.complete && image.naturalWidth > 0;
      },
      `${byId(`stay-${side}`)} img`,
    );

  it('a car that came and went is found by a part of its plate, with both its pictures', async () => {
    await comesAndGoes(booth, '粤B12345');
    await comesAndGoes(booth, '粤B88888');
    await finds(booth, '2345', 1);
    await looksAt(booth, 'history-found');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.press('Enter');
    await booth.sees('stay');
    await Promise.all([pictureOf('entry'), pictureOf('exit')]);
    await expect.poll(() => booth.reads('stay-audit')).toMatch(/入场.*出场/s);
    await expect.poll(() => booth.reads('stay-reports')).toMatch(/车辆驶入.*车辆驶离/s);
    await looksAt(booth, 'history-stay');
    expect(await seriousFindings(booth.page)).toEqual([]);
  });

  it('it is put right with a reason: the platform hears it, and what the camera read is kept', async () => {
    await booth.press('e');
    await booth.sees('stay-form');
    await booth.page.waitForFunction((id) => document.activeElement?.matches(id), byId('stay-plate-field'));
    await looksAt(booth, 'history-correct');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.press('Control+a');
    await booth.page.keyboard.type('粤B1234S');
    await booth.page.locator(byId('stay-because')).focus();
    await booth.page.keyboard.type('看照片');
    await booth.press('Enter');
    await booth.seesNo('stay-form');
    await until(() =>
      expect(entriesOf(booth.lot.platform.book, 'recordCorrection').map(({ item }) => item['carNo'])).toEqual([
        '粤B1234S',
      ]),
    );
    await expect.poll(() => booth.reads('stay-audit')).toMatch(/改牌.*看照片.*原车牌 粤B12345/s);
    await expect.poll(() => booth.reads('stay')).toContain('相机读作 粤B12345');
  });

  it('Esc goes back step by step, and what nobody had is not found', async () => {
    await booth.press('Escape');
    await booth.seesNo('stay');
    await finds(booth, 'ZZZ', 0);
    await booth.sees('history-empty');
    await booth.press('?');
    await booth.sees('keys-dialog');
    await booth.press('Escape');
    await booth.seesNo('keys-dialog');
    await booth.press('Escape');
    await booth.seesNo('history');
  });

  it('to an attendant it is for looking: records are corrected by a supervisor', async () => {
    await booth.relieves('wang');
    await comesAndGoes(booth, '粤B77777');
    await finds(booth, '粤B7', 1);
    await booth.press('Enter');
    await booth.sees('stay');
    await expect.poll(() => booth.page.locator(byId('stay-correct')).isDisabled()).toBe(true);
    await booth.press('e');
    await booth.seesNo('stay-form');
    const refused = await booth.page.evaluate(() =>
      window.gatehouse.call('history.correct', {
        key: crypto.randomUUID(),
        stayId: 'x',
        plate: '粤B1',
        because: 'x',
      }),
    );
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  });
});
