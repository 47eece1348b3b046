import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLOW_AT_REST, afterExit, afterGrant, afterWithdrawal, turnOf } from './flow-control.ts';
import type { Asking, FlowRules, FlowState, LotNow } from './flow-control.ts';
import { STANDARD_THRESHOLDS } from './saturation.ts';

const rules: FlowRules = { thresholds: STANDARD_THRESHOLDS, reservedPerOther: 2, exitsPerEntry: 1 };
const lotWith = (inside: number, more: Partial<LotNow> = {}): LotNow => ({
  inside,
  entering: 0,
  total: 100,
  held: 0,
  priority: true,
  followingAt: [],
  ...more,
});

let serial = 0;
const car = (kind: Asking['class'], more: Partial<Asking> = {}): Asking => {
  serial += 1;
  return { id: `${kind}-${serial}`, class: kind, since: serial, heldPlace: false, laneId: `${kind}-lane`, ...more };
};

/** Lets cars in for as long as the rules name one; each that goes is followed by another of its kind. */
function run(lot: LotNow, steps: number, kinds: readonly Asking['class'][], state: FlowState = FLOW_AT_REST) {
  let asking = kinds.map((kind) => car(kind));
  let order = '';
  for (let i = 0; i < steps; i += 1) {
    const { next } = turnOf(rules, state, lot, asking);
    if (next === null) break;
    order += next.class === 'reserved' ? 'R' : 'o';
    ({ state } = afterGrant(rules, state, lot, asking, next));
    asking = [...asking.filter((each) => each !== next), car(next.class)];
  }
  return { order, state };
}

