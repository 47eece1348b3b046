import type { WebContents } from 'electron';

/** What the page says of its own mistakes, in main's log: React names what its error boundary caught on the console. */

const LONGEST = 2000;
/** A page that fails in a loop does not fill the log. */
const MOST_A_MINUTE = 20;
const MINUTE_MS = 60_000;
/** Of Chromium's levels, as older Electrons number them. */
const ERROR_LEVEL = 3;

/** @param now milliseconds that never run backwards */
export function logPageErrors(
  contents: Pick<WebContents, 'on'>,
  onLog: (what: string, details: Record<string, unknown>) => void,
  now: () => number = () => performance.now(),
): void {
  let since = -Infinity;
  let count = 0;
  // Newer Electrons tell it in the event, older ones beside it.
  contents.on(
    'console-message',
    (event: { level?: unknown; message?: unknown }, oldLevel?: number, oldText?: string) => {
      if (event.level !== 'error' && oldLevel !== ERROR_LEVEL) return;
      if (now() - since > MINUTE_MS) [since, count] = [now(), 0];
      count += 1;
      if (count > MOST_A_MINUTE) return;
      const text = typeof event.message === 'string' ? event.message : (oldText ?? '');
      onLog('error in the window', {
        text: text.slice(0, LONGEST),
        ...(count === MOST_A_MINUTE && { further: 'left out' }),
      });
    },
  );
}
