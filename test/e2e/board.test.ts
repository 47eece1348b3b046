import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LanePlan } from '../../demo/site.ts';
import type { SiteConfig } from '../../electron/contract/site.ts';
import { seriousFindings } from './axe.ts';
import { byId, openBooth, until } from './booth.ts';
import type { Booth } from './booth.ts';
import { click, outOfWindow, turn } from './pictures.ts';
import { withFingers } from './touch.ts';

// Whose turn it is, seen and changed at the board, on the keyboard alone; and the board itself: reloaded, touched, scanned.

const LANES: LanePlan[] = [
  { id: 'in-1', name: '入口 1', direction: 'entrance', kind: 'reserved', others: 'ask' },
  { id: 'in-2', name: '入口 2', direction: 'entrance', kind: 'general', others: 'open' },
  { id: 'in-3', name: '入口 3', direction: 'entrance', kind: 'general', others: 'ask' },
  { id: 'out-1', name: '出口 1', direction: 'exit', kind: 'mixed', others: 'open' },
];

/** Four stalls, full from the third car on. Reserved cars go first all day: a test is the same at any hour. */
function small({ lot, flow, ...rest }: SiteConfig): void {
  Object.assign(lot, { totalStalls: 4, reservableStalls: 1, saturation: { saturatedFrom: 0.25, fullAbove: 0.5 } });
  Object.assign(flow, {
    priority: [{ days: 'every-day', from: '00:00', to: '00:00' }],
    exitsPerEntry: 2,
    followS: 0,
  });
  // A lot so small has no places to share.
  rest.sharing?.plans.splice(0);
}

