import type { Air } from '../../demo/platform/broker.ts';
import { between, chance } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';

/** Air that loses, doubles and delays; what is delayed comes after what was sent later. */
export interface BadAir extends Air {
  /** Messages that were sent, either way. */
  readonly messages: number;
  readonly lost: number;
  readonly doubled: number;
  readonly late: number;
  /** From now on everything arrives, once. */
  clear(): void;
}

/** Real time: on a clock 200 times as fast, some of it comes after the lot has given up waiting. */
const LATE_MS = { least: 5, most: 180 };

/** `share`: of all messages, either way, that something befalls: a third is lost, a third comes twice, a third late. */
export function openBadAir(share: number, random: Random): BadAir {
  const seen = { messages: 0, lost: 0, doubled: 0, late: 0 };
  let isClear = false;
  const later = (arrive: () => void): void => void setTimeout(arrive, between(random, LATE_MS.least, LATE_MS.most));

  function carry(arrive: () => void): void {
    seen.messages += 1;
    if (isClear || !chance(random, share)) return arrive();
    const what = random.next() * 3;
    if (what < 1) {
      seen.lost += 1;
    } else if (what < 2) {
      seen.doubled += 1;
      arrive();
      if (chance(random, 0.5)) arrive();
      else later(arrive);
    } else {
      seen.late += 1;
      later(arrive);
    }
  }

  return {
    get messages() {
      return seen.messages;
    },
    get lost() {
      return seen.lost;
    },
    get doubled() {
      return seen.doubled;
    },
    get late() {
      return seen.late;
    },
    up: carry,
    down: carry,
    clear: () => void (isClear = true),
  };
}
