import type { Clock } from '../../../native/clock/contract.ts';
import { TrialRefusal } from './refusal.ts';

/** What is put on the stand, and how it is taken off. */
export interface Mounted<T> {
  thing: T;
  close(): Promise<void>;
}

/**
 * A test stand: what was tried stays open for a while, so that the next press is answered at once. At one place there is one
 * thing, and one person's press at a time; another thing for the same place takes the first one off.
 */
export interface Stand<T> {
  /** `key`: all that the thing was made of. Rejects with what `mount` or `work` reject with. */
  use<R>(place: string, key: string, mount: () => Promise<Mounted<T>>, work: (thing: T) => Promise<R>): Promise<R>;
  /** Takes off what is at a place, once whoever works with it is done. */
  clear(place: string): Promise<void>;
  /** Takes all off; nothing is put on any more. */
  stop(): Promise<void>;
}

/** Long enough for a second look, short enough that whoever saves and starts the gates finds each port free. */
const IDLE_MS = 30_000;

interface Standing<T> extends Mounted<T> {
  key: string;
  cancelIdle: () => void;
}

export function createStand<T>(clock: Clock): Stand<T> {
  const standing = new Map<string, Standing<T>>();
  const turns = new Map<string, Promise<unknown>>();
  let stopped = false;

  function inTurn<R>(place: string, work: () => Promise<R>): Promise<R> {
    const mine = (turns.get(place) ?? Promise.resolve()).then(work);
    turns.set(
      place,
      mine.catch(() => undefined),
    );
    return mine;
  }

  async function takeOff(place: string): Promise<void> {
    const there = standing.get(place);
    if (there === undefined) return;
    standing.delete(place);
    there.cancelIdle();
    await there.close();
  }

  async function putOn(place: string, key: string, mount: () => Promise<Mounted<T>>): Promise<Standing<T>> {
    const there = standing.get(place);
    there?.cancelIdle();
    if (there?.key === key) return there;
    await takeOff(place);
    if (stopped) throw new TrialRefusal('not-now', 'nothing is tried any more');
    const fresh = { ...(await mount()), key, cancelIdle: () => undefined };
    standing.set(place, fresh);
    return fresh;
  }

  const clear = (place: string): Promise<void> => inTurn(place, () => takeOff(place));

  return {
    use: (place, key, mount, work) =>
      inTurn(place, async () => {
        const there = await putOn(place, key, mount);
        try {
          return await work(there.thing);
        } finally {
          there.cancelIdle = clock.after(IDLE_MS, () => void clear(place));
        }
      }),
    clear,
    async stop() {
      stopped = true;
      await Promise.all([...turns.keys()].map(clear));
    },
  };
}
