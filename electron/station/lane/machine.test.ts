import { describe, expect, it } from 'vitest';
import type { OpeningCause } from '../../contract/vocabulary.ts';
import { ALL_SENSES, arrivalOf, AT, authorisationOf, judgedAs, NO_SENSES } from './arrival.fixture.ts';
import { step } from './machine.ts';
import type { LaneEffect, LaneEvent, LaneTimer } from './events.ts';
import { idle } from './state.ts';
import type { Arrival, LaneSenses, LaneState } from './state.ts';

const A = arrivalOf('A', judgedAs('open', 'booking-on-time'));
const B = arrivalOf('B', { plate: '粤B99999' });
const C = arrivalOf('C', { plate: '粤C11111' });

type Told = LaneEvent extends infer E ? (E extends LaneEvent ? Omit<E, 'at'> : never) : never;

const arrives = (arrival: Arrival, authorisation: string | null = null): Told => ({
  type: 'arrived',
  arrival,
  authorisation: authorisation === null ? null : authorisationOf(authorisation),
});
const letIn = (arrival: Arrival | null, cause: OpeningCause): Told => ({
  type: 'authorised',
  arrival,
  authorisation: authorisationOf(`by ${cause}`, cause),
});
const loop = (occupied: boolean, armDown = false): Told => ({ type: 'passage-loop', occupied, armDown });
const rings = (timer: LaneTimer, armDown = false, gone = false): Told => ({ type: 'timer', timer, armDown, gone });
const armFails: Told = { type: 'arm-failed', because: 'arm-did-not-open' };
const turnsAway: Told = { type: 'turned-away', who: 'li' };
const saidToBeIn: Told = { type: 'passed-by-hand', who: 'li' };
const drivesThrough = [loop(true), loop(false), rings('settle')];
const opened: Told = { type: 'arm-opened' };
const closed: Told = { type: 'arm-closed' };

/** Runs a lane through events, a second apart; what follows from the last of them, and from all. */
function run(events: readonly Told[], senses: LaneSenses = ALL_SENSES, start: LaneState = idle(AT)) {
  let state = start;
  let last: LaneEffect[] = [];
  const all: LaneEffect[] = [];
  for (const [index, event] of events.entries()) {
    const next = step(state, { ...event, at: AT + (index + 1) * 1000 }, senses);
    state = next.state;
    last = next.effects;
    all.push(...last);
  }
  return { state, last, all, passages: passagesOf(all), notes: notesOf(all), opens: count(all, 'open') };
}

const count = (effects: readonly LaneEffect[], what: LaneEffect['do']): number =>
  effects.filter((effect) => effect.do === what).length;

const notesOf = (effects: readonly LaneEffect[]): string[] =>
  effects.flatMap((effect) => (effect.do === 'note' ? [`${effect.fact} ${effect.arrival?.id ?? 'nobody'}`] : []));

/** Who went through, by whose leave, and whether a sensor said so. */
const passagesOf = (effects: readonly LaneEffect[]): string[] =>
  effects.flatMap((effect) => {
    if (effect.do !== 'passage') return [];
    const leave = effect.authorisation?.cause ?? 'unauthorised';
    return [`${effect.arrival?.id ?? 'nobody'} ${leave}${effect.assumed ? ' assumed' : ''}${effect.by ? ` said by ${effect.by}` : ''}`]; // prettier-ignore
  });

const timersOf = (effects: readonly LaneEffect[]): string[] =>
  effects.flatMap((effect) => (effect.do === 'start-timer' ? [effect.timer] : []));

