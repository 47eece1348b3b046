import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesOf } from '../../demo/platform/book.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { byId, openBooth, signInAs, until } from './booth.ts';
import type { Booth } from './booth.ts';
import { looksAt, resize, SMALL } from './pictures.ts';

// What the platform does not take: seen, put right, tried again or given up, by keys alone, while the gates go on.

declare const window: { gatehouse: Bridge };

describe('reports that the platform refuses', () => {
  let booth: Booth;
  beforeAll(async () => {
    booth = await openBooth({ lanes: '2', signIn: signInAs('li') });
  });
  afterAll(() => booth.close());

  const faults = () => booth.lot.platform.faults;
  const refuses = (name: 'vehicleEnter' | 'vehicleLeave'): void => {
    faults().refuse = { code: 1004, message: '超出规定长度: carNo', interface: name };
  };
  const takesAgain = (): void => {
    faults().refuse = null;
  };
  const corrections = () => entriesOf(booth.lot.platform.book, 'recordCorrection').map(({ item }) => item['carNo']);
  const page = () => booth.page;
  const text = (testId: string) => page().locator(byId(testId)).first().textContent();
  const parked = (count: number) =>
    expect.poll(() => text('sync-platform-db4403')).toMatch(new RegExp(`搁置${count}(?!\\d)`));
  const rows = () => page().locator('.lists-body tr[data-row-key]');
  const enters = async (plate: string): Promise<void> => {
    expect(await booth.sends({ lane: 'in-1', plate })).toMatchObject({ result: 'passed' });
    await booth.rests('in-1');
  };
  const leaves = async (plate: string): Promise<void> => {
    expect(await booth.sends({ lane: 'out-1', plate })).toMatchObject({ result: 'passed' });
    await booth.rests('out-1');
  };
  const toSync = async (): Promise<void> => {
    await booth.press('u');
    await booth.sees('sync');
  };
  const toBoard = async (): Promise<void> => {
    await booth.press('Escape');
    await booth.seesNo('sync');
  };
  /** Types over what stands in a field that has the focus. */
  const overtype = async (testId: string, words: string): Promise<void> => {
    await page().waitForFunction((id) => document.activeElement?.closest(id) !== null, byId(testId));
    await booth.press('Control+a');
    await page().keyboard.type(words);
  };

  it('an entry parked for its plate is corrected and taken; the car leaves under the right plate', async () => {
    refuses('vehicleEnter');
    await enters('粤B8Z345');
    await booth.sees('notice-parked');
    await toSync();
    await booth.sees('list-parked');
    await parked(1);
    await expect.poll(() => rows().first().textContent()).toMatch(/车辆驶入粤B8Z345.*1004.*carNo/);

    await booth.press('Enter');
    await booth.sees('report');
    await expect.poll(() => text('field-carNo')).toContain('平台指出');
    await booth.press('e');
    await overtype('correct-carNo', '粤B82345');
    takesAgain();
    await booth.press('Enter');
    await booth.asked('reason-dialog');
    await booth.press('1');
    await until(() => expect(booth.platform.of('粤B82345')).toEqual(['entered']));
    await booth.sees('list-empty');
    await parked(0);
    expect(booth.platform.of('粤B8Z345')).toEqual([]);
    // The platform has no other report of the stay: the corrected one says it all.
    expect(corrections()).toEqual([]);
    await toBoard();
    await booth.seesNo('notice-parked');
    await leaves('粤B82345');
    await until(() => expect(booth.platform.of('粤B82345')).toEqual(['entered', 'left']));
  });

  it('an exit corrected after its entry was taken: the record is corrected by table 30', async () => {
    await enters('粤B10001');
    await until(() => expect(booth.platform.of('粤B10001')).toEqual(['entered']));
    refuses('vehicleLeave');
    await leaves('粤B10001');
    await toSync();
    await parked(1);
    await booth.press('e');
    await overtype('correct-carNo', '粤B1000L');
    takesAgain();
    await booth.press('Enter');
    await booth.asked('reason-dialog');
    await booth.press('1');
    await until(() => expect(corrections()).toEqual(['粤B1000L']));
    expect(booth.platform.of('粤B1000L')).toEqual(['left']);
    await parked(0);
    await toBoard();
  });

  it('what does not fit the table is said at its field, and nothing is sent', async () => {
    refuses('vehicleEnter');
    await enters('粤B20002');
    await toSync();
    await parked(1);
    await booth.press('e');
    await overtype('correct-carNo', '粤B200020000000');
    await booth.press('Enter');
    await expect.poll(() => text('correct-form')).toContain('最多 10 个字');
    await booth.seesNo('reason-dialog');
    await booth.press('Escape', 'Escape');
    await booth.seesNo('report');
    await parked(1);
  });

  it('dismissed with a reason: it never reaches the platform, and stands among the dismissed', async () => {
    await booth.press('d');
    await booth.asked('reason-dialog');
    await page().keyboard.type('平台已人工补录');
    await booth.press('Enter');
    await booth.sees('list-empty');
    await booth.press('4');
    await booth.sees('list-dismissed');
    await expect.poll(() => rows().first().textContent()).toMatch(/车辆驶入粤B20002.*平台已人工补录/);
    expect(booth.platform.of('粤B20002')).toEqual([]);
    await toBoard();
  });

  it('a part of a plate finds all that was reported of the stay, and the keys lead on from there', async () => {
    await toSync();
    await booth.press('/');
    await booth.sees('search-hint');
    await page().waitForFunction(
      (id) => document.activeElement?.matches(`${id} input, input${id}`),
      byId('search-field'),
    );
    await page().keyboard.type('B1000');
    await booth.sees('found-file');
    await expect.poll(() => text('found-file')).toContain('粤B1000');
    await expect.poll(() => text('list-search')).toMatch(/车辆驶入.*已送达/);
    await looksAt(booth, 'sync-found');
    await booth.press('Enter', 'Enter');
    await booth.sees('report');
    await booth.press('Escape', '/');
    await page().keyboard.type('99');
    await booth.sees('list-empty');
    await booth.press('Escape');
    await booth.press('8');
    await booth.sees('list-refunds');
    await booth.sees('list-empty');
    await looksAt(booth, 'sync-refunds');
    await toBoard();
  });

  it('a vehicle that blocks the lane is written down at the board, and the platform hears of it', async () => {
    await booth.press('v');
    await booth.asked('reason-dialog');
    await page().locator(byId('illegal-plate')).fill('粤B77777');
    await looksAt(booth, 'over-illegal-parking');
    await page().locator(byId('reason-1')).click();
    await booth.lists('illegal-parking', '堵住车道');
    await until(() =>
      expect(entriesOf(booth.lot.platform.book, 'eventReport').map(({ item }) => item)).toContainEqual(
        expect.objectContaining({ eventType: 1003, carNo: '粤B77777', remark: '堵住车道' }),
      ),
    );
  });

  it('all tried again at once, when the platform is well again', async () => {
    refuses('vehicleEnter');
    await enters('粤B30003');
    await enters('粤B40004');
    await toSync();
    await parked(2);
    takesAgain();
    await booth.press('a');
    await until(() =>
      expect([booth.platform.of('粤B30003'), booth.platform.of('粤B40004')]).toEqual([['entered'], ['entered']]),
    );
    await parked(0);
    await expect.poll(() => text('said')).toBe('已全部交回重试');
  });

  it('meanwhile a lane asks: it is on the strip, and Space leads there', async () => {
    await booth.stands('out-1', '粤E99999');
    await booth.sees('asking-out-1');
    await expect.poll(() => text('asking-out-1')).toMatch(/出口 1.*粤E99999/);
    await booth.press('Space');
    await booth.seesNo('sync');
    await booth.shows('out-1', { phase: 'asking', reason: 'no-entry-record', active: true, ready: true });
    booth.backsAway('out-1');
    await booth.press('t');
    await booth.asked('sure-dialog');
    await booth.press('Enter');
    await booth.rests('out-1');
  });

  it('the figures are saved as a table that Excel opens', async () => {
    const file = join(booth.lot.files.data, 'figures.csv');
    await booth.launched.app.evaluate(({ session }, path) => {
      session.defaultSession.once('will-download', (_event, item) => item.setSavePath(path));
    }, file);
    await toSync();
    await booth.press('5');
    await booth.sees('figures-vehicleEnter');
    await booth.press('x');
    await until(() => expect(existsSync(file)).toBe(true));
    await until(() => expect(readFileSync(file, 'utf8')).toMatch(/^\uFEFF内容,接口,.*\r\n[^]*车辆驶入,vehicleEnter,/));
    await expect.poll(() => text('said')).toMatch(/已导出 \d+ 条/);
  });

  it('base data: the platform holds what the site file says, and is told all of it again on request', async () => {
    await booth.press('6');
    await booth.sees('group-parkInfo');
    await expect.poll(() => text('list-base-data')).not.toMatch(/待传|未上报/);
    const taken = () =>
      page().evaluate(async () => {
        const held = await window.gatehouse.call('sync.base-data', { platform: 'db4403' });
        return held.ok ? Math.min(...held.value.map(({ heldSince }) => heldSince ?? 0)) : 0;
      });
    const before = await taken();
    await booth.press('a');
    await booth.asked('sure-dialog');
    await booth.press('Enter');
    await expect.poll(() => taken()).toBeGreaterThan(before);
  });

  it('reads well with a report in the way', async () => {
    refuses('vehicleEnter');
    await booth.press('Escape');
    await enters('粤B50005');
    await toSync();
    await parked(1);
    await looksAt(booth, 'sync-parked');
    await booth.press('Enter');
    await booth.sees('report');
    await looksAt(booth, 'sync-report');
    await booth.press('Escape');
    for (const [key, name] of [
      ['3', 'sync-delivered'],
      ['4', 'sync-dismissed'],
      ['5', 'sync-figures'],
      ['6', 'sync-base-data'],
    ] as const) {
      await booth.press(key);
      await looksAt(booth, name);
    }
    await resize(booth, SMALL);
    await toBoard();
    takesAgain();
    await toSync();
    await booth.press('a');
    await parked(0);
    await toBoard();
  });

  it('to an attendant what is a supervisor’s is shown, said to be so, and refused by the station as well', async () => {
    await booth.relieves('wang');
    faults().refuse = { code: 1300, message: '对象已失效', interface: 'vehicleEnter' };
    await booth.sends({ lane: 'in-1', plate: '粤B60006' });
    await booth.sees('notice-parked');
    await booth.press('u');
    const act = (name: string) => booth.page.locator(byId(`act-${name}`));
    await act('retry').and(booth.page.locator('[data-offer="yes"]')).waitFor();
    for (const name of ['correct', 'dismiss']) {
      await expect.poll(() => act(name).getAttribute('data-offer')).toBe('not-yours');
      await expect.poll(() => act(name).isDisabled()).toBe(true);
    }
    await expect.poll(() => booth.page.locator('.lists-said').textContent()).toContain('由管理人员来做');
    await booth.press('d');
    await booth.seesNo('reason-dialog');
    const refused = await booth.page.evaluate(async () => {
      const key = crypto.randomUUID();
      return window.gatehouse.call('sync.dismiss', { key, platform: 'db4403', seq: 1, because: 'x' });
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-allowed' } });

    takesAgain();
    await booth.press('r');
    await until(() => expect(booth.platform.of('粤B60006')).toEqual(['entered']));
  });
});
