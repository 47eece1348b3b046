import type { SiteChange } from '../../../electron/contract/setup.ts';
import { longer } from '../site-paths.ts';
import type { Json } from '../site-paths.ts';

type Parts = Readonly<Record<string, Json | undefined>>;

/** A list without ids is told as a whole; people look for what differs in it. */
export function leavesOf(change: SiteChange): SiteChange[] {
  const { before, after } = change;
  const [one, other] = [partsOf(before), partsOf(after)];
  // Lists of texts read best as they are, and so does what came or went as a whole.
  if (one === null || other === null || Array.isArray(before) !== Array.isArray(after) || isPlain(before))
    return [change];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return names
    .filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]))
    .flatMap((name) => {
      const path = longer(change.path, Array.isArray(before) ? Number(name) : name);
      return leavesOf({ ...change, path, before: one[name], after: other[name] });
    });
}

const partsOf = (value: Json | undefined): Parts | null =>
  typeof value === 'object' && value !== null ? { ...(value as Parts) } : null;

const isPlain = (value: Json | undefined): boolean =>
  Array.isArray(value) && value.some((each) => typeof each !== 'object');
