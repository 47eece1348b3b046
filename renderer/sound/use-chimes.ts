import { useEffect } from 'react';
import type { Desk } from '../store/desk.tsx';
import { playChime } from './chime.ts';
import { hear, SILENCE } from './chime-rule.ts';
import type { Chime, Heard } from './chime-rule.ts';

/** Plays a chime at the volume that is set. A sound device that fails is no reason to stop the board. */
export function sound(desk: Desk, chime: Chime): void {
  const { muted, volume } = desk.preferences.getState();
  if (muted || volume === 0) return;
  playChime(chime, volume).catch((error: unknown) => {
    console.warn('no sound', error);
  });
}

/** Listens to the board and sounds what newly asks. */
export function useChimes(desk: Desk): void {
  useEffect(() => {
    let heard: Heard = SILENCE;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listen = (): void => {
      const { board } = desk.boardStore.getState();
      if (board === null) return;
      clearTimeout(timer);
      const next = hear(heard, board, Date.now());
      heard = next.heard;
      for (const chime of next.play) sound(desk, chime);
      if (next.waitMs !== null) timer = setTimeout(listen, next.waitMs);
    };
    listen();
    const stop = desk.boardStore.subscribe(listen);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [desk]);
}
