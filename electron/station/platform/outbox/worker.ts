import type { Clock } from '../../../../native/clock/contract.ts';
import type { Ledger } from '../../ledger/record.ts';
import type { Db } from '../../store/open.ts';
import { createParkedActs } from './acts.ts';
import { createCalendar } from './calendar.ts';
import type { Delivery, Outbox, OutboxTransport, Settled } from './contract.ts';
import { createEventTime } from './event-time.ts';
import { createHealth } from './health.ts';
import { createLateness } from './lateness.ts';
import { createLatency } from './latency.ts';
import { createListeners } from './listeners.ts';
import { createListing } from './listing.ts';
import { createLiveMark } from './live-mark.ts';
import { createPace } from './pace.ts';
import { createQueue } from './queue.ts';
import type { Moved } from './queue.ts';
import { createRate } from './rate.ts';
import { LONGEST_PAUSE_MS } from './retry-policy.ts';
import { createSelection } from './selection.ts';
import { createSendings } from './sendings.ts';
import type { Sending } from './sendings.ts';
import { createSettlement, MOST_AT_ONCE, movedTo } from './settlement.ts';
import { createTimeliness } from './timeliness.ts';
import { createTimer } from './timer.ts';
import type { Timer } from './timer.ts';

/** Sendings under way at once, where the transport says no other number. Brokers drop QoS 0 messages beyond a queue of 1000. */
const IN_FLIGHT = 32;
/** Most live items started at one go. */
const LIVE_BURST = 64;
/** How long answers wait for company before they are written, unless there are enough for a commit. */
const SETTLE_WITHIN_MS = 20;
/** Answers may be held back this long while a capture is being handled. */
const SETTLE_LATEST_MS = 200;
const TICK_MS = 4;
/** After the store failed (full disk): answers stay in memory and are written when it works. */
const AGAIN_MS = 1000;
/** With so many answers unwritten nothing more is sent: a disk that stays full does not fill the memory. */
const MOST_UNWRITTEN = 4 * MOST_AT_ONCE;
const CHANGED_EVERY_MS = 250;

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

/**
 * Brings what was recorded to one platform: live before backlog (8.2), in order for each key, until it is taken or a
 * person must look. Several sendings run at once; answers are written many to a commit. After a crash whatever was
 * not known to be taken is sent again: the platform knows it by its business id.
 */
