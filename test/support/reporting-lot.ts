import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db4403Config } from '../../electron/contract/site-platforms.ts';
import type { Clock } from '../../native/clock/contract.ts';
import { createLedger } from '../../electron/station/ledger/record.ts';
import type { Ledger } from '../../electron/station/ledger/record.ts';
import type { Report, Reporter, StayRecord } from '../../electron/station/ledger/report.ts';
import { createPlatformLink } from '../../electron/station/platform/link/platform-link.ts';
import type {
  LinkTransport,
  PlatformLink,
  PlatformLinkParts,
} from '../../electron/station/platform/link/platform-link.ts';
import { keepPictureId } from '../../electron/station/platform/db4403/base-data-pictures.ts';
import { createHttpsSession } from '../../electron/station/platform/db4403/https-session.ts';
import { createHttpsTransport } from '../../electron/station/platform/db4403/https-transport.ts';
import { createImageUpload } from '../../electron/station/platform/db4403/image-upload.ts';
import { createMqttTransport } from '../../electron/station/platform/db4403/mqtt-transport.ts';
import { createDb4403Reporter } from '../../electron/station/platform/db4403/reports.ts';
import { createCodeNames } from '../../electron/station/platform/db4403/tables/interfaces.ts';
import { newId } from '../../electron/station/parking/stays.ts';
import { openStore } from '../../electron/station/store/open.ts';
import type { Db } from '../../electron/station/store/open.ts';
import type { PlatformAccess } from '../../demo/platform/platform.ts';

const stalls = { total: 100, used: 40, free: 60, reserved: 0 };
const LEFT = {
  kind: 'left',
  numbers: stalls,
  operator: null,
  sums: { receivable: 1000, discount: 0, received: 1000 },
  chargeIds: [],
} as const;

/** How a lot words its reports to one platform, and its way there. */
export interface LotSide {
  /** Names the platform, and says of what kind it is. */
  platform: PlatformLinkParts['kind'];
  reporter: Reporter;
  transport: LinkTransport;
}

export interface LotOptions {
  /** A folder of its own: the store lies there. */
  directory: string;
  clock: Clock;
  /** Each car is captured as it comes in (`in-1`) and leaves (`out-1`). */
  captures?: boolean;
  /** Gives [0, 1); shortens pauses. Absent: chance. */
  random?: () => number;
  sideOf(db: Db): LotSide;
}

export interface ReportingLotOptions extends Pick<LotOptions, 'directory' | 'clock' | 'random'> {
  parkCode: string;
  transport: LinkTransport;
}

/** A lot that does nothing but report: a real store and queue, and one way to a platform. */
export interface ReportingLot {
  readonly db: Db;
  readonly ledger: Ledger;
  readonly link: PlatformLink;
  /** `{interface} {business id} {state}`, as each became durable. */
  readonly settled: string[];
  /** What went wrong inside. */
  readonly troubles: unknown[];
  record(...reports: Report[]): void;
  /** The cars of these numbers come in, or leave: one stay each, `stayId(n)`; all in one record. */
  enter(...numbers: number[]): void;
  leave(...numbers: number[]): void;
  /** How many rows of the queue are in each state. */
  inStore(): Record<string, number>;
  /** How many of them wait: cheap to ask, however many there are. */
  waiting(): number;
  stop(): Promise<void>;
}

export const stayId = (n: number): string => n.toString(16).padStart(32, '0');

/** A lot that reports to a DB4403/T platform. */
export const openReportingLot = ({ parkCode, transport, ...rest }: ReportingLotOptions): ReportingLot =>
  openLot({
    ...rest,
    sideOf: () => ({ platform: 'db4403', reporter: createDb4403Reporter(parkCode, newId), transport }),
  });

