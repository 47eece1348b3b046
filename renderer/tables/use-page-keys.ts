import { useCallback } from 'react';
import type { Desk } from '../store/desk.tsx';
import { goToLane } from './go-to-lane.ts';
import { isTaken, useScreenKeys } from './screen-keys.ts';

/** Whether the screen knows a key as its own, which it has then followed. */
export type OwnKey = (key: string) => boolean;

const nothing: OwnKey = () => false;

/**
 * Hands a screen without a list its keys while it is shown: Esc leads back to the board, Space to the lane that has asked
 * longest, ? shows the keys. A dialog keeps all of them, and chords belong to the system. `own`: what the screen has beside
 * these, the same function from one drawing to the next.
 */
export function usePageKeys(desk: Desk, own: OwnKey = nothing): void {
  const pressed = useCallback(
    (event: KeyboardEvent): void => {
      if (isTaken(desk, event) || document.querySelector('[role="dialog"]') !== null) return;
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (own(event.key) || follow(desk, event.key)) event.preventDefault();
    },
    [desk, own],
  );
  useScreenKeys(pressed);
}

function follow(desk: Desk, key: string): boolean {
  switch (key) {
    case 'Escape':
      desk.attention.visit({ kind: 'board' });
      return true;
    case ' ':
      goToLane(desk);
      return true;
    case '?':
    case '？':
      desk.attention.open({ kind: 'keys' });
      return true;
    default:
      return false;
  }
}
