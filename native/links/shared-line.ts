import type { Clock } from '../clock/contract.ts';
import type { Link } from './contract.ts';
import type { LineTiming } from './line-timing.ts';
import { createLinkKeeper } from './link-keeper.ts';
import type { KeeperEvent } from './link-keeper.ts';
import { PRIORITIES } from './question.ts';
import type { Answer, Priority, Question, ReplyFault } from './question.ts';

/**
 * One line of one device or of several, opened once: one question at a time, and no answer goes to the wrong question.
 * It knows nothing of what is asked; each protocol brings its bytes and finds its own reply among those heard.
 */
export interface SharedLine {
  readonly isUp: boolean;
  readonly timing: LineTiming;
  start(): void;
  stop(): Promise<void>;
  /**
   * Sends at once, before returning, when the line is free; else queues. With the link down `onDone` says so at once:
   * nothing is kept for a later link.
   */
  ask<Reply>(question: Question<Reply>): void;
  /** While `needed` says so, the line is for arms alone: nothing of `display` is begun. Returns: give it up. */
  reserve(needed: () => boolean): () => void;
  on(listener: (event: KeeperEvent) => void): () => void;
}

/** A line that babbles without end must not keep the lane silent for ever. */
const LONGEST_QUIET_FACTOR = 10;
/** What is least urgent waits this long behind polls at most. */
const PATIENCE_MS = 3000;
/** Timers of the system fire up to this early. */
const TIMER_SLACK_MS = 0.5;
/** No device sends a longer reply: what goes on beyond this is no reply. */
const LONGEST_REPLY = 256;
/** Of a question whose sending the reply timeout already covers. */
const SHORT_QUESTION = 16;

type Queued = Question<unknown> & { since: number };

type Line =
  | { type: 'down' }
  | { type: 'free' }
  | { type: 'waiting'; cancel: () => void }
  | { type: 'pending'; question: Queued; heard: Uint8Array; cancel: () => void }
  | { type: 'resting'; question: Queued; cancel: () => void }
  | { type: 'quiet'; until: number; cancel: () => void };

export interface SharedLineOptions {
  /** A new, unopened link at each call; the line keeps one open. */
  makeLink: () => Link;
  clock: Clock;
  /** `timingOf(link)` for a link of the site file. */
  timing: LineTiming;
}

