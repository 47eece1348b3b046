import type { Clock } from '../clock/contract.ts';
import type { SharedLine } from '../links/shared-line.ts';
import { startBoard, stateOf, turn } from './board-machine.ts';
import type { BoardEvent } from './board-machine.ts';
import type { Display, DisplayState } from './contract.ts';
import type { BoardProtocol, Telling } from './protocol.ts';

export interface BoardDisplayOptions {
  protocol: BoardProtocol;
  /** Shared with whatever else hangs on it; whoever made it starts and stops it. */
  line: SharedLine;
  clock: Clock;
  rows: number;
  speaks: boolean;
}

/** Without an answer, a board needs this long for a frame. */
const DIGEST_MS = 50;
/** One that was switched off and on again says nothing of it: this often it is told all again. */
const REFRESH_MS = 60_000;

/** A board on a line: `board-machine.ts` says what it is told next, this carries it out. */
export function createBoardDisplay({ protocol, line, clock, rows, speaks }: BoardDisplayOptions): Display {
  const listeners = new Set<(state: DisplayState) => void>();
  let machine = startBoard(rows);
  let told: DisplayState = 'offline';
  let started = false;
  let cancelPause = (): void => undefined;
  let cancelRefresh = (): void => undefined;
  let leave = (): void => undefined;
  /** Grows when the board is lost: what was on its way then is not listened to. */
  let round = 0;

  const step = (event: BoardEvent): void => {
    const done = turn(machine, event, clock.monotonic());
    machine = done.machine;
    if (done.tell !== null) tell(done.tell);
    cancelPause();
    const pause = machine.pauseUntil - clock.monotonic();
    if (started && pause > 0) cancelPause = clock.after(pause, () => step({ type: 'tick' }));
    const state = stateOf(machine);
    if (state === told) return;
    told = state;
    for (const listener of [...listeners]) listener(state);
  };

  const tell = (telling: Telling): void => {
    const mine = round;
    const frame = protocol.frame(telling);
    if (frame === null) return step({ type: 'cannot' });
    line.ask({
      bytes: frame.bytes,
      priority: 'display',
      acts: false,
      match: frame.match,
      restMs: DIGEST_MS,
      // What is old by the time its turn comes makes room for what is new.
      wanted: () => started && mine === round && isTrue(telling),
      onDone(answer) {
        if (mine !== round) return;
        switch (answer.type) {
          case 'reply':
            return step({ type: answer.reply.done ? 'took' : 'refused' });
          case 'sent':
            return step({ type: 'took' });
          case 'failed':
            if (answer.why === 'withdrawn') return step({ type: 'withdrawn' });
            return step({ type: 'failed' });
        }
      },
    });
  };

  const isTrue = (telling: Telling): boolean => telling.what !== 'row' || machine.wanted[telling.row] === telling.text;

  const refresh = (): void => {
    step({ type: 'refresh' });
    cancelRefresh = clock.after(REFRESH_MS, refresh);
  };

  const changed = (event: { type: 'up' | 'down' }): void => {
    round += 1;
    step(event);
  };

  return {
    get state() {
      return stateOf(machine);
    },
    start() {
      if (started) return;
      started = true;
      cancelRefresh = clock.after(REFRESH_MS, refresh);
      leave = line.on(({ type }) => changed({ type }));
      if (line.isUp) changed({ type: 'up' });
    },
    stop() {
      if (started) {
        leave();
        changed({ type: 'down' });
        started = false;
        cancelPause();
        cancelRefresh();
      }
      return Promise.resolve();
    },
    show: (lines) => step({ type: 'show', rows: lines }),
    speak(text) {
      if (speaks && text !== '') step({ type: 'speak', text });
    },
    setLevels: (levels) => step({ type: 'levels', levels }),
    onState(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
