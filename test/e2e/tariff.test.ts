import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tariff } from '../../electron/contract/site-tariff.ts';
import { seriousFindings } from './axe.ts';
import { byId, openBooth } from './booth.ts';
import type { Booth } from './booth.ts';
import { click, looksAt } from './pictures.ts';

// Any entry and exit time, and what the stay would cost by the site's tariff, line by line, by keys alone.

const hour = (fen: number) => ({ min: 60, fen });
const bands = [{ days: 'every-day', from: '00:00', to: '00:00', first: hour(1000), then: hour(500) }];
const cap = { per: '24h', fen: 6000 };

/** Opens the preview and types both times. */
async function tries(booth: Booth, entry: string, exit: string): Promise<void> {
  await click(booth, 'to-tariff');
  await booth.sees('tariff-empty');
  await booth.page.waitForSelector(`${byId('tariff-enteredAt')}:focus, ${byId('tariff-enteredAt')} input:focus`);
  await booth.page.keyboard.type(entry);
  await booth.press('Enter', 'Tab');
  await booth.page.keyboard.type(exit);
  await booth.press('Enter', 'Tab');
}

describe('the tariff tried out at a lot that charges', () => {
  let booth: Booth;
  beforeAll(async () => {
    const rates = [
      { name: '新能源车', for: { plateColours: ['green'] }, freeMin: 30, bands, cap, percentOff: 50 },
      { name: '小型车', freeMin: 30, bands, cap },
    ];
    booth = await openBooth({ lanes: '2', site: (config) => (config.tariff = tariff.parse({ rates })) });
  });
  afterAll(() => booth.close());

  it('a stay of a day and two hours is listed with its cap, and read well', async () => {
    await tries(booth, '2026-10-12 08:00', '2026-10-13 10:00');
    await expect.poll(() => booth.reads('bill-total')).toBe('70.00');
    expect(await booth.reads('tariff-rate')).toBe('小型车，停车 26 小时 0 分（1560 分钟）');
    const lines = booth.page.locator(`${byId('bill')} tbody tr`);
    expect(await lines.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-kind')))).toEqual([
      ...['first', 'then', 'cap'],
    ]);
    await looksAt(booth, 'tariff');
    expect(await seriousFindings(booth.page)).toEqual([]);
    await booth.press('Escape');
    await booth.seesNo('tariff-dialog');
  });

  it('an exit before the entry has no bill, and says why', async () => {
    await tries(booth, '2026-10-12 08:00', '2026-10-12 07:59');
    await expect.poll(() => booth.reads('tariff-refused')).toContain('出场早于入场');
    await booth.press('Escape');
    await booth.seesNo('tariff-dialog');
  });

  it('another colour of plate is another rate', async () => {
    await tries(booth, '2026-10-12 08:00', '2026-10-13 10:00');
    await expect.poll(() => booth.reads('bill-total')).toBe('70.00');
    await booth.page.locator(byId('tariff-plate-colour')).click();
    await booth.page.locator('.ant-select-item-option').getByText('绿', { exact: true }).click();
    await expect.poll(() => booth.reads('bill-total')).toBe('35.00');
  });
});

it('a lot without a tariff says that it charges nothing', async () => {
  const booth = await openBooth({ lanes: '2' });
  try {
    await tries(booth, '2026-10-12 08:00', '2026-10-12 10:00');
    await expect.poll(() => booth.reads('tariff-refused')).toContain('现在不收费');
  } finally {
    await booth.close();
  }
});
