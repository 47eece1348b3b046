import { writeFileSync } from 'node:fs';

/** The value below which `share` of the samples lie (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** What every benchmark writes with `--json`: its name, and its figures by name; `run/plan.ts` says which of them count. */
export interface Figures {
  bench: string;
  [name: string]: number | string;
}

/** Prints a table and the figures as one line of JSON, and writes them where `--json` says. `words`: names for people. */
export function report(
  figures: Figures,
  file: string | undefined,
  words: Readonly<Partial<Record<string, string>>> = {},
): void {
  const rows = Object.entries(figures).map(([name, value]) => ({ words: words[name] ?? name, value }));
  const width = Math.max(...rows.map((row) => row.words.length));
  for (const row of rows) console.log(`${row.words.padEnd(width)}  ${row.value}`);
  console.log(JSON.stringify(figures));
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
}
