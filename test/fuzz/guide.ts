import { chance, pick } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';
import { createKnown, ranAt } from './blocks.ts';
import type { Blocks, Spot } from './blocks.ts';

/** Inputs from which others are made. */
export interface Pool {
  readonly inputs: readonly Buffer[];
  /** Every other time one of the newest, the newer the rather: behind what was reached last is what was never reached. */
  draw(random: Random): Buffer;
  add(input: Buffer): void;
}

/** How much less often the second newest is drawn than the newest, and so on. */
const OLDER = 0.7;

export function createPool(seeds: readonly Buffer[]): Pool {
  const inputs = [...seeds];
  return {
    inputs,
    draw(random) {
      const fromEnd = 1 + Math.floor(Math.log(1 - random.next()) / Math.log(OLDER));
      return (chance(random, 0.5) ? inputs.at(-fromEnd) : undefined) ?? pick(random, inputs);
    },
    add: (input) => void inputs.push(input),
  };
}

/** Finds in a batch of inputs those that reached code that none before them did. */
export interface Guide {
  /** What ran since the last call is known from now on. */
  skip(): Promise<void>;
  /** To be called right after the batch went in; some of it goes in once more. */
  newcomers(batch: readonly Buffer[]): Promise<Buffer[]>;
  /** Stretches of code reached so far. */
  readonly reached: number;
}

/** @param enter puts an input in; never throws */
export function createGuide(blocks: Blocks, enter: (input: Buffer) => void | Promise<void>): Guide {
  const known = createKnown();

  /** Halves a batch until the inputs stand alone that reach the spots. What is not reached again is left. */
  async function narrow(batch: readonly Buffer[], wanted: readonly Spot[], found: Buffer[]): Promise<readonly Spot[]> {
    const [first] = batch;
    if (wanted.length === 0 || first === undefined) return wanted;
    for (const input of batch) await enter(input);
    const ran = await blocks.read();
    const here = wanted.filter((spot) => ranAt(ran, spot));
    if (here.length === 0) return wanted;
    if (batch.length > 1) return halves(batch, wanted, found);
    found.push(first);
    return wanted.filter((spot) => !here.includes(spot));
  }

  async function halves(batch: readonly Buffer[], wanted: readonly Spot[], found: Buffer[]): Promise<readonly Spot[]> {
    const middle = Math.ceil(batch.length / 2);
    const left = await narrow(batch.slice(0, middle), wanted, found);
    return narrow(batch.slice(middle), left, found);
  }

  return {
    async skip() {
      known.learn(await blocks.read());
    },
    async newcomers(batch) {
      const spots = known.learn(await blocks.read());
      const found: Buffer[] = [];
      if (spots.length > 0) await halves(batch, spots, found);
      return found;
    },
    get reached() {
      return known.size;
    },
  };
}
