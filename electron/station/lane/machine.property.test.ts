import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { action, armPosition, loopState, openingCause } from '../../contract/vocabulary.ts';
import { arrivalOf, AT, authorisationOf, judgedAs } from './arrival.fixture.ts';
import { step } from './machine.ts';
import type { LaneEffect, LaneEvent, LaneStep } from './events.ts';
import { carsOf, idle } from './state.ts';
import type { Authorisation, LaneSenses, LaneState } from './state.ts';

/** What may happen at a lane, as a choice that finds its arrival in the state it meets: the service does the same. */
const arbitraryCause = fc.option(fc.constantFrom(...openingCause.options));
const arbitraryHappening = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('arrived' as const), verdict: fc.constantFrom(...action.options), cause: arbitraryCause }) }, // prettier-ignore
  { weight: 2, arbitrary: fc.record({ type: fc.constant('revised' as const), whom: fc.constantFrom('arrival' as const, 'next' as const), verdict: fc.constantFrom(...action.options), cause: arbitraryCause }) }, // prettier-ignore
  { weight: 2, arbitrary: fc.record({ type: fc.constant('authorised' as const), cause: fc.constantFrom(...openingCause.options) }) }, // prettier-ignore
  { weight: 4, arbitrary: fc.record({ type: fc.constant('passage-loop' as const), occupied: fc.boolean(), armDown: fc.boolean() }) }, // prettier-ignore
  { weight: 3, arbitrary: fc.record({ type: fc.constant('timer' as const), timer: fc.constantFrom('settle' as const, 'patience' as const, 'assume' as const, 'recheck' as const), armDown: fc.boolean(), gone: fc.boolean() }) }, // prettier-ignore
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('arm-opened' as const, 'arm-closed' as const) }) },
  fc.record({ type: fc.constant('arm-failed' as const), because: fc.constantFrom('arm-did-not-open' as const, 'barrier-not-available' as const) }), // prettier-ignore
  fc.record({ type: fc.constantFrom('refused' as const, 'turned-away' as const, 'passed-by-hand' as const, 'found-open' as const) }), // prettier-ignore
  fc.record({ type: fc.constant('resumed' as const), awayMs: fc.constantFrom(Infinity, 1500, 3000), stoodThere: fc.boolean(), arm: fc.constantFrom(...armPosition.options), passageLoop: fc.constantFrom(...loopState.options), approachLoop: fc.constantFrom(...loopState.options) }), // prettier-ignore
);
type Happening = typeof arbitraryHappening extends fc.Arbitrary<infer T> ? T : never;

const arbitrarySenses: fc.Arbitrary<LaneSenses> = fc.record({
  passage: fc.boolean(),
  approach: fc.boolean(),
  openedLimit: fc.boolean(),
  closedLimit: fc.boolean(),
});

interface Walked {
  event: LaneEvent;
  before: LaneState;
  after: LaneStep;
}

/** Walks a lane from rest through what happens; what is to be judged is judged at once. */
function walk(happenings: readonly Happening[], senses: LaneSenses): Walked[] {
  let state: LaneState = idle(AT);
  let made = 0;
  const walked: Walked[] = [];

  const right = (cause: Authorisation['cause'] | null): Authorisation | null =>
    cause === null ? null : authorisationOf(`right ${++made}`, cause);

  function take(event: LaneEvent): void {
    const after = step(state, event, senses);
    walked.push({ event, before: state, after });
    state = after.state;
    for (const effect of after.effects) {
      if (effect.do === 'judge') take({ type: 'arrived', at: event.at, arrival: effect.arrival, authorisation: null });
    }
  }

  function eventOf(happening: Happening, at: number): LaneEvent | null {
    const here = 'arrival' in state ? state.arrival : null;
    const behind = 'next' in state ? state.next : null;
    switch (happening.type) {
      case 'arrived': {
        const arrival = arrivalOf(`car ${++made}`, judgedAs(happening.verdict));
        return { type: 'arrived', at, arrival, authorisation: right(happening.cause) };
      }
      case 'revised': {
        const known = happening.whom === 'next' ? behind : here;
        if (!known) return null;
        const arrival = { ...known, ...judgedAs(happening.verdict) };
        return { type: 'revised', at, arrival, authorisation: right(happening.cause) };
      }
      case 'authorised':
        return { type: 'authorised', at, arrival: here, authorisation: authorisationOf(`right ${++made}`, happening.cause) }; // prettier-ignore
      case 'refused':
        return here && { type: 'refused', at, arrival: here, who: 'li', because: null };
      case 'turned-away':
      case 'passed-by-hand':
        return { type: happening.type, at, who: 'li' };
      case 'found-open':
        return { type: 'found-open', at, opening: `found ${++made}` };
      case 'arm-opened':
      case 'arm-closed':
      case 'arm-failed':
      case 'passage-loop':
      case 'timer':
      case 'resumed':
        return { ...happening, at };
    }
  }

  for (const [index, happening] of happenings.entries()) {
    const event = eventOf(happening, AT + index * 1000);
    if (event) take(event);
  }
  return walked;
}

