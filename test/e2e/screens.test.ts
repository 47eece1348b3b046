import { describe, expect, it } from 'vitest';
import type { SiteConfig } from '../../electron/contract/site.ts';
import { openBooth } from './booth.ts';
import type { Booth, BoothOptions } from './booth.ts';
import { withFingers } from './touch.ts';
import { click, looksAt, outOfWindow, overflows, picture, resize, SMALL, turn } from './pictures.ts';

// Every screen in every look, with cars standing at the gates. What the eye cannot be asked here is measured: nothing
// scrolls, nothing runs out of the window, no sentence is cut. The pictures are for people: test-results/screens/.

async function atBooth(options: BoothOptions, look: (booth: Booth) => Promise<void>): Promise<void> {
  const booth = await openBooth({ size: SMALL, ...options });
  try {
    await look(booth);
  } finally {
    await booth.close();
  }
}

/** Reserved cars first all day, from the share of places taken on that is said. */
const priority =
  (saturatedFrom: number, fullAbove: number) =>
  ({ lot, flow }: SiteConfig): void => {
    Object.assign(lot, { saturation: { saturatedFrom, fullAbove } });
    Object.assign(flow, {
      priority: [{ days: 'every-day', from: '00:00', to: '00:00' }],
      exitsPerEntry: 2,
      followS: 0,
    });
  };

describe('the board fits and reads well', () => {
  it('one lane: a reservation to confirm, whose car looks different', () =>
    atBooth({ lanes: '1' }, async (booth) => {
      await booth.platform.reserves('粤B12345', 'large-yellow');
      await booth.stands('in-1', '粤B12345');
      await booth.shows('in-1', { phase: 'asking', reason: 'booking-needs-confirmation', ready: true });
      await looksAt(booth, '1-confirm');
      await dialogsOf(booth);
    }));

  it('two lanes: a plate read badly, and an exit that finds only look-alikes', () =>
    atBooth({ lanes: '2', site: priority(0.01, 0.9) }, async (booth) => {
      await booth.sends({ lane: 'in-1', plate: '粤B82345' });
      await booth.rests('in-1');
      await Promise.all([booth.stands('in-1', '粤BD08888', 'unsure'), booth.stands('out-1', '粤B8Z345')]);
      await booth.shows('in-1', { phase: 'asking', reason: 'plate-unsure', ready: true });
      await booth.shows('out-1', { phase: 'asking', reason: 'look-alike-stay', ready: true });
      await looksAt(booth, '2-look-alike-exit');
    }));

  it('four lanes: candidates, a full lot, a car on its way out, and an arm without its line', () =>
    atBooth(
      {
        lanes: '4',
        site: (config) => {
          Object.assign(config.lot, { totalStalls: 3, reservableStalls: 2 });
          // A lot so small has no places to share.
          delete config.sharing;
        },
      },
      async (booth) => {
        await booth.sends({ lane: 'in-2', plate: '粤BF11111' });
        await booth.rests('in-2');
        await booth.platform.reserves('粤B88S88');
        await booth.platform.reserves('粤BB8588');
        await Promise.all([
          booth.stands('in-1', '粤B88588'),
          booth.stands('in-2', '粤A12345'),
          booth.stands('out-1', '粤BF11111'),
          booth.stands('out-2', '粤B22222', 'rubbish'),
        ]);
        await booth.shows('in-1', { phase: 'asking', reason: 'look-alike-booking', ready: true });
        await booth.shows('in-2', { phase: 'waiting', reason: 'lot-full', ready: true });
        await booth.shows('out-1', { phase: 'passing', reason: 'stay-matched', ready: true });
        await booth.lot.flip({ switch: 'board', lane: 'out-2', fault: 'unplugged' });
        await booth.shows('out-2', { attention: 'stop', ready: true });
        await looksAt(booth, '4-busy');
      },
    ));

  it('eight lanes: everything at once, in a lot that is full, with an entrance that takes all cars for a time', () =>
    atBooth({ lanes: '8', site: priority(0.01, 0.02) }, async (booth) => {
      await Promise.all([
        // Booked: whichever is first, the lot is not too full for the other.
        booth.sends({ lane: 'in-3', plate: '粤BF11111', booked: true }),
        booth.sends({ lane: 'in-4', plate: '粤C22222', booked: true }),
      ]);
      await booth.rests('in-3');
      await booth.rests('in-4');
      await booth.platform.reserves('粤B88S88');
      await booth.platform.reserves('粤BB8588');
      await converts(booth);
      await Promise.all([
        booth.stands('in-1', '粤B88588'),
        booth.stands('in-2', '粤B55555'),
        booth.stands('in-3', '京A06666'),
        booth.stands('in-5', '粤BD08888', 'unsure'),
        booth.stands('out-1', '粤BF11111'),
        booth.stands('out-2', '粤E99999'),
        booth.stands('out-3', '粤C22222', 'no-plate'),
      ]);
      await booth.shows('in-2', { phase: 'asking', reason: 'lane-is-reserved-only', ready: true });
      await booth.shows('in-3', { phase: 'waiting', reason: 'flow-exits-needed', ready: true });
      await booth.page.locator('[data-testid="lane-in-2"]').click();
      await booth.press('x');
      await booth.asked('reason-dialog');
      await booth.press('1');
      await booth.shows('in-2', { phase: 'refused', ready: true });
      await booth.lot.flip({ switch: 'board', lane: 'in-4', fault: 'unplugged' });
      await booth.lot.platform.cut();
      await booth.shows('in-4', { attention: 'stop', ready: true });
      await booth.shows('out-2', { phase: 'asking', reason: 'no-entry-record', ready: true });
      await booth.sees('notices-more');
      await looksAt(booth, '8-everything');
      const fingers = await withFingers(booth.page);
      await picture(booth, '8-everything-touch');
      expect(await overflows(booth), 'touched').toEqual([]);
      await fingers.lift();
      await click(booth, 'notices-more');
      await booth.page.waitForSelector('.strips-all');
      await picture(booth, 'over-all-notices');
      expect(await outOfWindow(booth, '.strips-all')).toEqual([]);
    }));
});

