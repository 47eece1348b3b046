import { createHash } from 'node:crypto';
import type { TrialKind, TrialView } from '../../contract/trials.ts';
import { TrialRefusal } from './refusal.ts';

/** What came of the newest trial of each thing of the draft. */
export interface Results {
  /** `pieces`: of the draft of now, all that is tried; read again when it is asked whether they are still the same. */
  begin(kind: TrialKind, of: string, pieces: () => unknown): (passed: boolean) => void;
  views(): TrialView[];
}

/** Kept in memory only: what was tried holds secrets, and a hash of those is not for a disk. */
export function createResults(now: () => number): Results {
  const results = new Map<string, Omit<TrialView, 'stale'> & { tried: string | null; pieces: () => unknown }>();
  return {
    begin(kind, of, pieces) {
      const tried = hashOfNow(pieces);
      return (passed) => void results.set(`${kind} ${of}`, { kind, of, at: now(), passed, tried, pieces });
    },
    views: () =>
      [...results.values()].map(({ tried, pieces, ...view }) => ({
        ...view,
        stale: tried === null || hashOfNow(pieces) !== tried,
      })),
  };
}

/** Null: it has mistakes, or is not there. */
function hashOfNow(pieces: () => unknown): string | null {
  try {
    return createHash('sha256').update(JSON.stringify(pieces())).digest('hex');
  } catch (error) {
    if (error instanceof TrialRefusal) return null;
    throw error;
  }
}
