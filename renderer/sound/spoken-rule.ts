import type { LaneView } from '../../electron/contract/board.ts';
import { spoken } from '../language/spoken/zh-CN.ts';
import { splitsAfter } from '../plate/spelling.ts';

/**
 * What is said behind the chime: the plate of the car that has asked longest among those it is for. Null: nothing, as
 * where no plate was read. It is never said more often than the chime sounds.
 */
export function wordsFor(asking: readonly string[], lanes: readonly LaneView[]): string | null {
  const [longest] = lanes
    .filter(({ id, attention }) => attention === 'ask' && asking.includes(id))
    .toSorted((a, b) => a.since - b.since);
  const plate = longest?.arrival?.plate.text ?? '';
  return plate === '' ? null : spoken.asks(spelt(plate));
}

/** A plate as it is read aloud: province and authority as one, then one character at a time. */
export function spelt(plate: string): string {
  const split = splitsAfter(plate);
  return [plate.slice(0, split), ...plate.slice(split)].filter((part) => part !== '').join(' ');
}
