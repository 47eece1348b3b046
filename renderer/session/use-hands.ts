import { useEffect } from 'react';
import type { Desk } from '../store/desk.tsx';
import { callSafely } from '../store/call.ts';

/** The station is told so often, at most, that a hand is on the desk: it locks itself after minutes. */
const TELL_EVERY_MS = 20_000;
const SIGNS = ['keydown', 'pointerdown', 'wheel', 'pointermove'] as const;

/** Keeps the desk from locking itself while somebody moves at it. */
export function useHands(desk: Desk): void {
  useEffect(() => {
    let told = -Infinity;
    const moved = (): void => {
      if (desk.session.getState().view?.session.state !== 'signed-in') return;
      const now = performance.now();
      if (now - told < TELL_EVERY_MS) return;
      told = now;
      void callSafely(desk.bridge, 'session.alive', {});
    };
    for (const sign of SIGNS) window.addEventListener(sign, moved, { passive: true, capture: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, moved, { capture: true });
    };
  }, [desk]);
}
