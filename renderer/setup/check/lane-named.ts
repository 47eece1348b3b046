import { valueAt } from '../site-paths.ts';
import type { Site } from '../site-paths.ts';

/** The name of a lane of the draft; its id where it has none. */
export function laneNamed({ lanes }: Site, id: string): string {
  const lane = Array.isArray(lanes) ? lanes.find((each) => valueAt(each, 'id') === id) : undefined;
  const name = valueAt(lane, 'name');
  return typeof name === 'string' && name !== '' ? name : id;
}
