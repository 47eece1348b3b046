/** What a chart says, without a word of how it is drawn. */
export type ChartSpec = StackedBars | Line | Bars;

/** Bars of parts, one beside the other for each stack: so many cars in and out by hour. */
export interface StackedBars {
  kind: 'stacked-bars';
  /** Read aloud, and the name of the picture. */
  label: string;
  categories: readonly string[];
  series: readonly { name: string; stack: string; values: readonly number[] }[];
}

export interface Line {
  kind: 'line';
  label: string;
  categories: readonly string[];
  series: readonly { name: string; values: readonly (number | null)[] }[];
  /** Levels to be seen beside the line, e.g. all stalls. */
  levels: readonly { name: string; value: number }[];
}

/** One bar a name, with its number at its end. */
export interface Bars {
  kind: 'bars';
  label: string;
  categories: readonly string[];
  values: readonly number[];
  /** How a number is said. */
  say: (value: number) => string;
}

/** A chart of nothing says less than a word does. */
export function isEmpty(spec: ChartSpec): boolean {
  const values = spec.kind === 'bars' ? spec.values : spec.series.flatMap((each) => each.values);
  return !values.some((value) => value !== null && value !== 0);
}
