import type { ReportFigures } from '../../contract/reports.ts';
import { openingCause } from '../../contract/vocabulary.ts';
import type { Tally } from './scope.ts';
import { at, byText } from './sums.ts';

/** Openings of each cause beside the cars that went through them: what does not come out even is shown. */
export function openingsOf(tally: readonly Tally[]): ReportFigures['openings'] {
  const causes = new Map(
    openingCause.options.map((cause) => [cause as string, { openings: 0, passages: 0, again: 0 }]),
  );
  let unopened = 0;
  for (const { what, a, b, n } of tally) {
    const sum = causes.get(a);
    if (what === 'opening' && sum) sum.openings += n;
    else if (what === 'passage' && sum) {
      sum.passages += n;
      if (b === 'again') sum.again += n;
    } else if (what === 'passage') unopened += n;
  }
  const byCause = openingCause.options.flatMap((cause) => {
    const sum = causes.get(cause);
    if (!sum || sum.openings + sum.passages === 0) return [];
    return [{ cause, ...sum, difference: cause === 'hold' ? 0 : sum.openings - (sum.passages - sum.again) }];
  });
  const total = (of: 'openings' | 'passages'): number => byCause.reduce((sum, each) => sum + each[of], 0);
  return { byCause, openings: total('openings'), passages: total('passages'), unopened };
}

/** Openings that the rules did not make, by why. */
export function overridesOf(tally: readonly Tally[]): ReportFigures['overrides'] {
  const isMade = (cause: string): boolean => cause !== 'automatic' && cause !== 'confirmed';
  return grouped(tally.filter(({ what, a }) => what === 'opening' && isMade(a))).map(({ kind, ...sum }) => ({
    cause: openingCause.parse(kind),
    ...sum,
  }));
}

/** Everything else that a person should see, by why. */
export const notedOf = (tally: readonly Tally[]): ReportFigures['noted'] =>
  grouped(tally.filter(({ what }) => what === 'noted'));

function grouped(lines: readonly Tally[]): ReportFigures['noted'] {
  const sums = new Map<string, ReportFigures['noted'][number]>();
  for (const { a, b, n } of lines) at(sums, `${a} ${b}`, () => ({ kind: a, reason: b, n: 0 })).n += n;
  return [...sums.values()].sort(
    byText(
      ({ kind }) => kind,
      ({ reason }) => reason,
    ),
  );
}