describe('a car with a right to pass', () => {
  it('is written down, then the arm is told to rise', () => {
    const { state, last } = run([arrives(A, 'a')]);
    expect(state).toMatchObject({ phase: 'opening', arrival: A, authorisation: { id: 'a' }, onLoop: false });
    expect(last.map((effect) => effect.do)).toEqual(['note', 'open']);
  });

  it('has passed once the loop stayed clear behind it, and then the arm may come down', () => {
    const { state, last, all, passages } = run([arrives(A, 'a'), opened, ...drivesThrough]);
    expect(passages).toEqual(['A automatic']);
    expect(last.map((effect) => effect.do).slice(-2)).toEqual(['passage', 'close']);
    expect(state).toEqual(idle(AT + 5000));
    expect(timersOf(all)).toEqual(['patience', 'settle']);
  });

  it("a trailer's gap over the loop is not a second vehicle", () => {
    const { passages } = run([arrives(A, 'a'), opened, loop(true), loop(false), loop(true), loop(false), rings('settle')]); // prettier-ignore
    expect(passages).toEqual(['A automatic']);
  });

  it('a long vehicle lay on both loops: its passage ends when the last axle is off, however long that takes', () => {
    const lies = [arrives(A, 'a'), opened, loop(true), rings('patience'), closed, { type: 'arm-opened' } as Told];
    expect(run(lies)).toMatchObject({ state: { phase: 'passing', onLoop: true }, passages: [] });
    const { last, passages } = run([...lies, loop(false), rings('settle')]);
    expect(passages).toEqual(['A automatic']);
    expect(count(last, 'close')).toBe(1);
  });

  it('that drives on before the limit switch tells is on its way all the same', () => {
    expect(run([arrives(A, 'a'), ...drivesThrough, opened]).passages).toEqual(['A automatic']);
  });

  it('whose bumper stands on the loop already is counted when it drives off', () => {
    const waits = [arrives(B), loop(true, true), letIn(B, 'confirmed')];
    expect(run(waits).state).toMatchObject({ phase: 'opening', onLoop: true });
    expect(run([...waits, opened, loop(false), rings('settle')]).passages).toEqual(['B confirmed']);
  });

  it('the camera opened for a car that turned away: no entry, the arm comes down', () => {
    const { state, last, passages } = run([arrives(A, 'a'), opened, turnsAway]);
    expect([passages, notesOf(last), count(last, 'close')]).toEqual([[], ['turned-away A'], 1]);
    expect(state.phase).toBe('idle');
  });

  it('that touched the loop and rolled back before the arm rose has not passed', () => {
    const { state, all } = run([arrives(A, 'a'), loop(true, true), loop(false, true), rings('settle', true)]);
    expect([passagesOf(all), timersOf(all)]).toEqual([[], []]);
    expect(state).toMatchObject({ phase: 'opening', onLoop: false });
  });

  it('cannot have turned away while it is on the loop', () => {
    const { state, last } = run([arrives(A, 'a'), opened, loop(true), turnsAway]);
    expect([state.phase, last]).toEqual(['passing', []]);
  });

  it('that does not move is asked about, and counts when it drives after all', () => {
    const stands = [arrives(A, 'a'), opened, rings('patience')];
    expect(run(stands).state.phase).toBe('unsure');
    expect(run([...stands, ...drivesThrough]).passages).toEqual(['A automatic']);
    expect(run([...stands, saidToBeIn]).passages).toEqual(['A automatic assumed said by li']);
    expect(run([...stands, turnsAway])).toMatchObject({ passages: [], notes: ['authorised A', 'turned-away A'] });
  });

  it('the arm came down and no loop had felt a car: a person says whether it went', () => {
    const { state, passages } = run([arrives(A, 'a'), opened, closed]);
    expect([state.phase, passages]).toEqual(['unsure', []]);
  });

  it('nobody goes through under an arm that came down: what touches the loop there is no passage', () => {
    const down = [arrives(A, 'a'), opened, closed, loop(true, true)];
    expect(run([...down, loop(false, true), rings('settle', true)])).toMatchObject({
      state: { phase: 'unsure', onLoop: false },
      passages: [],
    });
    expect(run([...down, loop(false), rings('settle')]).passages, 'raised over it').toEqual(['A automatic']);
  });

  it.each(['by-hand', 'push-button', 'remote', 'confirmed'] as const)(
    'did not move under an arm that went up %s, and another is read: a hand lowers what a hand lifted',
    (cause) => {
      const { state, last } = run([arrives(A), letIn(A, cause), opened, rings('patience'), arrives(B)]);
      expect([state.phase, count(last, 'close')]).toEqual(['asking', cause === 'confirmed' ? 1 : 0]);
    },
  );

  it('whose arm others raised again, once it had come down, goes through theirs', () => {
    const { state, last } = run([arrives(A, 'a'), opened, closed, { type: 'found-open', opening: 'theirs' }]);
    expect([notesOf(last), count(last, 'found-open')]).toEqual([['opened-unknown A'], 1]);
    expect(state).toMatchObject({ phase: 'unsure', authorisation: { id: 'a', opening: 'theirs' } });
  });
});

