import Database from 'better-sqlite3';
import type { LaneSide } from './lane-side.ts';
import type { SimulatedPlatform } from './platforms.ts';

/**
 * Looks at a lot from outside, after each step: at the file of the store by SQL of its own, at the wires, at what the platforms
 * took, and at what the drivers and attendants did. It shares no code with the station, and says what breaks a promise.
 */
export interface Onlooker {
  /** What is wrong that was not wrong before. */
  look(world: Seen): string[];
  /** A pulse goes out: whether it may. */
  pulse(lane: LaneSide, contact: 'open' | 'close', now: number): void;
  passagesAt(laneId: string): number;
  figures(): Figures;
  close(): void;
}

/** What really happened, for all the station knows. */
export interface Seen {
  /** Cars on each lane's passage loop so far, and how often a person said that one passed. */
  mostPassages: Readonly<Record<string, number>>;
  /** Plates that cameras told in time to act on, by lane. */
  captured: Readonly<Record<string, ReadonlySet<string>>>;
  /** Fen that attendants took at the exits. */
  cash: number;
  /** Cars inside as the board says; null: nobody could be asked. */
  inside: number | null;
  platforms: Readonly<Record<string, SimulatedPlatform>>;
  reservable: number;
}

export interface Figures {
  facts: number;
  passages: number;
  openings: number;
  stays: number;
  charges: number;
  bookings: number;
  acknowledged: number;
}

/** Older than this a reading says nothing of the loop any more. */
const UNREAD_MS = 3_000;
/** A pulse, and two more tries. */
const MOST_PULSES = 3;

interface OutboxRow {
  platform: string;
  interface: string;
  business_id: string;
}

