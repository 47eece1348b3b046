import type { Lane } from './lane/lane.ts';
import { LaneRefusal } from './lane/parts.ts';
import type { Once } from './lane/parts.ts';

/**
 * Lowers an arm that a person had raised only to see it move, by the lane's own rules. No vehicle was let through: the
 * opening is void, so that none is counted as having passed.
 */
export function lowerArm(lane: Lane, who: { id: string }, once: () => Once): void {
  const { state } = lane;
  const isForNobody = 'authorisation' in state && state.arrival === null && state.authorisation.cause === 'by-hand';
  if (!isForNobody) return lane.close(who, once());
  try {
    lane.turnAway(null, who, once());
  } catch (error) {
    // Somebody drives through it: it is lowered behind them.
    if (!(error instanceof LaneRefusal)) throw error;
    lane.close(who, once());
  }
}
