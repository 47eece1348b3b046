import { join } from 'node:path';
import Database from 'better-sqlite3';
import { seeded } from '../../../demo/random.ts';
import { createCaptures } from '../../../electron/station/capture/captures.ts';
import { createImageFiler } from '../../../electron/station/capture/images.ts';
import type { Station, StationOptions } from '../../../electron/station/compose.ts';
import { createLedger } from '../../../electron/station/ledger/record.ts';
import { createMemoryTransport } from '../../../electron/station/platform/outbox/memory-transport.fixture.ts';
import { createOutbox } from '../../../electron/station/platform/outbox/worker.ts';
import { createDb4403Reporter } from '../../../electron/station/platform/db4403/reports.ts';
import { openRestoreMode } from '../../../electron/station/restore-mode.ts';
import { pruneCopies, readCopies } from '../../../electron/station/store/backup/copies.ts';
import { runJob } from '../../../electron/station/store/backup/job.ts';
import { makeFolder } from '../../../electron/station/store/durable.ts';
import { migrations } from '../../../electron/station/store/migrations/all.ts';
import { openStore } from '../../../electron/station/store/open.ts';
import type { Db } from '../../../electron/station/store/open.ts';
import { findNeed, keepNeed, storePlaces } from '../../../electron/station/store/restore/need.ts';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { DEMO_PEOPLE } from '../../../demo/people.ts';
import { openClockedStation } from '../../support/clocked-station.ts';
import { picture, SECRETS, SITE } from '../two-lanes.ts';
import { reportsOf } from './reports.ts';
import { DATABASE } from './marks.ts';
import type { Marks } from './marks.ts';

/** What a station does while the power may go. Each works below `root`, its store in `root/data`, and ends in order. */
export const WORKLOADS = { passages, outbox, images, checkpoint, migration, backup, restore } as const satisfies Record<
  string,
  (root: string, marks: Marks) => Promise<void>
>;
export type Workload = keyof typeof WORKLOADS;

const START = Date.UTC(2026, 4, 6, 1);
const log = { info: () => undefined, warn: () => undefined, error: (error: unknown) => console.error(error) };
const dataOf = (root: string): string => join(root, 'data');
const storeIn = (root: string): Db => openStore(join(dataOf(root), DATABASE));
const made = (root: string): string => {
  makeFolder(dataOf(root));
  return dataOf(root);
};
/** Cars with their pictures come and go through the whole station, which is ended and started in between. */
async function passages(root: string): Promise<void> {
  made(root);
  const clock = createManualClock(START);
  const station = await openClockedStation({ site: SITE, secrets: SECRETS, directory: root, clock });
  await station.ready();
  for (let n = 0; n < 12; n += 1) {
    const plate = `粤B${String(10_000 + n)}`;
    for (const lane of ['in-1', 'out-1']) {
      await station.arrive(lane, plate, 98, picture(n));
      await station.driveThrough(lane);
    }
    if (n === 5) {
      await station.restart();
      await station.ready();
    }
  }
  await station.end();
}

/** Reports are queued, acknowledged, refused, and left unanswered. */
async function outbox(root: string): Promise<void> {
  made(root);
  const [db, clock, random] = [storeIn(root), createManualClock(START), seeded(5)];
  const ledger = createLedger(db, clock, [createDb4403Reporter('P1', () => crypto.randomUUID().replaceAll('-', ''))]);
  const transport = createMemoryTransport(clock, 10_000, () => {
    const draw = random.next();
    if (draw < 0.15) return 'silent';
    const kind = draw < 0.25 ? 'refused' : 'delivered';
    return { afterMs: Math.floor(draw * 400), delivery: { kind, code: '0', message: null } };
  });
  const queue = createOutbox({
    ...{ ledger, db, clock, transport, platform: 'db4403' },
    random: () => random.next(),
    onTrouble: log.error,
  });
  transport.setUp(true);
  queue.start();
  for (const reports of reportsOf(120, START)) {
    ledger.record((tx) => {
      const fact = tx.fact({ kind: 'entered' });
      for (const report of reports) tx.report(report, fact);
    });
    await clock.advanceAsync(60);
  }
  await clock.advanceAsync(60_000);
  queue.stop();
  db.close();
}

/** Pictures are filed, over midnight, into folders that are made for them. */
async function images(root: string): Promise<void> {
  const directory = join(made(root), 'captures');
  const [db, clock] = [storeIn(root), createManualClock(START)];
  const captures = createCaptures(db);
  const filer = createImageFiler(directory, captures, clock);
  for (let n = 0; n < 60; n += 1) {
    const [id, path, image] = [`capture-${n}`, `2026/0${1 + (n % 3)}/${10 + (n % 4)}/in-1-${n}.jpg`, picture(n)];
    const seen = {
      ...{ captureId: id, cameraId: 'cam', capturedAt: START + n, plate: '粤B12345', confidence: 99 },
      plateColour: 'blue',
      ...{ charConfidence: null, carColour: null, carModel: null, image, offline: false },
    } as const;
    const kept = { id, laneId: 'in-1', arrivalId: null, receivedAt: START + n, stale: false, imagePath: path };
    db.transaction(() => captures.add(seen, kept)).immediate();
    filer.file(id, path, image);
    if (n % 4 === 0) await filer.idle();
  }
  await filer.stop();
  db.close();
}

