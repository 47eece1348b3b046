import type { CommandOutput } from '../../contract/commands.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import type { LiveFrame, LiveView } from '../../../native/camera/live-view.ts';
import type { SmallPicture } from './small-picture.ts';

type Looked = CommandOutput<'cameras.look'>;

/** What cameras see now, for windows that ask again and again. */
export interface LiveLooks {
  /** The newest picture of a lane's camera, made small. Looking begins with it, and ends some seconds after the last one. */
  look(laneId: string): Promise<Looked>;
  stop(): void;
}

/** Nobody asked for so long: nobody looks any more. */
const LOOKS_FOR_MS = 5_000;

interface Looking {
  frame: { at: number; seen: LiveFrame } | null;
  /** Of that frame: made once, however many ask for it. */
  shown: Promise<Looked> | null;
  cancelEnd: () => void;
  leave: () => void;
}

/** `liveOf`: of a lane's camera; null: it gives no pictures. Throws for a lane that there is not. */
export function createLiveLooks(parts: {
  liveOf(laneId: string): LiveView | null;
  shrink(jpeg: Uint8Array): Promise<SmallPicture | null>;
  clock: Clock;
}): LiveLooks {
  const { liveOf, shrink, clock } = parts;
  const looking = new Map<string, Looking>();

  function begin(laneId: string, live: LiveView): Looking {
    const begun: Looking = { frame: null, shown: null, cancelEnd: () => undefined, leave: () => undefined };
    looking.set(laneId, begun);
    begun.leave = live.look((seen) => {
      begun.frame = { at: clock.now(), seen };
      begun.shown = null;
    });
    return begun;
  }

  function end(laneId: string): void {
    looking.get(laneId)?.leave();
    looking.delete(laneId);
  }

  async function show({ at, seen }: NonNullable<Looking['frame']>): Promise<Looked> {
    if ('trouble' in seen) return { image: null, at, trouble: seen.trouble };
    const small = await shrink(seen.image);
    return small === null ? { image: null, at, trouble: 'bad-answer' } : { image: small.image, at, trouble: null };
  }

  return {
    look(laneId) {
      const live = liveOf(laneId);
      if (live === null) return Promise.resolve({ image: null, at: null, trouble: 'no-pictures' });
      const mine = looking.get(laneId) ?? begin(laneId, live);
      mine.cancelEnd();
      mine.cancelEnd = clock.after(LOOKS_FOR_MS, () => end(laneId));
      if (mine.frame === null) return Promise.resolve({ image: null, at: null, trouble: null });
      mine.shown ??= show(mine.frame);
      return mine.shown;
    },
    stop() {
      for (const [laneId, { cancelEnd }] of looking) {
        cancelEnd();
        end(laneId);
      }
    },
  };
}
