import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beijingDateTime } from '../../demo/beijing-time.ts';
import type { CouponValue } from '../../demo/platform/coupons.ts';
import { entriesOf } from '../../demo/platform/book.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { seriousFindings } from './axe.ts';
import { byId, openBooth, until } from './booth.ts';
import type { Booth } from './booth.ts';
import { comesIn, dueAtExit, goes, hoursGoBy, paysCash, takesMoney, told } from './exit-lot.ts';
import { looksAt } from './pictures.ts';

// What platforms and drivers bring to a paying exit, by keys alone: coupons, orders that are over, plates that were misread,
// the control list.

declare const window: Pick<Window, 'cards'> & { gatehouse: Bridge };

const HOUR = 3_600_000;

let booth: Booth;
beforeAll(async () => {
  booth = await openBooth({ lanes: '3', site: takesMoney });
});
afterAll(() => booth.close());

describe('coupons of the platform at the exit', () => {
  const gives = async (carNo: string, value: CouponValue) => {
    const { coupons } = await booth.lot.platform.coupons.give({ carNo, value, channel: '深圳交警' });
    expect(coupons).toMatchObject([{ state: 'given' }]);
  };
  /** A row of table 38 that the platform words itself. */
  const couponOf = (carNo: string, change: object) => ({
    parkCode: booth.lot.platform.access.parkCode,
    carNo,
    operateTime: beijingDateTime(Date.now()),
    discountChannel: '深圳交警',
    platform: '共享停车平台',
    ...change,
  });
  /** Parked for just under three hours: 20 yuan. */
  const asksFor = async (plate: string) => {
    await booth.stands('out-1', plate);
    await booth.shows('out-1', { phase: 'asking', plate, reason: 'fee-due', active: true, ready: true });
  };

  it.each<[string, string, CouponValue, string, number]>([
    ['11 yuan', '粤B11111', { kind: 'amount', fen: 1100 }, '应收20.00优惠-11.00待付9.00', 900],
    ['two hours', '粤B22222', { kind: 'time', hours: 2 }, '应收20.00优惠-10.00待付10.00', 1000],
    ['30 %', '粤B33333', { kind: 'share', off: 0.3 }, '应收20.00优惠-6.00待付14.00', 1400],
  ])('%s off the bill: the card says so, and the rest is paid', async (_, plate, value, words, received) => {
    const exit = booth.watch('out-1');
    await comesIn(booth, plate);
    hoursGoBy(booth, plate, 3);
    await gives(plate, value);
    await asksFor(plate);
    await dueAtExit(booth).toBe(words);
    expect(exit.opens()).toBe(0);
    if (value.kind === 'share') await looksAt(booth, 'exit-coupon');
    await paysCash(booth);
    await goes(booth, plate);
    expect(exit.opens()).toBe(1);
    expect(await told(booth, 'chargeRecord', plate, 1)).toMatchObject([
      { receivables: 2000, discount: 2000 - received, received, listDiscounts: [{ discountChannel: '深圳交警' }] },
    ]);
  });

  it.each<[string, string, CouponValue]>([
    ['free of charge', '粤B44444', { kind: 'free' }],
    ['a coupon larger than the fee: never less than nothing', '粤B55555', { kind: 'amount', fen: 5000 }],
  ])('%s: the car goes by itself, and the coupon is used up', async (_, plate, value) => {
    await comesIn(booth, plate);
    hoursGoBy(booth, plate, 3);
    await gives(plate, value);
    await booth.stands('out-1', plate);
    await booth.shows('out-1', { phase: 'passing', plate });
    await dueAtExit(booth).toBe('应收20.00优惠-20.00待付0.00');
    await goes(booth, plate);
    expect(await told(booth, 'chargeRecord', plate, 1)).toMatchObject([
      { receivables: 2000, discount: 2000, received: 0 },
    ]);
    // The next day it pays.
    await comesIn(booth, plate);
    hoursGoBy(booth, plate, 3);
    await asksFor(plate);
    await dueAtExit(booth).toBe('应收20.00待付20.00');
    await paysCash(booth);
    await goes(booth, plate);
  });

  it("another lot's coupon is turned away, and nothing comes off", async () => {
    const plate = '粤B66666';
    await comesIn(booth, plate);
    hoursGoBy(booth, plate, 3);
    const elsewhere = { couponNo: 'ELSEWHERE-1', parkCode: '44030500100101000099', couponType: 4, couponValue: 1 };
    const answer = await booth.lot.platform.request('coupon', couponOf(plate, elsewhere));
    expect(answer).toMatchObject({ answered: true, item: { couponNo: 'ELSEWHERE-1', code: 1101 } });
    await asksFor(plate);
    await dueAtExit(booth).toBe('应收20.00待付20.00');
    await paysCash(booth);
    await goes(booth, plate);
  });

  it('the same coupon sent twice comes off once', async () => {
    const plate = '粤B77777';
    await comesIn(booth, plate);
    hoursGoBy(booth, plate, 3);
    const coupon = couponOf(plate, { couponNo: 'TWICE-1', couponType: 1, couponValue: 6 });
    for (let times = 0; times < 2; times += 1) {
      const answer = await booth.lot.platform.request('coupon', coupon);
      expect(answer).toMatchObject({ answered: true, item: { couponNo: 'TWICE-1', code: 0 } });
    }
    await asksFor(plate);
    await dueAtExit(booth).toBe('应收20.00优惠-6.00待付14.00');
    await booth.press('Enter');
    await booth.page.waitForSelector(`${byId('pay-given')}:focus`);
    await expect.poll(() => booth.reads('pay-discounts')).toBe('深圳交警 · 减 6.00 元−6.00');
    await booth.press('Enter');
    await booth.seesNo('pay-dialog');
    await goes(booth, plate);
  });

  it('nobody was under an arm, and the platform has nothing to complain of', () => {
    expect(booth.lot.journal.entries.filter(({ what }) => what === 'arm-on-car')).toEqual([]);
    expect(booth.platform.complaints()).toEqual([]);
  });
});

