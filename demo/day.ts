import { setTimeout as delay } from 'node:timers/promises';
import type { BookingPlan, Car, Visit } from './cars.ts';
import type { Journal } from './journal.ts';
import type { DemoLane } from './lane.ts';
import type { BookingOffice } from './platform/bookings.ts';
import { isAccepted } from './platform/bookings.ts';

export interface DayStage {
  lanes: readonly DemoLane[];
  office: BookingOffice;
  journal: Journal;
  speed: number;
  stopping: AbortSignal;
}

const PATIENCE_MS = 25_000;
/** A driver who sees so many cars before an entrance drives on. */
const LONGEST_QUEUE = 4;
const TRY_EXIT_AGAIN_MS = 30_000;

/**
 * Plays a planned day: books, sends each car to an entrance that suits it, and out again when its stay is over.
 * Resolves when the last car has gone or the lot is stopped; a car that fails is written down and the day goes on.
 */
export async function playDay(visits: readonly Visit[], stage: DayStage): Promise<void> {
  const { speed, stopping, journal } = stage;
  const began = performance.now();
  const until = (ms: number) => delay(Math.max(0, ms - (performance.now() - began)), undefined, { signal: stopping });
  const play = async (visit: Visit): Promise<void> => {
    const arrives = visit.arrivesAt / speed;
    const { booking } = visit;
    let triesReserved = visit.ignoresSigns;
    if (booking !== null) {
      const bookedAt = Math.max(0, arrives + booking.bookedAt);
      await until(bookedAt);
      const taken = await book(visit.car, booking, Date.now() + arrives - bookedAt, stage);
      triesReserved ||= taken && booking.kind !== 'cancelled';
    }
    await until(arrives);
    if (!(await enter(visit.car, triesReserved, stage))) return;
    await delay(visit.stay / speed, undefined, { signal: stopping });
    await leave(visit.car, stage);
  };
  await Promise.all(
    visits.map((visit) =>
      play(visit).catch((error: unknown) => {
        if (!stopping.aborted) journal.write({ what: 'note', words: `${visit.car.plate.text}: ${String(error)}` });
      }),
    ),
  );
}

/** True when the lot took it. A window that is over already, at the day's beginning, is not asked for. */
async function book(car: Car, plan: BookingPlan, arrivesAt: number, stage: DayStage): Promise<boolean> {
  const { office, journal, stopping } = stage;
  if (arrivesAt + plan.to <= Date.now()) return false;
  const wish = {
    carNo: car.plate.text,
    from: arrivesAt + plan.from,
    to: arrivesAt + plan.to,
    keptMin: plan.keptMin,
    hold: plan.hold,
  };
  const { booking, answer } = plan.kind === 'unconfirmed' ? await office.lock(wish) : await office.reserve(wish);
  if (!isAccepted(answer)) {
    const words = answer.answered ? `${answer.code} ${answer.message}` : 'no answer';
    if (!stopping.aborted) journal.write({ what: 'note', words: `booking of ${wish.carNo} not taken: ${words}` });
    return false;
  }
  if (plan.kind === 'cancelled') await office.cancel(booking.bookCode);
  return true;
}

/** True once the car is inside. Who is not let in at one entrance tries another that suits. */
async function enter(car: Car, triesReserved: boolean, { lanes }: DayStage): Promise<boolean> {
  const entrances = lanes.filter(({ plan, waiting }) => plan.direction === 'entrance' && waiting < LONGEST_QUEUE);
  const suits = (lane: DemoLane, reserved: boolean) =>
    reserved ? lane.plan.kind !== 'general' : lane.plan.kind !== 'reserved';
  const choices = [
    ...(triesReserved ? shortest(entrances.filter((lane) => suits(lane, true))) : []),
    ...shortest(entrances.filter((lane) => suits(lane, false))),
  ];
  for (const lane of new Set(choices)) {
    const { result } = await lane.ride({ car, manner: 'normal', patienceMs: PATIENCE_MS });
    if (result === 'passed') return true;
  }
  return false;
}

async function leave(car: Car, { lanes, stopping }: DayStage): Promise<void> {
  const exits = lanes.filter(({ plan }) => plan.direction === 'exit');
  for (;;) {
    const [lane] = shortest(exits);
    if (lane === undefined) return;
    const { result } = await lane.ride({ car, manner: 'normal', patienceMs: PATIENCE_MS });
    if (result === 'passed') return;
    // Nobody let it out: it parks again and asks later, so that others can leave.
    await delay(TRY_EXIT_AGAIN_MS, undefined, { signal: stopping });
  }
}

const shortest = (lanes: readonly DemoLane[]): DemoLane[] =>
  [...lanes].sort((a, b) => a.waiting - b.waiting).slice(0, 1);
