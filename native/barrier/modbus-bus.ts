import type { LinkConfig } from '../../electron/contract/site.ts';
import type { Clock } from '../clock/contract.ts';
import type { Link } from '../links/contract.ts';
import { createLinkKeeper } from '../links/link-keeper.ts';
import type { KeeperEvent } from '../links/link-keeper.ts';
import { MAX_FRAME, encodeRequest, matchReply } from './modbus-rtu.ts';
import type { ModbusReply, ModbusRequest, ReplyFault } from './modbus-rtu.ts';

export type ExchangeResult =
  /** `suspect`: stray bytes were seen around it, so it may be a late answer to an earlier question. */
  | { type: 'reply'; reply: Exclude<ModbusReply, { fn: 'exception' }>; suspect: boolean }
  /** The board understood and will not. */
  | { type: 'exception'; code: number }
  | { type: 'failed'; why: ReplyFault | 'link-down' | 'withdrawn'; sent: boolean };

export type Priority = 'urgent' | 'command' | 'poll' | 'probe';

export interface Exchange {
  request: ModbusRequest;
  /** `urgent` (raising an arm) goes before other commands, those before polls, polls before `probe`s of silent units. */
  priority: Priority;
  /** Asked right before the bytes would go. False: they do not, and the result is `withdrawn`. */
  wanted?: () => boolean;
  /** The bytes were written, in this very call. */
  onSent?: () => void;
  onDone: (result: ExchangeResult) => void;
}

/** The one line of a relay board or of several: one request at a time, and no answer goes to the wrong question. */
export interface ModbusBus {
  readonly isUp: boolean;
  readonly timing: BusTiming;
  start(): void;
  stop(): Promise<void>;
  /**
   * Sends at once, before returning, when the line is free; else queues. With the link down `onDone` says so at once:
   * nothing is kept for a later link.
   */
  exchange(exchange: Exchange): void;
  on(listener: (event: KeeperEvent) => void): () => void;
}

/** All in ms, apart from `recycleAfter`. */
export interface BusTiming {
  /** No byte of a reply after this: the request failed. */
  replyTimeoutMs: number;
  /** A reply that stops for this long before it is whole is judged as it stands. */
  gapMs: number;
  /** After a failure, input is thrown away until the line was still for this long: a late reply dies here. */
  quietMs: number;
  /** Between the last byte heard and the next request (3.5 characters on a serial line). */
  silenceMs: number;
  /** Failures in a row, over all units, after which the link is closed and opened anew. */
  recycleAfter: number;
}

/** A line that babbles without end must not keep the lane silent for ever. */
const LONGEST_QUIET_FACTOR = 10;
/** A probe waits this long behind polls at most. */
const PROBE_PATIENCE_MS = 3000;
/** Timers of the system fire up to this early. */
const TIMER_SLACK_MS = 0.5;

/** Timing for a link of the site file. Over TCP the device server keeps the silence of its own serial line. */
export function timingOf(link: LinkConfig): BusTiming {
  const common = { gapMs: 100, quietMs: 100, recycleAfter: 10 };
  switch (link.kind) {
    case 'serial': {
      const bits = 1 + link.dataBits + (link.parity === 'none' ? 0 : 1) + link.stopBits;
      const characterMs = (bits * 1000) / link.baudRate;
      return { ...common, silenceMs: Math.max(1.75, 3.5 * characterMs), replyTimeoutMs: 250 + 16 * characterMs };
    }
    case 'tcp':
      return { ...common, silenceMs: 0, replyTimeoutMs: 300 };
  }
}

type Queued = Exchange & { since: number };

type Line =
  | { type: 'down' }
  | { type: 'free' }
  | { type: 'waiting'; cancel: () => void }
  | { type: 'pending'; exchange: Queued; heard: Uint8Array; cancel: () => void }
  | { type: 'quiet'; until: number; cancel: () => void };

export interface ModbusBusOptions {
  /** A new, unopened link at each call; the bus keeps one open. */
  makeLink: () => Link;
  clock: Clock;
  /** `timingOf(link)` for a link of the site file. */
  timing: BusTiming;
}

