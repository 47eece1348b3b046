import { describe, expect, it } from 'vitest';
import { armPosition, loopState } from '../../contract/vocabulary.ts';
import type { ArmPosition, LoopState } from '../../contract/vocabulary.ts';
import { ALL_SENSES, arrivalOf, AT, authorisationOf, NO_SENSES } from './arrival.fixture.ts';
import { step } from './machine.ts';
import type { LaneEffect, LaneEvent } from './events.ts';
import { idle } from './state.ts';
import type { GrantedState, LaneSenses, LaneState } from './state.ts';

const A = arrivalOf('A');
const NEXT = arrivalOf('B', { plate: '粤B99999' });

const granted = (phase: GrantedState['phase'], change: Partial<GrantedState> = {}): GrantedState => ({
  phase,
  since: AT,
  arrival: A,
  authorisation: authorisationOf('a'),
  onLoop: false,
  clearSince: null,
  next: null,
  resumed: false,
  unseen: false,
  ...change,
});

const resumed = (arm: ArmPosition, passageLoop: LoopState, approachLoop: LoopState = 'clear'): LaneEvent => ({
  type: 'resumed',
  at: AT + 1000,
  awayMs: Infinity,
  stoodThere: false,
  arm,
  passageLoop,
  approachLoop,
});

const passages = (effects: readonly LaneEffect[]) => effects.filter((effect) => effect.do === 'passage');
const timers = (effects: readonly LaneEffect[]) =>
  effects.flatMap((effect) => (effect.do === 'start-timer' ? [effect.timer] : []));
const recheck = (armDown: boolean): LaneEvent => ({
  type: 'timer',
  at: AT + 9000,
  timer: 'recheck',
  armDown,
  gone: false,
});

describe('a restart while the arm was opening', () => {
  it('never sends a second open: it looks whether the arm moves, and asks when it does not', () => {
    const first = step(granted('opening'), resumed('closed', 'clear', 'occupied'), ALL_SENSES);
    expect([first.state.phase, timers(first.effects)]).toEqual(['opening', ['recheck']]);
    const { state, effects } = step(first.state, recheck(true), ALL_SENSES);
    expect(state).toMatchObject({ phase: 'asking', arrival: { verdict: { reason: 'program-restarted' } } });
    expect(effects.filter((effect) => effect.do === 'open')).toEqual([]);
  });

  it('leaves a car alone whose arm rises after all', () => {
    const first = step(granted('opening'), resumed('closed', 'clear', 'occupied'), ALL_SENSES);
    const { state } = step(first.state, { type: 'arm-opened', at: AT + 2000 }, ALL_SENSES);
    expect(state).toMatchObject({ phase: 'passing', arrival: A });
    expect(step(state, recheck(true), ALL_SENSES).state).toBe(state);
  });

  it('goes on waiting for an arm that has left its rest, however slowly it rises', () => {
    const first = step(granted('opening'), resumed('closed', 'clear', 'occupied'), ALL_SENSES);
    expect(step(first.state, recheck(false), ALL_SENSES)).toEqual({ state: first.state, effects: [] });
  });

  it('with the bumper on the loop asks as well: the car must not be stuck there', () => {
    const first = step(granted('opening'), resumed('closed', 'occupied', 'occupied'), ALL_SENSES);
    const { state } = step(first.state, recheck(true), ALL_SENSES);
    expect(state).toMatchObject({ phase: 'asking', arrival: { id: 'A' } });
  });

  it('for a car that went in meanwhile lets the attendant say so', () => {
    const asking = step(step(granted('opening'), resumed('closed', 'clear'), ALL_SENSES).state, recheck(true), ALL_SENSES); // prettier-ignore
    const { effects } = step(asking.state, { type: 'passed-by-hand', at: AT, who: 'li' }, ALL_SENSES);
    expect(passages(effects)).toMatchObject([{ arrival: { id: 'A' }, assumed: true, by: 'li' }]);
  });

  it('for nobody the camera saw leaves the lane free', () => {
    const first = step(granted('opening', { arrival: null }), resumed('closed', 'clear'), ALL_SENSES);
    expect(step(first.state, recheck(true), ALL_SENSES).state.phase).toBe('idle');
  });
});

