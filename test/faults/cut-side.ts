import type { Clock } from '../../native/clock/contract.ts';
import type { LinkTransport } from '../../electron/station/platform/link/platform-link.ts';
import type { ReportingLot } from '../support/reporting-lot.ts';
import type { Line } from './line.ts';

/** What was recorded against what the platform holds. Every list must be empty. */
export interface CutResult {
  cuts: number;
  /** From the last mending until everything had arrived, in the lot's own time. */
  recoveredS: number;
  /** Reports that were recorded, each of which the platform must have; counts but the last may be moot. */
  recorded: number;
  lost: string[];
  /** Held by the platform, and never recorded. */
  invented: string[];
  /** Held more than once. */
  twice: string[];
  /** Stays whose exit came before their entry. */
  disordered: string[];
  /** What the platform found wrong by the text: the same report with other content is among it. */
  violations: string[];
  /** Times that the platform got what it had. */
  repeats: number;
}

/** What the books say of one another. */
export type Compared = Omit<CutResult, 'cuts' | 'recoveredS'>;

/** What happened at the lot, in order. */
export interface Recorded {
  moves: { car: number; way: 'in' | 'out' }[];
  /** Used stalls in the last count. */
  lastCount: number;
}

/** A lot and the platform that it reports to, over a line that can be cut. */
export interface CutSide {
  lot: ReportingLot;
  line: Line;
  /** Once nothing waits any more. */
  compare(recorded: Recorded): Compared;
  stop(): Promise<void>;
}

export interface CutSideOptions {
  /** A folder of its own. */
  directory: string;
  clock: Clock;
  /** What the lot takes for its way to the platform. */
  wrap(way: LinkTransport): LinkTransport;
}

/** All that is not as it should be. */
export const wrongsOf = (result: Compared): string[] =>
  (['lost', 'invented', 'twice', 'disordered', 'violations'] as const).flatMap((kind) =>
    result[kind].map((what) => `${kind}: ${what}`),
  );
