import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { step } from './command-machine.ts';
import { INITIAL, nextDeadline, stillWanted, viewOf } from './machine-state.ts';
import type { Command, MachineEvent, MachineSettings, MachineState, Purpose } from './machine-state.ts';
import type { Reading } from './sensors.ts';

const SETTINGS: MachineSettings = {
  senses: { opened: true, closed: true, passageLoop: true, approachLoop: true, button: true },
  canClose: true,
  canStop: true,
  openTimeoutMs: 6000,
  closeTimeoutMs: 8000,
  staleMs: 900,
  staleLoweringMs: 500,
};

const CLOSED: Reading = { opened: false, closed: true, passageLoop: false, approachLoop: false, button: false };
const OPEN: Reading = { ...CLOSED, opened: true, closed: false };
const MOVING: Reading = { ...CLOSED, closed: false };

/** A machine that a test talks to; `sent` are the commands it gave, oldest first. */
function machine(settings: MachineSettings = SETTINGS) {
  let state: MachineState = INITIAL;
  let at = 0;
  const sent: Command[] = [];
  const tell = (event: MachineEvent) => {
    const done = step(settings, state, event, at);
    state = done.state;
    sent.push(...done.send);
    return done;
  };
  const api = {
    sent,
    tell,
    get state() {
      return state;
    },
    get view() {
      return viewOf(settings, state);
    },
    get last(): Command {
      const last = sent.at(-1);
      if (last === undefined) throw new Error('nothing was sent');
      return last;
    },
    purposes: (): Purpose[] => sent.map(({ purpose }) => purpose),
    wait(ms: number) {
      at += ms;
      return tell({ type: 'tick' });
    },
    read(reading: Reading, suspect = false) {
      at += 50;
      return tell({ type: 'reading', reading, askedAt: at - 10, suspect });
    },
    fail: () => tell({ type: 'reading-failed', fault: 'no-answer', detail: 'silence' }),
    wanted: (command: Command) => stillWanted(settings, state, command, at),
    go(command: Command = api.last) {
      tell({ type: 'frame-sent', command });
      return tell({ type: 'frame-confirmed', command });
    },
  };
  tell({ type: 'link-up' });
  return api;
}

function readable(reading: Reading) {
  const under = machine();
  under.read(reading);
  under.read(reading);
  return under;
}

function lowering() {
  const under = readable(OPEN);
  under.tell({ type: 'close' });
  under.read(OPEN);
  under.read(OPEN);
  expect(under.purposes()).toEqual(['close']);
  under.go();
  under.read(MOVING);
  return under;
}

describe('what is believed', () => {
  it('after the link came up, two agreeing readings', () => {
    const under = machine();
    under.read(CLOSED);
    expect(under.view.mode).toBe('offline');
    under.read(OPEN);
    expect(under.view.mode).toBe('offline');
    expect(under.read(OPEN).tell.map(({ type }) => type)).toEqual(['first-reading', 'state']);
    expect(under.view).toMatchObject({ arm: 'open', mode: 'automatic' });
  });

  it('after a lost answer a change must be read twice, and a suspect one too', () => {
    const under = readable(CLOSED);
    under.fail();
    under.read({ ...CLOSED, passageLoop: true });
    expect(under.view.passageLoop).toBe('clear');
    under.read({ ...CLOSED, passageLoop: true });
    expect(under.view.passageLoop).toBe('occupied');
    under.read(CLOSED, true);
    expect(under.view.passageLoop).toBe('occupied');
    under.read(CLOSED);
    expect(under.view.passageLoop).toBe('clear');
  });

  it('nothing, after two lost answers or when the last reading has grown old', () => {
    const twice = readable(CLOSED);
    twice.fail();
    expect(twice.view).toMatchObject({ passageLoop: 'clear', fault: null });
    twice.fail();
    expect(twice.view).toMatchObject({ passageLoop: 'unknown', arm: 'unknown', mode: 'offline', fault: 'no-answer' });
    const old = readable(CLOSED);
    expect(nextDeadline(SETTINGS, old.state)).toBe(100 + SETTINGS.staleMs);
    old.wait(SETTINGS.staleMs - 1);
    expect(old.view.mode).toBe('automatic');
    old.wait(1);
    expect(old.view).toMatchObject({ mode: 'offline', fault: 'no-answer' });
  });

  it('an open limit counts only when it was read after the frame went out', () => {
    const under = readable(OPEN);
    under.tell({ type: 'open' });
    expect(under.read(OPEN).tell).toEqual([]);
    under.go();
    expect(under.read(OPEN).tell).toEqual([{ type: 'opened' }]);
  });
});