describe('whose turn it is, at the board', () => {
  let booth: Booth;
  beforeAll(async () => {
    booth = await openBooth({ lanes: LANES, site: small });
  });
  afterAll(() => booth.close());

  const head = (testId: string, words: string | RegExp) => expect.poll(() => booth.reads(testId)).toMatch(words);
  const at = (step: 'rules' | 'length') => booth.page.waitForSelector(`${byId('flow-dialog')}[data-step="${step}"]`);
  const enters = async (plate: string): Promise<void> => {
    expect(await booth.sends({ lane: 'in-2', plate })).toMatchObject({ result: 'passed' });
    await booth.rests('in-2');
  };
  const leaves = async (plate: string): Promise<void> => {
    expect(await booth.sends({ lane: 'out-1', plate })).toMatchObject({ result: 'passed' });
    await booth.rests('out-1');
  };

  it('L says by which rule cars go in, and turns reserved first off for an hour with a reason', async () => {
    await head('flow-rule', /^预约优先 L$/);
    await head('flow-going', '先到先放');
    await booth.press('l');
    await at('rules');
    await expect
      .poll(() => booth.reads('flow-said'))
      .toBe('预约车先放（按时间表）。所有入口先到先放；饱和以后才分队列。');
    await booth.press('2');
    await at('length');
    await booth.press('2');
    await booth.asked('reason-dialog');
    await expect
      .poll(() => booth.page.locator('.ant-modal-title').textContent())
      .toMatch(/^关闭预约优先，至 (\d+\/\d+ )?\d\d:\d\d：为什么？$/);
    await booth.press('1');
    await booth.seesNo('reason-dialog');
    await head('flow-rule', /^预约优先 关 · 王师傅 · 至 (\d+\/\d+ )?\d\d:\d\d L$/);
    await expect.poll(() => booth.lists('priority-set')).toMatch(/设预约优先.*关闭 · 至 .*门口拥堵 · 王师傅/);
  });

  it('Esc goes back one step, 3 gives the hours their word again', async () => {
    await booth.press('L');
    await at('rules');
    await expect
      .poll(() => booth.reads('flow-said'))
      .toMatch(/^王师傅关闭了预约优先：不分先后，至 .*（门口拥堵）。所有入口先到先放。$/);
    await booth.press('1');
    await at('length');
    await booth.press('Escape');
    await at('rules');
    await booth.press('3');
    await booth.asked('reason-dialog');
    await booth.page.keyboard.type('上级通知');
    await booth.press('Enter');
    await booth.seesNo('reason-dialog');
    await head('flow-rule', /^预约优先 L$/);
  });

  it('a reserved-only entrance takes all cars for half an hour, until a hand ends it', async () => {
    await booth.press('l');
    await at('rules');
    await booth.press('4');
    await at('length');
    await booth.press('1');
    await booth.asked('reason-dialog');
    await booth.press('1');
    await head('lane-in-1-converted', /^临时普通入口 至 (\d+\/\d+ )?\d\d:\d\d$/);
    await expect.poll(() => booth.lists('lane-converted')).toMatch(/入口 1 · 至 .*非预约车排队太长 · 王师傅/);

    await booth.press('l');
    await at('rules');
    await expect.poll(() => booth.reads('choice-in-1')).toContain('恢复只进预约车');
    await booth.press('4');
    await booth.seesNo('flow-dialog');
    await booth.seesNo('lane-in-1-converted');
    await booth.lists('lane-conversion-ended');
  });

  it('a full lot: the car that is held reads why, its place and who is next; each car that leaves is counted', async () => {
    for (const plate of ['粤B10001', '粤B10002', '粤B10003']) await enters(plate);
    await head('flow-going', '出 2 进 1 · 再出 2 辆可进 1 辆非预约车');
    await booth.stands('in-2', '粤B20001');
    await booth.shows('in-2', { phase: 'waiting', attention: 'none', reason: 'flow-exits-needed', ready: true });
    await expect.poll(() => booth.reads('lane-in-2-decision')).toBe('已满位：再出 2 辆放行 1 辆。');
    await expect.poll(() => booth.reads('lane-in-2-place')).toMatch(/^排队 第 1 位 · 已等 0:\d\d$/);
    await head('queue-other', /粤B20001.*入口 2.*0:\d\d.*下一辆.*等出车/);
  });

  it('a car the machine asks about: the sentence says that the full lot speaks against it', async () => {
    await booth.stands('in-3', '粤B30001');
    await booth.shows('in-3', { phase: 'asking', reason: 'no-booking', ready: true });
    await expect
      .poll(() => booth.reads('lane-in-3-decision'))
      .toBe('没有预约，要放行吗？ 满位，再出 2 辆才放 1 辆：放行要写原因。');
    await booth.press('F3');
    await booth.asked('reason-dialog');
    await booth.press('Escape');
    await booth.seesNo('reason-dialog');
    await booth.shows('in-3', { phase: 'asking', reason: 'no-booking', ready: true });
  });

  it('letting one in out of turn asks for a reason, and is written down as an override', async () => {
    const wire = booth.watch('in-2');
    await booth.press('F2');
    await booth.asked('reason-dialog');
    expect(wire.opens()).toBe(0);
    await booth.press('3');
    await booth.shows('in-2', { phase: 'passing' });
    await booth.goesThrough('in-2');
    await booth.rests('in-2');
    expect(wire.opens()).toBe(1);
    await expect.poll(() => booth.lists('authorised', '粤B20001')).toMatch(/上级同意.*王师傅/);
    await until(() => expect(booth.platform.of('粤B20001')).toEqual(['entered']));
    await head('flow-going', '只放留有车位的预约车');
  });

  it('a car leaves: one more, and the next may come', async () => {
    await leaves('粤B10001');
    await head('flow-going', '出 2 进 1 · 再出 1 辆可进 1 辆非预约车');
  });

  it('the window comes back as it was, at once', async () => {
    await booth.stands('in-2', '粤B20002');
    await booth.shows('in-2', { phase: 'waiting', reason: 'flow-exits-needed', ready: true });
    const seen = () =>
      booth.page.evaluate(() => {
        const of = (selector: string) => [...document.querySelectorAll(selector)].map(({ textContent }) => textContent);
        return [
          of('.lot-bar'),
          of('.lane-name, .lane-decision, .lane-plate, .act-word'),
          of('.queue-row strong'),
          of('.activity-row'),
        ];
      });
    // What happened last may still be on its way to the window.
    let before = await seen();
    await until(async () => {
      const earlier = before;
      await booth.page.waitForTimeout(250);
      before = await seen();
      expect(before).toEqual(earlier);
    });
    await booth.page.reload();
    await booth.shows('in-2', { phase: 'waiting', plate: '粤B20002', ready: true });
    expect(await seen()).toEqual(before);
    const shownAfter = await booth.page.evaluate(() => window.cards[0]?.at ?? Infinity);
    console.info(`the board was back ${Math.round(shownAfter)} ms after its reload began`);
    expect(shownAfter).toBeLessThan(5000);
  });

  it('fingers: nothing on a card is lower than 44 px, and a plate is put together on the keypad', async () => {
    const fingers = await withFingers(booth.page);
    const low = await booth.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.lane button')]
        .filter((button) => button.getClientRects().length > 0 && button.offsetHeight < 44)
        .map(({ outerHTML }) => outerHTML.slice(0, 120)),
    );
    expect(low).toEqual([]);

    await fingers.tap(byId('lane-in-3-correct'));
    await booth.sees('lane-in-3-plate-field');
    expect(await outOfWindow(booth, '.plate-editor-pad')).toEqual([]);
    for (const key of ['湘', '删除', '8', '8']) await fingers.tap(`.keypad-key:text-is("${key}")`);
    // The province is replaced wherever the caret is, and the caret stands behind it.
    const field = booth.page.locator(byId('lane-in-3-plate-field'));
    await expect.poll(() => field.inputValue()).toBe('88B30001');
    await fingers.tap('.keypad-key:text-is("粤")');
    await expect.poll(() => field.inputValue()).toBe('粤88B30001');
    await booth.press('Control+a');
    await booth.page.keyboard.type('粤bd12345');
    await fingers.tap('.keypad-key[data-save="true"]');
    await booth.shows('in-3', { plate: '粤BD12345' });
    await fingers.lift();
  });

  it('sound: muted for the shift; plates are only said where the machine has a voice', async () => {
    await click(booth, 'sound');
    await booth.sees('mute');
    await click(booth, 'mute');
    await expect.poll(() => booth.page.locator(byId('sound')).getAttribute('title')).toBe('已静音');
    expect(await booth.page.evaluate(() => speechSynthesis.getVoices().length > 0)).toBe(
      await booth.page.locator(`${byId('spoken')} input, input${byId('spoken')}`).isEnabled(),
    );
    await click(booth, 'mute');
    await click(booth, 'sound');
  });

  it('the platform has nothing to complain of', () => {
    expect(booth.platform.complaints()).toEqual([]);
  });
});