const whatever = (check: (walked: Walked[], senses: LaneSenses) => void): void =>
  fc.assert(
    fc.property(fc.array(arbitraryHappening, { maxLength: 60 }), arbitrarySenses, (happenings, senses) =>
      check(walk(happenings, senses), senses),
    ),
    { numRuns: 500 },
  );

type Passage = Extract<LaneEffect, { do: 'passage' }>;
const passagesOf = (walked: readonly Walked[]): Passage[] =>
  walked.flatMap(({ after }) => after.effects.filter((effect) => effect.do === 'passage'));

const noted = (effect: LaneEffect): boolean =>
  effect.do === 'note' && (effect.fact === 'authorised' || effect.fact === 'opened-by-hand');

const isGone = (effect: LaneEffect): effect is Extract<LaneEffect, { do: 'note' }> =>
  effect.do === 'note' && (effect.fact === 'turned-away' || effect.fact === 'grant-expired');

const twice = (ids: readonly (string | undefined)[]): string[] => {
  const there = ids.filter((id) => id !== undefined);
  return there.filter((id, index) => there.indexOf(id) !== index);
};

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part);
    Object.freeze(value);
  }
  return value;
}

describe('whatever happens at a lane, in whatever order', () => {
  it('the arm is told to rise once for each right to pass, and only after the right was written down', () => {
    whatever((walked) => {
      const openedFor: string[] = [];
      for (const { before, after } of walked) {
        const opens = after.effects.filter((effect) => effect.do === 'open');
        if (opens.length === 0) continue;
        expect(opens).toHaveLength(1);
        expect(after.effects.findIndex(noted)).toBeGreaterThanOrEqual(0);
        expect(after.effects.findIndex(noted)).toBeLessThan(after.effects.indexOf(opens[0]!));
        expect('authorisation' in before && before.authorisation.id).not.toBe('authorisation' in after.state && after.state.authorisation.id); // prettier-ignore
        expect(after.state).toMatchObject({ phase: 'opening' });
        if ('authorisation' in after.state) openedFor.push(after.state.authorisation.id);
      }
      expect(twice(openedFor)).toEqual([]);
    });
  });

  it('the arm is told to rise neither by a sensor, nor by a timer, nor by a restart', () => {
    whatever((walked) => {
      for (const { event, after } of walked) {
        if (!after.effects.some((effect) => effect.do === 'open')) continue;
        expect(['arrived', 'revised', 'authorised']).toContain(event.type);
      }
    });
  });

  it('every opening is told of once, with its right, and none but an opening is', () => {
    whatever((walked) => {
      const told: string[] = [];
      for (const { after } of walked) {
        const openings = after.effects.flatMap((effect) => {
          if (effect.do === 'open') return [effect.authorisation.id];
          return effect.do === 'found-open' ? [effect.opening] : [];
        });
        const notes = after.effects.flatMap((effect) =>
          effect.do === 'note' && effect.opening !== null ? [effect.opening] : [],
        );
        expect(notes).toEqual(openings);
        told.push(...notes);
      }
      expect(twice(told)).toEqual([]);
    });
  });

  it('a right to pass is used once, and a car passes once', () => {
    whatever((walked) => {
      const passages = passagesOf(walked);
      expect(twice(passages.map((passage) => passage.authorisation?.id))).toEqual([]);
      expect(twice(passages.map((passage) => passage.arrival?.id))).toEqual([]);
    });
  });

  it('no car disappears: each one that arrived is there, has passed, or is noted as gone', () => {
    whatever((walked) => {
      const ids = new Set<string>();
      const ended = new Set<string>();
      for (const { event, after } of walked) {
        if (event.type === 'arrived') ids.add(event.arrival.id);
        for (const effect of after.effects) {
          if (effect.do === 'passage' || isGone(effect)) ended.add(effect.arrival?.id ?? '');
        }
      }
      const last = walked.at(-1)?.after.state;
      const there = last ? carsOf(last).map((arrival) => arrival.id) : [];
      expect([...ids].filter((id) => !ended.has(id)).sort()).toEqual(there.sort());
    });
  });

  it('a vehicle on the loop leaves no lane unsure', () => {
    whatever((walked) => {
      for (const { after } of walked) if (after.state.phase === 'unsure') expect(after.state.onLoop).toBe(false);
    });
  });

  it('is a function of what it is given, and leaves that as it was', () => {
    whatever((walked, senses) => {
      for (const { before, event, after } of walked) {
        expect(step(frozen(before), frozen(event), frozen(senses))).toStrictEqual(after);
      }
    });
  });

  it('survives being written down and read again', () => {
    whatever((walked) => {
      for (const { after } of walked) expect(JSON.parse(JSON.stringify(after.state))).toStrictEqual(after.state);
    });
  });
});
