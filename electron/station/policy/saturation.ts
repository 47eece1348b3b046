import type { SaturationBand } from '../../contract/vocabulary.ts';

export interface SaturationThresholds {
  /** Share of the stalls from which on the lot is saturated, 0–1. */
  saturatedFrom: number;
  /** Share of the stalls above which it is full, 0–1. */
  fullAbove: number;
}

/** 6.3.3: below 70 % unsaturated, 70 % to 90 % inclusive saturated, above 90 % full. */
export const STANDARD_THRESHOLDS: SaturationThresholds = { saturatedFrom: 0.7, fullAbove: 0.9 };

/** The band of a lot with `inside` vehicles on `total` stalls (6.3.3). A lot without stalls is full. */
export function bandOf(inside: number, total: number, thresholds = STANDARD_THRESHOLDS): SaturationBand {
  if (total <= 0) return 'full';
  // Divide, never multiply: 63 / 90 is the number written 0.7, but 90 * 0.7 is a little less than 63.
  const share = inside / total;
  if (share > thresholds.fullAbove) return 'full';
  return share >= thresholds.saturatedFrom ? 'saturated' : 'unsaturated';
}
