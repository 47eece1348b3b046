import { setTimeout as delay } from 'node:timers/promises';
import { between, chance, seeded } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';
import { barrierConfig } from '../../electron/contract/site-barriers.ts';
import type { ModbusRelayConfig } from '../../electron/contract/site-barriers.ts';
import type { Barrier } from '../../native/barrier/contract.ts';
import { createModbusRelay } from '../../native/barrier/modbus-relay.ts';
import { COIL_OFF, COIL_ON, encodeRequest, matchReply } from '../../native/barrier/modbus-rtu.ts';
import type { ModbusRequest } from '../../native/barrier/modbus-rtu.ts';
import { createSimulatedArm, createSimulatedBoard, createSimulatedVehicle } from '../../native/barrier/simulator.ts';
import type { SimulatedArm } from '../../native/barrier/simulator.ts';
import { createSystemClock } from '../../native/clock/system-clock.ts';
import { timingOf } from '../../native/links/line-timing.ts';
import { makeLink } from '../../native/links/make-link.ts';
import { createSharedLine } from '../../native/links/shared-line.ts';
import type { SharedLine } from '../../native/links/shared-line.ts';
import type { Fault } from './fault.ts';
import { openSerialLine, SERIAL_TROUBLES } from './serial-line.ts';
import type { SerialTrouble } from './serial-line.ts';

export interface SerialOptions {
  trouble: SerialTrouble;
  rides: number;
  seed: number;
  /** The control: a loop that cannot be read is taken for clear, and the close is sent. */
  careless?: boolean;
}

export interface SerialResult {
  rides: number;
  /** Nothing that did not hold may be in it. */
  wrong: string[];
  /** The longest that it took until the barrier showed its trouble, and until it worked again, ms. */
  shownMs: number;
  backMs: number;
}

const UNIT = 1;
const COILS = { open: 0, close: 1 };
const INPUTS = { opened: 0, closed: 1, passageLoop: 2, approachLoop: 3 };
const TRAVEL_MS = 300;
const ON_LOOP_MS = { least: 300, most: 1200 };
const LASTS_MS = { least: 300, most: 1200 };
/** Of these every answer is wrong, or none comes: the booth must hear of it, so soon. */
const MUST_SHOW: ReadonlySet<SerialTrouble> = new Set(['unplugged', 'stuck']);
const SHOWN_WITHIN_MS = 3_000;
const BACK_WITHIN_MS = 8_000;
const RIDE_WITHIN_MS = 20_000;
const LOOK_MS = 10;

const clock = createSystemClock();

/** Cars go through an arm on a serial port, one after the other, and in the middle of each ride the line is in trouble. */
export async function runSerial({ trouble, rides, seed, careless = false }: SerialOptions): Promise<SerialResult> {
  const random = seeded(seed);
  const arm = createSimulatedArm({ clock, travelMs: TRAVEL_MS });
  const board = createSimulatedBoard({ clock, unit: UNIT, arms: [{ arm, coils: COILS, inputs: INPUTS }] });
  const serial = await openSerialLine(board, clock, random);
  const line = createSharedLine({
    makeLink: () => makeLink(serial.config, clock),
    clock,
    timing: timingOf(serial.config),
  });
  const barrier = createModbusRelay({ config: CONFIG, line, clock });
  /** Commands to rise that have a cause: a wish, or a vehicle that may be under the arm. */
  let causes = 0;
  barrier.on((event) => {
    if (event.type === 'frame' && !event.confirmed && (event.attempt > 1 || event.purpose === 'safety-open'))
      causes += 1;
  });
  const result: SerialResult = { rides, wrong: [], shownMs: 0, backMs: 0 };
  barrier.start();
  line.start();
  try {
    await until(() => barrier.state.mode === 'automatic', BACK_WITHIN_MS);
    for (let n = 1; n <= rides; n += 1) {
      const wrong = (what: string): void => void result.wrong.push(`${trouble}, ride ${n}: ${what}`);
      const opens = { asked: 0 };
      const ride = driveThrough({ arm, barrier, line, random, careless, opens });
      await troubled({ serial, trouble, arm, barrier, random, result, wrong });
      if (!(await ride)) {
        wrong(`the car is not through: ${JSON.stringify(barrier.state)}`);
        break;
      }
      causes += opens.asked;
      const told = board.writes.filter(({ request }) => isOn(request, COILS.open)).length;
      if (told > causes) wrong(`told to rise ${told} times, with ${causes} causes`);
      causes = told;
    }
    result.wrong.push(...arm.crushes.map(({ what }) => `${trouble}: ${what} on a car`));
    return result;
  } finally {
    await barrier.stop();
    await line.stop();
    await serial.stop();
  }
}

const CONFIG = barrierConfig.parse({
  driver: 'modbus-relay',
  link: 'line',
  unit: UNIT,
  coils: { open: { coil: COILS.open, ms: 100 }, close: { coil: COILS.close, ms: 100 } },
  inputs: Object.fromEntries(Object.entries(INPUTS).map(([name, input]) => [name, { input }])),
  openTimeoutMs: 2_000,
  closeTimeoutMs: 2_000,
}) as ModbusRelayConfig;

