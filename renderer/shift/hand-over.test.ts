import { describe, expect, it } from 'vitest';
import type { ShiftCount, ShiftView } from '../../electron/contract/shift.ts';
import { firstStep, needsReason, stepAfter, stepBack, stepRefused } from './hand-over.ts';
import type { Step } from './hand-over.ts';

const count = (difference: number): ShiftCount => ({
  at: 1,
  who: 'wang',
  counted: 1000 + difference,
  expected: 1000,
  difference,
});

function view(over: Partial<NonNullable<ShiftView['open']>> | null): ShiftView {
  const open = {
    id: 7,
    person: { id: 'wang', name: 'Wang' },
    begunAt: 0,
    endedAt: null,
    mine: true,
    till: 0,
    counts: [],
    needs: 'count' as const,
  };
  return { open: over === null ? null : { ...open, ...over }, people: [], last: null };
}

const sure: Step = { at: 'sure', because: null, to: null, key: 'k' };

describe('a hand-over', () => {
  it('begins with a count, or where one stands already', () => {
    expect(firstStep(view(null))).toEqual({ at: 'none' });
    expect(firstStep(view({}))).toEqual({ at: 'count', moved: false });
    expect(firstStep(view({ needs: 'count-again' }))).toEqual({ at: 'count', moved: true });
    expect(firstStep(view({ needs: null, counts: [count(0)] }))).toEqual({ at: 'told' });
  });

  it('asks why where the drawer differs, or the shift is somebody else’s', () => {
    expect(needsReason(view({ counts: [count(0)] }))).toBe(false);
    expect(needsReason(view({ counts: [count(-5), count(0)] }))).toBe(false);
    expect(needsReason(view({ counts: [count(0), count(200)] }))).toBe(true);
    expect(needsReason(view({ mine: false, counts: [count(0)] }))).toBe(true);
  });

  it('goes back to counting when cash moved after the count', () => {
    expect(stepAfter(sure, 7, view({ needs: 'count-again' }))).toEqual({ at: 'count', moved: true });
    expect(stepAfter(sure, 7, view({ needs: null }))).toBe(sure);
    expect(stepAfter({ at: 'count', moved: false }, 7, view({ needs: null }))).toEqual({ at: 'count', moved: false });
  });

  it('says so when another took over meanwhile, and stays ended when it ended here', () => {
    expect(stepAfter(sure, 7, view({ id: 8 }))).toEqual({ at: 'overtaken', shift: 7 });
    expect(stepAfter({ at: 'count', moved: false }, 7, view(null))).toEqual({ at: 'overtaken', shift: 7 });
    const ended: Step = { at: 'ended', shift: 7 };
    expect(stepAfter(ended, 7, view({ id: 8 }))).toBe(ended);
  });

  it.each([
    [{ code: 'gone', message: '' } as const, { at: 'overtaken', shift: 7 }],
    [{ code: 'not-now', message: '', fields: { count: 'stale' } } as const, { at: 'count', moved: true }],
    [{ code: 'not-now', message: '', fields: { count: 'missing' } } as const, { at: 'count', moved: false }],
    [{ code: 'reason-needed', message: '' } as const, { at: 'told' }],
    [{ code: 'bad-input', message: '', fields: { to: 'unknown' } } as const, { at: 'to', because: null }],
    [{ code: 'station-down', message: '' } as const, null],
  ])('refused with %o leads to %o', (error, step) => {
    expect(stepRefused(7, error)).toEqual(step);
  });

  it('steps back one by one, with the reason that was given', () => {
    expect(stepBack({ ...sure, because: 'lost' })).toEqual({ at: 'to', because: 'lost' });
    expect(stepBack({ at: 'to', because: 'lost' })).toEqual({ at: 'told' });
    expect(stepBack({ at: 'told' })).toBeNull();
  });
});
