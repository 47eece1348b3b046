/** A stream of chance that a seed decides: the same seed draws the same day. Never for secrets. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
}

/** mulberry32: 32 bits of state, good enough for cars. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = state;
      t = Math.imul(t ^ (t >>> 15), t | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}

export const chance = (random: Random, probability: number): boolean => random.next() < probability;

/** min ≤ x < max. */
export const between = (random: Random, min: number, max: number): number => min + random.next() * (max - min);

export function pick<T>(random: Random, from: readonly [T, ...T[]] | readonly T[]): T {
  const item = from[Math.floor(random.next() * from.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/** One of the values, in proportion to its weight. */
export function weighted<T>(random: Random, choices: readonly (readonly [value: T, weight: number])[]): T {
  let left = random.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  throw new RangeError('no weight to choose by');
}

/** Log-normal: `median`, and the factor by which a value one deviation up is larger. */
export function spread(random: Random, median: number, factor: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return median * factor ** normal;
}
