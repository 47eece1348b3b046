import type { Figures } from '../figures.ts';
import type { Row } from './plan.ts';

/** A ratio that was good enough once, with the figures it came from. */
export interface Allowed {
  ratio: number;
  figure: number;
  raw: number;
}

/** By the row's name. */
export type Budget = Readonly<Record<string, Allowed>>;

/** What a ratio may be worse by than its budget. */
const ALLOWANCE = 0.2;

/** `not-judged`: a first look, whose figures compare with no budget. The rest that is not `kept` fails the run. */
export type Verdict = 'kept' | 'worse' | 'missing' | 'no-budget' | 'not-judged';

export interface Judged {
  row: Row;
  /** Null: the benchmark did not come to it. */
  measured: Allowed | null;
  budget: Allowed | null;
  verdict: Verdict;
}

export const isRed = ({ verdict }: Pick<Judged, 'verdict'>): boolean => verdict !== 'kept' && verdict !== 'not-judged';

/** What a row came to in one run of its benchmark; null when any of its figures is not there. */
export function measuredIn(row: Row, figures: Figures): Allowed | null {
  const [figure, raw, ratio] = [figures[row.figure], figures[row.raw], figures[row.ratio]];
  // JSON has no NaN: what could not be reckoned comes as null.
  const all = [figure, raw, ratio].filter((each): each is number => Number.isFinite(each));
  const [f, r, q] = all;
  return all.length === 3 && f !== undefined && r !== undefined && q !== undefined
    ? { figure: f, raw: r, ratio: q }
    : null;
}

/** Whether `a` is better than `b` by the row's measure. */
const isBetter = (row: Row, a: Allowed, b: Allowed): boolean =>
  row.better === 'lower' ? a.ratio < b.ratio : a.ratio > b.ratio;

/** The best of several runs of its benchmark: a machine's other work only makes a ratio worse. */
export function bestOf(row: Row, tries: readonly Figures[]): Allowed | null {
  return tries
    .map((figures) => measuredIn(row, figures))
    .reduce((best, one) => (one !== null && (best === null || isBetter(row, one, best)) ? one : best), null);
}

/** The worst ratio that keeps a budget. */
export const limitOf = (row: Row, { ratio }: Allowed): number =>
  row.better === 'lower' ? ratio * (1 + ALLOWANCE) : ratio * (1 - ALLOWANCE);

/** `budget` null: a first look. */
export function judge(row: Row, tries: readonly Figures[], budget: Budget | null): Judged {
  const measured = bestOf(row, tries);
  const allowed = budget?.[row.id] ?? null;
  return { row, measured, budget: allowed, verdict: verdictOn(row, measured, allowed, budget !== null) };
}

function verdictOn(row: Row, measured: Allowed | null, allowed: Allowed | null, isJudged: boolean): Verdict {
  if (measured === null) return 'missing';
  if (!isJudged) return 'not-judged';
  if (allowed === null) return 'no-budget';
  const limit = limitOf(row, allowed);
  const isKept = row.better === 'lower' ? measured.ratio <= limit : measured.ratio >= limit;
  return isKept ? 'kept' : 'worse';
}

/** The budget with what these rows came to in place of theirs; a row that came to nothing keeps its own. */
export const budgetAfter = (budget: Budget, judged: readonly Judged[]): Budget => ({
  ...budget,
  ...Object.fromEntries(judged.flatMap(({ row, measured }) => (measured === null ? [] : [[row.id, measured]]))),
});
