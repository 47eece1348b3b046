import { useEffect } from 'react';
import type { Desk } from '../store/desk.tsx';
import { playChime } from './chime.ts';
import { hear, SILENCE } from './chime-rule.ts';
import type { Chime, Heard } from './chime-rule.ts';
import { isMuted } from './mute.ts';
import { say } from './speech.ts';
import { wordsFor } from './spoken-rule.ts';

/** Plays a chime at the volume that is set. A sound device that fails is no reason to stop the board. */
export function sound(desk: Desk, chime: Chime): void {
  const volume = audible(desk);
  if (volume === 0) return;
  playChime(chime, volume).catch((error: unknown) => {
    console.warn('no sound', error);
  });
}

/** How loud it may be now, 0 to 1. */
function audible(desk: Desk): number {
  const { mute, volume } = desk.preferences.getState();
  const onDuty = desk.boardStore.getState().board?.lot.onDuty ?? '';
  return isMuted(mute, onDuty, Date.now()) ? 0 : volume;
}

/** Longer than a chime: what is said comes behind it, not into it. */
const AFTER_CHIME_MS = 600;

/** Listens to the board, sounds what newly asks, and says its plate where that is wanted. */
export function useChimes(desk: Desk): void {
  useEffect(() => {
    let heard: Heard = SILENCE;
    let again: ReturnType<typeof setTimeout> | undefined;
    let speaking: ReturnType<typeof setTimeout> | undefined;
    const listen = (): void => {
      const { board } = desk.boardStore.getState();
      if (board === null) return;
      clearTimeout(again);
      const next = hear(heard, board, Date.now());
      heard = next.heard;
      for (const chime of next.play) sound(desk, chime);
      const words = wordsFor(next.asking, board.lanes);
      if (words !== null && desk.preferences.getState().spoken) {
        clearTimeout(speaking);
        speaking = setTimeout(() => {
          const volume = audible(desk);
          if (volume > 0) say(words, volume);
        }, AFTER_CHIME_MS);
      }
      if (next.waitMs !== null) again = setTimeout(listen, next.waitMs);
    };
    listen();
    const stop = desk.boardStore.subscribe(listen);
    return () => {
      stop();
      clearTimeout(again);
      clearTimeout(speaking);
    };
  }, [desk]);
}
