import type { Air } from '../../demo/platform/broker.ts';
import { between, chance, pick } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';
import type { Clock } from '../../native/clock/contract.ts';

/** What can befall a message of quality of service 0. `overtaken`: what is sent after it comes before it. */
export const MISHAPS = ['lost', 'doubled', 'overtaken', 'late'] as const;
export type Mishap = (typeof MISHAPS)[number];

/** Air that does to messages what air may. */
export interface BadAir extends Air {
  /** Messages that were sent, either way. */
  readonly messages: number;
  /** Those of them that something befell. */
  readonly befell: Readonly<Record<Mishap, number>>;
  /** From now on everything arrives, once. */
  clear(): void;
}

export interface BadAirOptions {
  /** Of all messages, either way, that something befalls. */
  share: number;
  /** What that is, each as often as the others; absent: all there is. */
  mishaps?: readonly Mishap[];
  random: Random;
  clock: Pick<Clock, 'after'>;
}

const OVERTAKEN_MS = { least: 20, most: 2_000 };
/** Some of it comes after the lot has given up waiting, which takes 20 s, and some long after. */
export const LATE_MS = { least: 1_000, most: 36_000 };

export function openBadAir({ share, mishaps = MISHAPS, random, clock }: BadAirOptions): BadAir {
  const befell: Record<Mishap, number> = { lost: 0, doubled: 0, overtaken: 0, late: 0 };
  let messages = 0;
  let isClear = false;
  const after = ({ least, most }: typeof LATE_MS, arrive: () => void): void =>
    void clock.after(between(random, least, most), arrive);

  function carry(arrive: () => void): void {
    messages += 1;
    if (isClear || !chance(random, share)) return arrive();
    const mishap = pick<Mishap>(random, mishaps);
    befell[mishap] += 1;
    switch (mishap) {
      case 'lost':
        return;
      case 'doubled':
        arrive();
        return chance(random, 0.5) ? arrive() : after(LATE_MS, arrive);
      case 'overtaken':
        return after(OVERTAKEN_MS, arrive);
      case 'late':
        return after(LATE_MS, arrive);
    }
  }

  return {
    get messages() {
      return messages;
    },
    befell,
    up: carry,
    down: carry,
    clear: () => void (isClear = true),
  };
}