/** Much is written, and the log is brought into the store again and again. */
function checkpoint(root: string): Promise<void> {
  made(root);
  const db = storeIn(root);
  db.pragma('wal_autocheckpoint = 40');
  const ledger = createLedger(db, createManualClock(START), []);
  for (let n = 0; n < 160; n += 1) {
    ledger.record((tx) => {
      for (let k = 0; k < 6; k += 1)
        tx.fact({ kind: 'entered', plate: `粤B${n}`, data: { detail: 'x'.repeat((n * 37) % 900) } });
    });
    if (n % 50 === 49) db.pragma('wal_checkpoint(TRUNCATE)');
  }
  db.close();
  return Promise.resolve();
}

/** A store of an older program is brought to this one's schema. */
function migration(root: string): Promise<void> {
  const file = join(made(root), DATABASE);
  for (const before of [2, 9, migrations.length - 1]) {
    const old = new Database(file);
    old.pragma('journal_mode = WAL');
    old.pragma('synchronous = FULL');
    const known = old.pragma('user_version', { simple: true }) as number;
    if (known === 0) {
      old.transaction(() => {
        for (const sql of migrations.slice(0, before)) old.exec(sql);
        old.pragma(`user_version = ${before}`);
      })();
      const insert = old.prepare(`INSERT INTO fact (at, kind, plate, data) VALUES (?, 'entered', ?, '{}')`);
      for (let n = 0; n < 200; n += 1) insert.run(START + n, `粤B${n}`);
    }
    old.close();
    storeIn(root).close();
  }
  return Promise.resolve();
}

/** Copies are made while the store is at work, and old ones are removed. */
async function backup(root: string, marks: Marks): Promise<void> {
  const data = made(root);
  const db = storeIn(root);
  const ledger = createLedger(db, createManualClock(START), []);
  const write = (n: number): void =>
    ledger.record((tx) => void tx.fact({ kind: 'entered', plate: `粤B${n}`, data: { detail: 'y'.repeat(400) } }));
  for (let n = 0; n < 100; n += 1) write(n);
  for (let copy = 0; copy < 3; copy += 1) {
    const job = runJob({
      ...{ kind: 'copy', database: join(data, DATABASE), folder: join(data, 'backups'), lot: 'x' },
      at: START + copy * 60_000,
    });
    let isDone = false;
    void job.outcome.then(() => (isDone = true));
    for (let n = 0; !isDone; n += 1) {
      if (n < 20) write(1000 * copy + n);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const outcome = await job.outcome;
    if (outcome.kind === 'failed') throw new Error(outcome.detail);
    marks.copied(outcome.manifest?.file ?? '');
    // Of two the older one may go now.
    pruneCopies(join(data, 'backups'), 2);
  }
  db.close();
}

/** A person goes back to a copy. */
async function restore(root: string): Promise<void> {
  const data = made(root);
  const db = storeIn(root);
  const ledger = createLedger(db, createManualClock(START), []);
  for (let n = 0; n < 60; n += 1) ledger.record((tx) => void tx.fact({ kind: 'entered', plate: `粤B${n}` }));
  const places = storePlaces(data, join(data, 'backups'));
  const { outcome } = runJob({ kind: 'copy', database: places.database, folder: places.copies, at: START, lot: 'x' });
  if ((await outcome).kind === 'failed') throw new Error('no copy');
  ledger.record((tx) => void tx.fact({ kind: 'entered', plate: '粤BLATER' }));
  db.close();
  keepNeed(places, { why: 'asked', detail: '', since: START, setAside: null });
  const need = findNeed(places, START);
  if (need === null) throw new Error('nobody asks');
  const restarted = Promise.withResolvers<void>();
  const [{ password, hash }] = DEMO_PEOPLE;
  const options: StationOptions = {
    site: SITE,
    secrets: { ...SECRETS, people: { wang: { hash, mustChange: false } } },
    siteDirectory: root,
    dataDirectory: data,
    run: 'power',
    ...{ clock: createManualClock(START + 3_600_000), random: Math.random, log },
    restart: () => restarted.resolve(),
  };
  const station: Station = await openRestoreMode(options, places, need);
  await station.answer({ id: 1, command: 'session.sign-in', input: { person: 'wang', secret: password } });
  const [copy] = readCopies(places.copies);
  const input = { key: crypto.randomUUID(), file: copy?.file ?? null, because: 'x' };
  const answer = await station.answer({ id: 2, command: 'restore.choose', input });
  if (!answer.ok) throw new Error(answer.error.message);
  await restarted.promise;
  await station.stop();
  storeIn(root).close();
}