/** A line on a link of its own, opened by `start` and reopened whenever it is lost. */
export function createSharedLine({ makeLink, clock, timing }: SharedLineOptions): SharedLine {
  const keeper = createLinkKeeper(makeLink, clock);
  const queues: Record<Priority, Queued[]> = { urgent: [], command: [], poll: [], probe: [], display: [] };
  const reservations = new Set<() => boolean>();
  const listeners = new Set<(event: KeeperEvent) => void>();
  let line: Line = { type: 'down' };
  let failuresInARow = 0;
  /** Nothing was heard after a command: until something is, its bytes may still be on their way. */
  let commandInDoubt = false;
  let lastByteAt = -Infinity;
  let strayAt = -Infinity;

  const take = (): Queued | undefined => {
    const first = queues.urgent.shift() ?? queues.command.shift();
    if (first !== undefined) return first;
    const last: Priority[] = [...reservations].some((needed) => needed()) ? ['probe'] : ['probe', 'display'];
    const now = clock.monotonic();
    const patientNoMore = last.find((priority) => now - (queues[priority][0]?.since ?? now) > PATIENCE_MS);
    if (patientNoMore !== undefined) return queues[patientNoMore].shift();
    const next = (['poll', ...last] as const).find((priority) => queues[priority].length > 0);
    return next && queues[next].shift();
  };

  const pump = (): void => {
    while (line.type === 'free' && PRIORITIES.some((priority) => queues[priority].length > 0)) {
      const rest = lastByteAt + timing.silenceMs - clock.monotonic();
      if (rest > TIMER_SLACK_MS) {
        line = { type: 'waiting', cancel: clock.after(rest, freed) };
        return;
      }
      const next = take();
      if (next === undefined) return;
      if (next.wanted?.() === false) next.onDone({ type: 'failed', why: 'withdrawn', sent: false });
      else send(next);
    }
  };

  const freed = (): void => {
    line = { type: 'free' };
    pump();
  };

  const send = (question: Queued): void => {
    const { bytes, match, restMs = 0 } = question;
    const sent: Line =
      match === null
        ? { type: 'resting', question, cancel: clock.after(bytes.length * timing.characterMs + restMs, rested) }
        : {
            type: 'pending',
            question,
            heard: new Uint8Array(),
            cancel: clock.after(
              timing.replyTimeoutMs + Math.max(0, bytes.length - SHORT_QUESTION) * timing.characterMs,
              () => judge(),
            ),
          };
    line = sent;
    keeper.write(bytes).catch(() => {
      if (line === sent) fail('silence');
    });
    question.onSent?.();
  };

  /** What nobody answers is done once it is on the wire. */
  const rested = (): void => {
    if (line.type !== 'resting') return;
    const { question } = line;
    line = { type: 'free' };
    question.onDone({ type: 'sent' });
    pump();
  };

  /** Whatever came is all that will come. */
  const judge = (): void => {
    if (line.type !== 'pending') return;
    const match = line.question.match?.(line.heard);
    fail(match?.type === 'none' ? match.fault : 'noise');
  };

  const fail = (why: ReplyFault): void => {
    if (line.type !== 'pending' && line.type !== 'resting') return;
    const { question, cancel } = line;
    const silent = line.type === 'resting' || line.heard.length === 0;
    // A write that fails is a line that is gone, whatever its port says.
    const broken = line.type === 'resting';
    cancel();
    failuresInARow += 1;
    const lost = broken || (silent && commandInDoubt) || failuresInARow >= timing.recycleAfter;
    commandInDoubt = silent && question.acts;
    // A reply that broke off was followed by silence already; one that never came may still come.
    beQuiet(silent ? timing.quietMs : timing.quietMs - (clock.monotonic() - lastByteAt));
    question.onDone({ type: 'failed', why, sent: true });
    // A command that hangs in a dead line must not reach the device when the line comes back: closing drops it. But an arm
    // that has to rise is told so first.
    if (lost && isUp() && queues.urgent.length === 0) keeper.recycle('the device does not answer');
  };

  const beQuiet = (ms: number): void => {
    line = {
      type: 'quiet',
      until: clock.monotonic() + timing.quietMs * LONGEST_QUIET_FACTOR,
      cancel: clock.after(ms, freed),
    };
  };

  const hear = (bytes: Uint8Array): void => {
    const now = clock.monotonic();
    lastByteAt = now;
    switch (line.type) {
      case 'pending':
        return hearReply(line, bytes);
      case 'quiet':
        line.cancel();
        line.cancel = clock.after(Math.min(timing.quietMs, Math.max(0, line.until - now)), freed);
        return;
      case 'resting':
        strayAt = now;
        return;
      case 'waiting':
        line.cancel();
        strayAt = now;
        return beQuiet(timing.quietMs);
      case 'free':
        strayAt = now;
        return beQuiet(timing.quietMs);
      case 'down':
        return;
    }
  };

  const hearReply = (pending: Line & { type: 'pending' }, bytes: Uint8Array): void => {
    pending.heard = Uint8Array.from([...pending.heard, ...bytes]);
    const match = pending.question.match?.(pending.heard);
    pending.cancel();
    if (match?.type !== 'reply') {
      if (pending.heard.length > LONGEST_REPLY) return judge();
      pending.cancel = clock.after(timing.gapMs, () => judge());
      return;
    }
    const now = clock.monotonic();
    if (match.skipped > 0 || match.used < pending.heard.length) strayAt = now;
    failuresInARow = 0;
    commandInDoubt = false;
    if (match.used < pending.heard.length) beQuiet(timing.quietMs);
    else line = { type: 'free' };
    const suspect = now - strayAt < timing.replyTimeoutMs * 2;
    pending.question.onDone({ type: 'reply', reply: match.reply, suspect });
    pump();
  };

  const down = (): void => {
    const last = line;
    line = { type: 'down' };
    if (last.type !== 'down' && last.type !== 'free') last.cancel();
    const orphans = PRIORITIES.flatMap((priority) => queues[priority].splice(0));
    const lost = (sent: boolean): Answer<never> => ({ type: 'failed', why: 'link-down', sent });
    if (last.type === 'pending' || last.type === 'resting') last.question.onDone(lost(true));
    for (const orphan of orphans) orphan.onDone(lost(false));
  };

  const isUp = (): boolean => line.type !== 'down';

  keeper.onData(hear);
  keeper.on((event) => {
    if (event.type === 'up') {
      failuresInARow = 0;
      commandInDoubt = false;
      beQuiet(timing.quietMs);
    } else down();
    for (const listener of [...listeners]) listener(event);
  });

  return {
    get isUp() {
      return isUp();
    },
    timing,
    start: () => keeper.start(),
    async stop() {
      down();
      await keeper.stop();
    },
    ask(question) {
      if (line.type === 'down') return question.onDone({ type: 'failed', why: 'link-down', sent: false });
      queues[question.priority].push({ ...question, since: clock.monotonic() });
      pump();
    },
    reserve(needed) {
      reservations.add(needed);
      return () => {
        reservations.delete(needed);
        pump();
      };
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