describe('a car that waits', () => {
  it.each([
    ['hold', 'waiting', 'held B'],
    ['ask', 'asking', 'asked B'],
    ['refuse', 'refused', 'refused B'],
    ['open', 'asking', 'asked B'],
  ] as const)('with the verdict %s and no authorisation is %s, and the arm stays down', (action, phase, noted) => {
    const { state, notes, opens } = run([arrives({ ...B, ...judgedAs(action) })]);
    expect([state.phase, notes, opens]).toEqual([phase, [noted], 0]);
  });

  it('a parked car was read again and again: one arrival, one line, its place in the queue', () => {
    const again: Told = { type: 'revised', arrival: { ...B, lastCaptureAt: AT + 9000 }, authorisation: null };
    const { state, notes } = run([arrives(B), again, again]);
    expect(notes).toEqual(['asked B']);
    expect(state).toMatchObject({ since: AT + 1000, arrival: { lastCaptureAt: AT + 9000 } });
  });

  it('whose verdict changes is told of anew, and let in when it now may', () => {
    const held: Told = { type: 'revised', arrival: { ...B, ...judgedAs('hold', 'lot-full') }, authorisation: null };
    expect(run([arrives(B), held])).toMatchObject({ state: { phase: 'waiting' }, notes: ['asked B', 'held B'] });
    const free: Told = { type: 'revised', arrival: B, authorisation: authorisationOf('b') };
    expect(run([arrives(B), held, free])).toMatchObject({ state: { phase: 'opening' }, opens: 1 });
  });

  it('that was refused stays refused, whatever the camera reads next', () => {
    const refuse: Told = { type: 'refused', arrival: B, who: 'li', because: 'no permit' };
    const again: Told = { type: 'revised', arrival: { ...B, ...judgedAs('ask', 'lot-full') }, authorisation: null };
    expect(run([arrives(B), refuse, again])).toMatchObject({ state: { phase: 'refused' }, notes: ['asked B', 'refused B'] }); // prettier-ignore
  });

  it('and goes back gives its place up; so it does when another stands there', () => {
    expect(run([arrives(B), turnsAway])).toMatchObject({ state: { phase: 'idle' }, notes: ['asked B', 'turned-away B'] }); // prettier-ignore
    expect(run([arrives(B), arrives(C)])).toMatchObject({
      state: { phase: 'asking', arrival: C },
      notes: ['asked B', 'turned-away B', 'asked C'],
    });
  });
});

describe('the car behind', () => {
  const passes = [arrives(A, 'a'), opened, loop(true), arrives(B, 'too early')];

  it('has no right of its own until the first is through, and then is judged as things stand', () => {
    expect(run(passes)).toMatchObject({ state: { phase: 'passing', arrival: A, next: B }, opens: 1 });
    const { state, last } = run([...passes, loop(false), rings('settle')]);
    expect(state.phase).toBe('idle');
    expect(last.at(-1)).toEqual({ do: 'judge', arrival: B });
  });

  it('is not forgotten when the arm fails for the first', () => {
    const stuck = [arrives(A, 'a'), arrives(B), armFails];
    expect(run(stuck).state).toMatchObject({ phase: 'asking', arrival: { id: 'A' }, next: B });
    const { all, passages } = run([...stuck, letIn(A, 'confirmed'), opened, ...drivesThrough]);
    expect([passages, all.at(-1)]).toEqual([['A confirmed'], { do: 'judge', arrival: B }]);
    expect(run([...stuck, turnsAway]).last.at(-1)).toEqual({ do: 'judge', arrival: B });
  });

  it('is judged too when the first turned away', () => {
    const { last } = run([arrives(A, 'a'), opened, arrives(B), turnsAway]);
    expect(last.at(-1)).toEqual({ do: 'judge', arrival: B });
  });

  it('that was read better keeps its place', () => {
    const better: Told = { type: 'revised', arrival: { ...B, plate: '粤B99998' }, authorisation: null };
    expect(run([...passes, better]).state).toMatchObject({ arrival: A, next: { id: 'B', plate: '粤B99998' } });
  });

  it('that leaves for another leaves a line in the book', () => {
    expect(run([...passes, arrives(C)])).toMatchObject({
      state: { next: C },
      notes: ['authorised A', 'turned-away B'],
    });
  });
});

