import type { TFunction } from 'i18next';
import type { LotView } from '../../electron/contract/board.ts';
import { clockTime, took } from './beijing.ts';

/** How far this machine's clock was off when it was last held against others. */
export function clockSentence(t: TFunction, { offsetMs, delayMs, at }: NonNullable<LotView['clock']>): string {
  return t(offsetMs > 0 ? 'upkeep.clock.behind' : 'upkeep.clock.ahead', {
    time: clockTime(at),
    offset: took(t, Math.abs(offsetMs)),
    delay: took(t, delayMs),
  });
}