/** A bus on a link of its own, opened by `start` and reopened whenever it is lost. */
export function createModbusBus({ makeLink, clock, timing }: ModbusBusOptions): ModbusBus {
  const keeper = createLinkKeeper(makeLink, clock);
  const queues: Record<Priority, Queued[]> = { urgent: [], command: [], poll: [], probe: [] };
  const listeners = new Set<(event: KeeperEvent) => void>();
  let line: Line = { type: 'down' };
  let failuresInARow = 0;
  /** Nothing was heard after a write: until something is, its bytes may still be on their way. */
  let writeInDoubt = false;
  let lastByteAt = -Infinity;
  let strayAt = -Infinity;

  const take = (): Queued | undefined => {
    const probe = queues.probe[0];
    const first = queues.urgent.shift() ?? queues.command.shift();
    if (first !== undefined) return first;
    if (probe !== undefined && clock.monotonic() - probe.since > PROBE_PATIENCE_MS) return queues.probe.shift();
    return queues.poll.shift() ?? queues.probe.shift();
  };

  const pump = (): void => {
    while (line.type === 'free' && Object.values(queues).some((queue) => queue.length > 0)) {
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

  const send = (exchange: Queued): void => {
    const pending: Line = {
      type: 'pending',
      exchange,
      heard: new Uint8Array(),
      cancel: clock.after(timing.replyTimeoutMs, () => judge()),
    };
    line = pending;
    keeper.write(encodeRequest(exchange.request)).catch(() => {
      if (line === pending) fail('silence');
    });
    exchange.onSent?.();
  };

  /** Whatever came is all that will come. */
  const judge = (): void => {
    if (line.type !== 'pending') return;
    const match = matchReply(line.exchange.request, line.heard);
    fail(match.type === 'none' ? match.fault : 'noise');
  };

  const fail = (why: ReplyFault): void => {
    if (line.type !== 'pending') return;
    const { exchange, cancel, heard } = line;
    cancel();
    failuresInARow += 1;
    const silent = heard.length === 0;
    const lost = (silent && writeInDoubt) || failuresInARow >= timing.recycleAfter;
    writeInDoubt = silent && exchange.request.fn.startsWith('write');
    // A reply that broke off was followed by silence already; one that never came may still come.
    beQuiet(silent ? timing.quietMs : timing.quietMs - (clock.monotonic() - lastByteAt));
    exchange.onDone({ type: 'failed', why, sent: true });
    // A command that hangs in a dead line must not reach the board when the line comes back: closing drops it. But an arm
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
    const match = matchReply(pending.exchange.request, pending.heard);
    pending.cancel();
    if (match.type === 'none') {
      if (pending.heard.length > MAX_FRAME) return judge();
      pending.cancel = clock.after(timing.gapMs, () => judge());
      return;
    }
    const now = clock.monotonic();
    if (match.skipped > 0 || match.used < pending.heard.length) strayAt = now;
    failuresInARow = 0;
    writeInDoubt = false;
    if (match.used < pending.heard.length) beQuiet(timing.quietMs);
    else line = { type: 'free' };
    pending.exchange.onDone(
      match.reply.fn === 'exception'
        ? { type: 'exception', code: match.reply.code }
        : { type: 'reply', reply: match.reply, suspect: now - strayAt < timing.replyTimeoutMs * 2 },
    );
    pump();
  };

  const down = (): void => {
    const last = line;
    line = { type: 'down' };
    if (last.type === 'pending' || last.type === 'quiet' || last.type === 'waiting') last.cancel();
    const orphans = Object.values(queues).flatMap((queue) => queue.splice(0));
    if (last.type === 'pending') last.exchange.onDone({ type: 'failed', why: 'link-down', sent: true });
    for (const orphan of orphans) orphan.onDone({ type: 'failed', why: 'link-down', sent: false });
  };

  const isUp = (): boolean => line.type !== 'down';

  keeper.onData(hear);
  keeper.on((event) => {
    if (event.type === 'up') {
      failuresInARow = 0;
      writeInDoubt = false;
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
    exchange(exchange) {
      if (line.type === 'down') return exchange.onDone({ type: 'failed', why: 'link-down', sent: false });
      queues[exchange.priority].push({ ...exchange, since: clock.monotonic() });
      pump();
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
