import type { DisplayState, Levels } from './contract.ts';
import type { Telling } from './protocol.ts';

/**
 * What a board is to be told next: pure. It is a comparison of what should be on it with what it took, so that nothing
 * piles up: of two texts for one row only the newer is ever sent. Instants in ms of the monotonic clock.
 */
export interface BoardMachine {
  up: boolean;
  /** What should be seen, and what the board took; null: nobody knows. */
  wanted: readonly string[];
  shown: readonly (string | null)[];
  levels: Levels | null;
  set: { brightness: number | null; volume: number | null };
  speech: { text: string; at: number } | null;
  asked: Telling | null;
  /** Failures in a row. */
  failures: number;
  /** Nothing is told before this. */
  pauseUntil: number;
}

export type BoardEvent =
  | { type: 'up' | 'down' }
  | { type: 'show'; rows: readonly string[] }
  | { type: 'speak'; text: string }
  | { type: 'levels'; levels: Levels }
  /** What came of what it was told; `withdrawn`: it was not told, something newer takes its place. */
  | { type: 'took' | 'refused' | 'failed' | 'cannot' | 'withdrawn' }
  /** It may have lost its power and be empty: all is told again. */
  | { type: 'refresh' }
  | { type: 'tick' };

/** A sentence older than this was for a car that is gone. */
const SPEECH_LASTS_MS = 4000;
/** A board that does not answer is told again after this, then ever more seldom: it must not slow the arms of its line. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;
/** Two in a row: one is noise. */
const FAILURES_UNTIL_SILENT = 2;

export function startBoard(rows: number): BoardMachine {
  return {
    up: false,
    wanted: new Array<string>(rows).fill(''),
    shown: new Array<null>(rows).fill(null),
    levels: null,
    set: { brightness: null, volume: null },
    speech: null,
    asked: null,
    failures: 0,
    pauseUntil: 0,
  };
}

/** One step. The board is to be told `tell`, now, if it is not null. */
export function turn(
  before: BoardMachine,
  event: BoardEvent,
  at: number,
): { machine: BoardMachine; tell: Telling | null } {
  const machine = { ...before };
  obey(machine, event, at);
  if (machine.speech !== null && at - machine.speech.at > SPEECH_LASTS_MS) machine.speech = null;
  if (!machine.up || machine.asked !== null || at < machine.pauseUntil) return { machine, tell: null };
  machine.asked = nextOf(machine);
  if (machine.asked?.what === 'speech') machine.speech = null;
  return { machine, tell: machine.asked };
}

function obey(machine: BoardMachine, event: BoardEvent, at: number): void {
  switch (event.type) {
    case 'up':
      machine.up = true;
      machine.failures = 0;
      machine.pauseUntil = 0;
      return forget(machine);
    case 'down':
      machine.up = false;
      machine.speech = null;
      return forget(machine);
    case 'show':
      machine.wanted = machine.wanted.map((_, row) => event.rows[row] ?? '');
      return;
    case 'speak':
      machine.speech = { text: event.text, at };
      return;
    case 'levels':
      machine.levels = event.levels;
      return;
    case 'took':
    case 'cannot':
      // What it cannot be told counts as told: it is not tried for ever.
      return took(machine);
    case 'withdrawn':
      machine.asked = null;
      return;
    case 'refresh':
      // What is on its way then is told once more: once is no harm.
      machine.shown = machine.shown.map(() => null);
      machine.set = { brightness: null, volume: null };
      return;
    case 'refused':
    case 'failed': {
      const paused = FIRST_PAUSE_MS * 2 ** machine.failures;
      machine.failures += 1;
      machine.pauseUntil = at + Math.min(paused, LONGEST_PAUSE_MS);
      // A board that lost its power meanwhile is empty.
      return forget(machine);
    }
    case 'tick':
      return;
  }
}

/** What is on it is not known any more. */
function forget(machine: BoardMachine): void {
  machine.asked = null;
  machine.shown = machine.shown.map(() => null);
  machine.set = { brightness: null, volume: null };
}

function took(machine: BoardMachine): void {
  const { asked } = machine;
  machine.asked = null;
  machine.failures = 0;
  switch (asked?.what) {
    case 'row':
      machine.shown = machine.shown.with(asked.row, asked.text);
      return;
    case 'brightness':
    case 'volume':
      machine.set = { ...machine.set, [asked.what]: asked.level };
      return;
    case 'speech':
    case undefined:
      return;
  }
}

/** Rows first, from the top: they are looked at while the sentence is heard. How bright it is comes last. */
function nextOf({ wanted, shown, speech, levels, set }: BoardMachine): Telling | null {
  const row = wanted.findIndex((text, index) => shown[index] !== text);
  const text = wanted[row];
  if (text !== undefined) return { what: 'row', row, text };
  if (speech !== null) return { what: 'speech', text: speech.text };
  for (const what of ['brightness', 'volume'] as const)
    if (levels !== null && set[what] !== levels[what]) return { what, level: levels[what] };
  return null;
}

export function stateOf(machine: BoardMachine): DisplayState {
  if (!machine.up) return 'offline';
  if (machine.failures >= FAILURES_UNTIL_SILENT) return 'silent';
  return machine.asked !== null || nextOf(machine) !== null ? 'busy' : 'ready';
}
