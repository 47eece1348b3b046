/** Adding up lines by a name. */

/** What a name has so far, begun where it is new. */
export function at<K, V>(sums: Map<K, V>, name: K, begin: () => V): V {
  const known = sums.get(name);
  if (known !== undefined) return known;
  const made = begin();
  sums.set(name, made);
  return made;
}

/** Texts in the order of their code points: the same on every machine. */
export const byText =
  <T>(...texts: ((each: T) => string | null)[]) =>
  (one: T, other: T): number => {
    for (const text of texts) {
      const [a, b] = [text(one) ?? '', text(other) ?? ''];
      if (a !== b) return a < b ? -1 : 1;
    }
    return 0;
  };

/** A step of a histogram. */
export interface Step {
  at: number;
  n: number;
}

/** Of the step that holds a share of all: where it begins. 0 of nothing. */
export function shareAt(steps: readonly Step[], share: number): number {
  const sorted = [...steps].sort((one, other) => one.at - other.at);
  const rank = Math.ceil(sorted.reduce((sum, { n }) => sum + n, 0) * share);
  let before = 0;
  for (const { at, n } of sorted) {
    before += n;
    if (before >= rank) return at;
  }
  return 0;
}
