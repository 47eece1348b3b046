import { writeFileSync } from 'node:fs';

/** The value below which `share` of the samples lie (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** What every benchmark writes with `--json`: its name, its main figures, and more by name. */
export interface Figures {
  bench: string;
  p50ms: number;
  p99ms: number;
  /** To the raw limit in the same run. */
  ratio: number;
  [name: string]: number | string;
}

/** Prints a table, and writes the figures where `--json` says. */
export function report(figures: Figures, file: string | undefined): void {
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(width)}  ${value}`);
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
}
