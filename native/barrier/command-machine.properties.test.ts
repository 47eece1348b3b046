import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { step } from './command-machine.ts';
import { INITIAL, viewOf } from './machine-state.ts';
import type { Command, MachineEvent, MachineSettings, MachineState } from './machine-state.ts';
import type { Reading } from './sensors.ts';

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

/** What may happen next, drawn at random. `pick` chooses among the commands that are not answered yet. */
type Draw = { kind: string; pick: number; ms: number; reading: Reading; suspect: boolean };

const weighted = <T>(...choices: [number, T][]): fc.Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));

const draw: fc.Arbitrary<Draw> = fc.record({
  kind: weighted(
    [30, 'reading'],
    [8, 'frame-sent'],
    [8, 'frame-confirmed'],
    [6, 'close'],
    [3, 'wait'],
    [2, 'frame-failed'],
    [2, 'reading-failed'],
    [2, 'open'],
    [1, 'hold'],
    [2, 'end-hold'],
    [1, 'halt'],
    [2, 'return-to-service'],
    [1, 'link-down'],
    [2, 'link-up'],
  ),
  pick: fc.nat(),
  ms: weighted([40, 50], [5, 0], [5, 120], [2, 450], [1, 1000], [1, 6000], [1, 8000]),
  reading: weighted(
    [20, OPEN],
    [5, MOVING],
    [3, CLOSED],
    [2, { ...OPEN, passageLoop: true }],
    [2, { ...MOVING, passageLoop: true }],
    [2, { ...OPEN, approachLoop: true }],
    [1, { ...OPEN, closed: true }],
    [1, { ...CLOSED, button: true }],
  ),
  suspect: weighted([9, false], [1, true]),
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
      return command === undefined
        ? null
        : {
            type: 'frame-failed',
            command,
            outcome: (['not-sent', 'no-echo', 'refused'] as const)[drawn.pick % 3] ?? 'refused',
          };
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
  let wasOffline = true;
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
    // Nothing outlives the line, nor is begun again when the board is back in sight.
    if (event.type === 'link-down' || (wasOffline && view.mode !== 'offline')) opensLeft = 0;
    wasOffline = view.mode === 'offline';
    for (const command of send) {
      expect(command.attempt).toBeLessThanOrEqual(3);
      expect(event.type).not.toBe('link-up');
      expect(event.type).not.toBe('return-to-service');
      switch (command.purpose) {
        case 'open':
          opensLeft -= 1;
          expect(opensLeft).toBeGreaterThanOrEqual(0);
          // Out of sight only to undo a close.
          if (wasOffline) expect(closeOnTheWire).toBe(true);
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

/** Plays the draws into a machine, whose timers are punctual; `watch` sees each step. */
function play(draws: Draw[], watch: ReturnType<typeof watchman>): { state: MachineState; at: number } {
  let state = step(SETTINGS, INITIAL, { type: 'link-up' }, 0).state;
  let at = 0;
  let unanswered: Command[] = [];
  const tell = (event: MachineEvent): void => {
    const done = step(SETTINGS, state, event, at);
    state = done.state;
    unanswered.push(...done.send);
    watch(event, at, done.send, viewOf(SETTINGS, state));
  };
  for (const drawn of draws) {
    at += drawn.ms;
    tell({ type: 'tick' });
    const event = eventOf(drawn, at, unanswered);
    if (event === null || (event.type === 'link-up' && state.linkUp)) continue;
    if (event.type === 'frame-confirmed' || event.type === 'frame-failed') {
      unanswered = unanswered.filter((command) => command !== event.command);
    }
    tell(event);
  }
  return { state, at };
}

/** A write to it throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part);
    Object.freeze(value);
  }
  return value;
}

describe('whatever happens, in whatever order', () => {
  const life = fc.array(draw, { maxLength: 150, size: 'max' });

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
        let before = frozen(INITIAL);
        let at = 0;
        for (const drawn of draws) {
          at += drawn.ms;
          const event = eventOf(drawn, at, before.motion.command === null ? [] : [before.motion.command]);
          if (event !== null) before = frozen(step(SETTINGS, before, event, at).state);
        }
      }),
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
