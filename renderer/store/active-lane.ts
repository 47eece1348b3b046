import type { LaneView } from '../../electron/contract/board.ts';

/** A lane chosen by hand, for the car (or the empty lane) that was there when it was chosen. */
export interface Pick {
  laneId: string;
  arrivalId: string | null;
}

export const pickOf = (lane: LaneView): Pick => ({ laneId: lane.id, arrivalId: lane.arrival?.id ?? null });

/** Lanes that call for a hand: those that ask, longest first, then those that stand stopped. */
export function askingLanes(lanes: readonly LaneView[]): LaneView[] {
  const of = (attention: LaneView['attention']) =>
    lanes.filter((lane) => lane.attention === attention).toSorted((a, b) => a.since - b.since);
  return [...of('ask'), ...of('stop')];
}

/** The lane that has asked longest; with none asking, the one that has stood stopped longest. */
export const oldestAsking = (lanes: readonly LaneView[]): LaneView | null => askingLanes(lanes)[0] ?? null;

/**
 * The lane that letters, digits and Enter act on: the one picked by hand while its car stands there, else the oldest
 * that asks, else the only lane of a site with one.
 */
export function activeLane(lanes: readonly LaneView[], pick: Pick | null): LaneView | null {
  const picked = lanes.find((lane) => lane.id === pick?.laneId && (lane.arrival?.id ?? null) === pick.arrivalId);
  return picked ?? oldestAsking(lanes) ?? (lanes.length === 1 ? (lanes[0] ?? null) : null);
}
