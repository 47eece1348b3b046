import type { VehicleClass } from '../../electron/contract/vocabulary.ts';

/** What an onlooker with a tally sheet sees, when a car in front of an entrance is told to wait. */
export interface Onlooker {
  entered(car: VehicleClass, otherWaits: boolean, at: number): void;
  left(at: number): void;
  /** Null: it waits by the rules; else which rule it waits against. */
  complaint(car: VehicleClass, reason: string, rivalWaits: boolean, freePlaces: number, at: number): string | null;
  readonly inside: number;
}

export interface OnlookerRules {
  stalls: number;
  reservedPerOther: number;
  exitsPerEntry: number;
  followMs: number;
  isPeak(at: number): boolean;
}

/** 6.3.3 to 6.3.5 counted by hand, with nothing of the program's own code. */
export function watch(rules: OnlookerRules, insideAtFirst: number): Onlooker {
  let inside = insideAtFirst;
  let reservedInRow = 0;
  let gone = 0;
  let credits = 0;
  let lastReserved = -Infinity;
  const percent = (): number => (100 * inside) / rules.stalls;

  return {
    get inside() {
      return inside;
    },
    entered(car, otherWaits, at) {
      if (rules.isPeak(at)) {
        if (percent() <= 90) [gone, credits] = [0, 0];
        if (percent() < 70) reservedInRow = 0;
        else if (car === 'other') [reservedInRow, credits] = [0, Math.max(0, credits - 1)];
        else if (otherWaits) reservedInRow += 1;
      } else [reservedInRow, gone, credits] = [0, 0, 0];
      if (car === 'reserved') lastReserved = at;
      inside += 1;
    },
    left(at) {
      inside -= 1;
      if (!rules.isPeak(at) || percent() <= 90) [gone, credits] = [0, 0];
      else gone += 1;
      if (gone === rules.exitsPerEntry) [gone, credits] = [0, credits + 1];
    },
    complaint(car, reason, rivalWaits, freePlaces, at) {
      if (reason === 'lot-full') return freePlaces <= 0 ? null : `there are ${freePlaces} places`;
      if (!rules.isPeak(at)) return 'nobody goes first now (6.3.5)';
      if (percent() < 70) return 'the lot is not saturated (6.3.3)';
      const follows = at - lastReserved <= rules.followMs;
      if (percent() > 90) {
        if (car === 'reserved') return 'a reserved car needs no exit (6.3.4 b)';
        return credits === 0 || rivalWaits || follows ? null : 'a car has left for it (6.3.4 b)';
      }
      if (car === 'reserved') {
        return rivalWaits && reservedInRow >= rules.reservedPerOther
          ? null
          : 'it is the turn of a reserved one (6.3.4 a)';
      }
      if (reservedInRow >= rules.reservedPerOther) return 'its turn has come (6.3.4 a)';
      return rivalWaits || follows ? null : 'its queue stands alone (6.3.4 a)';
    },
  };
}
