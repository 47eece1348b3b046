import { useEffect } from 'react';
import type { Desk } from '../store/desk.tsx';

/**
 * Whether a key is somebody else's than the screen's: fields keep what is typed, buttons reached by Tab their Enter and
 * Space, a list of choices or a calendar that hangs open its Esc, a slider its arrows, and a dialog all of them. `own`: what
 * a screen has beside these; null where it has nothing to say.
 */
export function isTaken(
  desk: Desk,
  event: KeyboardEvent,
  own: (target: HTMLElement, key: string) => boolean | null = () => null,
): boolean {
  if (event.isComposing || event.defaultPrevented || desk.attention.getState().dialog !== null) return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (event.key === 'Escape')
    return target.getAttribute('aria-expanded') === 'true' || document.querySelector(OPEN_CALENDAR) !== null;
  const said = own(target, event.key);
  if (said !== null) return said;
  if (target.closest('[role="slider"]') !== null) return true;
  if (target.closest('input, textarea, select, [contenteditable]') !== null) return true;
  return (event.key === 'Enter' || event.key === ' ') && target.closest('button, a, [role="button"]') !== null;
}

const OPEN_CALENDAR = '.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)';

/** Hands a screen its keys while it is shown; `pressed` is the same function from one drawing to the next. */
export function useScreenKeys(pressed: (event: KeyboardEvent) => void): void {
  useEffect(() => {
    // Before a dialog's own Esc, which would close it and leave this one press to mean another step back.
    window.addEventListener('keydown', pressed, true);
    return () => {
      window.removeEventListener('keydown', pressed, true);
    };
  }, [pressed]);
}
