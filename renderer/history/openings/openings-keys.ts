import type { KeyPress } from '../../keys/key-map.ts';

export const TODAY_KEY = 'T';
/** The whole day, or one of its Shifts. */
export const PART_KEY = 'S';
/** The next Lane, after the last all of them. */
export const LANE_KEY = 'L';

/** What a key means on the openings beside what it means everywhere in the history; null: nothing of its own. */
export type OpeningsKeyMeaning = { kind: 'day'; step: 1 | -1 } | { kind: 'today' | 'part' | 'next-lane' };

export function openingsMeaningOf(press: KeyPress): OpeningsKeyMeaning | null {
  if (press.repeat || press.ctrlKey || press.altKey || press.metaKey) return null;
  switch (press.key) {
    case 'ArrowLeft':
      return { kind: 'day', step: -1 };
    case 'ArrowRight':
      return { kind: 'day', step: 1 };
  }
  switch (press.key.toUpperCase()) {
    case TODAY_KEY:
      return { kind: 'today' };
    case PART_KEY:
      return { kind: 'part' };
    case LANE_KEY:
      return { kind: 'next-lane' };
    default:
      return null;
  }
}
