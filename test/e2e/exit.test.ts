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
const MINUTE = 60_000;
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

/** As a person types when a car came in, so long ago. */
const typedAs = (ago: number): string =>
  new Date(Date.now() - ago + BEIJING_MS).toISOString().slice(5, 16).replace('T', ' ');

/**
 * A car that no camera saw come in, and whose entry a person writes down: five minutes under so many hours, each begun one
 * of which is charged. What follows takes a moment.
 */
async function cameIn(booth: Booth, plate: string, hours: number): Promise<void> {
  await booth.stands('out-1', plate);
  await booth.shows('out-1', { phase: 'asking', plate, reason: 'no-entry-record', active: true, ready: true });
  await booth.press('i');
  await booth.page.waitForSelector(`${byId('entry-at')}:focus, ${byId('entry-at')} input:focus`);
  await booth.page.keyboard.type(typedAs(hours * HOUR - 5 * MINUTE));
  await expect.poll(() => booth.reads('entry-meant')).toMatch(new RegExp(`停车 ${hours - 1} 小时 5[3-5] 分`));
  await booth.press('Enter');
  await booth.asked('reason-dialog');
  await booth.press('1');
  await booth.shows('out-1', { phase: 'asking', plate, reason: 'fee-due', active: true, ready: true });
}
/** Opens the stay that a part of a plate finds, below so many newer events. */
async function looksUp(booth: Booth, text: string, events = 0): Promise<void> {
  await booth.press('/');
  await booth.page.waitForSelector(`${byId('history-field')}:focus, ${byId('history-field')} input:focus`);
  await booth.page.keyboard.type(text);
  await expect.poll(() => booth.page.locator(`${byId('history-rows')} tr[data-row-key]`).count()).toBe(events + 1);
  await booth.press('Enter', ...Array.from({ length: events }, () => 'ArrowDown'), 'Enter');
  await booth.sees('stay');
}

