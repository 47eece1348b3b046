import type { QueueItemView, QueuesView } from '../../contract/board.ts';
import type { Lane } from '../lane/lane.ts';

/** The cars that stand at the entrances and have no right to pass yet, in the order they came. */
export function queuesView(lanes: readonly Lane[]): QueuesView {
  const standing = lanes.flatMap((lane) => {
    const { state, config } = lane;
    if (config.direction !== 'entrance' || !('arrival' in state) || !state.arrival || !('intruder' in state)) return [];
    const { arrival } = state;
    const item: QueueItemView = {
      arrivalId: arrival.id,
      laneId: config.id,
      laneName: config.name,
      plate: arrival.plate,
      since: arrival.at,
      reason: arrival.verdict.reason,
      turn: state.phase === 'waiting' && arrival.turn !== null,
    };
    return [{ item, reserved: arrival.class === 'reserved' }];
  });
  standing.sort((a, b) => a.item.since - b.item.since);
  return {
    reserved: standing.filter((s) => s.reserved).map((s) => s.item),
    other: standing.filter((s) => !s.reserved).map((s) => s.item),
  };
}
