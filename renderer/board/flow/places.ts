import type { FlowView, QueueItemView, QueuesView } from '../../../electron/contract/board.ts';

/** A car's place in its queue, from 1 on, and since when it waits; null: it is in none. */
export function placeOf(queues: QueuesView, arrivalId: string): { place: number; since: number } | null {
  for (const queue of [queues.reserved, queues.other]) {
    const index = queue.findIndex((item) => item.arrivalId === arrivalId);
    const item = queue[index];
    if (item !== undefined) return { place: index + 1, since: item.since };
  }
  return null;
}

/**
 * Whom the rules let in first among those who wait for their turn (6.3.4): the first of the queue that has it, of the
 * other one when that stands alone. Null: nobody waits for a turn.
 */
export function nextInLine(
  { reserved, other }: QueuesView,
  flow: Pick<FlowView, 'priority' | 'band' | 'turn'>,
): string | null {
  const first = (queue: readonly QueueItemView[]) => queue.find((item) => item.turn) ?? null;
  const [aReserved, anOther] = [first(reserved), first(other)];
  return pick(aReserved, anOther, flow)?.arrivalId ?? null;
}

function pick(
  reserved: QueueItemView | null,
  other: QueueItemView | null,
  { priority, band, turn }: Pick<FlowView, 'priority' | 'band' | 'turn'>,
): QueueItemView | null {
  if (reserved === null || other === null) return reserved ?? other;
  if (!priority.on || band === 'unsaturated') return reserved.since <= other.since ? reserved : other;
  if (band === 'full') return reserved;
  return turn === 'reserved' ? reserved : other;
}
