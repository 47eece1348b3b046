import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openAccounts } from '../../demo/platform/accounts.ts';
import { keepBook } from '../../demo/platform/book.ts';
import type { Book } from '../../demo/platform/book.ts';
import { answer } from '../../demo/platform/envelope.ts';
import { openFaults } from '../../demo/platform/faults.ts';
import { rememberIssued } from '../../demo/platform/issued.ts';
import { startPlatform } from '../../demo/platform/platform.ts';
import { openReception } from '../../demo/platform/reception.ts';
import { wireCodes } from '../../demo/platform/tables/interfaces.ts';
import { seeded } from '../../demo/random.ts';
import type { Clock } from '../../native/clock/contract.ts';
import type { createConnection } from '../../electron/station/platform/db4403/connection.ts';
import { createMqttTransport } from '../../electron/station/platform/db4403/mqtt-transport.ts';
import { createCodeNames } from '../../electron/station/platform/db4403/tables/interfaces.ts';
import type { LinkTransport } from '../../electron/station/platform/link/platform-link.ts';
import { createWorldClock } from '../simulation/clock.ts';
import { openReportingLot, wayTo } from '../support/reporting-lot.ts';
import type { ReportingLot } from '../support/reporting-lot.ts';
import { openBadAir } from './air.ts';
import type { BadAir, Mishap } from './air.ts';
import { createFastClock } from './fast-clock.ts';

/** A lot at a DB4403/T platform, and the bad air between them. */
export interface AiryLot {
  lot: ReportingLot;
  air: BadAir;
  book: Book;
  /** Lets so many ms of the lot's time go by. */
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
}

export interface AiryLotOptions {
  seed: number;
  share: number;
  /** Absent: all that there are. */
  mishaps?: readonly Mishap[];
  /** Most reports in one message. */
  batch: number;
  /** What the lot takes for its way to the platform. */
  wrap(way: LinkTransport): LinkTransport;
}

const PARK_CODE = '44030500100101000010';

/**
 * All of the lot's and the platform's own parts but the network: messages go through memory, and the time that is waited for
 * what does not come costs nothing. The store is a real one, in memory where the machine has such a folder: what a disk does
 * to it is tried elsewhere.
 */
export function openLotInMemory({ seed, share, mishaps, batch, wrap }: AiryLotOptions): AiryLot {
  const directory = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'mqtt-'));
  const clock = createWorldClock(Date.UTC(2026, 4, 5, 22, 0, 0));
  const random = seeded(seed);
  const air = openBadAir({ share, random, clock, ...(mishaps && { mishaps }) });
  const { book, connect } = openPlatformInMemory(clock, air);
  const way = createMqttTransport(
    {
      ...{ url: '', clientId: '', username: '', password: '', trust: { caFile: null, pinnedSha256: null } },
      ...{ version: 'v1', parkCode: PARK_CODE, secret: SECRET, names: createCodeNames({}), batch, upload: null },
    },
    clock,
    random.next,
    () => ({ code: 3, message: '', data: [] }),
    connect,
  );
  const lot = openReportingLot({ directory, parkCode: PARK_CODE, clock, random: random.next, transport: wrap(way) });
  lot.link.start();
  return {
    ...{ lot, air, book },
    pass: (ms) => clock.play(ms),
    async stop() {
      await lot.stop();
      rmSync(directory, { recursive: true });
    },
  };
}

const SECRET = 'a-secret-of-a-platform-in-memory';
/** From one side to the other through clear air. */
const ON_THE_WAY_MS = 15;
/** As many as a run can bring forth: none is forgotten. */
const KEEP = 1_000_000;

/** The demo platform's reception and book behind a connection that is only a pair of calls. */
function openPlatformInMemory(clock: Clock, air: BadAir): { book: Book; connect: typeof createConnection } {
  const now = (): number => clock.now();
  const freshnessS = 300;
  const issued = rememberIssued(1);
  const keeper = keepBook({ parkCode: PARK_CODE, now, issued, keep: KEEP, aheadS: freshnessS });
  const reception = openReception({
    ...{ parkCode: PARK_CODE, secret: SECRET, freshnessS, now, wire: wireCodes(), keeper },
    accounts: openAccounts({ userId: '', password: '', secret: SECRET, expiresInS: 7200, now }),
    faults: openFaults(() => undefined),
  });
  const carried = (by: BadAir['up'], arrive: () => void): void => by(() => void clock.after(ON_THE_WAY_MS, arrive));

  const connect: typeof createConnection = (_options, _clock, _random, listeners) => ({
    start: () => void clock.after(ON_THE_WAY_MS, () => listeners.onLink({ state: 'up' })),
    stop: () => Promise.resolve(),
    publish(topic, payload) {
      carried(air.up, () => {
        const code = topic.split('/').at(-2) ?? '';
        const reply = reception.take({ code, topic, parkCode: PARK_CODE, payload });
        const bytes = Buffer.from(answer(reply.code, reply.message, reply.data, now()));
        carried(air.down, () => listeners.onMessage(`${topic}_reply`, bytes));
      });
    },
  });
  return { book: keeper.book, connect };
}

/**
 * A time-out of 20 s takes a second: on a clock much faster than that a busy machine answers too late by it, each time, and
 * nothing ever arrives.
 */
const TIMES = 20;

/** The same over the real broker, by TLS, on a clock that is fast. */
export async function openLotAtBroker({ seed, share, mishaps, batch, wrap }: AiryLotOptions): Promise<AiryLot> {
  const directory = mkdtempSync(join(tmpdir(), 'mqtt-'));
  const clock = createFastClock(TIMES);
  const air = openBadAir({ share, random: seeded(seed), clock, ...(mishaps && { mishaps }) });
  const platform = await startPlatform({ parkCode: PARK_CODE, now: () => clock.now(), air });
  const transport = wrap(wayTo(platform.access, directory, clock, { batch }));
  const lot = openReportingLot({ directory, parkCode: PARK_CODE, clock, transport });
  lot.link.start();
  await platform.whenHeard();
  return {
    ...{ lot, air, book: platform.book },
    pass: (ms) => delay(ms / TIMES),
    async stop() {
      await lot.stop();
      await platform.stop();
      rmSync(directory, { recursive: true });
    },
  };
}
