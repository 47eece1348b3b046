import { expect } from 'vitest';
import { until } from './booth.ts';
import type { Booth } from './booth.ts';

// What the eye cannot be asked of a screen: nothing scrolls, nothing runs out of the window, no sentence is cut. And pictures
// of it for people, in test-results/screens/, when somebody asks for them (app.ts).

export const SMALL = { width: 1366, height: 768 };
const LARGE = { width: 1920, height: 1080 };

/**
 * Both sizes in both shades, in Chinese; and English, whose words are longer, where there is least room. From one look to
 * the next by one switch: each costs the window a style sheet or a layout.
 */
export async function looksAt(booth: Booth, name: string): Promise<void> {
  const looks = [
    { size: SMALL, shade: 'light' },
    { size: LARGE, shade: 'light' },
    { size: LARGE, shade: 'dark' },
    { size: SMALL, shade: 'dark' },
  ] as const;
  for (const { size, shade } of looks) {
    await resize(booth, size);
    await turn(booth, 'look', `html[data-shade="${shade}"]`);
    await picture(booth, `${name}-${size.width}-${shade}`);
    expect(await overflows(booth), `${name} ${size.width} ${shade}`).toEqual([]);
  }
  await turn(booth, 'language', 'html[lang="en"]');
  await picture(booth, `${name}-${SMALL.width}-en`);
  expect(await overflows(booth), `${name} in English`).toEqual([]);
  await turn(booth, 'language', 'html[lang="zh-CN"]');
}

/** Without a mouse over it, whose hint would stand in the picture. */
export async function click(booth: Booth, testId: string): Promise<void> {
  await booth.page.locator(`[data-testid="${testId}"]`).dispatchEvent('click');
}

/** Presses a switch until the page is as wanted. */
export async function turn(booth: Booth, testId: string, wanted: string): Promise<void> {
  await until(async () => {
    if ((await booth.page.locator(wanted).count()) > 0) return;
    await click(booth, testId);
    throw new Error(`not yet ${wanted}`);
  });
}

export async function resize(booth: Booth, size: { width: number; height: number }): Promise<void> {
  await booth.page.setViewportSize(size);
  await booth.page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
}

/** A screen that has come to rest, and its picture if one is asked for. */
export async function picture(booth: Booth, name: string): Promise<void> {
  // Pictures on the cards are there, and nothing flashes or slides any more.
  await booth.page.waitForFunction(
    () =>
      [...document.images].every((image) => image.complete) &&
      document.querySelector('[class*="-appear"], [class*="-enter"]') === null &&
      document
        .getAnimations()
        .every(
          (animation) =>
            animation.playState === 'finished' || animation.effect?.getComputedTiming().iterations === Infinity,
        ),
  );
  await booth.launched.screenshot(`screens/${name}`);
}

/** What scrolls, leaves the window or is cut; empty when all is well. */
export function overflows(booth: Booth): Promise<string[]> {
  return booth.page.evaluate(() => {
    const found: string[] = [];
    const { documentElement: root } = document;
    if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth) found.push('the page scrolls');
    const nameOf = (element: Element) => `${element.className} "${element.textContent.slice(0, 40)}"`;
    const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
    const laidOut = (element: HTMLElement) => element.getClientRects().length > 0;
    for (const part of all('.lane, .top-bar, .strips, .lot-bar, .panel, .asking, .platform, .lists, .report')) {
      const { left, top, right, bottom } = part.getBoundingClientRect();
      if (left < 0 || top < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5) {
        found.push(`out of the window: ${nameOf(part)}`);
      }
    }
    // A pixel of rounding is no cut.
    const cut = (element: HTMLElement) =>
      element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    for (const part of all(
      '.lane-words, .lane-decision, .lane-fault, .act-main, .strip, .top-bar, .lot-bar, .booking-panel, .asking, .lists-tools, .platform dt, .platform dd',
    )) {
      if (laidOut(part) && cut(part)) found.push(`cut: ${nameOf(part)}`);
    }
    return found;
  });
}

export function outOfWindow(booth: Booth, selector: string): Promise<string[]> {
  return booth.page.evaluate((css) => {
    const { left, top, right, bottom } = document.querySelector(css)?.getBoundingClientRect() ?? new DOMRect();
    const sides = { left: left < 0, top: top < 0, right: right > innerWidth, bottom: bottom > innerHeight };
    return Object.entries(sides).flatMap(([side, out]) => (out ? [side] : []));
  }, selector);
}
