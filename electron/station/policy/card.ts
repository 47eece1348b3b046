import type { CardKind } from '../../contract/vocabulary.ts';
import { beijingDay, instantOf, startOfDay } from './schedule.ts';
import type { Span } from './schedule.ts';

/** Month cards and the free list: what a card says of a car at the gate, and which part of a stay it covers. */

/** Days of Beijing, `yyyy-MM-dd`, both included. `to` null: without an end, as the free list may be. */
export interface CardPeriod {
  from: string;
  to: string | null;
}

/** The day of Beijing by its number, as `beijingDay` counts. */
const dayNumber = (name: string): number => beijingDay(instantOf(`${name} 00:00:00`));

/** A card as the gate knows it. */
export interface Card extends CardPeriod {
  no: string;
  kind: CardKind;
  state: 'active' | 'ended';
  /** How many of its cars may be inside at a time, at least 1. */
  carsInside: number;
  /** How many of its other cars are inside, or on their way in. */
  othersInside: number;
}

/** What a card says of its car now. `days`: whole days since it was over, or until it begins, at least 1. */
export type CardAt =
  | { usable: true; no: string; kind: CardKind }
  | { usable: false; no: string; because: 'over' | 'too-early'; days: number }
  | { usable: false; no: string; because: 'ended' | 'other-inside' };
export type CardUnusableBecause = Extract<CardAt, { usable: false }>['because'];

function oneAt({ no, kind, state, from, to, carsInside, othersInside }: Card, now: number): CardAt {
  const today = beijingDay(now);
  if (state === 'ended') return { usable: false, no, because: 'ended' };
  if (to !== null && today > dayNumber(to)) {
    return { usable: false, no, because: 'over', days: today - dayNumber(to) };
  }
  if (today < dayNumber(from)) return { usable: false, no, because: 'too-early', days: dayNumber(from) - today };
  if (othersInside >= carsInside) return { usable: false, no, because: 'other-inside' };
  return { usable: true, no, kind };
}

/** What says most to a person, of several cards that cannot be used. */
const TELLING: readonly CardUnusableBecause[] = ['other-inside', 'over', 'too-early', 'ended'];

/**
 * The card that lets a car in now, of all that have its plate; failing that, the one that best explains why none does.
 * Null: it has none. `now`: UTC ms.
 */
export function cardAt(cards: readonly Card[], now: number): CardAt | null {
  const rank = (at: CardAt): number => (at.usable ? -1 : TELLING.indexOf(at.because));
  const days = (at: CardAt): number => ('days' in at ? at.days : 0);
  const all = cards.map((card) => oneAt(card, now));
  return all.sort((a, b) => rank(a) - rank(b) || days(a) - days(b))[0] ?? null;
}

/** Whether two times have a day in common. */
export const overlap = (a: CardPeriod, b: CardPeriod): boolean =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);

/** The times for which a card was taken out, and when a person ended it (UTC ms; null: nobody did). */
export interface CardCover {
  periods: readonly CardPeriod[];
  endedAt: number | null;
}

/**
 * The parts of a stay that its card does not cover, in order, UTC ms, `to` not included: before it began, after its last
 * day, between two of its times, and from when a person ended it. For these the stay pays. Nothing: all is covered.
 */
export function uncovered({ periods, endedAt }: CardCover, stay: Span): Span[] {
  const open: Span[] = [];
  let from = stay.from;
  for (const span of spansOf(periods, endedAt)) {
    if (span.from > from) open.push({ from, to: Math.min(span.from, stay.to) });
    from = Math.max(from, span.to);
    if (from >= stay.to) break;
  }
  if (from < stay.to) open.push({ from, to: stay.to });
  return open.filter((span) => span.from < span.to);
}

function spansOf(periods: readonly CardPeriod[], endedAt: number | null): Span[] {
  return periods
    .map(({ from, to }) => ({
      from: startOfDay(dayNumber(from)),
      to: Math.min(to === null ? Infinity : startOfDay(dayNumber(to) + 1), endedAt ?? Infinity),
    }))
    .filter((span) => span.from < span.to)
    .sort((a, b) => a.from - b.from);
}
