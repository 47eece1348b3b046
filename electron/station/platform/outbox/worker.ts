import type { Clock } from '../../../../native/clock/contract.ts';
import type { Ledger } from '../../ledger/record.ts';
import type { Db } from '../../store/open.ts';
import type { Delivery, Outbox, OutboxTransport, Settled } from './contract.ts';
import { createLatency } from './latency.ts';
import { createPace } from './pace.ts';
import { LONGEST_PAUSE_MS, pauseAfter, stepAfter } from './retry-policy.ts';
import { createSelection } from './selection.ts';
import type { Change, QueuedItem } from './store.ts';
import { createOutboxStore } from './store.ts';
import { createTally } from './tally.ts';
import { createTimer } from './timer.ts';

/** Sendings under way at once. Brokers drop QoS 0 messages beyond a queue of 1000: stay far below. */
const IN_FLIGHT = 32;
/** The backlog's share of them: live items always find slots of their own. */
const BACKLOG_IN_FLIGHT = 24;
/** Answers written in one commit, ten times cheaper than one by one. */
const SETTLE_AT_ONCE = 64;
/** How long an answer waits for company before it is written. */
const SETTLE_WITHIN_MS = 20;
/** How often the backlog asks again for its turn. */
const TICK_MS = 4;
/** Answers may be held back this long while a capture is being handled. */
const SETTLE_LATEST_MS = 200;
/** After the store failed (full disk): answers stay in memory and are written when it works. */
const AGAIN_MS = 1000;
const CHANGED_EVERY_MS = 250;
/** No item is live: the link is down. */
const NONE_LIVE = Number.MAX_SAFE_INTEGER;

export interface OutboxParts {
  ledger: Ledger;
  db: Db;
  clock: Clock;
  platform: string;
  transport: OutboxTransport;
  /** True while a capture is being handled: whatever can wait, waits. */
  gateBusy?: () => boolean;
  /** Gives [0, 1); shortens pauses. */
  random: () => number;
  /** The store failed; what is known is kept and written later. */
  onTrouble?: (error: unknown) => void;
}

interface Sending {
  item: QueuedItem;
  live: boolean;
  sentAt: number;
  sentMonotonic: number;
}

/**
 * Brings what was recorded to one platform: live before backlog (8.2), in order for each key, until it is taken or a
 * person must look. Several sendings run at once; answers are written many to a commit. After a crash whatever was
 * not known to be taken is sent again: the platform knows it by its business id.
 */
