import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askOf, running, step, verdictOf } from './check.ts';
import type { BarrierSeen, CheckEvent, CheckState, Waiting } from './check.ts';

const AT = 1_000_000;
const WHO = { id: 'zhou', name: '周工' };
const SEEN: BarrierSeen = { arm: 'closed', passageLoop: 'clear', approachLoop: 'clear', mode: 'automatic' };

const barrier = (change: Partial<BarrierSeen>): CheckEvent => ({ what: 'barrier', barrier: { ...SEEN, ...change } });
const capture = (plate: string, offsetMs: number | null = 0): CheckEvent => ({ what: 'capture', plate, offsetMs });
const booking = (what: 'locked' | 'confirmed' | 'cancelled', code = 'b1'): CheckEvent => ({
  what: 'booking',
  step: what,
  code,
});
const answered = (yes: boolean): CheckEvent => ({ what: 'answered', yes });

/** Plays events a second apart; what it asks before each, and what it came to. */
function play(waits: Waiting, ...events: CheckEvent[]) {
  let check: CheckState = running(waits, AT, WHO);
  const asks: unknown[] = [];
  const effects: unknown[] = [];
  events.forEach((event, index) => {
    asks.push(askOf(check));
    const next = step(check, event, AT + (index + 1) * 1000);
    check = next.check;
    if (next.effect !== null) effects.push(next.effect);
  });
  return { check, asks, effects };
}

const ARM: Waiting = { for: 'arm-up', eyes: false, eyesAfter: false, since: AT };

describe('a test car', () => {
  it('is captured with its plate; one that is not read may stand better', () => {
    const { check, asks } = play({ for: 'car' }, capture(''), capture('粤B12345', -300));
    expect(asks).toEqual(['bring-car', 'bring-car']);
    expect(check).toMatchObject({ state: 'passed', facts: { plate: '粤B12345', offsetMs: -300 } });
  });

  it('tells how far the camera is off; a stored record does not', () => {
    const waits: Waiting = { for: 'camera-time', mostMs: 10_000 };
    expect(play(waits, capture('', null), capture('', 9_000)).check).toMatchObject({ state: 'passed' });
    expect(play(waits, capture('', -11_000)).check).toMatchObject({ state: 'failed', facts: { offsetMs: -11_000 } });
  });
});

describe('an arm', () => {
  it('goes up and down by its own limits, measured', () => {
    const { check, asks, effects } = play(
      ARM,
      barrier({ arm: 'moving' }),
      barrier({ arm: 'open' }),
      barrier({ arm: 'moving' }),
      barrier({ arm: 'closed' }),
    );
    expect(asks).toEqual([null, null, null, null]);
    expect(effects).toEqual(['lower-arm']);
    expect(check).toMatchObject({ state: 'passed', facts: { riseMs: 2000, fallMs: 2000 } });
  });

  it('without limits it is what a person sees', () => {
    const waits: Waiting = { ...ARM, eyes: true, eyesAfter: true };
    const { check, asks } = play(waits, barrier({ arm: 'open' }), answered(true), answered(true));
    expect(asks).toEqual(['watch-arm-rise', 'watch-arm-rise', 'watch-arm-fall']);
    expect(check).toMatchObject({ state: 'passed', facts: {} });
    expect(play(waits, answered(false))).toMatchObject({
      check: { state: 'failed', facts: { why: 'answer' } },
      effects: ['lower-arm'],
    });
  });

  it('that does not rise in time is not left up', () => {
    expect(step(running(ARM, AT, WHO), { what: 'tick' }, AT + 30_000)).toMatchObject({
      check: { state: 'failed', facts: { why: 'timeout' } },
      effect: 'lower-arm',
    });
  });
});

describe('sensors and lines', () => {
  it('each loop is seen occupied, and clear again', () => {
    const { check, asks } = play(
      { for: 'loop', loop: 'approach', to: 'occupied', then: ['passage'] },
      barrier({ passageLoop: 'occupied' }),
      barrier({ approachLoop: 'occupied' }),
      barrier({}),
      barrier({ passageLoop: 'occupied' }),
      barrier({ passageLoop: 'unknown' }),
      barrier({}),
    );
    expect(asks).toEqual([
      'occupy-approach-loop',
      'occupy-approach-loop',
      'clear-approach-loop',
      'occupy-passage-loop',
      'clear-passage-loop',
      'clear-passage-loop',
    ]);
    expect(check).toMatchObject({ state: 'passed', facts: { approachLoop: true, passageLoop: true } });
  });

  it('a line that is pulled is missed, and back by itself', () => {
    const { check, asks } = play(
      { for: 'line-gone' },
      barrier({}),
      barrier({ mode: 'offline' }),
      barrier({ mode: 'offline' }),
      barrier({}),
    );
    expect(asks).toEqual(['pull-line', 'pull-line', 'plug-line', 'plug-line']);
    expect(check).toMatchObject({ state: 'passed', facts: { backMs: 2000 } });
  });
});

it('a booking is locked, confirmed and cancelled, all of the same number', () => {
  const waits: Waiting = { for: 'booking-made', code: null };
  const { check, asks } = play(
    waits,
    booking('confirmed', 'other'),
    booking('locked'),
    booking('confirmed', 'other'),
    booking('confirmed'),
    booking('cancelled', 'other'),
    booking('cancelled'),
  );
  expect(asks.slice(3)).toEqual(['have-booking-made', 'have-booking-cancelled', 'have-booking-cancelled']);
  expect(check).toMatchObject({ state: 'passed', facts: { bookCode: 'b1', cancelledMs: 2000 } });
});

const WAITS: Waiting[] = [
  { for: 'car' },
  { for: 'camera-time', mostMs: 10 },
  { for: 'picture' },
  ARM,
  { for: 'arm-down', eyes: true, since: AT },
  { for: 'loop', loop: 'passage', to: 'clear', then: [] },
  { for: 'line-gone' },
  { for: 'line-back', goneAt: AT },
  { for: 'platform' },
  { for: 'booking-made', code: null },
  { for: 'booking-cancelled', code: 'b1', confirmedAt: AT },
  { for: 'measurement' },
];

it.each(WAITS.map((waits) => [waits.for, waits] as const))(
  'what waits for %s waits until its time is over',
  (_, waits) => {
    const check = running(waits, AT, WHO);
    expect(step(check, { what: 'tick' }, check.until - 1).check).toBe(check);
    expect(step(check, { what: 'tick' }, check.until).check).toMatchObject({ state: 'failed' });
    expect(step(check, answered(false), AT).check).toMatchObject({ state: 'failed' });
  },
);

it('what has come to its end stays as it is, whatever happens', () => {
  const event = fc.constantFrom<CheckEvent>(
    capture('粤B12345'),
    barrier({ arm: 'open' }),
    booking('locked'),
    answered(true),
    { what: 'tick' },
    { what: 'measured', passed: true, facts: {} },
  );
  fc.assert(
    fc.property(
      event,
      fc.constantFrom<CheckState['state']>('open', 'passed', 'failed', 'skipped'),
      (happens, state) => {
        const check = { state, at: AT, facts: {}, because: '', who: WHO } as CheckState;
        expect(step(check, happens, AT + 1)).toEqual({ check, effect: null });
      },
    ),
  );
});

it.each([
  [['passed', 'passed'], 'passed'],
  [['passed', 'skipped'], 'passed-with-skips'],
  [['passed', 'open', 'skipped'], 'failed'],
  [['failed', 'passed'], 'failed'],
] as const)('%j come out as %s', (states, verdict) => expect(verdictOf(states)).toBe(verdict));
