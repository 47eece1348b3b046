import { describe, expect, it } from 'vitest';
import { bestOf, budgetAfter, isRed, judge } from './judge.ts';
import type { Budget } from './judge.ts';
import { PLAN } from './plan.ts';
import type { Row } from './plan.ts';

const lower: Row = { id: 'a.time', words: 'a', figure: 'f', raw: 'r', ratio: 'q', unit: 'ms', better: 'lower' };
const higher: Row = { ...lower, id: 'a.rate', unit: 'a second', better: 'higher' };
const came = (ratio: number) => ({ bench: 'a', f: 10 * ratio, r: 10, q: ratio });
const budget: Budget = {
  'a.time': { ratio: 2, figure: 20, raw: 10 },
  'a.rate': { ratio: 0.5, figure: 5, raw: 10 },
};

describe('a ratio against its budget', () => {
  it('is kept up to a fifth worse, and red beyond', () => {
    expect(judge(lower, [came(2.4)], budget).verdict).toBe('kept');
    expect(judge(lower, [came(2.41)], budget).verdict).toBe('worse');
    expect(isRed(judge(lower, [came(2.41)], budget))).toBe(true);
  });

  it('of a rate is worse when it falls', () => {
    expect(judge(higher, [came(0.4)], budget).verdict).toBe('kept');
    expect(judge(higher, [came(0.39)], budget).verdict).toBe('worse');
    expect(judge(higher, [came(5)], budget).verdict).toBe('kept');
  });

  it('is kept however much better it is', () => {
    expect(judge(lower, [came(0.1)], budget).verdict).toBe('kept');
  });

  it('counts as the better of two runs', () => {
    expect(judge(lower, [came(3), came(2.1)], budget)).toMatchObject({ verdict: 'kept', measured: { ratio: 2.1 } });
    expect(judge(lower, [came(3), came(2.9)], budget)).toMatchObject({ verdict: 'worse', measured: { ratio: 2.9 } });
    expect(bestOf(higher, [came(0.3), came(0.6)])?.ratio).toBe(0.6);
  });

  it('without a budget of its own is red', () => {
    const judged = judge({ ...lower, id: 'a.new' }, [came(1)], budget);
    expect(judged.verdict).toBe('no-budget');
    expect(isRed(judged)).toBe(true);
  });
});

describe('a figure that is missing', () => {
  it.each([
    ['of a benchmark that failed', [{ bench: 'a' }]],
    ['of a benchmark that never ran', []],
    ['that could not be reckoned', [{ ...came(1), q: Number.NaN }]],
    ['that JSON could not hold', [JSON.parse('{"bench":"a","f":1,"r":1,"q":null}')]],
    ['beside its ratio', [{ bench: 'a', q: 1, f: 1 }]],
  ])('is red: one %s', (_, tries) => {
    expect(judge(lower, tries, budget).verdict).toBe('missing');
    expect(isRed(judge(lower, tries, budget))).toBe(true);
  });

  it('is red in a first look too, where no ratio is judged', () => {
    expect(isRed(judge(lower, [came(9)], null))).toBe(false);
    expect(isRed(judge(lower, [], null))).toBe(true);
  });

  it('leaves the budget as it was; the others replace theirs', () => {
    const after = budgetAfter(budget, [judge(lower, [came(3)], null), judge(higher, [], null)]);
    expect(after).toEqual({ ...budget, 'a.time': { ratio: 3, figure: 30, raw: 10 } });
  });
});

it('no two rows of the plan share a budget', () => {
  const ids = Object.values(PLAN).flatMap(({ rows }) => rows.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
});
