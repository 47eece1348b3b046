import { statfsSync, statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from '../../native/clock/contract.ts';
import type { QueuesView } from '../contract/board.ts';
import type { SiteConfig } from '../contract/site.ts';
import type { UpkeepView } from '../contract/upkeep.ts';
import type { Response } from '../contract/wire.ts';
import type { Notices } from './board/notices.ts';
import type { CameraWatch } from './capture/camera-watch.ts';
import { keepDoorOpen } from './capture/keep-door.ts';
import type { OpenDoor } from './capture/keep-door.ts';
import type { Station } from './compose.ts';
import { createHealthDoor } from './health/door.ts';
import type { Metric, Sample } from './health/exposition.ts';
import { healthOf } from './health/health.ts';
import type { HealthView } from './health/health.ts';
import { createTally } from './health/tallies.ts';
import type { Lane } from './lane/lane.ts';
import type { Log } from './log.ts';
import type { Platform } from './platforms.ts';
import { isStoreError } from './store/open.ts';
import type { Db } from './store/open.ts';
import { VERSION } from './version.ts';

/** How the station is, gathered from its parts: for a monitor's door, and for whoever packs a file for support. */
export interface Monitor {
  health(): HealthView;
  /** Answers as `answer` does, and counts what was refused. */
  counting(answer: Station['answer']): Station['answer'];
  /** Opens the door where the site file asks for one. Never rejects: a port that is taken is a notice. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface MonitorParts {
  site: SiteConfig;
  db: Db;
  /** The store's file, and the folder whose room counts. */
  database: string;
  dataDirectory: string;
  lanes: readonly Lane[];
  cameras: CameraWatch;
  platforms: readonly Platform[];
  notices: Notices;
  queues(): QueuesView;
  clockOffset(): { offsetMs: number } | null;
  upkeep(): UpkeepView;
  clock: Clock;
  log: Log;
}

/** A try to write costs a sync of the disk: whoever asks more often is told of the last one. */
const TRY_EVERY_MS = 5_000;

export function openMonitor(parts: MonitorParts): Monitor {
  const { site, db, lanes, platforms, notices, clock, log } = parts;
  const upSince = clock.now();
  const captured = createTally(db, 'capture.lane_id');
  const opened = createTally(db, 'opening.cause');
  const passed = createTally(db, 'passage.lane_id');
  const refused = new Map<string, number>();
  const reports = new Map<string, { sent: number; parked: number }>();
  for (const platform of platforms) {
    const counts = { sent: 0, parked: 0 };
    reports.set(platform.view().id, counts);
    platform.onSettled(({ state }) => {
      if (state === 'acknowledged') counts.sent += 1;
      else if (state === 'parked') counts.parked += 1;
    });
  }
  const delay = monitorEventLoopDelay({ resolution: 10 });
  let tried = { at: -Infinity, writable: true };
  let door: OpenDoor | null = null;

  /** Really writes: a lock alone is had on a full disk, too. */
  function isWritable(): boolean {
    if (clock.monotonic() - tried.at < TRY_EVERY_MS) return tried.writable;
    tried = { at: clock.monotonic(), writable: true };
    try {
      db.pragma(`user_version = ${String(db.pragma('user_version', { simple: true }))}`);
    } catch (error) {
      if (!isStoreError(error)) throw error;
      tried.writable = false;
    }
    return tried.writable;
  }
  const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const storeBytes = (): number => ['', '-wal', '-shm'].reduce((sum, tail) => sum + sizeOf(parts.database + tail), 0);

  function diskFree(): number | null {
    try {
      const { bavail, bsize } = statfsSync(parts.dataDirectory);
      return bavail * bsize;
    } catch (error) {
      log.warn(error, 'the room on the disk is not to be had');
      return null;
    }
  }

  function health(): HealthView {
    const { backup } = parts.upkeep();
    const standing = notices.list();
    const raised = (code: string): boolean => standing.some((notice) => notice.code === code);
    return healthOf(
      {
        store: { writable: isWritable() && !raised('disk'), bytes: storeBytes() },
        captureDoor: !raised('capture-door'),
        lanes: lanes.map((lane) => {
          const { mode, fault } = lane.barrierState();
          const { id } = lane.config;
          return { id, phase: lane.state.phase, barrier: mode, fault, camera: parts.cameras.state(id) };
        }),
        platforms: platforms.map((platform) => platform.view()),
        clockOffsetMs: parts.clockOffset()?.offsetMs ?? null,
        diskFree: diskFree(),
        backup: {
          lastAt: backup.copies.find(({ state }) => state === 'good')?.at ?? null,
          failure: backup.last?.failure ?? null,
          overdue: raised('backup-old'),
        },
      },
      { version: VERSION, upSince },
      clock.now(),
    );
  }

  function metrics(): Metric[] {
    const queues = parts.queues();
    const late = delay.percentile(99) / 1e9;
    delay.reset();
    const views = platforms.map((platform) => platform.view());
    const each = (of: (view: (typeof views)[number]) => number): Sample[] =>
      views.map((view) => ({ labels: { platform: view.id }, value: of(view) }));
    const counter = (name: string, help: string, samples: Sample[]): Metric => ({
      name,
      kind: 'counter',
      help,
      samples,
    });
    const gauge = (name: string, help: string, samples: Sample[] | number): Metric => ({
      name,
      kind: 'gauge',
      help,
      samples: typeof samples === 'number' ? [{ value: samples }] : samples,
    });
    return [
      gauge('gatehouse_info', 'The program, always 1.', [{ labels: { version: VERSION }, value: 1 }]),
      gauge('gatehouse_up_since_seconds', 'When the station came up, Unix time.', upSince / 1000),
      counter('gatehouse_captures_total', 'Captures recorded.', byLabel('lane', captured())),
      counter('gatehouse_openings_total', 'Times an arm went up, by why.', byLabel('cause', opened())),
      counter('gatehouse_passages_total', 'Vehicles that went through.', byLabel('lane', passed())),
      counter('gatehouse_commands_refused_total', 'Commands that were not carried out.', byLabel('code', refused)),
      counter(
        'gatehouse_reports_total',
        'Reports that a platform took, or that were parked for a person.',
        [...reports].flatMap(([platform, { sent, parked }]) => [
          { labels: { platform, outcome: 'sent' }, value: sent },
          { labels: { platform, outcome: 'parked' }, value: parked },
        ]),
      ),
      gauge('gatehouse_queue_vehicles', 'Vehicles that wait at the entrances.', [
        { labels: { queue: 'reserved' }, value: queues.reserved.length },
        { labels: { queue: 'other' }, value: queues.other.length },
      ]),
      gauge(
        'gatehouse_platform_up',
        'Whether a platform takes reports.',
        each(({ state }) => Number(state === 'up')),
      ),
      gauge(
        'gatehouse_reports_waiting',
        'Reports on their way to a platform.',
        each(({ waitingLive, waitingBacklog }) => waitingLive + waitingBacklog),
      ),
      gauge(
        'gatehouse_reports_parked',
        'Reports that wait for a person.',
        each(({ parked }) => parked),
      ),
      gauge('gatehouse_event_loop_delay_p99_seconds', 'Since the last question.', Number.isNaN(late) ? 0 : late),
      gauge('gatehouse_resident_memory_bytes', 'Of the station.', process.memoryUsage.rss()),
      gauge('gatehouse_store_bytes', 'The database with its log.', storeBytes()),
    ];
  }

  return {
    health,
    counting(answer) {
      const count = (response: Response): void => {
        if (!response.ok) refused.set(response.error.code, (refused.get(response.error.code) ?? 0) + 1);
      };
      return (request) => {
        const answered = answer(request);
        // The door turns every failure into an answer: such a promise does not reject.
        if (answered instanceof Promise) void answered.then(count);
        else count(answered);
        return answered;
      };
    },
    async start() {
      const { health: wanted } = site.program;
      if (wanted === undefined) return;
      delay.enable();
      const made = createHealthDoor({
        port: wanted.port,
        clock,
        health,
        metrics,
        onFailed: (error) => log.error(error, 'the monitor was not answered'),
      });
      door = await keepDoorOpen(made, clock, (why) => notices.set('health-door', 'monitor', why));
    },
    async stop() {
      delay.disable();
      await door?.stop();
    },
  };
}

const byLabel = (label: string, counts: ReadonlyMap<string, number>): Sample[] =>
  [...counts].map(([value, many]) => ({ labels: { [label]: value }, value: many }));
