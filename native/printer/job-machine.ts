import type { PrinterState } from '../../electron/contract/receipt.ts';
import type { PrintOutcome } from './contract.ts';
import { ANSWERS, QUESTION, isEnd, isPause, isStatus, readingOf } from './esc-pos.ts';

/**
 * What a printer driver does over time: pure, `(machine, event) → [machine, effects]`. It asks for the state now and then;
 * a sheet is sent after an answer of that very moment, and then watched until the printer says that it is through.
 */
export type Machine =
  | { phase: 'down' }
  /** `answered`: it has been heard on this line, so that silence means something. */
  | { phase: 'idle'; state: PrinterState; answered: boolean }
  | { phase: 'asking'; state: PrinterState; answered: boolean; heard: readonly number[]; sheet: Uint8Array | null }
  /** `rounds`: how often it is still asked. `believed`: all that was heard made sense. */
  | { phase: 'printing'; answered: boolean; heard: readonly number[]; rounds: number; believed: boolean };

export type Event =
  | { type: 'up' }
  | { type: 'down' }
  | { type: 'heard'; byte: number }
  /** Only while `acceptsSheet`. */
  | { type: 'print'; sheet: Uint8Array }
  /** The time of the last `wait` is over. */
  | { type: 'due' };

export type Effect =
  | { type: 'write'; bytes: Uint8Array }
  | { type: 'wait'; ms: number }
  | { type: 'outcome'; outcome: PrintOutcome }
  /** Close the line and open it anew: it is open, and nobody is there any more. */
  | { type: 'recycle' };

export type Turn = [Machine, readonly Effect[]];

/** How often an idle printer is asked, and how long it may take to answer. */
export const POLL_MS = 3000;
export const ANSWER_MS = 1000;
/** How often it is asked while it prints. */
export const WATCH_MS = 500;
/** What a sheet may take: the paper's own time, and that of its bytes on a line of 9600 baud, twice. */
const roundsFor = (sheet: Uint8Array): number => Math.ceil((10_000 + sheet.length * 2) / WATCH_MS);

export const acceptsSheet = (machine: Machine): boolean =>
  machine.phase === 'idle' || (machine.phase === 'asking' && machine.sheet === null);

export function stateOf(machine: Machine): PrinterState {
  switch (machine.phase) {
    case 'down':
      return 'offline';
    case 'printing':
      return 'ready';
    case 'idle':
    case 'asking':
      return machine.state;
  }
}

export function turn(machine: Machine, event: Event): Turn {
  switch (event.type) {
    case 'up': {
      const [next, effects] = ask({ state: 'unknown', answered: false }, null);
      return [next, [...lost(machine), ...effects]];
    }
    case 'down':
      return [{ phase: 'down' }, lost(machine)];
    case 'print':
      return print(machine, event.sheet);
    case 'heard':
      return isPause(event.byte) ? [machine, []] : heard(machine, event.byte);
    case 'due':
      return due(machine);
  }
}

const failed = (code: Extract<PrintOutcome, { type: 'failed' }>['code']): Effect => ({
  type: 'outcome',
  outcome: { type: 'failed', code },
});

function ask(known: { state: PrinterState; answered: boolean }, sheet: Uint8Array | null): Turn {
  const { state, answered } = known;
  return [
    { phase: 'asking', state, answered, heard: [], sheet },
    [
      { type: 'write', bytes: QUESTION },
      { type: 'wait', ms: ANSWER_MS },
    ],
  ];
}

const rest = (state: PrinterState, answered: boolean, effects: readonly Effect[] = []): Turn => [
  { phase: 'idle', state, answered },
  [...effects, { type: 'wait', ms: POLL_MS }],
];

/** What becomes of a sheet whose line is gone. */
function lost(machine: Machine): Effect[] {
  if (machine.phase === 'printing') return [failed('interrupted')];
  return machine.phase === 'asking' && machine.sheet !== null ? [failed('not-reachable')] : [];
}

function print(machine: Machine, sheet: Uint8Array): Turn {
  switch (machine.phase) {
    case 'idle':
      return ask(machine, sheet);
    case 'asking':
      return [{ ...machine, sheet }, []];
    case 'down':
    case 'printing':
      return [machine, []];
  }
}

function send(sheet: Uint8Array, answered: boolean): Turn {
  return [
    { phase: 'printing', answered, heard: [], rounds: roundsFor(sheet), believed: true },
    [
      { type: 'write', bytes: sheet },
      { type: 'wait', ms: WATCH_MS },
    ],
  ];
}

function heard(machine: Machine, byte: number): Turn {
  switch (machine.phase) {
    // Nothing was asked: a late answer must not pass for the next one.
    case 'down':
    case 'idle':
      return [machine, []];
    case 'asking': {
      if (!isStatus(byte)) return rest('unknown', true, machine.sheet === null ? [] : [failed('not-understood')]);
      const all = [...machine.heard, byte];
      if (all.length < ANSWERS) return [{ ...machine, heard: all }, []];
      const state = readingOf(all);
      if (machine.sheet === null) return rest(state, true);
      return state === 'ready' ? send(machine.sheet, true) : rest(state, true, [failed(state)]);
    }
    case 'printing': {
      if (isEnd(byte))
        return rest('ready', true, [
          machine.believed ? { type: 'outcome', outcome: { type: 'printed' } } : failed('unconfirmed'),
        ]);
      if (!isStatus(byte)) return [{ ...machine, believed: false }, []];
      const all = [...machine.heard, byte];
      if (all.length < ANSWERS) return [{ ...machine, heard: all }, []];
      const state = readingOf(all);
      if (state === 'ready' || !machine.believed) return [{ ...machine, heard: [] }, []];
      return rest(state, true, [failed('interrupted')]);
    }
  }
}

function due(machine: Machine): Turn {
  switch (machine.phase) {
    case 'down':
      return [machine, []];
    case 'idle':
      return ask(machine, null);
    case 'asking':
      // One that never says a word has no way to: it is printed on, and nobody can tell what came of it. One that fell
      // silent is lost, and so is its line, though no event said so.
      if (!machine.answered) return machine.sheet === null ? rest('unknown', false) : send(machine.sheet, false);
      return rest('unknown', true, [...(machine.sheet === null ? [] : [failed('not-reachable')]), { type: 'recycle' }]);
    case 'printing': {
      const rounds = machine.rounds - 1;
      if (rounds === 0) return rest('unknown', machine.answered, [failed('unconfirmed')]);
      return [
        { ...machine, heard: [], rounds },
        [
          { type: 'write', bytes: QUESTION },
          { type: 'wait', ms: WATCH_MS },
        ],
      ];
    }
  }
}
