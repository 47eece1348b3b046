import { valueAt } from '../site-paths.ts';
import type { Json } from '../site-paths.ts';

/** Prices as a form begins with them: figures that are usual, to be put right by whoever knows the lot's board. */

/** The whole day of every day, an hour at a time. */
export const bandDraft = (): Json => ({
  days: 'every-day',
  from: '00:00',
  to: '00:00',
  first: { min: 60, fen: 1000 },
  then: { min: 60, fen: 500 },
});

export const tariffDraft = (name: string): Json => ({
  rates: [{ name, freeMin: 30, bands: [bandDraft()], cap: { per: '24h', fen: 6000 } }],
  graceMin: 15,
});

/** A further rate before the last, which is for all other vehicles: what it is for has to be said. */
export function withRate(rates: readonly Json[], name: string): Json[] {
  const rate: Json = { name, for: { plateColours: ['green'] }, freeMin: 30, bands: [bandDraft()] };
  return rates.length === 0 ? [rate] : rates.toSpliced(rates.length - 1, 0, rate);
}

/** What is the same in prices of the day and of the night: the band cut in two at these hours. */
export function dayAndNight(band: Json): Json[] {
  return [
    { ...(band as Record<string, Json>), from: '08:00', to: '20:00' },
    { ...(band as Record<string, Json>), from: '20:00', to: '08:00' },
  ];
}

/** Whether the band is all day, every day: the only one that can be cut in two without a gap. */
export const isWholeDay = (band: Json | undefined): boolean =>
  valueAt(band, 'days') === 'every-day' && valueAt(band, 'from') === valueAt(band, 'to');
