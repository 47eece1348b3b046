/**
 * How alike two plates look to a camera. Plates are normalised (`normalisePlate`); lengths and indices count UTF-16
 * units, which for plates are characters.
 */

/** Pairs that cameras were seen to take for one another. */
const MISREAD_PAIRS = '0D 0O 0Q 8B 2Z 1I 5S 6G 4A 7T UV MN 鄂粤 琼京 苏鄂 川州';

const misread: ReadonlySet<string> = new Set(
  MISREAD_PAIRS.split(' ').flatMap((pair) => [pair, [...pair].reverse().join('')]),
);

// An unlikely substitution costs less than two likely ones, so the distance is a metric: no detour is shorter.
const LIKELY = 2;
const DROPPED = 3;
const UNLIKELY = 4;

const substitution = (a: string, b: string): number => (a === b ? 0 : misread.has(a + b) ? LIKELY : UNLIKELY);

/** `cost[i][j]` turns the first i characters of `a` into the first j of `b`. */
function costs(a: string, b: string): number[][] {
  const table = [Array.from({ length: b.length + 1 }, (_, j) => j * DROPPED)];
  for (let i = 1; i <= a.length; i++) {
    const above = table[i - 1]!;
    const row = [i * DROPPED];
    for (let j = 1; j <= b.length; j++) {
      row.push(
        Math.min(above[j - 1]! + substitution(a[i - 1]!, b[j - 1]!), above[j]! + DROPPED, row[j - 1]! + DROPPED),
      );
    }
    table.push(row);
  }
  return table;
}

/**
 * 0 for the same text; 2 for each likely misreading (8 for B), 3 for each letter dropped or added, 4 for each other
 * substitution. A metric: symmetric, and never longer than by way of a third plate.
 */
export function lookAlikeDistance(a: string, b: string): number {
  return costs(a, b)[a.length]![b.length]!;
}

/**
 * Indices in `candidate`, ascending, of the characters that the camera did not read so: those it took for others,
 * those it dropped, and for a letter it added the character that stands in its place.
 */
export function differingIndices(read: string, candidate: string): number[] {
  const table = costs(read, candidate);
  const differing = new Set<number>();
  let i = read.length;
  let j = candidate.length;
  while (i > 0 || j > 0) {
    const here = table[i]![j]!;
    const step = i > 0 && j > 0 ? substitution(read[i - 1]!, candidate[j - 1]!) : null;
    if (step !== null && here === table[i - 1]![j - 1]! + step) {
      i--;
      j--;
      if (step > 0) differing.add(j);
    } else if (j > 0 && here === table[i]![j - 1]! + DROPPED) {
      j--;
      differing.add(j);
    } else {
      i--;
      if (candidate.length > 0) differing.add(Math.min(j, candidate.length - 1));
    }
  }
  return [...differing].sort((one, other) => one - other);
}

/**
 * Whether two readings may be one plate seen twice: the same, or one character taken for any other, or one dropped or
 * added. Captures of one vehicle are merged by this.
 */
export function isOneMisread(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  return short.length === long.length ? short.slice(i + 1) === long.slice(i + 1) : short.slice(i) === long.slice(i + 1);
}

const MOST_MISREADINGS = 2;

/** How many characters, from the beginning or from the end on, agree but for so many likely misreadings. */
function agreeing(short: string, long: string, most: number, from: 'beginning' | 'end'): number {
  const [a, b] = from === 'beginning' ? [0, 0] : [short.length - 1, long.length - 1];
  const step = from === 'beginning' ? 1 : -1;
  let left = most;
  for (let i = 0; i < short.length; i++) {
    const [one, other] = [short[a + i * step]!, long[b + i * step]!];
    if (one === other) continue;
    if (left === 0 || !misread.has(one + other)) return i;
    left--;
  }
  return short.length;
}

/**
 * One or two likely misreadings away, at most one of them a dropped or added letter; never the same plate. Cheap: a plate
 * that is not alike differs within its first or last characters, and the gate asks this of thousands.
 */
export function looksAlike(a: string, b: string): boolean {
  if (a === b) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === long.length) return agreeing(short, long, MOST_MISREADINGS, 'beginning') === short.length;
  if (long.length - short.length > 1) return false;
  // The letter that was dropped lies between what agrees before it and what agrees after it.
  for (let before = 0; before < MOST_MISREADINGS; before++) {
    const after = MOST_MISREADINGS - 1 - before;
    const head = agreeing(short, long, before, 'beginning');
    if (head + agreeing(short, long, after, 'end') >= short.length) return true;
  }
  return false;
}

export interface LookAlike<T> {
  candidate: T;
  /** As of `lookAlikeDistance`: smaller is liker. */
  distance: number;
  /** As of `differingIndices`. */
  differs: number[];
}

/**
 * The candidates whose plate is one or two likely misreadings from what was read, best first, those alike in the order
 * given; at most `limit`. The same plate is not a look-alike: exact matches are found by looking them up.
 */
export function rankLookAlikes<T extends { plate: string }>(
  read: string,
  candidates: readonly T[],
  limit: number,
): LookAlike<T>[] {
  if (read === '') return [];
  return candidates
    .filter((candidate) => candidate.plate !== '' && looksAlike(read, candidate.plate))
    .map((candidate) => ({ candidate, distance: lookAlikeDistance(read, candidate.plate) }))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, limit)
    .map((found) => ({ ...found, differs: differingIndices(read, found.candidate.plate) }));
}
