import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createLedger } from '../../../electron/station/ledger/record.ts';
import { createHttpsSession } from '../../../electron/station/platform/db4403/https-session.ts';
import { createHttpsTransport } from '../../../electron/station/platform/db4403/https-transport.ts';
import { createMqttTransport } from '../../../electron/station/platform/db4403/mqtt-transport.ts';
import { PLATFORM } from '../../../electron/station/platform/db4403/reports.ts';
import { createCodeNames } from '../../../electron/station/platform/db4403/tables/interfaces.ts';
import type { LinkTransport } from '../../../electron/station/platform/link/platform-link.ts';
import { createOutbox } from '../../../electron/station/platform/outbox/worker.ts';
import { openStore } from '../../../electron/station/store/open.ts';
import { createSystemClock } from '../../../native/clock/system-clock.ts';
import { entryAt, PARK, SECRET, wordingFor } from './entries.ts';
import type { Way } from './entries.ts';
import { watchLoop } from './loop-watch.ts';
import type { LoopFigures } from './loop-watch.ts';
import type { Access } from './platform.ts';

/** Live reports are recorded so often while the backlog drains. */
const LIVE_EVERY_MS = 100;
const DRAINED_WITHIN_MS = 180_000;
/** As many again once nothing waits any more, to compare with. */
const ALONE = 100;
const ALONE_EVERY_MS = 30;

/** What a drain of the backlog was like. */
export interface Drain {
  perSecond: number;
  /** From the record of a live report to its durable acknowledgement, ms. */
  liveMs: number[];
  /** The same with nothing else to send. */
  idleMs: number[];
  loop: LoopFigures;
  rssMb: number;
  /** CPU of this process for each report, µs. */
  cpuUs: number;
}

/** The station's own parts, from a store file with a backlog to the last acknowledgement. */
const [way, count, batch, folder, accessJson] = process.argv.slice(2) as [Way, string, string, string, string];
const access = JSON.parse(accessJson) as Access;
const backlog = Number(count);
const clock = createSystemClock();

function transportTo(caFile: string): LinkTransport {
  const names = createCodeNames({});
  const trust = { caFile, pinnedSha256: null };
  const account = { version: 'v1', parkCode: PARK, password: 'bench', secret: SECRET, trust, names };
  const sending = { secret: SECRET, batch: Number(batch), upload: null };
  if (way === 'https') {
    const session = createHttpsSession({ ...account, url: access.httpsUrl, userId: 'bench' }, clock, Math.random);
    return createHttpsTransport(session, sending, clock);
  }
  const options = { ...account, ...sending, url: access.mqttsUrl, clientId: 'bench', username: 'bench' };
  return createMqttTransport(options, clock, Math.random, () => ({ code: 0, message: '', data: [] }));
}

mkdirSync(folder, { recursive: true });
const caFile = join(folder, 'ca.pem');
writeFileSync(caFile, access.caPem);
const db = openStore(join(folder, 'store.sqlite'));
const ledger = createLedger(db, clock, [wordingFor(way)]);
for (let n = 0; n < backlog; n += 1000) {
  ledger.record((tx) => {
    for (let i = n; i < Math.min(n + 1000, backlog); i += 1) tx.report(entryAt(clock.now() - 3_600_000), null);
  });
}

const transport = transportTo(caFile);
const outbox = createOutbox({ ledger, db, clock, platform: PLATFORM, transport, random: Math.random });
let acknowledged = 0;
const liveSince = new Map<string, number>();
const liveMs: number[] = [];
const idleMs: number[] = [];
let isDrained = false;
const drained = new Promise<void>((resolve) => {
  outbox.onSettled(({ businessId, state }) => {
    if (state !== 'acknowledged') throw new Error(`${businessId}: ${state}`);
    const since = liveSince.get(businessId);
    if (since === undefined) acknowledged += 1;
    else (isDrained ? idleMs : liveMs).push(performance.now() - since);
    if (acknowledged === backlog) resolve();
  });
});
ledger.onCommitted(({ reports }) => {
  if (reports > 0) outbox.wake();
});

const up = new Promise<void>((resolve) => transport.onLink((isUp) => isUp && resolve()));
outbox.start();
transport.start();
await up;

const endWatch = watchLoop();
const cpu = process.cpuUsage();
const startedAt = performance.now();
let rss = 0;
const happens = (): void => {
  const report = entryAt(clock.now());
  liveSince.set(report.stay.id, performance.now());
  ledger.record((tx) => tx.report(report, null));
};
const watching = setInterval(() => {
  rss = Math.max(rss, process.memoryUsage.rss());
  happens();
}, LIVE_EVERY_MS);
await Promise.race([
  drained,
  delay(DRAINED_WITHIN_MS, undefined, { ref: false }).then(() => {
    throw new Error(`only ${acknowledged} of ${backlog} were taken in time`);
  }),
]);
const tookMs = performance.now() - startedAt;
const used = process.cpuUsage(cpu);
clearInterval(watching);
const loop = endWatch();
while (liveMs.length < liveSince.size) await delay(10);
isDrained = true;
for (let n = 0; n < ALONE; n += 1) {
  happens();
  await delay(ALONE_EVERY_MS);
}
while (liveMs.length + idleMs.length < liveSince.size) await delay(10);
outbox.stop();
await transport.stop();
db.close();
const drain: Drain = {
  perSecond: (backlog * 1000) / tookMs,
  liveMs,
  idleMs,
  loop,
  rssMb: rss / 1e6,
  cpuUs: (used.user + used.system) / backlog,
};
process.send?.(drain);
process.disconnect?.();