/** Whether one thing on the screen lies over another. */
async function covers(booth: Booth, over: string, under: string): Promise<boolean> {
  const [a, b] = await Promise.all([over, under].map((id) => booth.page.locator(byId(id)).boundingBox()));
  if (!a || !b) throw new Error(`${over} or ${under} is not on the screen`);
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
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
    // Why so much, line by line; and the card beside it still says why its car stands there.
    await expect.poll(() => booth.reads('bill')).toMatch(/首 1 小时.*10\.00.*后每 1 小时.*10\.00.*20\.00/);
    expect(await covers(booth, 'pay-dialog', 'lane-out-1-decision')).toBe(false);
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

  it('the driver wants his receipt when his car has left the arm: one key shows it', async () => {
    await expect.poll(() => booth.reads('lane-out-1-last-charge')).toContain('粤B12345 已收 20.00');
    await looksAt(booth, 'exit-last-charge');
    await booth.press('d');
    await expect.poll(() => booth.reads('receipt-paper')).toMatch(/粤B12345.*实收20\.00/);
    await booth.press('Escape');
    await booth.seesNo('receipt-dialog');
  });

  it('a next car that has a bill is not offered the receipt of the one before', async () => {
    await cameIn(booth, '粤B67890', 3);
    await booth.seesNo('lane-out-1-last-charge');
    await booth.press('d');
    await booth.seesNo('receipt-dialog');
  });

  it('paid ahead at the desk: from the stay in the history; at the exit it opens by itself', async () => {
    const exit = booth.watch('out-1');
    // It turns round at the arm: the driver goes to the desk first.
    booth.backsAway('out-1');
    await booth.press('t');
    await booth.asked('sure-dialog');
    await booth.press('Enter');
    await booth.rests('out-1');
    // Its turning round is on record too.
    await looksUp(booth, '67890', 1);
    await expect.poll(() => booth.reads('stay-money')).toContain('到现在应付 20.00');
    await booth.press('j');
    await booth.page.waitForSelector(`${byId('pay-given')}:focus`);
    await expect.poll(() => booth.reads('bill')).toContain('20.00');
    await looksAt(booth, 'exit-pay-ahead');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.page.keyboard.type('50');
    await booth.press('Enter');
    await booth.seesNo('pay-dialog');
    await expect.poll(() => booth.reads('stay-money')).toMatch(/现金 20\.00/);
    await booth.press('Escape', 'Escape');
    await booth.sees('board');
    await booth.stands('out-1', '粤B67890');
    await booth.shows('out-1', { phase: 'passing', plate: '粤B67890', reason: 'fee-paid' });
    expect(exit.opens()).toBe(1);
    await booth.goesThrough('out-1');
    await booth.rests('out-1');
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
    await looksUp(booth, '45678');
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

  it('what it owes is taken along with its next fee, in one sum; each has its receipt', async () => {
    await cameIn(booth, '粤B34567', 4);
    await opensPay(booth);
    await expect.poll(() => booth.reads('pay-owed')).toMatch(/出场时欠费.*15\.00/);
    await expect.poll(() => booth.page.locator(byId('pay-dialog')).getAttribute('data-due')).toBe('2500');
    await booth.press('b');
    await expect.poll(() => booth.page.locator(byId('pay-dialog')).getAttribute('data-due')).toBe('4000');
    // By phone one after the other: the debt first.
    await booth.press('q');
    await expect.poll(() => booth.reads('pay-payment')).toContain('15.00 请司机付款');
    await looksAt(booth, 'exit-debt');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.press('c');
    await expect.poll(() => booth.page.locator(byId('pay-payment')).getAttribute('data-state')).toBe('cancelled');
    await booth.page.keyboard.type('50');
    await expect.poll(() => booth.reads('pay-change')).toBe('找零 10.00');
    await booth.press('Enter');
    await booth.shows('out-1', { phase: 'passing', plate: '粤B34567' });
    await expect.poll(() => booth.reads('lane-out-1-due')).not.toContain('欠费');
    await booth.goesThrough('out-1');
    await booth.rests('out-1');
    await booth.lists('debt-ended', '粤B34567');
    await booth.press('d');
    await expect.poll(() => booth.reads('receipt-paper')).toMatch(/实收25\.00/);
    await booth.press('2');
    await expect.poll(() => booth.reads('receipt-paper')).toMatch(/实收15\.00/);
    await booth.press('Escape');
    await booth.seesNo('receipt-dialog');
  });

  it('what a car owes is collected where it comes in, by the code of the lot, and it is not kept waiting', async () => {
    await cameIn(booth, '粤B78901', 2);
    await opensPay(booth);
    await booth.press('n');
    await booth.asked('reason-dialog');
    await booth.press('1');
    await booth.shows('out-1', { phase: 'passing', plate: '粤B78901' });
    await booth.goesThrough('out-1');
    await booth.rests('out-1');
    await booth.stands('in-2', '粤B78901');
    await booth.shows('in-2', { phase: 'passing', plate: '粤B78901' });
    await expect.poll(() => booth.reads('lane-in-2-due')).toBe('上次欠费15.00');
    await booth.page.locator(byId('lane-in-2-collect-debts')).click();
    await booth.page.waitForSelector(`${byId('pay-given')}:focus`);
    await booth.press('q');
    await expect.poll(() => booth.page.locator(byId('pay-payment')).getAttribute('data-state')).toBe('pending');
    await looksAt(booth, 'entrance-debt');
    await booth.press('y');
    await booth.seesNo('pay-dialog');
    await booth.seesNo('lane-in-2-due');
    await booth.goesThrough('in-2');
    await booth.rests('in-2');
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

  it('another sum comes than was asked for: no further code, and cash only after a warning', async () => {
    const exit = booth.watch('out-1');
    await cameIn(booth, '粤B45678', 3);
    await opensPay(booth);
    Object.assign(cashier().faults, { takes: 1900 });
    await booth.page.keyboard.type(cashier().trades.phone('pays').code);
    await booth.press('Enter');
    await expect.poll(() => booth.reads('pay-came')).toContain('19.00');
    Object.assign(cashier().faults, { takes: null });
    await booth.sees('notice-payment');
    await looksAt(booth, 'exit-mismatch');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.press('q');
    await booth.page.keyboard.type(cashier().trades.phone('pays').code);
    await booth.press('Enter');
    expect(await booth.page.locator(byId('pay-payment')).count()).toBe(0);
    expect(cashier().trades.held()).toBe(3 * 2100 + 1900);
    await booth.press('Enter');
    await expect.poll(() => booth.page.locator(byId('pay-came')).getAttribute('data-warned')).toBe('true');
    expect(exit.opens()).toBe(0);
    await booth.press('Enter');
    await booth.shows('out-1', { phase: 'passing', plate: '粤B45678' });
    expect(exit.opens()).toBe(1);
    await booth.goesThrough('out-1');
    await booth.rests('out-1');
    // Nobody has said yet what becomes of the money that came.
    await booth.sees('notice-payment');
  });

  it('the cashier and the platform have nothing to complain of', () => {
    expect(cashier().complaints).toEqual([]);
    expect(booth.platform.complaints()).toEqual([]);
  });
});
