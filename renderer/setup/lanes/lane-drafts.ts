import type { Direction } from '../../../electron/contract/vocabulary.ts';
import { valueAt, withValue } from '../site-paths.ts';
import type { Json } from '../site-paths.ts';

/** Lanes as a form begins with them; their devices come on pages of their own. */

/** A lot by its lanes: one arm for both ways, one in and one out, two in and one out. */
export type QuickStart = 'one' | 'one-one' | 'two-one';
export const QUICK_STARTS: readonly QuickStart[] = ['one', 'one-one', 'two-one'];

/** What a lane is called that nobody has named yet. */
export type NameLane = (direction: Direction, n: number) => string;

const ids = (lanes: readonly Json[]): (Json | undefined)[] => lanes.map((lane) => valueAt(lane, 'id'));

/** A further lane: the first free id of its direction, and a camera named after it. */
export function laneDraft(direction: Direction, before: readonly Json[], name: NameLane): Json {
  const stem = direction === 'entrance' ? 'in' : 'out';
  let n = 1;
  while (ids(before).includes(`${stem}-${n}`)) n += 1;
  return {
    id: `${stem}-${n}`,
    name: name(direction, n),
    direction,
    ...(direction === 'entrance' && { kind: 'mixed', others: 'open' }),
  };
}

/** Lanes that keep C.2.3.2: of two entrances the first is for reserved cars only; a lone one asks for every car. */
export function quickStart(of: QuickStart, name: NameLane): Json[] {
  const directions: readonly Direction[] =
    of === 'one' ? ['entrance'] : of === 'one-one' ? ['entrance', 'exit'] : ['entrance', 'entrance', 'exit'];
  const lanes = directions.reduce<Json[]>((before, direction) => [...before, laneDraft(direction, before, name)], []);
  const kinds = { one: ['confirm'], 'one-one': ['confirm'], 'two-one': ['reserved', 'general'] }[of];
  return lanes.map((lane, index) => {
    const kind = kinds[index];
    if (kind === undefined) return lane;
    return withValue(withValue(lane, 'kind', kind), 'others', kind === 'general' ? 'open' : 'ask');
  });
}

/** What C.2.3.2 says of these entrances: it is kept; one is to be for reserved cars; or the lone one goes as the site likes. */
export function entranceRule(lanes: readonly Json[]): 'kept' | 'reserved-missing' | 'lone' | 'none' {
  const entrances = lanes.filter((lane) => valueAt(lane, 'direction') === 'entrance');
  if (entrances.length === 0) return 'none';
  if (entrances.length === 1) return 'lone';
  return entrances.some((lane) => valueAt(lane, 'kind') === 'reserved') ? 'kept' : 'reserved-missing';
}

/** The same lanes without one; what the city's platform calls it goes as well. */
export function platformsWithout(platforms: readonly Json[], laneId: string): Json[] {
  return platforms.map((platform) =>
    valueAt(platform, `ports.${laneId}`) === undefined ? platform : withValue(platform, `ports.${laneId}`, undefined),
  );
}