describe('an arm on its way down', () => {
  it('is raised by a single doubtful word that something is under it', () => {
    const under = lowering();
    under.fail();
    under.read({ ...MOVING, passageLoop: true });
    expect(under.view.passageLoop).toBe('clear');
    expect(under.purposes()).toEqual(['close', 'safety-open']);
  });

  it('is raised when it is lost from sight, and told so three times if the board does not confirm', () => {
    const under = lowering();
    under.wait(SETTINGS.staleLoweringMs);
    for (const attempt of [1, 2, 3]) {
      expect(under.last).toMatchObject({ purpose: 'safety-open', attempt });
      expect(under.wanted(under.last)).toBe(true);
      under.tell({ type: 'frame-sent', command: under.last });
      under.tell({ type: 'frame-failed', command: under.last, sent: true });
    }
    under.wait(60_000);
    expect(under.sent).toHaveLength(4);
    under.read(OPEN);
    under.read(OPEN);
    under.wait(100);
    expect(under.sent).toHaveLength(4);
  });

  it('an open that the board does not confirm is repeated at once: the arm still comes down', () => {
    const under = lowering();
    under.tell({ type: 'open' });
    under.tell({ type: 'frame-sent', command: under.last });
    under.tell({ type: 'frame-failed', command: under.last, sent: true });
    expect(under.last).toMatchObject({ purpose: 'open', attempt: 2 });
    under.go();
    under.read(MOVING);
    expect(under.sent).toHaveLength(3);
  });

  it('stays watched when it was halted and the board does not confirm', () => {
    const under = lowering();
    under.tell({ type: 'halt' });
    under.tell({ type: 'frame-sent', command: under.last });
    under.tell({ type: 'frame-failed', command: under.last, sent: true });
    under.read({ ...MOVING, passageLoop: true });
    expect(under.purposes()).toEqual(['close', 'stop', 'safety-open']);
  });

  it('stays watched when it was halted and there is no stop to send', () => {
    const settings = { ...SETTINGS, canStop: false };
    const under = machine(settings);
    for (let count = 0; count < 2; count += 1) under.read(OPEN);
    under.tell({ type: 'close' });
    for (let count = 0; count < 2; count += 1) under.read(OPEN);
    under.go();
    under.tell({ type: 'halt' });
    under.read({ ...MOVING, passageLoop: true });
    expect(under.purposes()).toEqual(['close', 'safety-open']);
    under.go();
    under.read(OPEN);
    for (let count = 0; count < 50; count += 1) under.read(OPEN);
    expect(under.purposes()).toEqual(['close', 'safety-open']);
  });
});

