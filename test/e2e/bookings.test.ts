import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from './axe.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { byId, openBooth, signInAs, until } from './booth.ts';
import type { Booth } from './booth.ts';
import { looksAt } from './pictures.ts';

// Who has booked and who came, by keys alone, while the platform books and the gates go on.

declare const window: { gatehouse: Bridge };

const MINUTE = 60_000;

describe('the bookings screen', () => {
  let booth: Booth;
  beforeAll(async () => {
    booth = await openBooth({ lanes: '2', signIn: signInAs('li') });
  });
  afterAll(() => booth.close());

  const line = (plate: string, standing?: string) =>
    booth.page.locator(`tr[data-plate="${plate}"]${standing === undefined ? '' : `[data-standing="${standing}"]`}`);
  const text = (testId: string) => booth.page.locator(byId(testId)).first().textContent();
  const focused = (testId: string) =>
    booth.page.waitForFunction(
      (id) => document.activeElement?.matches(`${id} input, input${id}`) === true,
      byId(testId),
    );

  it('a booking of the platform is listed with its standing, below the line for now when it is to come', async () => {
    await booth.press('b');
    await booth.sees('bookings');
    await booth.sees('list-empty');
    await booth.platform.reserves('粤B12345');
    await line('粤B12345', 'due').waitFor();
    const from = Date.now() + 30 * MINUTE;
    const wish = { carNo: '粤BD08888', from, to: from + 60 * MINUTE, keptMin: 15, hold: true };
    await booth.lot.platform.reserve(wish);
    await line('粤BD08888', 'to-come').waitFor();
    const rows = await booth.page
      .locator('.lists-body tbody tr[data-row-key]')
      .evaluateAll((all) =>
        all.map((row) => (row instanceof HTMLElement ? (row.dataset['plate'] ?? row.dataset['testid']) : null)),
      );
    expect(rows).toEqual(['粤B12345', 'now-line', '粤BD08888']);
    await expect.poll(() => text('figure-booked')).toBe('2');
  });

  it('the car comes, and the line moves on without a hand', async () => {
    expect(await booth.sends({ lane: 'in-1', plate: '粤B12345' })).toMatchObject({ result: 'passed' });
    await line('粤B12345', 'inside').waitFor();
    await expect.poll(() => line('粤B12345').textContent()).toContain('准时');
    await expect.poll(() => text('figure-came')).toBe('1');
  });

  it('any part of a plate finds it; Enter opens it, Esc leads back step by step', async () => {
    await booth.press('/');
    await focused('bookings-search');
    await booth.page.keyboard.type('d088');
    await line('粤B12345').waitFor({ state: 'detached' });
    await line('粤BD08888').waitFor();
    await booth.press('Enter', 'Enter');
    await booth.sees('detail');
    await expect.poll(() => text('detail')).toMatch(/预约号.*多留 15 分钟/);
    await looksAt(booth, 'bookings-detail');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.press('Escape');
    await booth.seesNo('detail');
    await booth.press('t');
    await line('粤BD08888').waitFor();
  });

  it('other days, and kinds of standing', async () => {
    await booth.press('ArrowRight');
    await booth.sees('list-empty');
    await booth.press('t', '/');
    await focused('bookings-search');
    await booth.press('Control+a', 'Delete', 'Enter');
    await line('粤B12345', 'inside').waitFor();
    await looksAt(booth, 'bookings-day');
    expect(await seriousFindings(booth.page)).toEqual([]);
  });

  it('a coupon is declared void with a reason, and cannot be twice', async () => {
    await booth.lot.platform.coupons.give({ carNo: '粤B55555', value: { kind: 'amount', fen: 500 } });
    await booth.press('3');
    await booth.page.locator('.lists-body tr[data-row-key]').first().waitFor();
    await looksAt(booth, 'bookings-coupons');
    await booth.press('a');
    await booth.asked('reason-dialog');
    await booth.press('1');
    await booth.sees('list-empty');
    await expect.poll(() => text('said')).toBe('已作废');
  });

  it('the control list says in words how a car may pass', async () => {
    await booth.lot.platform.controlList.list([{ carNo: '粤B66666', strategy: 1, to: Date.now() + 60 * MINUTE }]);
    await booth.press('4');
    await expect.poll(() => text('list-control')).toContain('禁止进，允许出');
    await looksAt(booth, 'bookings-control');
  });

  it('the list is saved as a table', async () => {
    const file = join(booth.lot.files.data, 'bookings.csv');
    await booth.launched.app.evaluate(({ session }, path) => {
      session.defaultSession.once('will-download', (_event, item) => item.setSavePath(path));
    }, file);
    await booth.press('1');
    await line('粤B12345').waitFor();
    await booth.press('x');
    await until(() => expect(existsSync(file)).toBe(true));
    await until(() => expect(readFileSync(file, 'utf8')).toMatch(/^\uFEFF车牌,情况,预约号.*\r\n[^]*粤B12345,在场,/));
  });

  it('Esc leads to the board', async () => {
    await booth.press('Escape');
    await booth.seesNo('bookings');
    await booth.shows('in-1', { phase: 'idle' });
  });

  it('to an attendant what is a supervisor’s is shown, said to be so, and refused by the station as well', async () => {
    await booth.relieves('wang');
    await booth.lot.platform.coupons.give({ carNo: '粤B55555', value: { kind: 'free' } });
    await booth.press('b');
    await booth.sees('bookings');
    await booth.press('3');
    const annul = booth.page.locator(byId('act-annul')).first();
    await annul.and(booth.page.locator('[data-offer="not-yours"]')).waitFor();
    await expect.poll(() => booth.page.locator('.lists-said').textContent()).toContain('由管理人员来做');
    await booth.press('a');
    await booth.seesNo('reason-dialog');
    const refused = await booth.page.evaluate(async () => {
      const key = crypto.randomUUID();
      return window.gatehouse.call('orders.annul-coupon', { key, couponNo: 'x', because: 'x' });
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  });
});