describe('who stands at a paying exit', () => {
  it('a misread plate: the stays that look alike stand with their pictures, one key takes one, and its own fee shows', async () => {
    const exit = booth.watch('out-1');
    for (const plate of ['粤B82345', '粤B8234S']) await comesIn(booth, plate);
    hoursGoBy(booth, '粤B82345', 3);
    hoursGoBy(booth, '粤B8234S', 5);
    // A car that paid 25 yuan stands there before.
    await comesIn(booth, '粤B99999');
    hoursGoBy(booth, '粤B99999', 4);
    await booth.stands('out-1', '粤B99999');
    await booth.shows('out-1', { phase: 'asking', plate: '粤B99999', reason: 'fee-due', active: true, ready: true });
    await dueAtExit(booth).toBe('应收25.00待付25.00');
    await paysCash(booth);
    await goes(booth, '粤B99999');

    await booth.stands('out-1', '粤BB2345');
    await booth.shows('out-1', {
      phase: 'asking',
      plate: '粤BB2345',
      reason: 'look-alike-stay',
      active: true,
      ready: true,
    });
    const candidate = (place: number) =>
      booth.page.locator(`${byId(`lane-out-1-candidate-${place}`)} [data-text]`).first();
    // One misreading before two.
    await expect.poll(() => candidate(1).getAttribute('data-text')).toBe('粤B82345');
    await expect.poll(() => candidate(2).getAttribute('data-text')).toBe('粤B8234S');
    await expect.poll(() => booth.page.locator(`${byId('candidate-shots')} img`).count()).toBe(2);
    await looksAt(booth, 'exit-look-alike');
    expect(await seriousFindings(booth.page)).toEqual([]);
    expect(exit.opens()).toBe(1);
    await booth.press('1');
    await booth.shows('out-1', { phase: 'asking', plate: '粤B82345', reason: 'fee-due', active: true, ready: true });
    await dueAtExit(booth).toBe('应收20.00待付20.00');
    const shown = await booth.page.evaluate(() => window.cards);
    // What is said of the car before names its plate; no sum of it stands without.
    const ofThisCar = shown
      .filter(({ laneId, plate }) => laneId === 'out-1' && /2345$/.test(plate ?? ''))
      .map(({ text }) => text.replace(/粤B99999 (已收|paid) 25\.00/, ''));
    expect(ofThisCar.filter((text) => text.includes('25.00'))).toEqual([]);
    await paysCash(booth);
    await goes(booth, '粤B82345');
    expect(await told(booth, 'chargeRecord', '粤B82345', 1)).toMatchObject([{ receivables: 2000, received: 2000 }]);
    expect(booth.platform.of('粤B8234S')).toEqual(['entered']);
  });

  it('beyond a shared order: the time of the order is free, the time beyond it is paid and told', async () => {
    const plate = '粤B31313';
    const from = Date.now() - HOUR;
    const wish = {
      packageCode: 'DAY-TIMES',
      carNo: plate,
      from,
      to: from + 2 * HOUR,
      amountFen: 32_000,
      discountFen: 32_000,
    };
    expect(await booth.lot.platform.orders.order(wish)).toMatchObject({ order: { state: 'taken' } });
    await comesIn(booth, plate);
    // An hour of the order is left, and two more go by.
    hoursGoBy(booth, plate, 3);
    await booth.stands('out-1', plate);
    await booth.shows('out-1', { phase: 'asking', plate, reason: 'fee-due', active: true, ready: true });
    await dueAtExit(booth).toBe('应收10.00待付10.00');
    await looksAt(booth, 'exit-overdue');
    await paysCash(booth);
    await goes(booth, plate);
    expect(await told(booth, 'overdueOrder', plate, 2)).toMatchObject([
      { amount: 1000, payStatus: 0 },
      { amount: 1000, payStatus: 1 },
    ]);
    const paid = entriesOf(booth.lot.platform.book, 'payResult').filter(({ item }) => item['orderType'] === 1);
    expect(paid.map(({ item }) => item)).toMatchObject([{ payResult: 1, payType: 1, payAmount: 1000 }]);
  });

  it('within its shared order: nothing is due, and it goes by itself', async () => {
    const plate = '粤B32323';
    const from = Date.now() - HOUR;
    const wish = {
      packageCode: 'DAY-TIMES',
      carNo: plate,
      from,
      to: from + 9 * HOUR,
      amountFen: 32_000,
      discountFen: 32_000,
    };
    await booth.lot.platform.orders.order(wish);
    await comesIn(booth, plate);
    hoursGoBy(booth, plate, 3);
    await booth.stands('out-1', plate);
    await booth.shows('out-1', { phase: 'passing', plate });
    await dueAtExit(booth).toBe('共享方案内，不另收费');
    await goes(booth, plate);
  });

  it('listed as free (strategy 5): it goes by itself and pays nothing', async () => {
    const plate = '粤B50505';
    await comesIn(booth, plate);
    hoursGoBy(booth, plate, 3);
    await booth.lot.platform.controlList.list([{ carNo: plate, strategy: 5, to: Date.now() + 24 * HOUR }]);
    await booth.stands('out-1', plate);
    await booth.shows('out-1', { phase: 'passing', plate });
    await dueAtExit(booth).toBe('免费车辆');
    await goes(booth, plate);
    expect(await told(booth, 'vehicleLeave', plate, 1)).toMatchObject([{ receivables: 0, discount: 0, received: 0 }]);
  });

  it.each([
    ['2 (in, not out)', '粤B20202', 2],
    ['3 (neither in nor out)', '粤B30303', 3],
  ] as const)('listed with strategy %s: not let out, whatever it would pay', async (_, plate, strategy) => {
    const exit = booth.watch('out-1');
    await comesIn(booth, plate);
    hoursGoBy(booth, plate, 3);
    await booth.lot.platform.controlList.list([{ carNo: plate, strategy, to: Date.now() + 24 * HOUR }]);
    await booth.stands('out-1', plate);
    await booth.shows('out-1', { phase: 'refused', attention: 'stop', plate, reason: 'control-no-exit', ready: true });
    if (strategy === 2) await looksAt(booth, 'exit-barred');
    await booth.captures('out-1', plate);
    await booth.shows('out-1', { phase: 'refused', plate, ready: true });
    expect(exit.opens()).toBe(0);
    await until(() =>
      expect(
        entriesOf(booth.lot.platform.book, 'eventReport').filter(({ item }) => item['carNo'] === plate),
      ).not.toEqual([]),
    );
    booth.backsAway('out-1');
    await booth.press('t');
    await booth.asked('sure-dialog');
    await booth.press('Enter');
    await booth.rests('out-1');
    expect(exit.opens()).toBe(0);
    expect(booth.platform.of(plate)).toEqual(['entered']);
  });

  it('nobody was under an arm, and the platform has nothing to complain of', () => {
    expect(booth.lot.journal.entries.filter(({ what }) => what === 'arm-on-car')).toEqual([]);
    expect(booth.platform.complaints()).toEqual([]);
  });
});

