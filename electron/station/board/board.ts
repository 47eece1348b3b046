import type { Clock } from '../../../native/clock/contract.ts';
import type { BoardView, FlowView, LotView, PlatformView } from '../../contract/board.ts';
import type { PayWays } from '../../contract/charges.ts';
import type { SiteConfig } from '../../contract/site.ts';
import type { EventMessage } from '../../contract/wire.ts';
import type { Bookings } from '../booking/desk.ts';
import type { CameraWatch } from '../capture/camera-watch.ts';
import type { Captures } from '../capture/captures.ts';
import type { Lane } from '../lane/lane.ts';
import type { Names } from '../ledger/line.ts';
import { isShown } from '../ledger/record.ts';
import type { Ledger } from '../ledger/record.ts';
import type { Passages } from '../parking/passages.ts';
import type { Stays } from '../parking/stays.ts';
import { bandOf } from '../policy/saturation.ts';
import type { Db } from '../store/open.ts';
import { createActivity } from './activity.ts';
import { laneView } from './lane-view.ts';
import type { CardLookup, LaneFlowLookup } from './lane-view.ts';
import { createNotices } from './notices.ts';
import type { Notices } from './notices.ts';
import { createPublisher } from './publisher.ts';
import { queuesView } from './queues.ts';

/** A platform as the board shows it. */
export interface ShownPlatform {
  view(): PlatformView;
  onChange(listener: () => void): void;
  /** A report's fate moved on; `factSeq` is the fact it is about. */
  onSettled(listener: (settled: { factSeq: number | null }) => void): void;
}

/** Whose turn it is, and what persons changed about it for a time. */
export interface ShownFlow extends LaneFlowLookup {
  view(): FlowView;
}

export interface BoardParts {
  db: Db;
  site: SiteConfig;
  ledger: Ledger;
  lanes: readonly Lane[];
  platforms: readonly ShownPlatform[];
  bookings: Bookings;
  stays: Stays;
  passages: Passages;
  captures: Captures;
  money: Pick<CardLookup, 'due' | 'debts' | 'lastCharge'>;
  pay: () => PayWays;
  /** `capture://` URL of a filed picture. */
  imageOf: (captureId: string | null) => string | null;
  cameras: CameraWatch;
  flow: ShownFlow;
  /** Name of whoever sits at the desk; empty: nobody. */
  onDuty: () => string;
  names: Names;
  /** How far the clock is off; null: not measured. */
  clockOffset: () => NonNullable<LotView['clock']> | null;
  clock: Clock;
}

/** All that the window shows, kept up to date: a snapshot, and an event for each part that changes. */
export interface Board {
  readonly notices: Notices;
  view(): BoardView;
  onEvent(listener: (message: EventMessage) => void): () => void;
  laneChanged(laneId: string): void;
  camerasChanged(): void;
  /** Time went by: what the head of the board says of the flow of cars may be another. */
  flowChanged(): void;
  imageFiled(captureId: string): void;
  /** Nothing is told any more. */
  stop(): void;
}

const CONVERSIONS: ReadonlySet<string> = new Set(['lane-converted', 'lane-conversion-ended']);
const RECENT = 100;
/** The longest a report's new state may wait for the window: one line of the list each, not one each millisecond. */
const SETTLED_EVERY_MS = 200;

