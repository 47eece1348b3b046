import { useEffect } from 'react';
import type { Late } from './late.tsx';

/** Nobody has touched keys, mouse or screen for so long, ms: reading code now keeps no hand waiting. */
export const QUIET_MS = 2000;

/** Reads the code of parts that come late one after the other in quiet moments, so that the first press for one finds it there. */
export function useFetchAhead(parts: readonly Pick<Late<never>, 'fetch'>[]): void {
  useEffect(() => fetchAhead(parts, window), [parts]);
}

/** Answers how to stop it. */
export function fetchAhead(
  parts: readonly Pick<Late<never>, 'fetch'>[],
  hands: Pick<Window, 'addEventListener' | 'removeEventListener'>,
): () => void {
  const left = [...parts];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(next, QUIET_MS);
  };
  const stop = (): void => {
    clearTimeout(timer);
    left.length = 0;
    for (const event of ['keydown', 'pointerdown'] as const) hands.removeEventListener(event, wait, true);
  };
  const next = (): void => {
    const part = left.shift();
    if (part === undefined) stop();
    // What cannot be read now is asked for again when it is shown, and said there.
    else part.fetch().then(goOn, goOn);
  };
  const goOn = (): void => {
    if (left.length > 0) timer = setTimeout(next);
    else stop();
  };
  for (const event of ['keydown', 'pointerdown'] as const) hands.addEventListener(event, wait, true);
  wait();
  return stop;
}