describe('opened by hand', () => {
  it('a person, or the push-button, lets through whatever stands there', () => {
    for (const cause of ['by-hand', 'push-button'] as const) {
      const { notes, opens, state } = run([letIn(null, cause)]);
      expect([notes, opens, state.phase]).toEqual([['opened-by-hand nobody'], 1, 'opening']);
    }
  });

  it('before the camera saw anything: the car that it then reads is whom it was opened for', () => {
    const { passages, opens } = run([letIn(null, 'by-hand'), arrives(B, 'b'), opened, ...drivesThrough]);
    expect([passages, opens]).toEqual([['B by-hand'], 1]);
  });

  it('a second press while it opens changes nothing', () => {
    expect(run([letIn(null, 'push-button'), letIn(null, 'push-button')]).opens).toBe(1);
  });

  it('under a hold the arm is up already: each car is counted, the wire stays silent', () => {
    const hold = (arrival: Arrival): Told => ({ type: 'arrived', arrival, authorisation: authorisationOf(arrival.id, 'hold') }); // prettier-ignore
    const { passages, opens } = run([hold(A), ...drivesThrough, hold(B), ...drivesThrough]);
    expect([passages, opens]).toEqual([['A hold', 'B hold'], 0]);
  });

  it('under a hold a lane without sensors still counts its cars', () => {
    const hold: Told = { type: 'arrived', arrival: A, authorisation: authorisationOf('a', 'hold') };
    expect(timersOf(run([hold], NO_SENSES).last)).toEqual(['assume']);
    expect(run([hold, rings('assume')], NO_SENSES).passages).toEqual(['A hold assumed']);
  });
});

describe('a passage that nobody allowed', () => {
  it('a tailgater under the raised arm is recorded, and the arm may come down behind it', () => {
    const { last, passages } = run([arrives(A, 'a'), opened, ...drivesThrough, ...drivesThrough]);
    expect(passages).toEqual(['A automatic', 'nobody unauthorised']);
    expect(count(last, 'close')).toBe(1);
  });

  it.each([
    ['asking', [arrives(B)]],
    ['refused', [arrives({ ...B, ...judgedAs('refuse') })]],
    ['waiting', [arrives({ ...B, ...judgedAs('hold', 'lot-full') })]],
  ])('a car that was %s and drove through all the same is recorded with its plate', (_phase, events) => {
    expect(run([...events, ...drivesThrough])).toMatchObject({
      passages: ['B unauthorised'],
      state: { phase: 'idle' },
    });
  });

  it('a tailgater so close that its gap could be a trailer’s is told apart by its plate', () => {
    const close = [arrives(A, 'a'), opened, loop(true), arrives(B), loop(false), loop(true)];
    expect(run(close)).toMatchObject({ passages: ['A automatic'], state: { phase: 'asking', arrival: B } });
    expect(run([...close, loop(false), rings('settle')]).passages).toEqual(['A automatic', 'B unauthorised']);
    expect(run([...close, loop(false), rings('settle')]).opens).toBe(1);
  });

  it('the right of a car that never drove is not the next one’s', () => {
    const stood = [arrives(A, 'a'), opened, rings('patience')];
    const { notes, passages, state } = run([...stood, arrives(B)]);
    expect([passages, state]).toMatchObject([[], { phase: 'asking', arrival: B }]);
    expect(notes).toContain('turned-away A');
    expect(run([...stood, arrives(B, 'b'), opened, ...drivesThrough]).passages).toEqual(['B automatic']);
  });

  it("a tailgater's trailer is part of it", () => {
    expect(run([loop(true), loop(false), loop(true), loop(false), rings('settle')]).passages).toHaveLength(1);
  });

  it('a bumper on the loop under a lowered arm is none', () => {
    const { all, state } = run([loop(true, true), loop(false, true), rings('settle', true)]);
    expect([all, state]).toEqual([[{ do: 'stop-timer', timer: 'settle' }], idle(AT)]);
  });

  it('an arm pushed up from below: down before, up after', () => {
    expect(run([loop(true, true), loop(false, false), rings('settle')]).passages).toEqual(['nobody unauthorised']);
  });

  it('a tailgater still on the loop is not taken for the car that is let in behind it', () => {
    const { passages } = run([arrives(B), loop(true), arrives(A, 'a'), loop(false), rings('settle'), ...drivesThrough]);
    expect(passages).toEqual(['B unauthorised', 'A automatic']);
  });
});

