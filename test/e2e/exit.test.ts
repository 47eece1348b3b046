import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteConfig } from '../../electron/contract/site.ts';
import { tariff } from '../../electron/contract/site-tariff.ts';
import { seriousFindings } from './axe.ts';
import { byId, openBooth } from './booth.ts';
import type { Booth } from './booth.ts';
import { looksAt } from './pictures.ts';

// Money at the exit, by keys alone. The standard's own example: 30 minutes for nothing, 10 yuan for the first hour, then 5 an
// hour, at most 60 in 24 hours.

const HOUR = 3_600_000;
const BEIJING_MS = 8 * HOUR;

function charges(config: SiteConfig): void {
  config.tariff = tariff.parse({
    rates: [
      {
        name: '小型车',
        freeMin: 30,
        bands: [
          { days: 'every-day', from: '00:00', to: '00:00', first: { min: 60, fen: 1000 }, then: { min: 60, fen: 500 } },
        ],
        cap: { per: '24h', fen: 6000 },
      },
    ],
  });
  config.vouchers = [
    { id: 'visit', name: '就诊减免', type: 'amount', value: 600 },
    { id: 'ward', name: '住院免费', type: 'free', value: 1 },
  ];
  config.payments = {
    provider: { kind: 'static-code', code: 'https://pay.example/lot/0001', payType: 'wechat', name: '微信收款码' },
    expiresMin: 5,
  };
}

/** As a person types when a car came in, so many hours ago. */
const hoursAgo = (hours: number): string =>
  new Date(Date.now() - hours * HOUR + BEIJING_MS).toISOString().slice(5, 16).replace('T', ' ');

/** A car that no camera saw come in, and whose entry a person writes down. */
async function cameIn(booth: Booth, plate: string, hours: number): Promise<void> {
  await booth.stands('out-1', plate);
  await booth.shows('out-1', { phase: 'asking', plate, reason: 'no-entry-record', active: true, ready: true });
  await booth.press('i');
  await booth.page.waitForSelector(`${byId('entry-at')}:focus, ${byId('entry-at')} input:focus`);
  await booth.page.keyboard.type(hoursAgo(hours));
  await expect.poll(() => booth.reads('entry-meant')).toMatch(new RegExp(`停车 ${hours} 小时`));
  await booth.press('Enter');
  await booth.asked('reason-dialog');
  await booth.press('1');
  await booth.shows('out-1', { phase: 'asking', plate, reason: 'fee-due', active: true, ready: true });
}
async function opensPay(booth: Booth): Promise<void> {
  await booth.press('Enter');
  await booth.page.waitForSelector(`${byId('pay-given')}:focus`);
}

