/** How a number of the site file is typed: prices in yuan, shares in per cent, contacts as the board prints them. */
export type Measure = 'plain' | 'yuan' | 'percent' | 'from-one';

/** What is shown of what is written. */
export function shownAs(measure: Measure, written: number): number {
  switch (measure) {
    case 'plain':
      return written;
    case 'yuan':
      return written / 100;
    case 'percent':
      return rounded(written * 100);
    case 'from-one':
      return written + 1;
  }
}

/** What is written of what is typed. */
export function writtenAs(measure: Measure, shown: number): number {
  switch (measure) {
    case 'plain':
      return shown;
    case 'yuan':
      return Math.round(shown * 100);
    case 'percent':
      return rounded(shown) / 100;
    case 'from-one':
      return shown - 1;
  }
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
