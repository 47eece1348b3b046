import type { Kind } from '../cases/kinds.ts';
import type { Outcome } from './section.ts';

/** Which case it is. */
export interface About {
  attribute?: string | null;
  kind: Kind;
  detail: string;
}

/** What came of a case: it passed when there is no trouble, a few words each. */
export function outcome(
  { attribute = null, kind, detail }: About,
  expected: string,
  seen: string,
  trouble: readonly string[],
  ms: number | null = null,
): Outcome {
  return {
    attribute,
    kind,
    detail,
    expected,
    seen: [seen, ...trouble].join('; '),
    passed: trouble.length === 0,
    ms: ms === null ? null : Math.round(ms),
  };
}

/** One word of trouble where a thing is not so. */
export const unless = (isSo: boolean, words: string): string[] => (isSo ? [] : [words]);