export function createOutbox(parts: OutboxParts): Outbox {
  const { ledger, db, clock, platform, transport, random } = parts;
  const onTrouble = (error: unknown): void => parts.onTrouble?.(error);
  const queue = createQueue(db, platform);
  const selection = createSelection(queue);
  const calendar = createCalendar(queue);
  const eventTime = createEventTime(clock, queue.endSeq, onTrouble);
  const live = createLiveMark({ clock, endSeq: queue.endSeq, up: () => running && transport.up, onTrouble });
  const timeliness = createTimeliness(db, platform);
  const listing = createListing(db, platform, timeliness);
  const acts = createParkedActs(db, platform, ledger);
  const lateness = createLateness(clock, platform);
  const health = createHealth(clock, random);
  const pace = createPace(clock, parts.gateBusy ?? (() => false));
  const latency = createLatency();
  const rate = createRate(clock);
  const onChange = createListeners<[]>();
  const onSettled = createListeners<[Settled]>();
  const sendings = createSendings(transport, clock, answered);
  const settlement = createSettlement({
    ledger,
    clock,
    platform,
    queue,
    selection,
    timeliness,
    lateness,
    eventTime,
    random,
    measuredFrom: () => live.measuredFrom,
    onTrouble,
    onPutOff: calendar.changed,
    onSettled: onSettled.tell,
    onTaken(count, measured) {
      rate.add(count);
      for (const ms of measured) latency.add(ms);
    },
  });
  let running = false;
  const timer = (fn: () => void): Timer => createTimer(clock, () => running, fn);
  const timers = {
    pump: timer(pump),
    settle: timer(settle),
    retry: timer(retryOn),
    changed: timer(onChange.tell),
  };

  let endLink: (() => void) | null = null;
  /** Something waits for a slot. */
  let hungry = false;
  let answersSince = 0;

  const changed = (): void => timers.changed.within(CHANGED_EVERY_MS);

  function pump(): void {
    try {
      startNext();
    } catch (error) {
      onTrouble(error);
      timers.pump.within(AGAIN_MS);
    }
  }

  function startNext(): void {
    // Written, they start this again.
    if (!transport.up || settlement.size >= MOST_UNWRITTEN) return;
    const pause = health.pauseMs();
    if (pause > 0) return timers.pump.within(pause);
    hungry = false;
    if (startLive()) startBacklog();
    if (selection.behind.length > 0) settleSoon(selection.behind.length);
    const now = clock.now();
    const next = calendar.next(now);
    if (next === null) return;
    if (next - now > LONGEST_PAUSE_MS) {
      queue.pullIn(now + LONGEST_PAUSE_MS, MOST_AT_ONCE);
      calendar.changed();
      timers.pump.within(TICK_MS);
    } else timers.pump.within(next - now);
  }

  const capacity = (): number => transport.capacity ?? IN_FLIGHT;
  /** The backlog's share: live items always find slots of their own. */
  const backlogShare = (): number => Math.max(1, Math.floor((capacity() * 3) / 4));
  const room = (): number => (health.notNow ? 1 : capacity()) - sendings.size;

  /** True when no live item is left waiting for a slot. */
  function startLive(): boolean {
    const free = room();
    const { items, all } = selection.live(live.from, clock.now(), Math.min(free, LIVE_BURST));
    sendings.start(items, 'live');
    if (!all) goOn(items.length >= free, 0);
    return all;
  }

  /** 8.2: interrupted data follows once no live item waits. */
  function startBacklog(): void {
    const share = backlogShare();
    const use = transport.backlogRoom ?? Infinity;
    const free = Math.min(room(), share - sendings.of('fresh') - sendings.of('due'));
    const turn = pace.turn();
    const wanted = Math.min(free, turn.items, use);
    const now = clock.now();
    const startDue = (most: number): number =>
      calendar.anyDue(now) ? sendings.start(selection.due(now, most), 'due') : 0;
    // Those tried in vain have a part of the slots, so that many of them do not keep the others from being tried at all.
    let started = startDue(Math.min(wanted, Math.floor(share / 4) - sendings.of('due')));
    const { items, all } = selection.fresh(live.from, now, wanted - started);
    started += sendings.start(items, 'fresh');
    if (all) started += startDue(wanted - started);
    pace.took(started);
    const more = wanted > 0 ? started === wanted || !all : calendar.anyDue(now) || selection.anyFresh(live.from);
    if (more) goOn(started >= free || use === 0, turn.againMs);
  }

  /** There is more to start: as soon as there is a slot, or after a pause for the thread. */
  function goOn(full: boolean, pauseMs: number): void {
    if (full) hungry = true;
    else timers.pump.within(pauseMs);
  }

  function answered({ item, sentAt, sentMonotonic }: Sending, delivery: Delivery): void {
    const { moved, silent } = health.note(delivery, sentMonotonic);
    if (moved) changed();
    // What waited through a silence as long as a time-out is backlog when the platform speaks again.
    if (silent && transport.up) live.set();
    if (settlement.size === 0) answersSince = clock.monotonic();
    settlement.add({ item, sentAt, at: clock.now(), monotonic: clock.monotonic(), delivery });
    settleSoon(settlement.size);
    if (hungry) timers.pump.within(0);
  }

  function settleSoon(waiting: number): void {
    timers.settle.within(waiting >= MOST_AT_ONCE ? 0 : SETTLE_WITHIN_MS);
  }

  function settle(): void {
    const mayWait = clock.monotonic() - answersSince < SETTLE_LATEST_MS;
    if (pace.gateBusy() && mayWait) return timers.settle.within(TICK_MS);
    try {
      settlement.write();
    } catch (error) {
      onTrouble(error);
      return timers.settle.within(AGAIN_MS);
    }
    if (settlement.size > 0 || selection.behind.length > 0) timers.settle.within(0);
    const late = lateness.dueIn();
    if (late !== null) timers.settle.within(late);
    timers.pump.within(0);
    changed();
  }

  function linkChanged(up: boolean): void {
    health.begin();
    live.linkChanged(up);
    if (up) timers.pump.within(0);
    changed();
  }

  /** One act of a person on parked items. */
  function act<T extends { moved: Moved[] }>(perform: () => T, state: 'dismissed' | 'waiting'): T {
    // What stands behind a parked item may not have been written yet: it would be left there for ever.
    settlement.flush();
    const done = perform();
    tellMoved(done.moved, state);
    timers.retry.within(0);
    return done;
  }

  function tellMoved(moved: readonly Moved[], state: 'dismissed' | 'waiting'): void {
    calendar.changed();
    for (const each of moved) onSettled.tell(movedTo(state, each, clock.now()));
    timers.pump.within(0);
    changed();
  }

  /** The others of many that a person lets try again. */
  function retryOn(): void {
    try {
      const moved = acts.goOn();
      if (moved === null) return;
      tellMoved(moved, 'waiting');
      timers.retry.within(0);
    } catch (error) {
      onTrouble(error);
      timers.retry.within(AGAIN_MS);
    }
  }

  return {
    start() {
      if (running) return;
      running = true;
      eventTime.look();
      endLink = transport.onLink(linkChanged);
      linkChanged(transport.up);
      timers.settle.within(0);
      timers.retry.within(0);
    },
    stop() {
      running = false;
      endLink?.();
      selection.abandon(sendings.abandon());
      try {
        settlement.flush();
      } catch (error) {
        onTrouble(error);
      }
      for (const each of [...Object.values(timers), live]) each.cancel();
    },
    wake() {
      eventTime.look();
      timers.pump.within(0);
      changed();
    },
    summary() {
      const { waiting, waitingLive, parked, oldestWaiting } = queue.counts(live.from);
      return {
        waitingLive,
        waitingBacklog: waiting - waitingLive,
        parked,
        oldestWaiting,
        p50Ms: latency.percentile(0.5),
        p99Ms: latency.percentile(0.99),
        perSecond: rate.perSecond(),
      };
    },
    interfaces: () => listing.interfaces(clock.now()),
    items: (query) => listing.items(query),
    item: (seq) => listing.item(seq),
    held: (orderKey) => listing.held(orderKey),
    get notNow() {
      return health.notNow;
    },
    onChange: onChange.add,
    onSettled: onSettled.add,
    retry: (which, by, note) => act(() => acts.retry(which, by, note), 'waiting').count,
    dismiss: (...input) => act(() => ({ moved: acts.dismiss(...input) }), 'dismissed').moved.length > 0,
    replace: (...input) => act(() => ({ moved: acts.replace(...input) }), 'waiting').moved.length > 0,
  };
}