export function createBoard(parts: BoardParts): Board {
  const { db, site, ledger, lanes, platforms, names, clock } = parts;
  const publisher = createPublisher();
  const notices = createNotices(clock, () => publisher.touch('notices'));
  const activityOf = createActivity(db, names);

  const lookup = {
    booking: parts.bookings.byCode,
    stay: parts.stays.byId,
    ...parts.money,
    image: parts.imageOf,
    camera: parts.cameras.state,
    person: names.person,
    flow: parts.flow,
  };
  const laneCard = (lane: Lane) => laneView(lane, lanes.indexOf(lane) + 1, lookup);

  function flowOf(): FlowView {
    const flow = parts.flow.view();
    const { who } = flow.priority;
    return { ...flow, priority: { ...flow.priority, who: who === null ? null : names.person(who) } };
  }

  function lotView(): LotView {
    const { used, free, reserved } = parts.passages.counts(clock.now());
    const clockOffset = parts.clockOffset();
    return {
      name: site.lot.name,
      desk: site.lot.desk,
      totalStalls: site.lot.totalStalls,
      inside: used,
      free,
      reserved,
      band: bandOf(used, site.lot.totalStalls, site.lot.saturation),
      flow: flowOf(),
      pay: parts.pay(),
      onDuty: parts.onDuty(),
      ...(clockOffset !== null && { clock: clockOffset }),
    };
  }

  publisher.part('lot', 'lot', lotView);
  publisher.part('queues', 'queues', () => queuesView(lanes));
  publisher.part('notices', 'notices', () => notices.list());
  for (const lane of lanes) publisher.part(`lane:${lane.config.id}`, 'lane', () => laneCard(lane));

  for (const platform of platforms) {
    const key = `platform:${platform.view().id}`;
    publisher.part(key, 'platform', () => platform.view());
    platform.onChange(() => {
      const { id, state, detail, parked } = platform.view();
      notices.set('platform', id, state === 'down' ? (detail ?? '') : null);
      notices.set('platform-refused', id, state === 'refused' ? (detail ?? '') : null);
      notices.set('parked', id, parked > 0 ? String(parked) : null);
      publisher.touch(key);
    });
    platform.onSettled(({ factSeq }) => {
      if (factSeq !== null) settled.add(factSeq);
      stopSettled ??= clock.after(SETTLED_EVERY_MS, tellSettled);
    });
  }
  const settled = new Set<number>();
  let stopSettled: (() => void) | null = null;

  function tellSettled(): void {
    stopSettled = null;
    const shown = ledger.recent(RECENT).filter((fact) => settled.has(fact.seq));
    settled.clear();
    for (const fact of shown.reverse()) publisher.send('activity', activityOf(fact));
  }

  ledger.onCommitted(({ facts }) => {
    for (const fact of facts.filter(isShown)) publisher.send('activity', activityOf(fact));
    publisher.touch('lot');
    publisher.touch('queues');
    for (const { kind, laneId } of facts) {
      if (laneId !== null && CONVERSIONS.has(kind)) publisher.touch(`lane:${laneId}`);
    }
  });

  function laneChanged(laneId: string): void {
    const lane = lanes.find((l) => l.config.id === laneId);
    const { mode, fault } = lane?.barrierState() ?? { mode: 'automatic', fault: null };
    const wrong = mode === 'offline' || mode === 'out-of-service' || fault !== null;
    notices.set('barrier', laneId, wrong ? (fault ?? mode) : null);
    publisher.touch(`lane:${laneId}`);
    publisher.touch('queues');
  }

  function camerasChanged(): void {
    const silent = new Set(parts.cameras.silent().map((camera) => camera.laneId));
    for (const lane of lanes) {
      notices.set('camera', lane.config.id, silent.has(lane.config.id) ? lane.config.camera.id : null);
      publisher.touch(`lane:${lane.config.id}`);
    }
  }

  return {
    notices,
    onEvent: publisher.onEvent,
    laneChanged,
    camerasChanged,
    flowChanged: () => publisher.touch('lot'),
    stop() {
      stopSettled?.();
      publisher.stop();
    },
    imageFiled(captureId) {
      const row = parts.captures.byId(captureId);
      if (row) publisher.touch(`lane:${row.lane_id}`);
    },
    view() {
      publisher.flush();
      return {
        revision: publisher.revision,
        at: clock.now(),
        lot: lotView(),
        lanes: lanes.map(laneCard),
        queues: queuesView(lanes),
        platforms: platforms.map((platform) => platform.view()),
        notices: notices.list(),
        activity: ledger.recent(RECENT).map(activityOf),
      };
    },
  };
}