export function createOutbox(parts: OutboxParts): Outbox {
  const { ledger, db, clock, platform, transport, gateBusy = () => false, random } = parts;
  const store = createOutboxStore(db, platform);
  const selection = createSelection(store);
  const tally = createTally(store, clock);
  const latency = createLatency();
  const pace = createPace();
  const timers = {
    pump: createTimer(clock, pump),
    settle: createTimer(clock, settle),
    changed: createTimer(clock, tellChanged),
  };
  const changeListeners = new Set<() => void>();
  const settledListeners = new Set<(settled: Settled) => void>();

  let running = false;
  let endLink: (() => void) | null = null;
  const sendings = new Set<Sending>();
  let answers: { sending: Sending; at: number; change: Change }[] = [];
  let answersSince = 0;
  /** Items from this number on were recorded since the last interruption: they are live until tried in vain. */
  let liveFrom = NONE_LIVE;
  /** The same by the link alone: whatever was recorded since is measured, however long it took. */
  let measuredFrom = NONE_LIVE;
  let heardAt = 0;
  /** While the platform takes nothing: one sending at a time, with growing pauses. */
  let strain: { vain: number; until: number; code: number; message: string | null } | null = null;

  const changed = (): void => timers.changed.within(CHANGED_EVERY_MS);

  function tellChanged(): void {
    for (const listener of changeListeners) listener();
  }

  function pump(): void {
    try {
      startNext();
    } catch (error) {
      parts.onTrouble?.(error);
      timers.pump.within(AGAIN_MS);
    }
  }

  function startNext(): void {
    if (!running || !transport.up) return;
    const pause = (strain?.until ?? 0) - clock.monotonic();
    if (pause > 0) return timers.pump.within(pause);
    if (startLive()) startBacklog();
    if (selection.behind.length > 0) timers.settle.within(SETTLE_WITHIN_MS);
    const next = store.nextDue(clock.now());
    if (next === null) return;
    if (next - clock.now() > LONGEST_PAUSE_MS) {
      store.pullIn(clock.now() + LONGEST_PAUSE_MS);
      timers.pump.within(TICK_MS);
    } else timers.pump.within(next - clock.now());
  }

  const room = (): number => (strain ? 1 : IN_FLIGHT) - sendings.size;

  /** True when no live item is left waiting for a slot. */
  function startLive(): boolean {
    if (room() <= 0) return false;
    const { candidates, all } = selection.live(liveFrom, room());
    for (const candidate of candidates) {
      const seq = selection.startable(candidate, clock.now());
      if (seq === null) continue;
      if (room() <= 0) return false;
      start(seq, true);
    }
    return all;
  }

  /** 8.2: interrupted data follows once no live item waits. */
  function startBacklog(): void {
    let free = Math.min(room(), BACKLOG_IN_FLIGHT - [...sendings].filter((sending) => !sending.live).length);
    if (free <= 0) return;
    const candidates = selection.backlog(liveFrom, clock.now(), free);
    if (candidates.length > 0 && gateBusy()) return timers.pump.within(TICK_MS);
    for (const candidate of candidates) {
      if (free <= 0) return;
      const seq = selection.startable(candidate, clock.now());
      if (seq === null) continue;
      if (!pace.take(clock.monotonic())) return timers.pump.within(TICK_MS);
      start(seq, false);
      free -= 1;
    }
  }

  function start(seq: number, live: boolean): void {
    const item = store.load(seq);
    selection.hold(item);
    const sending: Sending = { item, live, sentAt: clock.now(), sentMonotonic: clock.monotonic() };
    sendings.add(sending);
    transport.send(item, (delivery) => {
      if (sendings.delete(sending)) answered(sending, delivery);
    });
  }

  function answered(sending: Sending, delivery: Delivery): void {
    noteHealth(sending, delivery);
    const { item, sentAt } = sending;
    const at = clock.now();
    const answer = {
      seq: item.seq,
      sentAt,
      at,
      code: delivery.kind === 'no-answer' ? null : delivery.code,
      message: delivery.kind === 'no-answer' ? delivery.why : delivery.message,
    };
    const step = stepAfter(delivery, item.attempts + 1, random);
    const change: Change =
      step.kind === 'retry'
        ? { kind: 'retry', notBefore: at + step.pauseMs, ...answer }
        : { kind: step.kind, ...answer };
    if (answers.length === 0) answersSince = clock.monotonic();
    answers.push({ sending, at, change });
    timers.settle.within(answers.length >= SETTLE_AT_ONCE ? 0 : SETTLE_WITHIN_MS);
    // With every slot taken a live item may have waited for this one.
    timers.pump.within(sendings.size + 1 >= IN_FLIGHT ? 0 : TICK_MS);
  }

  /** What an answer, or its absence, says about the platform as a whole. */
  function noteHealth(sending: Sending, delivery: Delivery): void {
    const now = clock.monotonic();
    switch (delivery.kind) {
      case 'delivered':
      case 'refused':
        heardAt = now;
        strain = null;
        return;
      case 'not-now': {
        heardAt = now;
        // Those sent before the pause began say nothing new.
        if (strain && sending.sentMonotonic < strain.until) return;
        const vain = (strain?.vain ?? 0) + 1;
        strain = { vain, until: now + pauseAfter(vain, random), code: delivery.code, message: delivery.message };
        changed();
        return;
      }
      case 'no-answer':
        // Silence as long as a time-out is an interruption like a lost link: what waits is backlog now.
        if (heardAt <= sending.sentMonotonic && transport.up) liveFrom = store.endSeq();
    }
  }

  function settle(): void {
    const mayWait = clock.monotonic() - answersSince < SETTLE_LATEST_MS && running;
    if (mayWait && gateBusy()) return timers.settle.within(TICK_MS);
    if (!write()) return timers.settle.within(AGAIN_MS);
    timers.pump.within(0);
  }

  /** Writes all that is known in one commit. False when the disk did not take it: nothing is forgotten then. */
  function write(): boolean {
    if (answers.length === 0 && selection.behind.length === 0) return true;
    const behind = selection.behind;
    const applied = new Set<Change>();
    try {
      ledger.record((tx) => {
        for (const change of store.apply([...answers.map((answer) => answer.change), ...behind])) applied.add(change);
        for (const { sending, change } of answers)
          if (change.kind === 'parked' && applied.has(change))
            tx.fact({
              kind: 'report-parked',
              data: {
                platform,
                interface: sending.item.interface,
                businessId: sending.item.businessId,
                code: change.code,
                message: change.message,
              },
            });
      });
    } catch (error) {
      parts.onTrouble?.(error);
      return false;
    }
    const written = answers;
    answers = [];
    selection.release(written.map((answer) => answer.sending.item));
    const settled = written.filter(({ change }) => change.kind !== 'retry' && applied.has(change));
    tally.settled(settled.length);
    for (const answer of settled) tellSettled(answer);
    changed();
    return true;
  }

  function tellSettled({ sending: { item }, at, change }: (typeof answers)[number]): void {
    if (change.kind !== 'acknowledged' && change.kind !== 'parked') return;
    const ms = Math.max(0, at - item.createdAt);
    if (item.seq >= measuredFrom && change.kind === 'acknowledged') latency.add(ms);
    const settled: Settled = {
      factSeq: item.factSeq,
      interface: item.interface,
      businessId: item.businessId,
      state: change.kind,
      ms,
    };
    for (const listener of settledListeners) listener(settled);
  }

  function linkChanged(up: boolean): void {
    strain = null;
    liveFrom = up ? store.endSeq() : NONE_LIVE;
    measuredFrom = liveFrom;
    heardAt = clock.monotonic();
    if (up) timers.pump.within(0);
    changed();
  }

  const listen = <F>(listeners: Set<F>, listener: F) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  return {
    start() {
      if (running) return;
      running = true;
      endLink = transport.onLink(linkChanged);
      linkChanged(transport.up);
      if (answers.length > 0) timers.settle.within(0);
    },
    stop() {
      running = false;
      endLink?.();
      selection.release([...sendings].map((sending) => sending.item));
      sendings.clear();
      write();
      for (const each of Object.values(timers)) each.cancel();
    },
    wake() {
      timers.pump.within(0);
      changed();
    },
    summary: () => ({
      ...tally.read(liveFrom),
      p50Ms: latency.percentile(0.5),
      p99Ms: latency.percentile(0.99),
    }),
    get notNow() {
      return strain && { code: strain.code, message: strain.message };
    },
    onChange: (listener) => listen(changeListeners, listener),
    onSettled: (listener) => listen(settledListeners, listener),
    parked: (limit) => store.parked(limit),
    retryParked(seq) {
      // What stands behind a parked item may not have been written yet: it would be left there for ever.
      if (!write()) return 0;
      const released = store.release(seq);
      timers.pump.within(0);
      changed();
      return released;
    },
  };
}