describe('an arm that did not rise', () => {
  it('is not tried again by the machine: a person is asked', () => {
    const { state, opens } = run([arrives(A, 'a'), armFails]);
    expect(state).toMatchObject({ phase: 'asking', arrival: { id: 'A', verdict: { reason: 'arm-did-not-open' } } });
    expect(opens).toBe(1);
  });

  it('is tried again when a person says so, under a right of its own', () => {
    expect(run([arrives(A, 'a'), armFails, letIn(A, 'confirmed')])).toMatchObject({ opens: 2, state: { phase: 'opening' } }); // prettier-ignore
  });

  it('that no sensor could see, for the barrier is offline, counts when a person says so', () => {
    const asked = [arrives(A)];
    expect(run([...asked, saidToBeIn]).passages).toEqual([]);
    expect(run([...asked, { ...saidToBeIn, blind: true }]).passages).toEqual(['A unauthorised assumed said by li']);
  });

  it('was cranked up: the person who did it says that the car is in', () => {
    expect(run([arrives(A, 'a'), armFails, saidToBeIn]).passages).toEqual(['A unauthorised assumed said by li']);
  });

  it('over a bumper: the car is asked about, and backing off is no entry', () => {
    const stuck = [arrives(A, 'a'), loop(true, true), armFails];
    expect(run(stuck).state).toMatchObject({ phase: 'asking', arrival: { id: 'A' } });
    expect(run([...stuck, loop(false, true), rings('settle', true)]).passages).toEqual([]);
  });

  it('when it was opened for nobody leaves the lane as it was', () => {
    expect(run([letIn(null, 'by-hand'), armFails]).state.phase).toBe('idle');
  });

  it('does not matter once the vehicle is under way', () => {
    expect(run([arrives(A, 'a'), loop(true), armFails, loop(false), rings('settle')]).passages).toEqual([
      'A automatic',
    ]);
  });

  it('and was never asked to changes nothing', () => {
    expect(run([arrives(B), armFails])).toMatchObject({ state: { phase: 'asking', arrival: B }, last: [] });
  });
});

describe('a lane with fewer sensors', () => {
  it('without any: the passage is assumed after a while, and marked so', () => {
    const { passages, all } = run([arrives(A, 'a'), rings('assume')], NO_SENSES);
    expect([timersOf(all), passages]).toEqual([['assume'], ['A automatic assumed']]);
  });

  it('without a switch for the raised arm: the wait for the car begins when the arm is told to rise', () => {
    const senses = { ...ALL_SENSES, openedLimit: false };
    const { all, state } = run([arrives(A, 'a'), rings('patience')], senses);
    expect([timersOf(all), state.phase]).toEqual([['patience'], 'unsure']);
    expect(run([arrives(A, 'a'), ...drivesThrough], senses).passages).toEqual(['A automatic']);
  });

  it('with limit switches alone: the controller that lowered the arm is the witness', () => {
    const limits = { ...NO_SENSES, openedLimit: true, closedLimit: true };
    const { passages, all } = run([arrives(A, 'a'), opened, closed], limits);
    expect([timersOf(all), passages]).toEqual([['patience'], ['A automatic assumed']]);
  });
});
