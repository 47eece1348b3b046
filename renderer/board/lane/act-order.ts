import type { LaneAct, LaneView } from '../../../electron/contract/board.ts';

/** Beside the main button: what ends the question first, what lifts the arm past the rules last. */
const ORDER: readonly LaneAct[] = [
  'collect-debts',
  'release',
  'release-as-other',
  'passed',
  'stop',
  'close',
  'end-hold',
  'return-to-service',
  'correct',
  'no-plate',
  'refuse',
  'turn-away',
  'open-by-hand',
  'hold-open',
];

/** The lane's main act, and the others in the order of their buttons. */
export function actOrder({ main, acts }: Pick<LaneView, 'main' | 'acts'>): { main: LaneAct | null; others: LaneAct[] } {
  const others = acts.filter((act) => act !== main);
  return { main, others: others.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)) };
}
