import type { Doors } from './door.ts';

/** A door with a fault behind three comparisons, one inside the other: who does not see how far an input came is lost. */
export const PLANTED: Doors = {
  'a fault behind three comparisons': {
    corpus: 'lcus',
    share: 1,
    refusesWith: [],
    behind: (bytes) => {
      if (bytes[0] === 0x7e) {
        if (bytes[1] === 0xc3) {
          if (bytes[2] === 0x19) throw new TypeError('planted');
        }
      }
    },
  },
};
