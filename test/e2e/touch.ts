import type { Page } from 'playwright-core';

/** A window whose only pointer is a finger: what hovers or is fine to hit is not there. */
export interface Fingers {
  /** Touches the middle of an element. */
  tap(selector: string): Promise<void>;
  /** Gives the window its mouse back. */
  lift(): Promise<void>;
}

export async function withFingers(page: Page): Promise<Fingers> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 5 });
  await page.waitForFunction(() => matchMedia('(pointer: coarse)').matches);
  return {
    async tap(selector) {
      const element = page.locator(selector).first();
      await element.scrollIntoViewIfNeeded();
      const box = await element.boundingBox();
      if (box === null) throw new Error(`${selector} is not on the screen`);
      const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    },
    async lift() {
      await session.send('Emulation.setTouchEmulationEnabled', { enabled: false });
      await session.detach();
    },
  };
}
