import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBooth, until } from './booth.ts';
import type { Booth } from './booth.ts';

// C.2.3.2 b: at a single entrance the attendant confirms each reservation. One key a car.

describe('the single entrance with manual confirmation', () => {
  let booth: Booth;
  beforeAll(async () => {
    booth = await openBooth({ lanes: 'confirm' });
  });
  afterAll(() => booth.close());

  const asks = (plate: string, reason: string) =>
    booth.shows('in-1', { phase: 'asking', attention: 'ask', plate, reason, active: true, ready: true });

  it.each([
    ['Enter', '粤B11111'],
    ['F1', '粤B22222'],
  ])('%s confirms the reservation that stands beside the capture, and the arm opens once', async (key, plate) => {
    const wire = booth.watch('in-1');
    const arriving = booth.sends({ lane: 'in-1', plate, booked: true });
    await asks(plate, 'booking-needs-confirmation');
    const card = booth.page.locator('[data-testid="lane-in-1"]');
    await expect
      .poll(() => card.getByTestId('booking-panel').locator('[data-text]').getAttribute('data-text'))
      .toBe(plate);
    await expect.poll(() => booth.reads('lane-in-1-main')).toContain('确认预约放行');
    await expect.poll(() => booth.reads('lot-reserved')).toBe('1');
    expect(wire.opens()).toBe(0);

    await booth.press(key);
    expect(await arriving).toMatchObject({ result: 'passed' });
    await until(() => expect(booth.platform.of(plate)).toEqual(['entered']));
    expect(wire.opens()).toBe(1);
    // It entered as the reserved car that it is: its place is taken, none is kept for it any more.
    await expect.poll(() => booth.reads('lot-reserved')).toBe('0');
  });

  it('another car under a booked plate: what differs is said, and N lets it in without using up the reservation', async () => {
    await booth.platform.reserves('粤B12345', 'large-yellow');
    const wire = booth.watch('in-1');
    const arriving = booth.sends({ lane: 'in-1', plate: '粤B12345' });
    await asks('粤B12345', 'booking-needs-confirmation');
    await expect
      .poll(() => booth.reads('differences'))
      .toBe('不同：车色 实拍白色，预约黄色；车型 实拍小型车，预约大型车');
    await booth.press('n');
    expect(await arriving).toMatchObject({ result: 'passed' });
    await until(() => expect(booth.platform.of('粤B12345')).toEqual(['entered']));
    expect(wire.opens()).toBe(1);
    await expect.poll(() => booth.reads('lot-reserved')).toBe('1');
  });

  it('a car without a reservation is asked about; a key hit twice opens once and does not reach the next car', async () => {
    const wire = booth.watch('in-1');
    const first = booth.sends({ lane: 'in-1', plate: '粤B55555' });
    const second = booth.sends({ lane: 'in-1', plate: '粤B66666' });
    await asks('粤B55555', 'no-booking');
    await expect.poll(() => booth.reads('lane-in-1-decision')).toBe('没有预约，要放行吗？');
    await booth.press('Enter', 'Enter', 'Enter');
    await first;
    await booth.shows('in-1', { phase: 'asking', plate: '粤B66666' });
    expect(wire.opens()).toBe(1);
    await asks('粤B66666', 'no-booking');
    await booth.press('Enter');
    await second;
    expect(wire.opens()).toBe(2);
  });

  it('nobody was under an arm, and the platform has nothing to complain of', () => {
    expect(booth.lot.journal.entries.filter(({ what }) => what === 'arm-on-car')).toEqual([]);
    expect(booth.platform.complaints()).toEqual([]);
  });
});
