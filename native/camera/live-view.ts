import type { Clock } from '../clock/contract.ts';
import { CameraError } from './contract.ts';
import type { CameraTrouble } from './contract.ts';

/** What somebody who looks is told: a picture, or why there is none. */
export type LiveFrame = { image: Uint8Array } | { trouble: CameraTrouble };

export interface LiveView {
  /** Looks until the returned function is called; the newest picture comes at once where there is one. */
  look(onFrame: (frame: LiveFrame) => void): () => void;
  /** Whether anybody looks. */
  readonly watched: boolean;
}

export interface LiveViewOptions {
  /** One picture of now; rejects with `CameraError`. */
  still(): Promise<Uint8Array>;
  clock: Clock;
  /** While it says so no picture is asked for: captures go first. */
  busy(): boolean;
  /** At most so many pictures a second, all who look together. */
  perSecond: number;
}

/** How often it is tried again while the camera gives none. */
const TROUBLE_PAUSE_MS = 3_000;

/**
 * Pictures of a camera for as long as somebody looks: one question at a time, whoever looks, and none while captures come.
 */
export function createLiveView({ still, clock, busy, perSecond }: LiveViewOptions): LiveView {
  const lookers = new Set<(frame: LiveFrame) => void>();
  const everyMs = Math.ceil(1000 / perSecond);
  let newest: LiveFrame | null = null;
  let running = false;

  async function next(): Promise<LiveFrame> {
    try {
      return { image: await still() };
    } catch (error) {
      if (error instanceof CameraError) return { trouble: error.code };
      throw error;
    }
  }

  async function run(): Promise<void> {
    while (lookers.size > 0) {
      const began = clock.monotonic();
      if (!busy()) {
        newest = await next();
        for (const looker of lookers) looker(newest);
      }
      const pause = newest !== null && 'trouble' in newest ? TROUBLE_PAUSE_MS : everyMs;
      const left = Math.max(0, pause - (clock.monotonic() - began));
      await new Promise<void>((resolve) => void clock.after(left, resolve));
    }
    newest = null;
    running = false;
  }

  return {
    look(onFrame) {
      // A function of its own, so that one who looks twice is two.
      const looker = (frame: LiveFrame): void => onFrame(frame);
      lookers.add(looker);
      if (newest !== null) onFrame(newest);
      if (!running) {
        running = true;
        void run();
      }
      return () => void lookers.delete(looker);
    },
    get watched() {
      return lookers.size > 0;
    },
  };
}
