import { useEffect } from 'react';
import type { useAct } from '../upkeep/use-act.ts';

/** While it is wanted: the next open check begins when none is running. */
export function useRunAll(
  wanted: boolean,
  busy: boolean,
  next: string | null,
  send: ReturnType<typeof useAct>['send'],
  onDone: () => void,
): void {
  useEffect(() => {
    if (!wanted || busy) return;
    if (next === null) onDone();
    else send('acceptance.run', { check: next });
    // What is asked of the station follows from these three alone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted, busy, next]);
}
