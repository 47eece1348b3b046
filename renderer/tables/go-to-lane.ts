import { oldestAsking } from '../store/active-lane.ts';
import type { Desk } from '../store/desk.tsx';

/** To the board, where the lane is picked; without one: the lane that has asked longest, if any does. */
export function goToLane({ attention, boardStore }: Desk, laneId?: string): void {
  const id = laneId ?? oldestAsking(boardStore.getState().board?.lanes ?? [])?.id;
  if (id === undefined) return;
  attention.visit({ kind: 'board' });
  attention.pick(id);
}
