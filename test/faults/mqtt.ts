import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startPlatform } from '../../demo/platform/platform.ts';
import { seeded } from '../../demo/random.ts';
import { openReportingLot, wayTo } from '../support/reporting-lot.ts';
import { openBadAir } from './air.ts';
import { compare } from './cut-db4403.ts';
import { wrongsOf } from './cut-side.ts';
import type { Compared, Recorded } from './cut-side.ts';
import { careless, settle } from './cut.ts';
import { createFastClock } from './fast-clock.ts';
import type { Fault } from './fault.ts';

export interface MqttOptions {
  /** Messages, either way. */
  count: number;
  seed: number;
  /** Of messages that are lost, doubled or late. */
  share: number;
  /** The control: what was handed to the transport counts as delivered. */
  careless?: boolean;
}

export interface MqttResult extends Compared {
  messages: number;
  dropped: number;
  doubled: number;
  late: number;
}

const PARK_CODE = '44030500100101000010';
/** A time-out of 20 s takes a tenth of one. */
const TIMES = 200;
/** So many reports wait at most: what is older than the platform's patience is another subject. */
const MOST_WAITING = 2_000;
const AT_ONCE = 20;

/** Cars come and go while messages of quality of service 0 are lost, doubled, late and out of order; then the books are compared. */
export async function runMqtt(options: MqttOptions): Promise<MqttResult> {
  const directory = mkdtempSync(join(tmpdir(), 'mqtt-'));
  const clock = createFastClock(TIMES);
  const air = openBadAir(options.share, seeded(options.seed));
  const platform = await startPlatform({ parkCode: PARK_CODE, now: () => clock.now(), air });
  // Full messages leave less to be waited for, and what befalls one befalls more.
  const way = wayTo(platform.access, directory, clock, { batch: 4 });
  const transport = options.careless ? careless(way) : way;
  const lot = openReportingLot({ directory, parkCode: PARK_CODE, clock, transport });
  const recorded: Recorded = { moves: [], lastCount: 0 };
  let car = 0;
  try {
    lot.link.start();
    await platform.whenHeard();
    while (air.messages < options.count) {
      for (let n = 0; n < AT_ONCE; n += 1) {
        lot.enter((car += 1));
        recorded.moves.push({ car, way: 'in' });
        if (car <= AT_ONCE) continue;
        lot.leave(car - AT_ONCE);
        recorded.moves.push({ car: car - AT_ONCE, way: 'out' });
      }
      recorded.lastCount = car % 5000;
      const used = recorded.lastCount;
      lot.record({ kind: 'counts', numbers: { total: 5000, used, free: 5000 - used, reserved: 0 } });
      while ((lot.inStore()['waiting'] ?? 0) > MOST_WAITING && air.messages < options.count) await delay(5);
      await delay(0);
    }
    // What was said into bad air is heard of in time; the last of it need not be the worst.
    air.clear();
    await settle(lot);
    const { messages, lost: dropped, doubled, late } = air;
    return { ...compare(recorded, platform), messages, dropped, doubled, late };
  } finally {
    await lot.stop();
    await platform.stop();
    rmSync(directory, { recursive: true });
  }
}

/** Of messages that something befalls. */
const SHARES = [0.01, 0.05, 0.1, 0.25, 0.5];
/** A platform's book of one run; more messages make more runs. */
const MOST_IN_A_RUN = 50_000;
const CONTROL_MESSAGES = 1000;

export const mqttFault: Fault = {
  count: 1_000_000,
  what: 'messages over MQTTS',
  async run({ count, seed, note }) {
    const each = count / SHARES.length;
    const runs = Math.ceil(each / MOST_IN_A_RUN);
    const wrong: string[] = [];
    const figures: Record<string, Omit<MqttResult, 'lost' | 'invented' | 'disordered' | 'violations'>> = {};
    let tried = 0;
    const play = async (share: number): Promise<void> => {
      for (let run = 0; run < runs; run += 1) {
        const result = await runMqtt({ count: each / runs, seed: seed + run, share });
        const { lost: _, invented: _i, disordered: _d, violations: _v, ...kept } = result;
        tried += kept.messages;
        figures[`${share * 100} %, ${run + 1}`] = kept;
        wrong.push(...wrongsOf(result).map((line) => `${share * 100} %: ${line}`));
        note(`${share * 100} %: ${kept.recorded} reports, ${kept.messages} messages, ${kept.repeats} repeated`);
      }
    };
    // Most of the time is spent waiting for what does not come.
    await Promise.all(SHARES.map(play));
    const control = await runMqtt({ count: CONTROL_MESSAGES, seed, share: 0.25, careless: true });
    return { tried, wrong, figures, controls: { 'sent counts as received': control.lost } };
  },
};
