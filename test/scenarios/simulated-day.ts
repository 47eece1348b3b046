import { seeded } from '../../demo/random.ts';
import type { VehicleClass } from '../../electron/contract/vocabulary.ts';
import { scenario } from './format.ts';
import { instant } from './lot.ts';
import { watch } from './rules-oracle.ts';
import type { OnlookerRules } from './rules-oracle.ts';
import { openTableTop } from './table-top.ts';

/** A hospital's day at two entrances, on a table: who comes when, how long each waits, and how full the lot is. */
export interface DayPlan {
  seed: number;
  vehicles: number;
  /** Share of them that have booked. */
  reserved: number;
  stalls: number;
  /** Cars of the night shift, in when the day begins. */
  inside: number;
  exitsPerEntry: number;
}

export interface Wait {
  class: VehicleClass;
  /** When it joined the queue, UTC ms. */
  at: number;
  ms: number;
  gaveUp: boolean;
}

export interface Sample {
  at: number;
  inside: number;
  queues: Record<VehicleClass, number>;
}

export interface SimulatedDay {
  waits: Wait[];
  samples: Sample[];
  /** What an onlooker who counts by the standard's own words found wrong. */
  complaints: string[];
  most: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** From the arm's rise to the next car before the camera. */
const CYCLE_MS = 20 * SECOND;
/** An attendant looks, decides, and the driver turns round. */
const TURN_ROUND_MS = 25 * SECOND;
const PATIENCE_MS = 40 * MINUTE;
const LOOK_EVERY_MS = 5 * SECOND;

interface Driver {
  plate: string;
  class: VehicleClass;
  joined: number;
  staysMs: number;
}

/** A booking of half an hour, and when it is made: most people book just before they set out. */
interface BookedTime {
  at: number;
  plate: string;
  from: number;
}

interface Queue {
  laneId: string;
  line: Driver[];
  /** The car before the camera, and since when its arm is up. */
  front: Driver | null;
  freeAt: number;
}

const DAY_BEGINS = instant('06:00');
const DAY_ENDS = instant('22:00');

/** Plays the day. The same plan gives the same day. `counts`: what the onlooker takes the rules to be; others than they are, as a control. */
export async function simulateDay(plan: DayPlan, counts: Partial<OnlookerRules> = {}): Promise<SimulatedDay> {
  const random = seeded(plan.seed).next;
  const lot = openTableTop(
    scenario.parse({
      title: 'a day',
      of: '6.3',
      at: '06:00',
      lot: { stalls: plan.stalls, inside: plan.inside, reservable: Math.ceil(plan.stalls * 0.4) },
      rules: { priority: '07:30-19:30', reservedPerOther: 2, exitsPerEntry: plan.exitsPerEntry },
      steps: [{ lot: {} }],
    }),
  );
  const { drivers, bookings } = drawDrivers(plan, random);
  const queues: Record<VehicleClass, Queue> = {
    reserved: { laneId: 'reserved', line: [], front: null, freeAt: DAY_BEGINS },
    other: { laneId: 'general', line: [], front: null, freeAt: DAY_BEGINS },
  };
  const leaving: { at: number; plate: string }[] = nightShift(plan, random);
  const day: SimulatedDay = { waits: [], samples: [], complaints: [], most: plan.inside };
  const onlooker = watch(
    {
      stalls: plan.stalls,
      reservedPerOther: 2,
      exitsPerEntry: plan.exitsPerEntry,
      followMs: 8 * SECOND,
      isPeak: (at) => at >= instant('07:30') && at < instant('19:30'),
      ...counts,
    },
    plan.inside,
  );
  let nextDriver = 0;
  let nextBooking = 0;
  let lastSample = 0;

  for (let now = DAY_BEGINS; now <= DAY_ENDS; now += LOOK_EVERY_MS) {
    await lot.pass(now - lot.now);
    for (; (drivers[nextDriver]?.joined ?? Infinity) <= now; nextDriver += 1) {
      const driver = drivers[nextDriver];
      if (driver) queues[driver.class].line.push(driver);
    }
    for (; (bookings[nextBooking]?.at ?? Infinity) <= now; nextBooking += 1) await book(bookings[nextBooking]);
    await leave(now);
    for (const queue of Object.values(queues)) await serve(queue, now);
    if (now - lastSample >= MINUTE) await sample(now);
  }
  return day;

  async function book(booking: BookedTime | undefined): Promise<void> {
    if (!booking) return;
    const { plate, from } = booking;
    const terms = { from: '00:00', to: '00:00', kept: 10, stall: false, confirmed: true };
    await lot.book({ book: plate, ...terms, fromAt: from, toAt: from + 30 * MINUTE });
  }

  async function leave(now: number): Promise<void> {
    const due = leaving.filter(({ at }) => at <= now);
    for (const { plate } of due) {
      await lot.arrive('out', plate, 98);
      onlooker.left(now);
      await lot.driveThrough('out');
    }
    if (due.length > 0) leaving.splice(0, Infinity, ...leaving.filter(({ at }) => at > now));
  }

  async function serve(queue: Queue, now: number): Promise<void> {
    queue.line = queue.line.filter((driver) => stays(driver, now));
    if (queue.front === null) {
      if (now < queue.freeAt) return;
      queue.front = queue.line.shift() ?? null;
      if (queue.front === null) return;
      await lot.arrive(queue.laneId, queue.front.plate, 98);
    }
    await attend(queue, queue.front, now);
  }

  async function attend(queue: Queue, driver: Driver, now: number): Promise<void> {
    const car = await lot.standing(queue.laneId);
    if (car === null) throw new Error(`${queue.laneId} lost its car`);
    if (car.open) {
      onlooker.entered(car.class, await waits('other', queue), now);
      await lot.driveThrough(queue.laneId);
      day.waits.push({ class: driver.class, at: driver.joined, ms: now - driver.joined, gaveUp: false });
      leaving.push({ at: now + driver.staysMs, plate: driver.plate });
      day.most = Math.max(day.most, onlooker.inside);
      return freed(queue, now + CYCLE_MS);
    }
    if (car.verdict.action === 'hold') {
      const rival = car.class === 'reserved' ? 'other' : 'reserved';
      const free = lot.freePlaces(driver.plate);
      const wrong = onlooker.complaint(car.class, car.verdict.reason, await waits(rival, queue), free, now);
      if (wrong !== null)
        day.complaints.push(`${new Date(now).toISOString()} ${driver.plate} ${car.verdict.reason}: ${wrong}`);
      if (stays(driver, now)) return;
      await lot.driveOff(queue.laneId);
      await lot.hand({ do: 'turn-away', at: queue.laneId });
      return freed(queue, now + CYCLE_MS);
    }
    // Not by itself: too early, too late, or no booking here. The attendant sends it to the other entrance.
    await lot.hand({ do: 'turn-away', at: queue.laneId });
    if (queue !== queues.other) queues.other.line.push({ ...driver, class: 'other' });
    freed(queue, now + TURN_ROUND_MS);
  }

  function freed(queue: Queue, at: number): void {
    queue.front = null;
    queue.freeAt = at;
  }

  /** Whether a car of a class stands before another camera and would go, were it its turn. */
  async function waits(kind: VehicleClass, besides: Queue): Promise<boolean> {
    for (const queue of Object.values(queues)) {
      if (queue === besides || queue.front === null) continue;
      const car = await lot.standing(queue.laneId);
      if (car?.class === kind && (car.open || car.verdict.action === 'hold')) return true;
    }
    return false;
  }

  /** Who has waited too long drives on to another lot. */
  function stays(driver: Driver, now: number): boolean {
    if (now - driver.joined < PATIENCE_MS) return true;
    day.waits.push({ class: driver.class, at: driver.joined, ms: now - driver.joined, gaveUp: true });
    return false;
  }

  async function sample(at: number): Promise<void> {
    lastSample = at;
    const { inside } = await lot.view();
    const length = ({ line, front }: Queue): number => line.length + (front === null ? 0 : 1);
    day.samples.push({ at, inside, queues: { reserved: length(queues.reserved), other: length(queues.other) } });
  }
}

function drawDrivers(plan: DayPlan, random: () => number): { drivers: Driver[]; bookings: BookedTime[] } {
  const drivers: Driver[] = [];
  const bookings: BookedTime[] = [];
  for (let n = 0; n < plan.vehicles; n += 1) {
    const joined = DAY_BEGINS + timeOfArrival(random);
    const hasBooked = random() < plan.reserved;
    const driver: Driver = {
      plate: `粤B${String(20_000 + n)}`,
      class: hasBooked ? 'reserved' : 'other',
      joined,
      staysMs: (30 + 300 * random() ** 1.5) * MINUTE,
    };
    drivers.push(driver);
    if (!hasBooked) continue;
    // Most come within their time, some too early, some when the place is not kept any more.
    const from = joined - (random() * 50 - 16) * MINUTE;
    bookings.push({ at: Math.min(joined, from) - random() * 20 * MINUTE, plate: driver.plate, from });
  }
  return { drivers: drivers.sort((a, b) => a.joined - b.joined), bookings: bookings.sort((a, b) => a.at - b.at) };
}

/** Half of the day's cars come within an hour and a half of the morning. */
function timeOfArrival(random: () => number): number {
  if (random() < 0.5) return (1.75 + 1.5 * random()) * HOUR;
  return random() * 13 * HOUR;
}

function nightShift({ inside }: DayPlan, random: () => number): { at: number; plate: string }[] {
  return Array.from({ length: inside }, (_, index) => ({
    at: DAY_BEGINS + (1 + 9 * random()) * HOUR,
    plate: `粤A${String(10_001 + index)}`,
  }));
}

/** The value below which a share of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
