import { describe, expect, it } from 'vitest';
import type { OpeningCause } from '../../contract/vocabulary.ts';
import { ALL_SENSES, arrivalOf, AT, authorisationOf } from './arrival.fixture.ts';
import { step } from './machine.ts';
import type { LaneEffect, LaneEvent } from './events.ts';
import { idle } from './state.ts';
import type { GrantedState, LaneSenses } from './state.ts';

const A = arrivalOf('A');
const B = arrivalOf('B', { plate: '粤B99999' });

const passing = (cause: OpeningCause, change: Partial<GrantedState> = {}): GrantedState => ({
  phase: 'passing',
  since: AT,
  arrival: A,
  authorisation: authorisationOf('a', cause),
  onLoop: false,
  clearSince: null,
  next: null,
  resumed: false,
  unseen: false,
  ...change,
});

/** The driver had his minute. `gone`: the loop in front of the arm is clear. */
const patienceOver = (state: GrantedState, gone = true, senses: LaneSenses = ALL_SENSES) => {
  const event: LaneEvent = { type: 'timer', at: AT + 60_000, timer: 'patience', armDown: false, gone };
  return step(state, event, senses);
};

const acts = (effects: readonly LaneEffect[]): string[] =>
  effects.flatMap((effect) => {
    if (effect.do === 'note') return [`${effect.fact} ${effect.arrival?.id ?? 'nobody'}`];
    return effect.do === 'stop-timer' ? [] : [effect.do];
  });

describe('a driver let through who has gone back', () => {
  it.each(['automatic', 'confirmed', 'override'] as const)(
    'loses a right that was %s, and the arm comes down',
    (cause) => {
      const { state, effects } = patienceOver(passing(cause));
      expect([state, acts(effects)]).toEqual([idle(AT + 60_000), ['grant-expired A', 'close']]);
    },
  );

  it('leaves the lane to the car behind', () => {
    const { state, effects } = patienceOver(passing('automatic', { next: B }));
    expect([state.phase, acts(effects)]).toEqual(['idle', ['grant-expired A', 'close', 'judge']]);
  });

  it.each(['by-hand', 'push-button', 'remote', 'hold'] as const)(
    'under an arm lifted %s: it stays up until a person has looked',
    (cause) => {
      const { state, effects } = patienceOver(passing(cause));
      expect([state.phase, acts(effects)]).toEqual(['unsure', []]);
    },
  );

  it.each<[string, Partial<GrantedState>, boolean, LaneSenses]>([
    ['in front of the arm, or perhaps there', {}, false, ALL_SENSES],
    ['seen by nobody while its sensors could not be read', { unseen: true }, true, ALL_SENSES],
    ['where no loop would have told of its passage', {}, true, { ...ALL_SENSES, passage: false }],
  ])('%s: a person says', (_where, change, gone, senses) => {
    expect(patienceOver(passing('automatic', change), gone, senses).state.phase).toBe('unsure');
  });

  it('on the loop is under way', () => {
    const lies = passing('automatic', { onLoop: true });
    expect(patienceOver(lies)).toEqual({ state: lies, effects: [] });
  });
});