describe('a close that waits in the line', () => {
  it('is withdrawn when a vehicle came meanwhile, and goes when it is gone', () => {
    const under = readable(OPEN);
    under.tell({ type: 'close' });
    under.read(OPEN);
    under.read(OPEN);
    const queued = under.last;
    expect(under.wanted(queued)).toBe(true);
    under.read({ ...OPEN, passageLoop: true });
    expect(under.wanted(queued)).toBe(false);
    under.tell({ type: 'frame-failed', command: queued, sent: false });
    under.read(OPEN);
    expect(under.sent).toHaveLength(1);
    under.read(OPEN);
    expect(under.purposes()).toEqual(['close', 'close']);
  });

  it('is withdrawn when the reading it rests on has grown old, or an open came', () => {
    const old = readable(OPEN);
    old.tell({ type: 'close' });
    old.read(OPEN);
    old.read(OPEN);
    old.wait(SETTINGS.staleLoweringMs);
    expect(old.wanted(old.last)).toBe(false);
    const beaten = readable(OPEN);
    beaten.tell({ type: 'close' });
    beaten.read(OPEN);
    beaten.read(OPEN);
    const queued = beaten.last;
    beaten.tell({ type: 'open' });
    expect(beaten.wanted(queued)).toBe(false);
    expect(beaten.wanted(beaten.last)).toBe(true);
  });
});

/** What may happen next, drawn at random. `pick` chooses among the commands that are not answered yet. */
type Draw = { kind: string; pick: number; ms: number; reading: Reading; suspect: boolean };

const draw: fc.Arbitrary<Draw> = fc.record({
  kind: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom('reading', 'frame-sent', 'frame-confirmed') },
    { weight: 4, arbitrary: fc.constantFrom('close', 'wait') },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'open',
        'hold',
        'end-hold',
        'halt',
        'return-to-service',
        'frame-failed',
        'reading-failed',
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom('link-up', 'link-down') },
  ),
  pick: fc.nat(),
  ms: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(450, 1000, 6000, 8000)),
  reading: fc.record({
    opened: fc.boolean(),
    closed: fc.boolean(),
    passageLoop: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    approachLoop: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    button: fc.boolean(),
  }),
  suspect: fc.boolean(),
});

function eventOf(drawn: Draw, at: number, unanswered: Command[]): MachineEvent | null {
  const command = unanswered.length === 0 ? undefined : unanswered[drawn.pick % unanswered.length];
  switch (drawn.kind) {
    case 'reading':
      return { type: 'reading', reading: drawn.reading, askedAt: at - (drawn.pick % 40), suspect: drawn.suspect };
    case 'reading-failed':
      return { type: 'reading-failed', fault: drawn.pick % 2 ? 'no-answer' : 'bad-answer', detail: 'drawn' };
    case 'link-down':
      return { type: 'link-down', recycled: drawn.pick % 2 === 0, detail: 'drawn' };
    case 'frame-sent':
    case 'frame-confirmed':
      return command === undefined ? null : { type: drawn.kind, command };
    case 'frame-failed':
      return command === undefined ? null : { type: 'frame-failed', command, sent: drawn.pick % 2 === 0 };
    case 'wait':
      return { type: 'tick' };
    default:
      return { type: drawn.kind as 'open' | 'close' | 'halt' | 'hold' | 'end-hold' | 'return-to-service' | 'link-up' };
  }
}

