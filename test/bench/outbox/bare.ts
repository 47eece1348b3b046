import { connectAsync } from 'mqtt';
import { Pool } from 'undici';
import { sealRequest } from '../../../electron/station/platform/db4403/envelope.ts';
import type { Access } from './platform.ts';
import { entryAt, PARK, SECRET, wordingFor } from './entries.ts';
import type { Way } from './entries.ts';

/** So many are out at once. */
const IN_FLIGHT = { mqtts: 64, https: 32 } as const;

/** What the bare client came to. */
export interface Bare {
  perSecond: number;
  /** CPU of its process for each report, µs. */
  cpuUs: number;
}

/**
 * The raw limit: the client library alone, one report a message, each waiting for its reply. No queue, no store, nothing
 * matched or judged.
 */
const [way, count, accessJson] = process.argv.slice(2) as [Way, string, string];
const access = JSON.parse(accessJson) as Access;
const total = Number(count);

const [item] = wordingFor(way)(entryAt(Date.now()), Date.now());
const message = sealRequest([JSON.stringify(item?.payload)], SECRET, Math.floor(Date.now() / 1000));

async function overMqtts(): Promise<void> {
  const client = await connectAsync(access.mqttsUrl, { ca: access.caPem, reconnectPeriod: 0 });
  const topic = `/sys/v1/${PARK}/event/vehicleEnter/post`;
  await client.subscribeAsync(`${topic}_reply`, { qos: 0 });
  let [sent, answered] = [0, 0];
  const send = (): void => {
    sent += 1;
    client.publish(topic, message, { qos: 0 });
  };
  await new Promise<void>((resolve) => {
    client.on('message', () => {
      answered += 1;
      if (sent < total) send();
      if (answered === total) resolve();
    });
    for (let i = 0; i < IN_FLIGHT.mqtts; i += 1) send();
  });
  await client.endAsync();
}

async function overHttps(): Promise<void> {
  const pool = new Pool(access.httpsUrl, {
    connections: IN_FLIGHT.https,
    connect: { ca: access.caPem },
    allowH2: false,
  });
  const path = `/sys/v1/${PARK}/event/vehicleEnter/post`;
  const headers = { 'content-type': 'application/json' };
  let sent = 0;
  const one = async (): Promise<void> => {
    while (sent < total) {
      sent += 1;
      const { body } = await pool.request({ method: 'POST', path, headers, body: message });
      await body.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT.https }, one));
  await pool.close();
}

const startedAt = performance.now();
const cpu = process.cpuUsage();
await (way === 'mqtts' ? overMqtts() : overHttps());
const used = process.cpuUsage(cpu);
const bare: Bare = {
  perSecond: (total * 1000) / (performance.now() - startedAt),
  cpuUs: (used.user + used.system) / total,
};
process.send?.(bare);
process.disconnect?.();
