import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptsSheet, stateOf, turn } from './job-machine.ts';
import type { Event, Machine } from './job-machine.ts';

const SHEET = Uint8Array.of(0x41, 0x0a);

/** Plays events; a print that is not accepted is not tried, as the driver would not. */
function play(events: readonly Event[]) {
  let machine: Machine = { phase: 'down' };
  const told = { asked: 0, sheets: 0, outcomes: [] as string[], timers: 0 };
  for (const event of events) {
    if (event.type === 'print') {
      if (!acceptsSheet(machine)) continue;
      told.asked += 1;
    }
    const [next, effects] = turn(machine, event);
    machine = next;
    for (const effect of effects) {
      if (effect.type === 'write' && effect.bytes === SHEET) told.sheets += 1;
      if (effect.type === 'outcome')
        told.outcomes.push(effect.outcome.type === 'printed' ? 'printed' : effect.outcome.code);
      if (effect.type === 'wait') told.timers += 1;
    }
  }
  return { machine, ...told };
}

const heard = (...bytes: number[]): Event[] => bytes.map((byte) => ({ type: 'heard', byte }));
const READY = heard(0x12, 0x12, 0x12);
const UP: Event = { type: 'up' };
const DUE: Event = { type: 'due' };
const PRINT: Event = { type: 'print', sheet: SHEET };

const anyEvent: fc.Arbitrary<Event[]> = fc.oneof(
  fc.constant<Event[]>([UP]),
  fc.constant<Event[]>([{ type: 'down' }]),
  fc.constant<Event[]>([PRINT]),
  fc.constant<Event[]>([DUE]),
  fc.constant(READY),
  fc.constant(heard(0x1a, 0x32, 0x72)),
  fc.constant(heard(0x00)),
  fc.integer({ min: 0, max: 255 }).map((byte) => heard(byte)),
);

describe('what a printer is told, and what is said of a sheet', () => {
  it('whatever happens: a sheet is sent at most once, and comes to one end', () =>
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (parts) => {
        const { asked, sheets, outcomes } = play([...parts.flat(), { type: 'down' }]);
        expect(sheets).toBeLessThanOrEqual(asked);
        expect(outcomes).toHaveLength(asked);
        expect(outcomes.filter((outcome) => ['printed', 'interrupted', 'unconfirmed'].includes(outcome))).toHaveLength(
          sheets,
        );
      }),
      { numRuns: 2000 },
    ));

  it('a sheet that is asked for while the printer is asked waits for that answer', () => {
    expect(play([UP, PRINT, ...READY, ...heard(0)])).toMatchObject({ sheets: 1, outcomes: ['printed'] });
  });

  it('what comes unasked, or too late, is not taken for an answer', () => {
    expect(stateOf(play([UP, ...READY, ...heard(0x1a, 0x32, 0x72)]).machine)).toBe('ready');
    expect(stateOf(play([UP, DUE, ...READY]).machine)).toBe('unknown');
  });

  it('a pause that a serial printer asks for is no answer', () => {
    expect(play([UP, ...heard(0x13, 0x11), ...READY, PRINT, ...READY, ...heard(0x13, 0x11, 0)])).toMatchObject({
      outcomes: ['printed'],
    });
  });

  it('waits long enough for a long sheet, and not for ever', () => {
    const long = { type: 'print', sheet: new Uint8Array(6000) } as const;
    const begun = [UP, ...READY, long, ...READY];
    const dues = (count: number): Event[] => Array.from({ length: count }, () => DUE);
    // 10 s and 2 ms a byte, in half seconds.
    expect(play([...begun, ...dues(43)]).outcomes).toEqual([]);
    expect(play([...begun, ...dues(44)]).outcomes).toEqual(['unconfirmed']);
  });
});