const isOn = (request: ModbusRequest, coil: number): boolean =>
  request.fn === 'write-coil' && request.address === coil && request.value !== COIL_OFF;

async function troubled(parts: {
  serial: Awaited<ReturnType<typeof openSerialLine>>;
  trouble: SerialTrouble;
  arm: SimulatedArm;
  barrier: Barrier;
  random: Random;
  result: SerialResult;
  wrong: (what: string) => void;
}): Promise<void> {
  const { serial, trouble, arm, barrier, random, result, wrong } = parts;
  // At any moment of the ride, or just when the car is under the arm.
  if (chance(random, 0.5)) await until(() => arm.isOccupied('passage'), RIDE_WITHIN_MS);
  else await delay(between(random, 0, LASTS_MS.most));
  await serial.begin(trouble);
  const lasts = delay(between(random, LASTS_MS.least, LASTS_MS.most));
  if (MUST_SHOW.has(trouble)) {
    const shown = await until(() => barrier.state.fault !== null, SHOWN_WITHIN_MS);
    if (shown === null) wrong(`nobody was told in ${SHOWN_WITHIN_MS} ms`);
    else result.shownMs = Math.max(result.shownMs, shown);
  }
  await lasts;
  await serial.mend();
  const back = await until(() => {
    // A limit switch that said nothing for three tries: a person has looked.
    if (barrier.state.mode === 'out-of-service') barrier.returnToService();
    return barrier.state.mode === 'automatic';
  }, BACK_WITHIN_MS);
  if (back === null) wrong(`not back in ${BACK_WITHIN_MS} ms`);
  else result.backMs = Math.max(result.backMs, back);
}

/** One car; the close is wished from the moment it is under the arm, as by somebody impatient. False: it never got through. */
async function driveThrough(parts: {
  arm: SimulatedArm;
  barrier: Barrier;
  line: SharedLine;
  random: Random;
  careless: boolean;
  opens: { asked: number };
}): Promise<boolean> {
  const { arm, barrier, line, random, careless, opens } = parts;
  const vehicle = createSimulatedVehicle(arm, clock);
  const open = (): void => {
    if (barrier.state.arm === 'closed' && arm.position === 0 && barrier.open()) opens.asked += 1;
  };
  vehicle.approach();
  const rose = await until(() => arm.position === 1, RIDE_WITHIN_MS, 2_500, open);
  if (rose === null || !vehicle.enter()) return false;
  const gone = delay(between(random, ON_LOOP_MS.least, ON_LOOP_MS.most)).then(() => vehicle.leave());
  const close = (): void => {
    if (careless && barrier.state.passageLoop === 'unknown') closeBlindly(line);
    else barrier.close();
  };
  const fell = await until(() => arm.position === 0 && !arm.isOccupied('passage'), RIDE_WITHIN_MS, 100, close);
  await gone;
  return fell !== null;
}

/** What a program does that believes in its timer. */
function closeBlindly(line: SharedLine): void {
  for (const [coil, value] of [
    [COILS.open, COIL_OFF],
    [COILS.close, COIL_ON],
    [COILS.close, COIL_OFF],
  ] as const) {
    const request: ModbusRequest = { fn: 'write-coil', unit: UNIT, address: coil, value };
    line.ask({
      bytes: encodeRequest(request),
      priority: 'command',
      acts: true,
      match: (heard) => matchReply(request, heard),
      onDone: () => undefined,
    });
  }
}

/** How long it took, ms; null: longer than `withinMs`. `act` is done at once and every `everyMs` until then. */
async function until(
  isSo: () => boolean,
  withinMs: number,
  everyMs = Infinity,
  act: () => void = () => undefined,
): Promise<number | null> {
  const began = performance.now();
  let acted = -Infinity;
  for (let now = began; !isSo(); now = performance.now()) {
    if (now - began > withinMs) return null;
    if (now - acted >= everyMs || acted === -Infinity) {
      act();
      acted = now;
    }
    await delay(LOOK_MS);
  }
  return Math.round(performance.now() - began);
}

/** All troubles at once, each on a line of its own. */
export const runSerials = (options: Omit<SerialOptions, 'trouble'>): Promise<SerialResult[]> =>
  Promise.all(SERIAL_TROUBLES.map((trouble, n) => runSerial({ ...options, trouble, seed: options.seed + n })));

const CONTROL_RIDES = 5;

export const serialFault: Fault = {
  count: 600,
  what: 'rides with trouble on a serial line',
  async run({ count, seed, note }) {
    const results = await runSerials({ rides: Math.ceil(count / SERIAL_TROUBLES.length), seed });
    for (const [n, trouble] of SERIAL_TROUBLES.entries()) {
      const result = results[n];
      if (result) note(`${trouble}: shown after ${result.shownMs} ms, back after ${result.backMs} ms at the longest`);
    }
    const control = await runSerial({ trouble: 'stuck', rides: CONTROL_RIDES, seed, careless: true });
    return {
      tried: results.reduce((sum, { rides }) => sum + rides, 0),
      wrong: results.flatMap(({ wrong }) => wrong),
      figures: Object.fromEntries(SERIAL_TROUBLES.map((trouble, n) => [trouble, results[n]])),
      controls: { 'a loop that cannot be read is taken for clear': control.wrong },
    };
  },
};
