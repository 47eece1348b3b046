import type { OpeningsQuery, OpeningsView, OpeningView, UnopenedView } from '../../electron/contract/openings.ts';
import type { OpeningCause } from '../../electron/contract/vocabulary.ts';
import { drawnCapture } from './drawn-capture.ts';
import { PEOPLE, PLACES, PLATES } from './names.ts';

const MINUTE = 60_000;
const NO_SUMS = { openings: 0, unused: 0, once: 0, more: 0, doubtful: 0 };

export const NO_OPENINGS: OpeningsView = {
  openings: [],
  unopened: [],
  totals: { ...NO_SUMS, passages: 0, unopened: 0 },
  byCause: [],
  byPerson: [],
};

export function openingOf(at: number, over: Partial<OpeningView> = {}): OpeningView {
  return {
    id: 'opening-1',
    at,
    laneId: 'in-1',
    laneName: PLACES.entrance(1),
    cause: 'automatic',
    who: null,
    because: null,
    plate: PLATES.blue,
    class: 'other',
    passages: 1,
    reconciles: true,
    stayId: 'stay-1',
    image: null,
    ...over,
  };
}

export function unopenedOf(at: number, over: Partial<UnopenedView> = {}): UnopenedView {
  return {
    id: 1,
    at,
    laneId: 'in-1',
    laneName: PLACES.entrance(1),
    plate: PLATES.far,
    assumed: false,
    stayId: 'stay-9',
    image: null,
    ...over,
  };
}

/** A view of these lines, with their sums; `limit` of each list. */
export function viewOf(openings: readonly OpeningView[], unopened: readonly UnopenedView[], limit = 200): OpeningsView {
  const sumsOf = (lines: readonly OpeningView[]) => ({
    openings: lines.length,
    unused: lines.filter(({ passages }) => passages === 0).length,
    once: lines.filter(({ passages }) => passages === 1).length,
    more: lines.filter(({ passages }) => passages > 1).length,
    doubtful: lines.filter(({ reconciles }) => !reconciles).length,
  });
  const by = <K>(keyOf: (line: OpeningView) => K): [K, OpeningView[]][] =>
    [...new Set(openings.map(keyOf))].map((key) => [key, openings.filter((line) => keyOf(line) === key)]);
  return {
    openings: openings.toSorted((a, b) => Number(a.reconciles) - Number(b.reconciles) || b.at - a.at).slice(0, limit),
    unopened: unopened.slice(0, limit),
    totals: {
      ...sumsOf(openings),
      passages: openings.reduce((sum, { passages }) => sum + passages, 0),
      unopened: unopened.length,
    },
    byCause: by(({ cause }) => cause).map(([cause, lines]) => ({ cause, ...sumsOf(lines) })),
    byPerson: by(({ who }) => who).map(([who, lines]) => ({ who, ...sumsOf(lines) })),
  };
}

/** What hands do on a busy day, in the order of their turns. */
const HANDS: readonly [OpeningCause, Partial<OpeningView>][] = [
  ['confirmed', { who: PEOPLE.attendant }],
  ['by-hand', { who: PEOPLE.attendant, because: PEOPLE.reason, plate: null, stayId: null, passages: 0 }],
  ['push-button', { plate: null }],
  ['hold', { who: PEOPLE.attendant, because: PEOPLE.reason, plate: null, passages: 7 }],
  ['remote', { plate: PLATES.yellow, passages: 2 }],
  ['override', { who: PEOPLE.attendant, because: PEOPLE.reason, plate: PLATES.white }],
  ['unknown', { plate: null, stayId: null, passages: 0 }],
];

/** A busy day: 640 openings, a few that do not reconcile. */
export function openingsOf(at: number, { from, to, laneId, limit }: OpeningsQuery): OpeningsView {
  const openings = Array.from({ length: 640 }, (_, index): OpeningView => {
    const hand = index % 13 === 5 ? HANDS[Math.floor(index / 13) % HANDS.length] : undefined;
    const [cause, over] = hand ?? ['automatic', index === 40 ? { passages: 0, stayId: null } : {}];
    const passages = over.passages ?? 1;
    const image = passages === 0 && cause === 'automatic' ? drawnCapture(PLATES.blue, '#345b8a') : null;
    return openingOf(at - index * 2 * MINUTE, {
      id: `opening-${index}`,
      cause,
      plate: PLATES.others[index % PLATES.others.length] ?? PLATES.blue,
      ...(index % 3 === 2 && { laneId: 'out-1', laneName: PLACES.exit(1) }),
      image,
      ...over,
      reconciles: cause !== 'unknown' && (cause === 'hold' || passages === 1),
    });
  });
  const unopened = [unopenedOf(at - 33 * MINUTE), unopenedOf(at - 301 * MINUTE, { id: 2, plate: null, stayId: null })];
  const within = (line: { at: number; laneId: string }): boolean =>
    from <= line.at && line.at < to && (laneId === undefined || line.laneId === laneId);
  return viewOf(openings.filter(within), unopened.filter(within), limit);
}
