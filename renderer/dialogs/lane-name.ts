import { useBoardState } from '../store/desk.tsx';

/** The lane's name as the attendant says it. */
export function useLaneName(laneId: string): string {
  return useBoardState(({ board }) => board?.lanes.find(({ id }) => id === laneId)?.name ?? laneId);
}