export function createOnlooker(file: string): Onlooker {
  const db = new Database(file, { readonly: true });
  /** What is asked after each step is prepared once. */
  const prepared = new Map<string, Database.Statement>();
  function statement(sql: string): Database.Statement {
    const made = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, made);
    return made;
  }
  const rows = (sql: string): string[] =>
    (statement(sql).raw().all() as unknown[][]).map((row) => row.map((value) => String(value)).join(' '));
  const one = <T>(sql: string): T | undefined => statement(sql).pluck().get() as T | undefined;
  const newestOpening = db.prepare<[string], { id: string; cause: string; n: number }>(
    'SELECT id, cause, rowid AS n FROM opening WHERE lane_id = ? ORDER BY rowid DESC LIMIT 1',
  );
  const acknowledged = db.prepare<[], OutboxRow>(
    `SELECT platform, interface, business_id FROM outbox WHERE state = 'acknowledged'`,
  );
  const known = db
    .prepare<[string, string, string], number>(
      'SELECT count(*) FROM outbox WHERE platform = ? AND interface = ? AND business_id = ?',
    )
    .pluck();
  const passages = db.prepare<[string], number>('SELECT count(*) FROM passage WHERE lane_id = ?').pluck();
  /** Those that a sensor or a person told of: after a blindness a car may be taken to have gone, and is marked so. */
  const onSight = db
    .prepare<[string], number>('SELECT count(*) FROM passage WHERE lane_id = ? AND assumed = 0')
    .pluck();
  const automatic = db.prepare<[number], { n: number; lane_id: string; plate: string | null }>(
    `SELECT rowid AS n, lane_id, plate FROM opening WHERE cause = 'automatic' AND rowid > ? ORDER BY rowid`,
  );
  const windows = db.prepare<[], { from_at: number; to_at: number; kept_min: number }>(
    `SELECT from_at, to_at, kept_min FROM booking WHERE state IN ('locked', 'confirmed', 'used')`,
  );

  const pulses = new Map<string, { opening: string; count: number }>();
  const heard: string[] = [];
  const said = new Set<string>();
  let lastAutomatic = 0;

  /** Each is a promise, and what breaks it. */
  const promises: readonly [promise: string, breaks: (seen: Seen) => string[]][] = [
    [
      'one open stay a plate',
      () => rows(`SELECT plate, count(*) FROM stay WHERE state = 'open' GROUP BY plate HAVING count(*) > 1`),
    ],
    [
      'nothing lost: facts are numbered without a gap',
      () => rows('SELECT count(*), max(seq) FROM fact HAVING count(*) <> max(seq)'),
    ],
    [
      'nothing lost: what came and went is to be reported, from the same record on',
      () =>
        rows(`SELECT seq, kind, plate FROM fact WHERE kind IN ('entered', 'left') AND stay_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM outbox WHERE fact_seq = fact.seq AND interface = iif(kind = 'left', 'vehicleLeave', 'vehicleEnter'))`),
    ],
    [
      'nothing lost: who left through an arm passed there',
      () =>
        rows(`SELECT id, plate FROM stay WHERE exit_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM passage WHERE stay_id = stay.id AND lane_id = exit_id)`),
    ],
    [
      'nothing twice: one passage in and one out for a stay',
      () =>
        rows(
          `SELECT stay_id, lane_id, count(*) FROM passage WHERE stay_id IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1`,
        ),
    ],
    [
      'nothing twice: no more passages than cars on the loop',
      ({ mostPassages }) =>
        Object.entries(mostPassages).flatMap(([laneId, most]) => {
          const recorded = onSight.get(laneId) ?? 0;
          return recorded > most ? [`${laneId}: ${recorded} recorded, ${most} seen`] : [];
        }),
    ],
    [
      'nothing twice: one opening explains one passage that nobody saw',
      () =>
        rows(`SELECT opening_id, count(*) FROM passage WHERE assumed = 1 AND opening_id IS NOT NULL GROUP BY 1
          HAVING count(*) > 1`),
    ],
    [
      'no opening by itself but for a car that was captured there in time',
      ({ captured }) =>
        automatic.all(lastAutomatic).flatMap(({ n, lane_id: laneId, plate }) => {
          lastAutomatic = n;
          return plate !== null && captured[laneId]?.has(plate) ? [] : [`${laneId} ${plate}`];
        }),
    ],
    [
      'counts are the stays inside',
      ({ inside }) => {
        const open = one<number>(`SELECT count(*) FROM stay WHERE state = 'open'`);
        return inside === null || inside === open ? [] : [`board ${inside}, store ${open}`];
      },
    ],
    [
      'money adds up: receivable = discount + received, and nothing paid back beyond it',
      () =>
        rows(`SELECT id FROM charge WHERE receivable <> discount + received OR refunded > received
          OR discount <> (SELECT coalesce(sum(amount), 0) FROM charge_discount WHERE charge_id = charge.id)`),
    ],
    [
      'money adds up: what was taken is on record, once',
      ({ cash }) => {
        const received = one<number>('SELECT coalesce(sum(received), 0) FROM charge');
        return received === cash ? [] : [`taken ${cash}, on record ${received}`];
      },
    ],
    [
      'reports of a stay go in order',
      () =>
        rows(`SELECT later.platform, later.interface, later.business_id FROM outbox AS later
          JOIN outbox AS earlier ON earlier.chain = later.chain AND earlier.seq < later.seq
            AND earlier.platform = later.platform
          WHERE later.state = 'acknowledged' AND earlier.state = 'waiting' AND earlier.holds = 1`),
    ],
    [
      'what is marked as taken was taken',
      ({ platforms }) =>
        acknowledged
          .all()
          .flatMap(({ platform, interface: name, business_id: id }) =>
            platforms[platform]?.taken.has(`${name} ${id}`) ? [] : [`${platform} ${name} ${id}`],
          ),
    ],
    [
      'nothing was reported that is not on record',
      ({ platforms }) =>
        Object.entries(platforms).flatMap(([platform, { taken }]) =>
          [...taken.values()].flatMap(({ interface: name, businessId }) =>
            known.get(platform, name, businessId) === 0 ? [`${platform} ${name} ${businessId}`] : [],
          ),
        ),
    ],
    [
      'the platforms find nothing wrong by the text',
      ({ platforms }) =>
        Object.entries(platforms).flatMap(([platform, each]) => each.complaints().map((what) => `${platform} ${what}`)),
    ],
    [
      'no booking over capacity',
      ({ reservable }) => {
        const booked = windows
          .all()
          .map(({ from_at, to_at, kept_min }) => [from_at, to_at + kept_min * 60_000] as const);
        const most = Math.max(0, ...booked.map(([at]) => booked.filter(([from, to]) => from <= at && at < to).length));
        return most > reservable ? [`${most} of ${reservable}`] : [];
      },
    ],
  ];

  return {
    look(seen) {
      const all = promises.flatMap(([promise, breaks]) => breaks(seen).map((what) => `${promise}: ${what}`));
      const fresh = [...heard.splice(0), ...all].filter((each) => !said.has(each));
      for (const each of fresh) said.add(each);
      return fresh;
    },
    pulse(lane, contact, now) {
      const { id, reading, occupiedSince } = lane;
      if (contact === 'close') {
        const promise = 'no closing on a vehicle';
        if (occupiedSince !== null && now - occupiedSince > UNREAD_MS)
          heard.push(`${promise}: ${id}, on the loop for ${now - occupiedSince} ms`);
        if (reading === null || now - reading.at > UNREAD_MS) heard.push(`${promise}: ${id}, its loop is unread`);
        else if (reading.passage) heard.push(`${promise}: ${id}, the board said occupied`);
        // An arm that it lowers may be raised again at once, should it lose sight of the loop: not for another car.
        pulses.delete(id);
        return;
      }
      const newest = newestOpening.get(id);
      if (newest === undefined) return void heard.push(`no opening without a cause on record: ${id}, none at all`);
      const before = pulses.get(id);
      const count = before?.opening === newest.id ? before.count + 1 : 1;
      pulses.set(id, { opening: newest.id, count });
      if (newest.cause !== 'hold' && count > MOST_PULSES)
        heard.push(`no opening without a cause on record: ${id}, ${count} pulses for one`);
    },
    passagesAt: (laneId) => passages.get(laneId) ?? 0,
    figures() {
      const count = (of: string): number => one<number>(`SELECT count(*) FROM ${of}`) ?? 0;
      return {
        facts: count('fact'),
        passages: count('passage'),
        openings: count('opening'),
        stays: count('stay'),
        charges: count('charge'),
        bookings: count('booking'),
        acknowledged: count(`outbox WHERE state = 'acknowledged'`),
      };
    },
    close: () => void db.close(),
  };
}