describe('money at the exit', () => {
  let booth: Booth;
  beforeAll(async () => {
    booth = await openBooth({ lanes: '3', site: charges });
  });
  afterAll(() => booth.close());

  it('a car without an entry: a person writes it down, and the fee is there', async () => {
    await cameIn(booth, '粤B12345', 3);
    await expect.poll(() => booth.reads('lane-out-1-due')).toBe('应收20.00待付20.00');
    await looksAt(booth, 'exit-fee');
    expect(await seriousFindings(booth.page)).toEqual([]);
  });

  it('cash: what is given is typed, the change is said, Enter takes it, and the arm goes up', async () => {
    const exit = booth.watch('out-1');
    await opensPay(booth);
    await booth.page.keyboard.type('15');
    await expect.poll(() => booth.reads('pay-change')).toBe('还差 5.00');
    await booth.press('Enter');
    expect(exit.opens()).toBe(0);
    await booth.press('Backspace', 'Backspace');
    await booth.page.keyboard.type('50');
    await expect.poll(() => booth.reads('pay-change')).toBe('找零 30.00');
    await looksAt(booth, 'exit-pay');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.press('Enter');
    await booth.seesNo('pay-dialog');
    await booth.shows('out-1', { phase: 'passing', plate: '粤B12345' });
    expect(exit.opens()).toBe(1);
    await booth.goesThrough('out-1');
    await booth.rests('out-1');
    await expect.poll(() => booth.platform.of('粤B12345')).toEqual(['entered', 'left']);
    await expect.poll(() => booth.lists('charged', '粤B12345')).toContain('王师傅');
  });

  it('a voucher comes off, and the sum on the screen is the new one', async () => {
    await cameIn(booth, '粤B23456', 5);
    await opensPay(booth);
    await booth.press('a');
    await expect.poll(() => booth.page.locator(byId('pay-dialog')).getAttribute('data-due')).toBe('2400');
    await expect.poll(() => booth.reads('pay-discounts')).toContain('就诊减免');
    await booth.press('Enter');
    await booth.shows('out-1', { phase: 'passing', plate: '粤B23456' });
    await booth.goesThrough('out-1');
    await booth.rests('out-1');
  });

  it("the lot's own code: the driver scans it, the attendant says that the money came, and the arm goes up", async () => {
    const exit = booth.watch('out-1');
    await cameIn(booth, '粤B45678', 4);
    await opensPay(booth);
    await booth.press('q');
    await expect.poll(() => booth.page.locator(byId('pay-payment')).getAttribute('data-state')).toBe('pending');
    await looksAt(booth, 'exit-code');
    expect(await seriousFindings(booth.page)).toEqual([]);
    expect(exit.opens()).toBe(0);
    await booth.press('y');
    await booth.shows('out-1', { phase: 'passing', plate: '粤B45678' });
    expect(exit.opens()).toBe(1);
    await booth.goesThrough('out-1');
    await booth.rests('out-1');
  });

  it('the money of a stay lies with it: its receipt is shown, and an attendant does not pay back', async () => {
    await booth.press('/');
    await booth.page.waitForSelector(`${byId('history-field')}:focus, ${byId('history-field')} input:focus`);
    await booth.page.keyboard.type('45678');
    await expect.poll(() => booth.page.locator(`${byId('history-rows')} tr[data-row-key]`).count()).toBe(1);
    await booth.press('Enter', 'Enter');
    await expect.poll(() => booth.reads('stay-money')).toMatch(/微信 25\.00/);
    await expect.poll(() => booth.page.locator(byId('charge-refund')).isDisabled()).toBe(true);
    await booth.page.locator(byId('charge-receipt')).click();
    await booth.page.waitForSelector(byId('receipt-paper'));
    await looksAt(booth, 'exit-receipt');
    await booth.press('Escape', 'Escape', 'Escape');
    await booth.sees('board');
  });

  it('let out unpaid, with a reason: the debt is told the next time', async () => {
    await cameIn(booth, '粤B34567', 2);
    await opensPay(booth);
    await booth.press('n');
    await booth.asked('reason-dialog');
    await booth.press('1');
    await booth.shows('out-1', { phase: 'passing', plate: '粤B34567' });
    await booth.goesThrough('out-1');
    await booth.rests('out-1');
    await booth.lists('debt', '粤B34567');
    await booth.sends({ lane: 'in-2', plate: '粤B34567' });
    await booth.rests('in-2');
    await booth.stands('out-1', '粤B34567');
    await booth.shows('out-1', { phase: 'passing', plate: '粤B34567' });
    await expect.poll(() => booth.reads('lane-out-1-due')).toBe('免费时段内，不收费上次欠费15.00');
    await booth.goesThrough('out-1');
    await booth.rests('out-1');
  });

  it('nobody was under an arm, and the platform has nothing to complain of', () => {
    expect(booth.lot.journal.entries.filter(({ what }) => what === 'arm-on-car')).toEqual([]);
    expect(booth.platform.complaints()).toEqual([]);
  });
});

describe('money by phone', () => {
  let booth: Booth;
  beforeAll(async () => {
    booth = await openBooth({ lanes: '3', tariff: true });
  });
  afterAll(() => booth.close());

  const cashier = () => {
    const { cashier } = booth.lot;
    if (cashier === null) throw new Error('no cashier');
    return cashier;
  };
  const payment = (state: string) =>
    expect.poll(() => booth.page.locator(byId('pay-payment')).getAttribute('data-state')).toBe(state);
  async function goes(plate: string): Promise<void> {
    await booth.shows('out-1', { phase: 'passing', plate, reason: 'fee-paid' });
    await booth.goesThrough('out-1');
    await booth.rests('out-1');
  }

  it('the driver scans the code that is shown: the arm goes up when the money is there', async () => {
    const exit = booth.watch('out-1');
    await cameIn(booth, '粤B12345', 3);
    await opensPay(booth);
    await booth.press('q');
    await payment('pending');
    await looksAt(booth, 'exit-phone');
    expect(exit.opens()).toBe(0);
    const qr = [...cashier().trades.shown.keys()].at(-1) ?? '';
    cashier().trades.scanQr(qr);
    await goes('粤B12345');
    expect(exit.opens()).toBe(1);
    expect(cashier().trades.held()).toBe(2100);
  });

  it("the driver's code is scanned: its digits and Enter, as a scanner types them", async () => {
    await cameIn(booth, '粤B23456', 3);
    await opensPay(booth);
    await booth.page.keyboard.type(cashier().trades.phone('pays').code);
    await booth.press('Enter');
    await goes('粤B23456');
    expect(cashier().trades.held()).toBe(2 * 2100);
  });

  it('the line breaks after the money went: nothing is known, nothing opens; asked again it is there, once', async () => {
    const exit = booth.watch('out-1');
    await cameIn(booth, '粤B34567', 3);
    await opensPay(booth);
    Object.assign(cashier().faults, { hangUp: 'after' });
    const { code } = cashier().trades.phone('pays');
    await booth.page.keyboard.type(code);
    await booth.press('Enter');
    await payment('unknown');
    expect(exit.opens()).toBe(0);
    // The same scan once more is no other payment.
    await booth.page.keyboard.type(code);
    await booth.press('Enter');
    Object.assign(cashier().faults, { hangUp: null });
    await goes('粤B34567');
    expect(cashier().trades.held()).toBe(3 * 2100);
  });

  it('the cashier and the platform have nothing to complain of', () => {
    expect(cashier().complaints).toEqual([]);
    expect(booth.platform.complaints()).toEqual([]);
  });
});
