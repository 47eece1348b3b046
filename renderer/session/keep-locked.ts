import type { AttentionStore, Dialog } from '../store/attention-store.ts';
import { isLocked } from './session-store.ts';
import type { SessionStore } from './session-store.ts';

/** What lies over the board and belongs to the gates: a locked desk leaves it. */
const AT_GATE: ReadonlySet<Dialog['kind']> = new Set([
  'reason',
  'sure',
  'plate',
  'pay',
  'supply-entry',
  'picture',
  'live',
  'type-plate',
  'receipt',
  'keys',
  'about',
  'unlock',
]);

/**
 * A locked desk shows the board and what is asked at its gates; whatever else is wanted asks for the password instead, and
 * an unlocked one asks no more. The station refuses those commands by itself: this is for the eye.
 */
export function keepLocked(session: SessionStore, attention: AttentionStore): () => void {
  // Leading back to the board tells the same listeners on the way.
  let leading = false;
  const look = (): void => {
    if (leading) return;
    leading = true;
    lead();
    leading = false;
  };
  const lead = (): void => {
    const { screen, dialog } = attention.getState();
    if (!isLocked(session.getState())) {
      if (dialog?.kind === 'unlock') attention.open(null);
      return;
    }
    const elsewhere = screen.kind !== 'board';
    if (elsewhere) attention.visit({ kind: 'board' });
    if (elsewhere || (dialog !== null && !AT_GATE.has(dialog.kind))) attention.open({ kind: 'unlock' });
  };
  const stops = [session.subscribe(look), attention.subscribe(look)];
  return () => {
    for (const stop of stops) stop();
  };
}