describe('money is paid back', () => {
  /** A car paid 20 yuan in cash; its file is open. */
  async function paidAndFound(plate: string): Promise<void> {
    await comesIn(booth, plate);
    hoursGoBy(booth, plate, 3);
    await booth.stands('out-1', plate);
    await booth.shows('out-1', { phase: 'asking', plate, reason: 'fee-due', active: true, ready: true });
    await paysCash(booth);
    await goes(booth, plate);
    await booth.press('/');
    await booth.page.waitForSelector(`${byId('history-field')}:focus, ${byId('history-field')} input:focus`);
    await booth.page.keyboard.type(plate.slice(2));
    await expect.poll(() => booth.page.locator(`${byId('history-rows')} tr[data-row-key]`).count()).toBe(1);
    await booth.press('Enter', 'Enter');
    await expect.poll(() => booth.reads('stay-money')).toMatch(/现金 20\.00/);
  }

  it('by an attendant: not by the button, and not past it', async () => {
    await paidAndFound('粤B15151');
    await expect.poll(() => booth.page.locator(byId('charge-refund')).isDisabled()).toBe(true);
    const refused = await booth.page.evaluate(() =>
      window.gatehouse.call('charges.refund', {
        key: crypto.randomUUID(),
        chargeId: 'x',
        amount: 500,
        because: 'x',
      }),
    );
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    await booth.press('Escape', 'Escape');
    await booth.sees('board');
  });

  it('by a supervisor, a part of it, with a reason: it is in the file, and the platform keeps the sums as charged', async () => {
    await booth.relieves('li');
    const plate = '粤B16161';
    await paidAndFound(plate);
    await booth.page.locator(byId('charge-refund')).focus();
    await booth.press('Enter');
    await booth.sees('refund-sum');
    await booth.page.locator(byId('refund-sum')).focus();
    await booth.press('Control+a');
    await booth.page.keyboard.type('25');
    await expect.poll(() => booth.page.locator(byId('refund-sum')).getAttribute('class')).toContain('error');
    await booth.press('Control+a');
    await booth.page.keyboard.type('5');
    await looksAt(booth, 'exit-refund');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.page.locator(byId('reason-1')).focus();
    await booth.press('Enter');
    await expect.poll(() => booth.reads('stay-money')).toMatch(/现金 20\.00.*已退 5\.00/);
    await until(() => expect(booth.platform.of(plate)).toEqual(['entered', 'left']));
    expect(await told(booth, 'vehicleLeave', plate, 1)).toMatchObject([
      { receivables: 2000, discount: 0, received: 2000 },
    ]);
    expect(entriesOf(booth.lot.platform.book, 'recordCorrection')).toEqual([]);
    expect(booth.platform.complaints()).toEqual([]);
  });
});
