import { setTimeout as delay } from 'node:timers/promises';
import type { DemoLot } from '../../demo/lot.ts';

/** Cars go in and out, one at a time at each lane, until nobody wants any more. */
export async function drive(lot: DemoLot, goesOn: () => boolean): Promise<void> {
  for (let n = 1; goesOn(); n += 1) {
    const plate = `粤B${String(10_000 + n)}`;
    for (const lane of ['in-1', 'out-1']) {
      const { result } = await lot.drive({ lane, plate, patienceS: 600 });
      if (result !== 'passed') throw new Error(`${plate} gave up at ${lane}`);
      await armDown(lot, lane);
    }
  }
}

/** What drives through an arm left raised, while nobody looks, is beyond what two loops can tell. */
async function armDown(lot: DemoLot, lane: string): Promise<void> {
  const isDown = (): boolean => {
    const moves = lot.journal.entries.filter((entry) => entry.what === 'arm' && entry.lane === lane);
    const last = moves.at(-1);
    return last?.what === 'arm' && last.move === 'closed';
  };
  while (!isDown()) await delay(20);
}

const SETTLE_MS = 8_000;
/** The platform has everything: nothing new came to it for a while. */
export async function settled(lot: DemoLot): Promise<void> {
  for (let heard = -1; heard !== lot.platform.book.entries.length;) {
    heard = lot.platform.book.entries.length;
    await delay(SETTLE_MS);
  }
}