describe('flow control (6.3.4)', () => {
  it('unsaturated: first come, first served over all lanes', () => {
    const [first, second, third] = [car('other'), car('reserved'), car('other')];
    expect(turnOf(rules, FLOW_AT_REST, lotWith(69), [third, second, first]).next).toBe(first);
  });

  it('saturated, both wait: two reserved, then one other, again and again', () => {
    expect(run(lotWith(80), 9, ['other', 'reserved']).order).toBe('RRoRRoRRo');
  });

  it.each([
    [1, 'RoRoRo'],
    [3, 'RRRoRR'],
  ])('the ratio is a setting: %i to 1', (reservedPerOther, order) => {
    let state = FLOW_AT_REST;
    let asking = [car('other'), car('reserved')];
    let seen = '';
    for (let i = 0; i < 6; i += 1) {
      const { next } = turnOf({ ...rules, reservedPerOther }, state, lotWith(80), asking);
      if (next === null) throw new Error('nobody goes');
      seen += next.class === 'reserved' ? 'R' : 'o';
      ({ state } = afterGrant(rules, state, lotWith(80), asking, next));
      asking = [...asking.filter((each) => each !== next), car(next.class)];
    }
    expect(seen).toBe(order);
  });

  it('saturated: a queue that stands alone is not held', () => {
    expect(run(lotWith(80), 4, ['other']).order).toBe('oooo');
    expect(run(lotWith(80), 4, ['reserved']).order).toBe('RRRR');
  });

  it('saturated: the next of the reserved queue is not at the line yet, and keeps its turn', () => {
    const other = car('other');
    const lot = lotWith(80, { followingAt: ['reserved-lane'] });
    const { next, holds } = turnOf(rules, { ...FLOW_AT_REST, reservedInRow: 1 }, lot, [other]);
    expect(next).toBeNull();
    expect(holds.get(other.id)).toEqual({ reason: 'flow-turn-of-reserved', figures: { nth: 2, of: 2 } });
    expect(turnOf(rules, { ...FLOW_AT_REST, reservedInRow: 2 }, lot, [other]).next).toBe(other);
  });

  it('whoever follows a reserved car in its own lane stands behind it, and waits for nobody', () => {
    const behind = car('other', { laneId: 'reserved-lane' });
    const lot = lotWith(80, { followingAt: ['reserved-lane'] });
    expect(turnOf(rules, { ...FLOW_AT_REST, reservedInRow: 1 }, lot, [behind]).next).toBe(behind);
  });

  it('full with a credit: reserved cars go first all the same, and the words say so', () => {
    const [reserved, other] = [car('reserved'), car('other')];
    const { next, holds } = turnOf(rules, { ...FLOW_AT_REST, credits: 1 }, lotWith(95), [other, reserved]);
    expect(next).toBe(reserved);
    expect(holds.get(other.id)).toEqual({ reason: 'flow-reserved-first', figures: {} });
  });

  it('a car that was let in and did not go gives back what it took', () => {
    const asking = [car('reserved'), car('other')];
    const [reserved, other] = asking as [Asking, Asking];
    for (const [state, lot, goes] of [
      [{ ...FLOW_AT_REST, reservedInRow: 2 }, lotWith(80), other],
      [{ ...FLOW_AT_REST, reservedInRow: 1 }, lotWith(80), reserved],
      [{ ...FLOW_AT_REST, credits: 1 }, lotWith(95), other],
    ] as const) {
      const granted = afterGrant(rules, state, lot, asking, goes);
      expect(granted.state).not.toEqual(state);
      expect(afterWithdrawal(rules, granted.state, granted.taken)).toEqual(state);
    }
  });

  it('priority off (6.3.5): first come, first served, however full', () => {
    const [first, second] = [car('other'), car('reserved')];
    expect(turnOf(rules, FLOW_AT_REST, lotWith(95, { priority: false }), [second, first]).next).toBe(first);
  });

  it.each([1, 2, 3])('full: %i out, 1 in; reserved cars go first and need no credit', (exitsPerEntry) => {
    const k = { ...rules, exitsPerEntry };
    const [other, reserved] = [car('other'), car('reserved')];
    let state = FLOW_AT_REST;
    const lot = lotWith(95);
    expect(turnOf(k, state, lot, [other, reserved]).next).toBe(reserved);
    for (let exits = 0; exits < exitsPerEntry; exits += 1) {
      const { next, holds } = turnOf(k, state, lot, [other]);
      expect(next).toBeNull();
      expect(holds.get(other.id)).toEqual({ reason: 'flow-exits-needed', figures: { exits: exitsPerEntry - exits } });
      state = afterExit(k, state, lot);
    }
    expect(turnOf(k, state, lot, [other, reserved]).next).toBe(reserved);
    expect(turnOf(k, state, lot, [other]).next).toBe(other);
    ({ state } = afterGrant(k, state, lot, [other], other));
    expect(turnOf(k, state, lot, [other]).next).toBeNull();
  });

  it('exits from a lot that is not full earn nothing', () => {
    expect(afterExit(rules, { reservedInRow: 1, exits: 0, credits: 2 }, lotWith(90))).toMatchObject({ credits: 0 });
  });

  it('an exit that ends the full lot earns nothing, and what was earned ends with it', () => {
    const earned: FlowState = { reservedInRow: 1, exits: 0, credits: 1 };
    expect(afterExit(rules, FLOW_AT_REST, lotWith(91))).toEqual(FLOW_AT_REST);
    expect(afterExit(rules, earned, lotWith(91))).toEqual({ ...earned, credits: 0 });
    const [other] = [car('other')];
    expect(afterGrant(rules, earned, lotWith(88), [other], other).state.credits).toBe(0);
  });

  it('what was earned while priority was off is not spent while it is on', () => {
    const off = lotWith(95, { priority: false });
    expect(afterExit(rules, { reservedInRow: 2, exits: 1, credits: 3 }, off)).toEqual(FLOW_AT_REST);
    const other = car('other');
    expect(afterGrant(rules, { reservedInRow: 2, exits: 1, credits: 3 }, off, [other], other).state).toEqual(
      FLOW_AT_REST,
    );
  });

  it('no place left: only a stall that is kept for its car', () => {
    const [reserved, other, kept] = [car('reserved'), car('other'), car('reserved', { heldPlace: true })];
    const credit = { ...FLOW_AT_REST, credits: 3 };
    for (const lot of [lotWith(100), lotWith(97, { held: 2, entering: 1 })]) {
      const { next, holds } = turnOf(rules, credit, lot, [reserved, other, kept]);
      expect(next).toBe(kept);
      expect([...holds.values()].map(({ reason }) => reason)).toEqual(['lot-full', 'lot-full']);
    }
  });

  it('whoever is let in by hand out of turn counts: the next ones make up for it', () => {
    const asking = [car('reserved'), car('other')];
    const [reserved, other] = asking as [Asking, Asking];
    const { state } = afterGrant(rules, { ...FLOW_AT_REST, reservedInRow: 2 }, lotWith(80), asking, reserved);
    expect(turnOf(rules, state, lotWith(80), asking).next).toBe(other);
    expect(afterGrant(rules, FLOW_AT_REST, lotWith(95), asking, other).state.credits).toBe(0);
  });
});

type Step = { do: 'come'; class: Asking['class']; heldPlace: boolean } | { do: 'exit' | 'go' | 'pass' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('come' as const),
      class: fc.constantFrom('reserved' as const, 'other' as const),
      heldPlace: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('go' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('exit' as const) }) },
);

