import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from './axe.ts';
import { byId, openBooth } from './booth.ts';
import type { Booth } from './booth.ts';
import { looksAt } from './pictures.ts';

// Every opening accounted for: what does not go with the cars that passed stands first, by keys alone.

describe('the openings of a day', () => {
  let booth: Booth;
  beforeAll(async () => {
    booth = await openBooth({ lanes: '2' });
  });
  afterAll(() => booth.close());

  const rows = () => booth.page.locator(`${byId('openings-rows')} tr[data-row-key]`);
  const selected = async () =>
    (await booth.page.locator(`${byId('openings-rows')} tr[aria-selected="true"]`).textContent()) ?? '';

  it('an arm that nobody told to rise stands out, before those that let one car through each', async () => {
    expect(await booth.sends({ lane: 'in-1', plate: '粤B12345' })).toMatchObject({ result: 'passed' });
    await booth.rests('in-1');
    await booth.lot.flip({ switch: 'fob', lane: 'in-1' });
    await booth.shows('in-1', { phase: 'passing' });
    await booth.goesThrough('in-1');
    await booth.rests('in-1');
    await booth.lot.flip({ switch: 'crank', lane: 'in-1', to: 'open' });
    await booth.lists('opened-unknown');
    await booth.lot.flip({ switch: 'crank', lane: 'in-1', to: 'closed' });
    await booth.rests('in-1');

    await booth.press('/');
    await booth.page.waitForSelector(`${byId('history-field')}:focus, ${byId('history-field')} input:focus`);
    await booth.press('Enter', '2');
    await booth.sees('openings-rows');
    await expect
      .poll(() => rows().evaluateAll((lines) => lines.map((line) => line.getAttribute('data-doubtful'))))
      .toEqual(['true', 'false', 'false']);
    await expect.poll(() => selected()).toMatch(/开闸原因不明.*无车通过/);
    await expect.poll(() => booth.reads('openings-verdict')).toBe('1 处对不上，排在最前');
    await expect.poll(() => booth.reads('openings-sums')).toMatch(/自动放行.*远程开闸|远程开闸.*自动放行/);
    await looksAt(booth, 'openings');
    expect(await seriousFindings(booth.page)).toEqual([]);
  });

  it('each line leads to its stay, and says so where there is none', async () => {
    await booth.press('Enter');
    await expect.poll(() => booth.reads('openings-said')).toContain('没有停车记录');
    await booth.press('End', 'Enter');
    await booth.sees('stay');
    await expect.poll(() => booth.reads('stay-audit')).toContain('入场');
    await booth.press('Escape');
    await booth.seesNo('stay');
  });

  it('one key each chooses the day, the shift and the lane', async () => {
    await booth.press('ArrowLeft');
    await booth.sees('openings-empty');
    await booth.press('t');
    await booth.sees('openings-rows');
    await booth.press('l');
    await expect.poll(() => booth.reads('openings-openings')).toBe('3');
    await booth.press('l');
    await booth.sees('openings-empty');
    await booth.press('Escape');
    await booth.seesNo('history');
  });
});
