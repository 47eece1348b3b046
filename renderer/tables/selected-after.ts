/** The row selected after the rows changed: the same one, else the one that took its place, else the first. */
export function selectedAfter<T>(before: readonly T[], after: readonly T[], selected: T | null): T | null {
  if (selected !== null && after.includes(selected)) return selected;
  const place = selected === null ? 0 : before.indexOf(selected);
  return after[Math.min(Math.max(place, 0), after.length - 1)] ?? null;
}
