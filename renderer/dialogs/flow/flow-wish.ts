import type { BoardView, LaneView } from '../../../electron/contract/board.ts';
import type { Bridge, Result } from '../../../electron/contract/bridge.ts';
import { callSafely } from '../../store/call.ts';

/** What a person wants of the rules of the entrances. */
export type Wish =
  | { kind: 'priority'; mode: 'on' | 'off' | 'schedule' }
  | { kind: 'convert'; lane: LaneView }
  | { kind: 'end-conversion'; lane: LaneView };

/** How long a wish is to hold: minutes, or to the end of the Beijing day, or until somebody says otherwise. */
export type Length = number | 'today' | 'open';

const PRIORITY_LENGTHS: readonly Length[] = [30, 60, 120, 'today', 'open'];
const CONVERSION_MINUTES: readonly number[] = [30, 60, 120, 240];

/** All that can be wished for now, each in a place of its own: a digit never changes its meaning but with the lanes. */
export function wishesOf({ lanes }: Pick<BoardView, 'lanes'>): Wish[] {
  return [
    { kind: 'priority', mode: 'on' },
    { kind: 'priority', mode: 'off' },
    { kind: 'priority', mode: 'schedule' },
    ...lanes
      .filter(({ convertible }) => convertible)
      .toSorted((a, b) => a.number - b.number)
      .map((lane): Wish => ({ kind: lane.converted === null ? 'convert' : 'end-conversion', lane })),
  ];
}

/** The hours are in force as long as no person said otherwise. */
export const isInForce = (wish: Wish, { lot }: Pick<BoardView, 'lot'>): boolean =>
  wish.kind === 'priority' && wish.mode === 'schedule' && lot.flow.priority.by === 'schedule';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Beijing is UTC+8 all year. */
const BEIJING_MS = 8 * 60 * MINUTE_MS;

const inMinutes = (minutes: number, now: number): number => now + minutes * MINUTE_MS;

/** When that is over, UTC ms; null: nobody said. */
export function endOf(length: Length, now: number): number | null {
  switch (length) {
    case 'open':
      return null;
    case 'today':
      return (Math.floor((now + BEIJING_MS) / DAY_MS) + 1) * DAY_MS - BEIJING_MS;
    default:
      return inMinutes(length, now);
  }
}

/** `key`: one for each answer, so that what is sent again after a failure is still one act. */
type Send = (bridge: Bridge, said: { because: string; key: string }) => Promise<Result<{ done: true }>>;

/** A wish with its end; what lacks is the reason. `length` null: it has none to choose. */
export interface Offer {
  wish: Wish;
  length: Length | null;
  until: number | null;
  send: Send;
}

/** The ends that a wish may have, shortest first; a single one is not asked for. */
export function offersOf(wish: Wish, now: number): Offer[] {
  switch (wish.kind) {
    case 'priority': {
      const { mode } = wish;
      const offer = (length: Length | null): Offer => {
        const until = length === null ? null : endOf(length, now);
        return { wish, length, until, send: setPriority(mode, until) };
      };
      return mode === 'schedule' ? [offer(null)] : PRIORITY_LENGTHS.map(offer);
    }
    case 'convert':
      return CONVERSION_MINUTES.map((length) => {
        const until = inMinutes(length, now);
        return { wish, length, until, send: convert(wish.lane.id, until) };
      });
    case 'end-conversion':
      return [];
  }
}

const setPriority =
  (mode: 'on' | 'off' | 'schedule', until: number | null): Send =>
  (bridge, { because, key }) =>
    callSafely(bridge, 'lot.set-priority', { key, mode, until, because });

const convert =
  (laneId: string, until: number): Send =>
  (bridge, { because, key }) =>
    callSafely(bridge, 'lane.convert', { key, laneId, until, because });
