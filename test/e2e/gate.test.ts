import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBooth, until } from './booth.ts';
import type { Booth } from './booth.ts';

// The main job, end to end: a camera's capture becomes an opening on the wire, a stay, and a report at the platform.

describe('the gate', () => {
  let booth: Booth;
  beforeAll(async () => {
    booth = await openBooth({ lanes: '3' });
  });
  afterAll(() => booth.close());

  it('a car arrives, appears on the board, its arm opens on the wire, it passes, and the platform has it', async () => {
    const { platform, reads } = booth;
    const entrance = booth.watch('in-1');
    const arriving = booth.sends({ lane: 'in-1', plate: '粤B12345', booked: true });
    const card = await booth.showed('in-1', { phase: 'opening', plate: '粤B12345', reason: 'booking-on-time' });
    expect(card).toMatch(/预约 (\d+\/\d+ )?\d\d:\d\d–(\d+\/\d+ )?\d\d:\d\d/);
    expect(card).toContain('预约车，准时到达，自动放行。');

    expect(await arriving).toMatchObject({
      result: 'passed',
      readAs: '粤B12345',
      booked: { answer: { answered: true } },
    });
    await booth.rests('in-1');
    await until(() => expect(platform.of('粤B12345')).toEqual(['entered']));
    await until(() => expect(platform.counts()).toEqual({ used: 1, reserved: 0 }));
    await expect.poll(() => reads('lot-inside')).toBe('1/60');
    await expect.poll(() => booth.lists('entered', '粤B12345')).toContain('→ 平台');

    // One opening for one car, and the arm comes down again behind it.
    expect(entrance.moves()).toEqual(['rising', 'open', 'lowering', 'closed']);
    expect(entrance.opens()).toBe(1);
    expect(entrance.passages()).toEqual([{ plate: '粤B12345', how: 'let-in' }]);
  });

  it('it leaves by the exit, which knows it, and the platform has that under the same id', async () => {
    const { platform, reads } = booth;
    const exit = booth.watch('out-1');
    const leaving = booth.sends({ lane: 'out-1', plate: '粤B12345' });
    const card = await booth.showed('out-1', { phase: 'opening', plate: '粤B12345', reason: 'stay-matched' });
    expect(card).toMatch(/停车 0 分 (\d+\/\d+ )?\d\d:\d\d 从入口 1 进场/);

    expect(await leaving).toMatchObject({ result: 'passed' });
    await until(() => expect(platform.of('粤B12345')).toEqual(['entered', 'left']));
    expect(new Set(platform.stayIds('粤B12345')).size).toBe(1);
    await until(() => expect(platform.counts()).toEqual({ used: 0, reserved: 0 }));
    await expect.poll(() => reads('lot-inside')).toBe('0/60');
    expect(exit.opens()).toBe(1);
  });

  it('the pictures of its coming and its going stand side by side at the exit', async () => {
    await booth.sends({ lane: 'in-2', plate: '粤B67890' });
    await booth.rests('in-2');
    await booth.stands('out-1', '粤B67890');
    await until(async () => {
      const widths = await booth.page
        .locator('[data-testid="lane-out-1"] .shot img')
        .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
      expect(widths).toEqual([1280, 1280]);
    });
    await booth.goesThrough('out-1');
    await until(() => expect(booth.platform.of('粤B67890')).toEqual(['entered', 'left']));
  });

  it('nobody was under an arm, and the platform has nothing to complain of', () => {
    expect(booth.lot.journal.entries.filter(({ what }) => what === 'arm-on-car')).toEqual([]);
    expect(booth.platform.complaints()).toEqual([]);
  });
});
