import { LATE_MS, MISHAPS } from './air.ts';
import type { Mishap } from './air.ts';
import { careless } from './cut.ts';
import { compare } from './cut-db4403.ts';
import { wrongsOf } from './cut-side.ts';
import type { Compared, Recorded } from './cut-side.ts';
import type { Fault } from './fault.ts';
import type { LinkTransport } from '../../electron/station/platform/link/platform-link.ts';
import { openLotAtBroker, openLotInMemory } from './mqtt-lots.ts';
import type { AiryLot } from './mqtt-lots.ts';

export interface MqttOptions {
  /** Messages, either way. */
  count: number;
  seed: number;
  /** Of messages that something befalls. */
  share: number;
  /** What that is; absent: all there is. */
  mishaps?: readonly Mishap[];
  batch?: number;
  /** Over the real broker and TLS, not through memory. */
  over?: 'broker' | 'memory';
  /** A control: a way that is not as it should be. */
  spoil?(way: LinkTransport): LinkTransport;
}

export interface MqttResult extends Compared {
  messages: number;
  befell: Readonly<Record<Mishap, number>>;
}

/** So many reports wait at most: what is older than the platform's patience is another subject. */
const MOST_WAITING = 2_000;
const AT_ONCE = 20;
/** From some cars to the next. */
const NEXT_MS = 400;
/** How long, at the end, everything may take to arrive: the lot's time. */
const SETTLE_WITHIN_MS = 3 * 3_600_000;

/** Cars come and go while messages of quality of service 0 are lost, doubled, late and out of order; then the books are compared. */
export async function runMqtt(options: MqttOptions): Promise<MqttResult> {
  const { count, seed, share, mishaps, batch = 4, over = 'memory', spoil = (way) => way } = options;
  const open = over === 'memory' ? openLotInMemory : openLotAtBroker;
  const airy = await open({ seed, share, batch, wrap: spoil, ...(mishaps && { mishaps }) });
  try {
    const recorded = await drive(airy, count);
    const { messages, befell } = airy.air;
    return { ...compare(recorded, airy), messages, befell };
  } finally {
    await airy.stop();
  }
}

async function drive(airy: AiryLot, count: number): Promise<Recorded> {
  const { lot, air, pass } = airy;
  const recorded: Recorded = { moves: [], lastCount: 0 };
  const tellCount = (used: number): void => {
    recorded.lastCount = used;
    lot.record({ kind: 'counts', numbers: { total: 5000, used, free: 5000 - used, reserved: 0 } });
  };
  let car = 0;
  while (air.messages < count) {
    const coming = Array.from({ length: AT_ONCE }, () => (car += 1));
    lot.enter(...coming);
    recorded.moves.push(...coming.map((each) => ({ car: each, way: 'in' }) as const));
    const going = coming.map((each) => each - AT_ONCE).filter((each) => each > 0);
    if (going.length > 0) lot.leave(...going);
    recorded.moves.push(...going.map((each) => ({ car: each, way: 'out' }) as const));
    tellCount(car % 5000);
    do await pass(NEXT_MS);
    while (lot.waiting() > MOST_WAITING && air.messages < count);
  }
  // What was said into bad air is heard of in time; the last of it need not be the worst.
  air.clear();
  await settled(airy);
  // A count has neither name nor time: one that is late holds there until the next one is told.
  await pass(LATE_MS.most);
  tellCount((car + 1) % 5000);
  await settled(airy);
  return recorded;
}

async function settled({ lot, pass }: AiryLot): Promise<void> {
  for (let waited = 0; waited < SETTLE_WITHIN_MS; waited += 1_000) {
    await pass(1_000);
    if (lot.waiting() === 0) return;
  }
  const stuck = lot.db.prepare(
    `SELECT interface, attempts, not_before, answer_message FROM outbox WHERE state = 'waiting'`,
  );
  throw new Error(`not all arrived: ${JSON.stringify([lot.inStore(), lot.link.view(), stuck.all().slice(0, 5)])}`);
}

/** A way on which what is sent again goes under a new name. */
export function renaming(way: LinkTransport): LinkTransport {
  const sent = new Set<number>();
  let names = 0;
  return {
    ...way,
    get up() {
      return way.up;
    },
    get link() {
      return way.link;
    },
    send(item, settle) {
      const again = sent.has(item.seq);
      sent.add(item.seq);
      if (!again || item.interface === 'stallCount') return way.send(item, settle);
      const renamed = { ...(JSON.parse(item.payload) as object), id: (names += 1).toString(16).padStart(32, 'f') };
      way.send({ ...item, payload: JSON.stringify(renamed) }, settle);
    },
  };
}

/** Of messages that something befalls. */
const SHARES = [0.01, 0.05, 0.2, 0.5];
/** Each alone, and all together, which has as many messages as the others together. */
const WEATHERS: readonly (readonly Mishap[])[] = [...MISHAPS.map((mishap) => [mishap]), MISHAPS];
/** A platform's book of one run; more messages make more runs. */
const MOST_IN_A_RUN = 50_000;
/** What goes by the broker is waited for in real time. */
const AT_BROKER = { count: 2_000, share: 0.2 };
const CONTROL = { count: 2_000, share: 0.25 };

export const mqttFault: Fault = {
  count: 1_000_000,
  what: 'messages of MQTT',
  async run({ count, seed, note }) {
    const wrong: string[] = [];
    const figures: Record<string, unknown> = {};
    let tried = 0;
    async function play(name: string, options: MqttOptions): Promise<void> {
      const since = process.cpuUsage();
      const result = await runMqtt(options).catch((error: unknown) => String(error));
      if (typeof result === 'string') return void wrong.push(`${name}: ${result}`);
      const { user, system } = process.cpuUsage(since);
      const { lost: _, invented: _i, twice: _t, disordered: _d, violations: _v, ...kept } = result;
      const cpuSeconds = (user + system) / 1e6;
      tried += kept.messages;
      figures[name] = { ...kept, cpuSeconds };
      const found = wrongsOf(result).map((line) => `${name}: ${line}`);
      wrong.push(...found);
      for (const line of found.slice(0, 3)) note(`! ${line}`);
      note(
        `${name}: ${kept.recorded} reports, ${kept.messages} messages, ${kept.repeats} repeated, ${cpuSeconds.toFixed(0)} s`,
      );
    }
    for (const share of SHARES)
      for (const mishaps of WEATHERS) {
        const each = (count / SHARES.length / 2) * (mishaps === MISHAPS ? 1 : 1 / MISHAPS.length);
        const runs = Math.ceil(each / MOST_IN_A_RUN);
        for (let run = 0; run < runs; run += 1) {
          const name = `${share * 100} % ${mishaps.join(' ')}, ${run + 1}`;
          // Full messages one time, each report alone the other.
          await play(name, { count: each / runs, seed: seed + run, share, mishaps, batch: run % 2 === 0 ? 1 : 4 });
        }
      }
    await play('at the broker', { ...AT_BROKER, count: Math.min(count, AT_BROKER.count), seed, over: 'broker' });
    const received = await runMqtt({ ...CONTROL, seed, spoil: careless });
    const renamed = await runMqtt({ ...CONTROL, seed, spoil: renaming });
    return {
      tried,
      wrong,
      figures,
      controls: { 'sent counts as received': received.lost, 'sent again under a new name': renamed.invented },
    };
  },
};
