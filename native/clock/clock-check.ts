import type { Clock } from './contract.ts';
import type { Measured } from './sntp.ts';
import type { AskTime } from './time-server.ts';

/** How far our clock is off. It is measured and told, never set. */
export interface ClockOffset {
  /** Positive: ours is behind. */
  offsetMs: number;
  delayMs: number;
  /** When it was measured, UTC ms of our clock. */
  at: number;
}

export interface ClockCheck {
  /** The last that was measured, not too long ago; null: none. */
  offset(): ClockOffset | null;
  start(): void;
  stop(): void;
}

export interface ClockCheckParts {
  servers: readonly string[];
  everyMin: number;
  clock: Clock;
  ask: AskTime;
  /** After each round. */
  onMeasured(offset: ClockOffset | null): void;
}

const FIRST_MS = 2000;
/** Rounds without an answer after which the last one says nothing any more. */
const STALE_ROUNDS = 3;
/** A server that sent a kiss-o'-death is left alone for so long, and each further time twice as long. */
const KISSED_MS = 3_600_000;
const LONGEST_KISSED_MS = 86_400_000;
/** Two servers agree when each may be right: half of the way there is not known. And clocks have grains. */
const GRAIN_MS = 20;

export function createClockCheck({ servers, everyMin, clock, ask, onMeasured }: ClockCheckParts): ClockCheck {
  const restUntil = new Map<string, number>();
  const kisses = new Map<string, number>();
  let last: (ClockOffset & { rounds: number }) | null = null;
  let stopNext = (): void => undefined;
  let stopped = false;

  function kissed(server: string, code: string): void {
    const times = (kisses.get(server) ?? 0) + 1;
    kisses.set(server, times);
    const never = code === 'DENY' || code === 'RSTR';
    const rest = Math.min(LONGEST_KISSED_MS, KISSED_MS * 2 ** (times - 1));
    restUntil.set(server, never ? Infinity : clock.monotonic() + rest);
  }

  async function askOne(server: string): Promise<Measured[]> {
    const answer = await ask(server);
    if (answer.kind === 'kiss') kissed(server, answer.code);
    return answer.kind === 'measured' ? [answer] : [];
  }

  async function round(): Promise<void> {
    const open = servers.filter((server) => (restUntil.get(server) ?? 0) <= clock.monotonic());
    const answers = (await Promise.all(open.map(askOne))).flat();
    if (stopped) return;
    const best = mostAgreed(answers);
    if (best !== null) last = { offsetMs: best.offsetMs, delayMs: best.delayMs, at: clock.now(), rounds: 0 };
    else if (last !== null) last = last.rounds + 1 >= STALE_ROUNDS ? null : { ...last, rounds: last.rounds + 1 };
    onMeasured(offset());
    stopNext = clock.after(everyMin * 60_000, () => void round());
  }

  function offset(): ClockOffset | null {
    if (last === null) return null;
    const { offsetMs, delayMs, at } = last;
    return { offsetMs, delayMs, at };
  }

  return {
    offset,
    start() {
      if (servers.length > 0) stopNext = clock.after(FIRST_MS, () => void round());
    },
    stop() {
      stopped = true;
      stopNext();
    },
  };
}

/** The one that most others agree with, so that one server that lies is outvoted by two; among equals the nearest. */
export function mostAgreed(answers: readonly Measured[]): Measured | null {
  const agrees = (a: Measured, b: Measured): boolean =>
    Math.abs(a.offsetMs - b.offsetMs) <= (a.delayMs + b.delayMs) / 2 + GRAIN_MS;
  const voted = answers.map((answer) => ({ answer, votes: answers.filter((other) => agrees(answer, other)).length }));
  voted.sort((a, b) => b.votes - a.votes || a.answer.delayMs - b.answer.delayMs);
  return voted[0]?.answer ?? null;
}