export function openLot({
  directory,
  clock,
  captures = false,
  random = Math.random,
  sideOf,
}: LotOptions): ReportingLot {
  const db = openStore(join(directory, 'store.db'));
  const { platform, reporter, transport } = sideOf(db);
  const ledger = createLedger(db, clock, [reporter]);
  const troubles: unknown[] = [];
  const settled: string[] = [];
  const link = createPlatformLink({
    id: platform,
    kind: platform,
    transport,
    ledger,
    db,
    clock,
    random,
    log: { info: () => undefined, warn: () => undefined, error: (error: unknown) => void troubles.push(error) },
    onUp: () => undefined,
  });
  link.onSettled(({ interface: name, businessId, state }) => settled.push(`${name} ${businessId} ${state}`));
  const count = db.prepare<[], { state: string; n: number }>('SELECT state, count(*) AS n FROM outbox GROUP BY state');

  const waiting = db
    .prepare<[], number>(`SELECT coalesce(sum(n), 0) FROM outbox_count WHERE state = 'waiting'`)
    .pluck();

  const stay = (n: number): StayRecord => ({
    id: stayId(n),
    plate: `粤B${String(n % 100_000).padStart(5, '0')}`,
    plateRead: '',
    plateColour: 'blue',
    carColour: null,
    carModel: null,
    class: 'other',
    bookingCode: null,
    orderNo: null,
    card: null,
    stallNo: null,
    enteredAt: clock.now(),
    entranceId: 'in-1',
    entranceName: '东入口',
    entryCapture: captures ? `in-${n}` : null,
    leftAt: clock.now(),
    exitId: 'out-1',
    exitName: '西出口',
    exitCapture: captures ? `out-${n}` : null,
  });
  const record: ReportingLot['record'] = (...reports) =>
    ledger.record((tx) => {
      for (const report of reports) tx.report(report, null);
    });

  return {
    db,
    ledger,
    link,
    settled,
    troubles,
    record,
    enter: (...cars) =>
      record(...cars.map((n) => ({ kind: 'entered', stay: stay(n), numbers: stalls, operator: null }) as const)),
    leave: (...cars) => record(...cars.map((n) => ({ ...LEFT, stay: stay(n) }))),
    waiting: () => waiting.get() ?? 0,
    inStore: () => Object.fromEntries(count.all().map(({ state, n }) => [state, n])),
    async stop() {
      await link.stop();
      db.close();
    },
  };
}

export interface WayChange {
  url?: string;
  password?: string;
  caFile?: string | null;
  pinnedSha256?: string;
  batch?: number;
  codes?: Db4403Config['codes'];
}

/** The program's own way to a platform of the demo, by whatever transport that has; with pictures. */
export function wayTo(access: PlatformAccess, directory: string, clock: Clock, change: WayChange = {}): LinkTransport {
  const caFile = join(directory, 'ca.pem');
  writeFileSync(caFile, access.caPem);
  const { version, parkCode, secret, clientId, userId } = access;
  const { batch = 50, password = access.password } = change;
  const account = {
    ...{ version, parkCode, password, secret, names: createCodeNames(change.codes ?? {}) },
    trust: {
      caFile: change.caFile === undefined ? caFile : change.caFile,
      pinnedSha256: change.pinnedSha256 ?? null,
    },
  };
  const url = change.url ?? access.url;
  if (url.startsWith('https:')) {
    const session = createHttpsSession({ ...account, url, userId }, clock, Math.random);
    const upload = createImageUpload({ session, clock, onPictureId: keepPictureId });
    return createHttpsTransport(session, { secret, batch, upload }, clock);
  }
  const session = createHttpsSession({ ...account, url: access.httpsUrl, userId }, clock, Math.random);
  const upload = createImageUpload({ session, clock, onPictureId: keepPictureId });
  const transport = createMqttTransport(
    {
      ...{ ...account, url, clientId, username: clientId, batch },
      upload(item) {
        session.start();
        return upload(item);
      },
    },
    clock,
    Math.random,
    () => ({ code: 3, message: '', data: [] }),
  );
  return {
    ...transport,
    get up() {
      return transport.up;
    },
    get link() {
      return transport.link;
    },
    async stop() {
      await transport.stop();
      await session.stop();
    },
  };
}