describe('a restart while a car was passing', () => {
  it.each<[string, GrantedState, LaneEvent, LaneSenses, string]>([
    ['it is on the loop: its passage is still to come', granted('passing'), resumed('open', 'occupied'), ALL_SENSES, 'passing'], // prettier-ignore
    ['it was on the loop and is not: it went', granted('passing', { onLoop: true }), resumed('open', 'clear'), ALL_SENSES, 'passed'], // prettier-ignore
    ['it was on the loop and the arm is down by now: it went', granted('passing', { onLoop: true }), resumed('closed', 'clear'), ALL_SENSES, 'passed'], // prettier-ignore
    ['nobody is left before the raised arm: it went unseen', granted('passing'), resumed('open', 'clear', 'clear'), ALL_SENSES, 'passed unseen'], // prettier-ignore
    ['it still stands before the raised arm', granted('passing'), resumed('open', 'clear', 'occupied'), ALL_SENSES, 'passing'], // prettier-ignore
    ['it still stands before an arm that rises', granted('opening'), resumed('moving', 'clear', 'occupied'), ALL_SENSES, 'passing'], // prettier-ignore
    ['the arm is down and no loop can tell: a person says', granted('passing'), resumed('closed', 'clear'), ALL_SENSES, 'unsure'], // prettier-ignore
    ['no loop before the arm can tell: a person says', granted('passing'), resumed('open', 'clear', 'none'), { ...ALL_SENSES, approach: false }, 'unsure'], // prettier-ignore
    ['a person was asked already', granted('unsure'), resumed('open', 'clear', 'clear'), ALL_SENSES, 'unsure'],
    ['a lane without sensors assumes', granted('passing'), resumed('unknown', 'none', 'none'), NO_SENSES, 'passed unseen'], // prettier-ignore
  ])('%s', (_what, before, event, senses, expected) => {
    const { state, effects } = step(before, event, senses);
    const [passage] = passages(effects);
    const outcome = passage ? (passage.assumed ? 'passed unseen' : 'passed') : state.phase;
    expect(outcome).toBe(expected);
    if (passage) expect(passage).toMatchObject({ arrival: A, authorisation: { id: 'a' } });
    else expect(state).toMatchObject({ arrival: A, resumed: true });
  });

  it('judges the car behind it anew', () => {
    const { effects } = step(granted('passing', { onLoop: true, next: NEXT }), resumed('open', 'clear'), ALL_SENSES);
    expect(effects.at(-1)).toEqual({ do: 'judge', arrival: NEXT });
  });

  it('and another car is read there now: the first one has gone in', () => {
    const waits = step(granted('opening'), resumed('closed', 'clear', 'occupied'), ALL_SENSES).state;
    const seen: LaneEvent = { type: 'arrived', at: AT + 5000, arrival: NEXT, authorisation: authorisationOf('b') };
    const { state, effects } = step(waits, seen, ALL_SENSES);
    expect(passages(effects)).toMatchObject([{ arrival: { id: 'A' }, assumed: true }]);
    expect(state).toMatchObject({ phase: 'opening', arrival: NEXT, resumed: false });
    // The second one is let in: nothing may tell the arm to come down before it.
    expect(effects.map((effect) => effect.do)).not.toContain('close');
  });
});

describe('a short loss of the board', () => {
  const blink: LaneEvent = { ...resumed('open', 'clear', 'clear'), awayMs: 1500 } as LaneEvent;

  it('while the car rolls up is no passage, and the arm stays up for it', () => {
    const { state, effects } = step(granted('passing'), blink, ALL_SENSES);
    expect(state.phase).toBe('passing');
    expect(effects).toEqual([{ do: 'start-timer', timer: 'patience', from: AT }]);
  });

  it('long enough to drive through is a passage that nobody saw: assumed, and no reason to lower the arm', () => {
    const { effects } = step(granted('passing'), { ...blink, awayMs: 20_000 } as LaneEvent, ALL_SENSES);
    expect(effects.filter((effect) => effect.do === 'passage')).toMatchObject([{ assumed: true }]);
    expect(effects.filter((effect) => effect.do === 'close')).toEqual([]);
  });
});

describe('a restart while a tailgater was passing', () => {
  const intruder = (armWasDown: boolean): LaneState => idle(AT, { since: AT, armWasDown });
  const settle: LaneEvent = { type: 'timer', at: AT + 9000, timer: 'settle', armDown: false, gone: false };

  it('it has gone meanwhile: it is recorded', () => {
    const { effects, state } = step(intruder(false), resumed('open', 'clear'), ALL_SENSES);
    expect(passages(effects)).toMatchObject([{ arrival: null, authorisation: null }]);
    expect(state).toEqual(idle(AT + 1000));
  });

  it('it is still on the loop: it is recorded once it is through', () => {
    const on = step(intruder(false), resumed('open', 'occupied'), ALL_SENSES).state;
    const off = step(on, { type: 'passage-loop', at: AT + 2000, occupied: false, armDown: false }, ALL_SENSES);
    expect(timers(off.effects)).toEqual(['settle']);
    expect(passages(step(off.state, settle, ALL_SENSES).effects)).toHaveLength(1);
  });

  it('the arm was down before and is down now: it was a bumper', () => {
    const { effects, state } = step(intruder(true), resumed('closed', 'clear'), ALL_SENSES);
    expect([effects, state]).toEqual([[], idle(AT)]);
  });

  it('something came onto the loop while nobody watched: it is noticed', () => {
    expect(step(idle(AT), resumed('closed', 'occupied'), ALL_SENSES).state).toMatchObject({ intruder: { armWasDown: true } }); // prettier-ignore
  });
});

describe('whatever the sensors say after a restart', () => {
  const states: LaneState[] = [
    idle(AT),
    idle(AT, { since: AT, armWasDown: false }),
    ...(['waiting', 'asking', 'refused'] as const).map((phase) => ({
      phase,
      since: AT,
      arrival: A,
      intruder: null,
      next: null,
    })),
    ...(['opening', 'passing', 'unsure'] as const).flatMap((phase) => [
      granted(phase),
      granted(phase, { arrival: null }),
      granted(phase, { next: NEXT }),
    ]),
    granted('opening', { onLoop: true }),
    granted('passing', { onLoop: true }),
  ];
  const bits = [false, true];
  const allSenses = bits.flatMap((passage) =>
    bits.flatMap((approach) => bits.map((limits) => ({ passage, approach, openedLimit: limits, closedLimit: limits }))),
  );

  it.each(armPosition.options)('with the arm %s nothing is opened, and no car is counted twice', (arm) => {
    for (const state of states) {
      for (const senses of allSenses) {
        for (const passageLoop of loopState.options) {
          for (const approachLoop of loopState.options) {
            const first = step(state, resumed(arm, passageLoop, approachLoop), senses);
            const second = step(first.state, resumed(arm, passageLoop, approachLoop), senses);
            const effects = [...first.effects, ...second.effects];
            expect(effects.filter((effect) => effect.do === 'open')).toEqual([]);
            expect(passages(effects).length).toBeLessThanOrEqual(1);
          }
        }
      }
    }
  });
});