/** Plays steps by the rules; `seen` is asked at each grant, before it is made. */
function play(
  k: FlowRules,
  inside: number,
  steps: readonly Step[],
  seen: (granted: Asking, state: FlowState, lot: LotNow, asking: readonly Asking[]) => void,
) {
  let state = FLOW_AT_REST;
  let asking: Asking[] = [];
  const lot = lotWith(inside, { total: 40 });
  for (const each of steps) {
    switch (each.do) {
      case 'come': {
        const kept = each.class === 'reserved' && each.heldPlace;
        asking.push(car(each.class, { heldPlace: kept }));
        if (kept) lot.held += 1;
        break;
      }
      case 'exit':
        if (lot.inside === 0) break;
        state = afterExit(k, state, lot);
        lot.inside -= 1;
        break;
      case 'pass':
        if (lot.entering === 0) break;
        lot.entering -= 1;
        lot.inside += 1;
        break;
      case 'go': {
        const { next } = turnOf(k, state, lot, asking);
        if (next === null) break;
        seen(next, state, lot, asking);
        ({ state } = afterGrant(k, state, lot, asking, next));
        asking = asking.filter((other) => other !== next);
        lot.entering += 1;
        if (next.heldPlace) lot.held -= 1;
      }
    }
    expect(state.credits).toBeGreaterThanOrEqual(0);
    expect(state.exits).toBeLessThan(k.exitsPerEntry);
  }
  return { state, lot, asking };
}

const anyRules = fc.record({
  thresholds: fc.constant(STANDARD_THRESHOLDS),
  reservedPerOther: fc.integer({ min: 1, max: 4 }),
  exitsPerEntry: fc.integer({ min: 1, max: 3 }),
});
const anyStart = fc.integer({ min: 0, max: 40 });
const anySteps = fc.array(step, { maxLength: 200 });

describe('properties', () => {
  it('never more let in than places that are not kept for somebody else', () => {
    fc.assert(
      fc.property(anyRules, anyStart, anySteps, (k, inside, steps) => {
        play(k, inside, steps, (next, _state, lot) => {
          if (!next.heldPlace) expect(lot.inside + lot.entering + lot.held).toBeLessThan(lot.total);
        });
      }),
    );
  });

  it('in a saturated lot with both waiting, no prefix has more reserved cars than the ratio gives, nor an other one too early', () => {
    fc.assert(
      fc.property(anyRules, anyStart, anySteps, (k, inside, steps) => {
        let row = 0;
        play(k, inside, steps, (next, _state, lot, asking) => {
          const share = (lot.inside + lot.entering) / lot.total;
          if (share < 0.7) row = 0;
          const waiting = (kind: Asking['class']) =>
            asking.some(
              (each) => each.class === kind && (each.heldPlace || lot.inside + lot.entering + lot.held < lot.total),
            );
          const both = share >= 0.7 && share <= 0.9 && waiting('reserved') && waiting('other');
          if (both && next.class === 'other') expect(row).toBeGreaterThanOrEqual(k.reservedPerOther);
          if (both && next.class === 'reserved') expect(row).toBeLessThan(k.reservedPerOther);
          if (share >= 0.7)
            row = next.class === 'other' ? 0 : asking.some((each) => each.class === 'other') ? row + 1 : row;
        });
      }),
    );
  });

  it('nobody starves: while places come free, everybody who waits gets in', () => {
    fc.assert(
      fc.property(anyRules, anyStart, anySteps, (k, inside, steps) => {
        const standing = play(k, inside, steps, () => undefined);
        const waiting = new Set(standing.asking.map(({ id }) => id));
        // From here on one car leaves after another, and nobody else comes.
        let { state, asking } = standing;
        const { lot } = standing;
        for (let turn = 0; turn < 400 && asking.length > 0; turn += 1) {
          const { next } = turnOf(k, state, lot, asking);
          if (next !== null) {
            ({ state } = afterGrant(k, state, lot, asking, next));
            asking = asking.filter((each) => each !== next);
            waiting.delete(next.id);
            lot.inside += 1;
            if (next.heldPlace) lot.held -= 1;
          } else if (lot.inside > 0) {
            state = afterExit(k, state, lot);
            lot.inside -= 1;
          }
        }
        expect([...waiting]).toEqual([]);
      }),
    );
  });

  it('everybody who asks either goes or is told why not, whatever the order of asking', () => {
    fc.assert(
      fc.property(anyRules, anyStart, anySteps, fc.infiniteStream(fc.nat()), (k, inside, steps, keys) => {
        const { state, lot, asking } = play(k, inside, steps, () => undefined);
        const turn = turnOf(k, state, lot, asking);
        expect(turn.holds.size + (turn.next === null ? 0 : 1)).toBe(asking.length);
        const shuffled = asking
          .map((each) => ({ each, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        expect(turnOf(k, state, lot, shuffled)).toEqual(turn);
      }),
    );
  });
});
