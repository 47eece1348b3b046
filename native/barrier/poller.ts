import type { Clock } from '../clock/contract.ts';
import type { Priority } from '../links/question.ts';
import type { Arm } from './arm.ts';
import { isComingDown } from './machine-state.ts';

/** One turn of asking a device for its sensors. */
export interface PollTurn {
  priority: Priority;
  /** False: polling ended, or began anew, since this turn; its answer is not listened to. */
  readonly isCurrent: boolean;
  /** To be called once the answer was listened to; `failed`: none came. */
  done(failed: boolean): void;
}

/** Asks a device again and again, for as long as it is told to. */
export interface Poller {
  begin(): void;
  end(): void;
}

/** While a device does not answer it is asked this often, so that it does not slow the others of its line. */
const PROBE_MS = 500;
/** Between two polls of one device at least, so that the line breathes. */
const LEAST_PAUSE_MS = 5;

export function createPoller(parts: {
  arm: Pick<Arm, 'state'>;
  clock: Clock;
  everyMs: number;
  ask(turn: PollTurn): void;
}): Poller {
  const { arm, clock, everyMs } = parts;
  let cancel: (() => void) | null = null;
  /** Grows whenever polling begins or ends. */
  let round = 0;

  const turn = (): void => {
    const mine = round;
    const startedAt = clock.monotonic();
    parts.ask({
      priority: priority(),
      get isCurrent() {
        return mine === round;
      },
      done(failed) {
        if (mine !== round) return;
        const every = failed && arm.state.sensing.type === 'blind' ? PROBE_MS : everyMs;
        cancel = clock.after(Math.max(LEAST_PAUSE_MS, every - (clock.monotonic() - startedAt)), turn);
      },
    });
  };

  /** An arm on its way down is looked at before all others of the line. */
  const priority = (): Priority => {
    if (isComingDown(arm.state)) return 'command';
    return arm.state.sensing.type === 'seeing' ? 'poll' : 'probe';
  };

  const end = (): void => {
    round += 1;
    cancel?.();
    cancel = null;
  };

  return {
    begin() {
      end();
      turn();
    },
    end,
  };
}
