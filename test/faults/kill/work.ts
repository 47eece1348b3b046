import type { Random } from '../../../demo/random.ts';
import type { SiteFiles } from '../../../demo/site.ts';
import type { StationProcess } from '../../support/station.ts';
import type { Left } from './left.ts';

/** A station at work on its lot, for whoever gives it something to do. */
export interface Scene {
  readonly files: SiteFiles;
  readonly station: StationProcess;
  readonly random: Random;
  /** Seats somebody at the desk, unless they sit there. */
  sit(person: 'wang' | 'li' | 'zhao'): Promise<void>;
}

/** Work of the station that a kill is aimed at. */
export interface Work {
  /** Begins it; what the station does at its start needs no beginning. */
  begin(scene: Scene): Promise<void>;
  /** Whether it is seen to be at it. */
  isAtIt(scene: Scene): boolean;
  /** The kill comes so much later at most, ms: about as long as the work takes. */
  readonly lastsMs: number;
  /** Whether what was left shows that it was cut off. */
  wasCut(scene: Scene, left: Left): boolean;
  /** The station is up again: what is wrong, with the work taken up again or begun anew and done. */
  after(scene: Scene): Promise<string[]>;
}

const WAIT_MS = 60_000;
const LOOK_MS = 5;

/** Waits until `look` answers something. */
export async function waited<T>(what: string, look: () => Promise<T | null> | T | null): Promise<T> {
  for (const end = performance.now() + WAIT_MS; performance.now() < end;) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error(`in vain: ${what}`);
}
