import type { Clock } from '../../../../native/clock/contract.ts';
import { down } from '../../wire/trouble.ts';
import type { LinkState } from './link-state.ts';

/** A way to a platform whose first word is waited for. */
interface Attempt {
  onLinkState(listener: (link: LinkState) => void): () => void;
  start(): void;
  stop(): Promise<void>;
}

/** More than connection and answer are given together. */
const LONGEST_MS = 35_000;

/** Tries once to be let in, and leaves again: what the link was first, after it began. Never rejects. */
export async function firstOutcome(attempt: Attempt, clock: Clock): Promise<LinkState> {
  const outcome = await new Promise<LinkState>((resolve) => {
    const settle = (link: LinkState): void => {
      cancel();
      leave();
      resolve(link);
    };
    const cancel = clock.after(LONGEST_MS, () => settle(down('not-answering', 'no answer in time')));
    const leave = attempt.onLinkState((link) => {
      if (link.state === 'up' || (link.cause !== 'starting' && link.cause !== 'stopped')) settle(link);
    });
    attempt.start();
  });
  await attempt.stop();
  return outcome;
}
