import type { Clock } from '../../../native/clock/contract.ts';

const LOOK_EVERY_MS = 50;

/** Whether something came about within its time: looked at again and again, for what tells nobody when it does. */
export async function waitFor(clock: Clock, withinMs: number, holds: () => boolean): Promise<boolean> {
  const until = clock.monotonic() + withinMs;
  while (!holds()) {
    const left = until - clock.monotonic();
    if (left <= 0) return false;
    await new Promise<void>((resolve) => void clock.after(Math.min(left, LOOK_EVERY_MS), resolve));
  }
  return true;
}
