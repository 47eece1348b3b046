import type { ActivityView, BoardView, LaneView } from '../../electron/contract/board.ts';
import type { EventData, EventName } from '../../electron/contract/events.ts';

/** Events that tell of a part of the board. */
type PartName = Exclude<EventName, 'session'>;

/** One event as it came, not yet judged. */
export type Received = { [E in PartName]: { event: E; data: EventData<E>; revision: number } }[PartName];

export const EVENT_NAMES = [
  'lane',
  'lot',
  'queues',
  'platform',
  'notices',
  'activity',
] as const satisfies readonly PartName[];

/** Lines of the event list that are kept; older ones are in the history. */
export const ACTIVITY_KEPT = 200;

export type Step =
  /** `pressing`: a car came to a gate, or what is asked of the attendant changed. */
  | { kind: 'applied'; board: BoardView; pressing: boolean }
  /** The snapshot holds it already. */
  | { kind: 'known' }
  /** Something between was missed: only a new snapshot tells the truth. */
  | { kind: 'gap' };

/** The board after one event. Each event carries the whole of the part it is about. */
export function applyEvent(board: BoardView, received: Received): Step {
  if (received.revision <= board.revision) return { kind: 'known' };
  if (received.revision > board.revision + 1) return { kind: 'gap' };
  return {
    kind: 'applied',
    board: { ...board, ...changed(board, received), revision: received.revision },
    pressing: received.event === 'lane' && isPressing(board, received.data),
  };
}

function isPressing({ lanes }: BoardView, now: LaneView): boolean {
  const before = lanes.find(({ id }) => id === now.id);
  return (
    before?.attention !== now.attention ||
    before.main !== now.main ||
    before.arrival?.id !== now.arrival?.id ||
    before.arrival?.due?.due !== now.arrival?.due?.due
  );
}

function changed(board: BoardView, received: Received): Partial<BoardView> {
  switch (received.event) {
    case 'lane':
      return { lanes: replace(board.lanes, received.data) };
    case 'lot':
      return { lot: received.data };
    case 'queues':
      return { queues: received.data };
    case 'platform':
      return { platforms: replace(board.platforms, received.data) };
    case 'notices':
      return { notices: received.data };
    case 'activity':
      return { activity: newestFirst([...board.activity.filter(({ id }) => id !== received.data.id), received.data]) };
  }
}

function replace<T extends { id: string }>(list: T[], item: T): T[] {
  return list.some(({ id }) => id === item.id)
    ? list.map((each) => (each.id === item.id ? item : each))
    : [...list, item];
}

export function newestFirst(activity: readonly ActivityView[]): ActivityView[] {
  return activity.toSorted((a, b) => b.id - a.id).slice(0, ACTIVITY_KEPT);
}
