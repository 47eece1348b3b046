import { describe, expect, it } from 'vitest';
import { step } from './command-machine.ts';
import { INITIAL, mayClose, nextDeadline, stillWanted, viewOf } from './machine-state.ts';
import type { Command, MachineEvent, MachineSettings, MachineState, Purpose } from './machine-state.ts';
import { BLIND } from './sensors.ts';
import type { Reading, Sensing } from './sensors.ts';

const SETTINGS: MachineSettings = {
  senses: { opened: true, closed: true, passageLoop: true, approachLoop: true, button: true, remote: true },
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
  const last = (): Command => {
    const command = sent.at(-1);
    if (command === undefined) throw new Error('nothing was sent');
    return command;
  };
  tell({ type: 'link-up' });
  return {
    sent,
    tell,
    get state() {
      return state;
    },
    get view() {
      return viewOf(settings, state);
    },
    get last() {
      return last();
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
    go() {
      const command = last();
      tell({ type: 'frame-sent', command });
      return tell({ type: 'frame-confirmed', command });
    },
  };
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
    expect(under.tell({ type: 'reading', reading: OPEN, askedAt: 0, suspect: false }).tell).toEqual([]);
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
      under.tell({ type: 'frame-failed', command: under.last, outcome: 'no-echo' });
    }
    under.wait(60_000);
    expect(under.sent).toHaveLength(4);
    under.read(OPEN);
    under.read(OPEN);
    under.wait(100);
    expect(under.sent).toHaveLength(4);
  });

  it('that was raised, and confirmed so, is not raised again after sight was lost', () => {
    const under = lowering();
    under.read({ ...MOVING, passageLoop: true });
    under.go();
    under.fail();
    under.fail();
    for (let count = 0; count < 5; count += 1) under.read({ ...MOVING, passageLoop: true });
    expect(under.view.passageLoop).toBe('occupied');
    expect(under.purposes()).toEqual(['close', 'safety-open']);
  });

  it('is raised when the close was not echoed and the next reading is lost too', () => {
    const under = readable(OPEN);
    under.tell({ type: 'close' });
    under.read(OPEN);
    under.read(OPEN);
    under.tell({ type: 'frame-sent', command: under.last });
    under.tell({ type: 'frame-failed', command: under.last, outcome: 'no-echo' });
    expect(under.purposes()).toEqual(['close']);
    under.fail();
    expect(under.purposes()).toEqual(['close', 'safety-open']);
  });

  it('an open that the board does not confirm is repeated at once: the arm still comes down', () => {
    const under = lowering();
    under.tell({ type: 'open' });
    under.tell({ type: 'frame-sent', command: under.last });
    under.tell({ type: 'frame-failed', command: under.last, outcome: 'no-echo' });
    expect(under.last).toMatchObject({ purpose: 'open', attempt: 2 });
    under.go();
    under.read(MOVING);
    expect(under.sent).toHaveLength(3);
  });

  it('stays watched when it was halted and the board does not confirm', () => {
    const under = lowering();
    under.tell({ type: 'halt' });
    under.tell({ type: 'frame-sent', command: under.last });
    under.tell({ type: 'frame-failed', command: under.last, outcome: 'no-echo' });
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
    under.tell({ type: 'frame-failed', command: queued, outcome: 'not-sent' });
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

describe('the rule of the lowering arm', () => {
  const closable = (): MachineState => ({ ...readable(OPEN).state });
  const seen = (changes: Partial<Sensing & { type: 'seeing' }>): Partial<MachineState> => {
    const { sensing } = closable();
    if (sensing.type === 'blind') throw new Error('not readable');
    return { sensing: { ...sensing, ...changes } };
  };

  it('is met by an arm in order over clear loops', () => {
    expect(mayClose(SETTINGS, closable(), 150)).toBe(true);
  });

  it.each<[string, Partial<MachineState>, Partial<MachineSettings>]>([
    ['the link is down', { linkUp: false }, {}],
    ['nothing is known', { sensing: BLIND }, {}],
    ['a hand holds it open', { held: true }, {}],
    [
      'it is out of service',
      { faults: { link: null, limits: null, arm: { fault: 'arm-did-not-open', detail: '' } } },
      {},
    ],
    ['the passage loop is occupied', seen({ believed: { ...OPEN, passageLoop: true } }), {}],
    ['the approach loop is occupied', seen({ believed: { ...OPEN, approachLoop: true } }), {}],
    ['the limits disagree', seen({ believed: { ...OPEN, closed: true } }), {}],
    ['the last answer was lost', seen({ failures: 1 }), {}],
    ['the last word is in doubt', seen({ unsettled: true }), {}],
    ['the last word is old', seen({ at: 150 - SETTINGS.staleLoweringMs }), {}],
    ['there is no close coil', {}, { canClose: false }],
    ['there is no passage loop', {}, { senses: { ...SETTINGS.senses, passageLoop: false } }],
  ])('is not met when %s', (_, state, settings) => {
    expect(mayClose({ ...SETTINGS, ...settings }, { ...closable(), ...state }, 150)).toBe(false);
  });
});