describe('for eyes and readers of every kind', () => {
  let booth: Booth;
  beforeAll(async () => {
    booth = await openBooth({ lanes: LANES, site: small });
    await booth.platform.reserves('粤B88S88');
    await Promise.all([booth.stands('in-1', '粤B88588'), booth.stands('in-3', '粤B30001')]);
    await booth.shows('in-1', { phase: 'asking', reason: 'look-alike-booking', ready: true });
    await booth.shows('in-3', { phase: 'asking', ready: true });
  });
  afterAll(() => booth.close());

  const scan = async (what: string, within?: string) =>
    expect(await seriousFindings(booth.page, within), what).toEqual([]);
  const over = async (open: () => Promise<void>, selector: string) => {
    await open();
    await booth.page.waitForSelector(selector);
    await scan(selector, `:is(.ant-modal, .ant-popover):has(${selector})`);
    await booth.press('Escape');
    await booth.page.locator(selector).first().waitFor({ state: 'hidden' });
  };

  it.each(['light', 'dark'])('the board, what lies over it and the sync screen, %s', async (shade) => {
    await turn(booth, 'look', `html[data-shade="${shade}"]`);
    await scan('board');
    await booth.press(' ');
    await over(() => booth.press('l'), byId('flow-dialog'));
    await over(() => booth.press('?'), byId('keys-dialog'));
    await over(() => booth.press('o'), byId('reason-dialog'));
    await over(() => booth.press('t'), byId('sure-dialog'));
    await over(() => booth.press('e'), '.plate-editor-pad');
    await over(() => booth.press('v'), byId('reason-dialog'));
    await over(() => click(booth, 'about'), `${byId('about-dialog')} .ant-descriptions`);
    await over(() => booth.page.locator('button.shot').first().dispatchEvent('click'), '.picture');
    await booth.press('u');
    await booth.sees('sync');
    await scan('sync');
    await booth.press('Escape');
    await booth.seesNo('sync');
  });
});