/** The first reserved-only entrance takes all cars for four hours. */
async function converts(booth: Booth): Promise<void> {
  await booth.press('l');
  await booth.sees('choice-in-1');
  await booth.press('4');
  await booth.sees('choice-240');
  await booth.press('4');
  await booth.asked('reason-dialog');
  await booth.press('1');
  await booth.sees('lane-in-1-converted');
}

/** What lies over the board, from the single entrance's card. */
async function dialogsOf(booth: Booth): Promise<void> {
  await resize(booth, SMALL);
  await turn(booth, 'look', 'html[data-shade="light"]');
  const shown = async (name: string, keys: string[], selector: string, close = 'Escape') => {
    await booth.press(...keys);
    await booth.page.waitForSelector(selector);
    await picture(booth, `over-${name}`);
    expect(await outOfWindow(booth, selector), name).toEqual([]);
    await booth.press(close);
    await booth.page.locator(selector).first().waitFor({ state: 'hidden' });
  };
  await shown('keys', ['?'], '[data-testid="keys-dialog"]');
  await shown('reason', ['o'], '[data-testid="reason-dialog"]');
  await shown('turn-away', ['t'], '[data-testid="sure-dialog"]');
  await shown('plate', ['e'], '.plate-editor-pad');
  await shown('rules', ['l'], '[data-testid="flow-dialog"]');
  await click(booth, 'about');
  await shown('about', [], '[data-testid="about-dialog"] .ant-descriptions');
  await booth.lot.flip({ switch: 'board', lane: 'in-1', fault: 'unplugged' });
  await booth.lot.platform.cut();
  await booth.sees('notice-barrier');
  await booth.sees('notice-platform');
  await picture(booth, 'over-notices');
  expect(await overflows(booth), 'notices').toEqual([]);
}