/** The rules again, in other words, by looking at nothing but the events. */
function watchman() {
  let held = false;
  let wishedAt: number | null = null;
  let clearInARow: number[] = [];
  let opensLeft = 0;
  let closeOnTheWire = false;
  return (event: MachineEvent, at: number, send: Command[], view: ReturnType<typeof viewOf>): void => {
    switch (event.type) {
      case 'reading': {
        const { passageLoop, approachLoop, opened, closed } = event.reading;
        const clear = !passageLoop && !approachLoop && !(opened && closed);
        clearInARow = clear && wishedAt !== null && event.askedAt >= wishedAt ? [...clearInARow, at] : [];
        break;
      }
      case 'close':
        wishedAt ??= at;
        break;
      case 'open':
      case 'hold':
        if (send.length === 0) break;
        held ||= event.type === 'hold';
        opensLeft = 3;
        wishedAt = null;
        break;
      case 'end-hold':
        held = false;
        break;
      case 'halt':
        wishedAt = null;
        break;
      case 'link-down':
      case 'reading-failed':
        clearInARow = [];
        break;
      case 'frame-sent':
        closeOnTheWire ||= event.command.purpose === 'close';
        break;
      default:
        break;
    }
    if (view.mode === 'offline') opensLeft = 0;
    for (const command of send) {
      expect(command.attempt).toBeLessThanOrEqual(3);
      expect(event.type).not.toBe('link-up');
      expect(event.type).not.toBe('return-to-service');
      switch (command.purpose) {
        case 'open':
          opensLeft -= 1;
          expect(opensLeft).toBeGreaterThanOrEqual(0);
          break;
        case 'safety-open':
          expect(closeOnTheWire).toBe(true);
          break;
        case 'close':
          expect(held).toBe(false);
          expect(wishedAt).not.toBeNull();
          expect(clearInARow.length).toBeGreaterThanOrEqual(2);
          expect(at - (clearInARow.at(-1) ?? -Infinity)).toBeLessThan(SETTINGS.staleLoweringMs);
          expect(view).toMatchObject({ passageLoop: 'clear', approachLoop: 'clear', mode: 'automatic' });
          break;
        case 'stop':
          expect(event.type).toBe('halt');
          break;
      }
    }
  };
}

/** Plays the draws into a machine; `watch` sees each step. */
function play(draws: Draw[], watch: ReturnType<typeof watchman>): { state: MachineState; at: number } {
  let state = step(SETTINGS, INITIAL, { type: 'link-up' }, 0).state;
  let at = 0;
  let unanswered: Command[] = [];
  for (const drawn of draws) {
    at += drawn.ms;
    const event = eventOf(drawn, at, unanswered);
    if (event === null) continue;
    if (event.type === 'frame-confirmed' || event.type === 'frame-failed') {
      unanswered = unanswered.filter((command) => command !== event.command);
    }
    const done = step(SETTINGS, state, event, at);
    state = done.state;
    unanswered.push(...done.send);
    watch(event, at, done.send, viewOf(SETTINGS, state));
  }
  return { state, at };
}

describe('whatever happens, in whatever order', () => {
  const life = fc.array(draw, { maxLength: 150 });

  it('a close is sent only by the rule, at most three opens a wish, and nothing at a connection', () => {
    let closes = 0;
    fc.assert(
      fc.property(life, (draws) => {
        const watch = watchman();
        play(draws, (event, at, send, view) => {
          closes += send.filter(({ purpose }) => purpose === 'close').length;
          watch(event, at, send, view);
        });
      }),
      { numRuns: 3000 },
    );
    // The draws do reach the matter.
    expect(closes).toBeGreaterThan(100);
  });

  it('a step changes nothing of the state it was given', () => {
    fc.assert(
      fc.property(life, (draws) => {
        let before = JSON.stringify(INITIAL);
        play(draws, () => {
          expect(JSON.stringify(INITIAL)).toBe(before);
          before = JSON.stringify(INITIAL);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('no history leaves the arm unable to close, once it is in order and asked for', () => {
    fc.assert(
      fc.property(life, (draws) => {
        let { state, at } = play(draws, () => undefined);
        const tell = (event: MachineEvent): Command[] => {
          const done = step(SETTINGS, state, event, at);
          state = done.state;
          return done.send;
        };
        tell({ type: 'link-down', recycled: false, detail: 'over' });
        tell({ type: 'link-up' });
        tell({ type: 'return-to-service' });
        tell({ type: 'end-hold' });
        const sent: Command[] = [];
        for (let count = 0; count < 6; count += 1) {
          at += 50;
          sent.push(...tell({ type: 'reading', reading: OPEN, askedAt: at - 10, suspect: false }));
          sent.push(...tell({ type: 'close' }));
        }
        expect(sent.map(({ purpose }) => purpose)).toEqual(['close']);
      }),
      { numRuns: 500 },
    );
  });
});
