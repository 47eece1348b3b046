import type { Clock } from '../clock/contract.ts';
import { LinkError } from './contract.ts';
import type { SharedLine } from './shared-line.ts';

/** What is not open after this will not be. */
const OPEN_WITHIN_MS = 3_500;

/** Resolves with null once the line is up, or with why it does not come up: what it says first, or that it says nothing. */
export function whenUp(line: SharedLine, clock: Clock): Promise<LinkError | null> {
  if (line.isUp) return Promise.resolve(null);
  return new Promise((resolve) => {
    const settle = (why: LinkError | null): void => {
      cancel();
      leave();
      resolve(why);
    };
    const cancel = clock.after(OPEN_WITHIN_MS, () => settle(new LinkError('failed', 'it does not open')));
    const leave = line.on((event) => settle(event.type === 'up' ? null : event.why));
  });
}
