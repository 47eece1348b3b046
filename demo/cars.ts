import { colourOf, drawPlate } from './plates.ts';
import type { Plate } from './plates.ts';
import { between, chance, pick, seeded, spread, weighted } from './random.ts';
import type { Random } from './random.ts';

export type CarColour = 'white' | 'grey' | 'black' | 'red' | 'yellow' | 'green' | 'blue';
export type CarBody = 'sedan' | 'suv' | 'van' | 'truck';

export interface Car {
  plate: Plate;
  colour: CarColour;
  body: CarBody;
}

/**
 * How a visit was booked. Offsets are real ms from the arrival, negative before it: the lot checks a booking against
 * the true clock, so these are not compressed with the day.
 */
export interface BookingPlan {
  kind: 'on-time' | 'early' | 'too-early' | 'late' | 'cancelled' | 'unconfirmed';
  /** When the driver books. */
  bookedAt: number;
  from: number;
  to: number;
  keptMin: number;
  hold: boolean;
}

export interface Visit {
  number: number;
  car: Car;
  /** ms since the profile began, uncompressed. */
  arrivesAt: number;
  /** ms in the lot, uncompressed. */
  stay: number;
  booking: BookingPlan | null;
  /** Tries a reserved-only lane without a booking. */
  ignoresSigns: boolean;
}

export interface DayOptions {
  seed: number;
  /** Cars in 24 hours. */
  cars: number;
  /** Hour of the profile with which the demo begins: out-patients come from eight on. */
  fromHour?: number;
  /** Share of visits that were booked. */
  booked?: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Arrivals of a hospital by the hour: out-patients in the morning, again after lunch, visitors in the evening. */
const BY_HOUR = [4, 3, 2, 2, 3, 6, 18, 52, 98, 92, 76, 54, 34, 48, 72, 62, 46, 40, 38, 34, 22, 14, 9, 6] as const;

/** A day of visits in order of arrival. Pure: the same options give the same day. */
export function planDay({ seed, cars, fromHour = 8, booked = 0.35 }: DayOptions): Visit[] {
  const random = seeded(seed);
  const hours = BY_HOUR.map((weight, hour) => [hour, weight] as const);
  const seen = new Set<string>();
  const visits = Array.from({ length: cars }, () => {
    const hour = (weighted(random, hours) - fromHour + 24) % 24;
    return {
      number: 0,
      car: drawCar(random, seen),
      arrivesAt: Math.round(between(random, hour, hour + 1) * HOUR),
      stay: drawStay(random),
      booking: chance(random, booked) ? drawBooking(random) : null,
      ignoresSigns: chance(random, 0.03),
    };
  });
  return visits.sort((a, b) => a.arrivesAt - b.arrivesAt).map((visit, i) => ({ ...visit, number: i + 1 }));
}

/** A car for a plate that somebody typed in; the same plate is always the same car. */
export function carFor(text: string): Car {
  const random = seeded([...text].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) >>> 0, 7));
  return dress(random, { text, colour: colourOf(text) });
}

/** A car whose plate nobody in `seen` has; it is added there. */
export function drawCar(random: Random, seen: Set<string>): Car {
  let plate = drawPlate(random);
  while (seen.has(plate.text)) plate = drawPlate(random);
  seen.add(plate.text);
  return dress(random, plate);
}

/** The same car, with nothing on its plate holder. */
export const withoutPlate = (car: Car): Car => ({ ...car, plate: { text: '', colour: 'unknown' } });

function dress(random: Random, plate: Plate): Car {
  const heavy = plate.colour === 'yellow' || plate.colour === 'yellow-green';
  const colour = weighted<CarColour>(random, [
    ['white', 38],
    ['black', 22],
    ['grey', 20],
    ['blue', 8],
    ['red', 6],
    ['green', 4],
    ['yellow', 2],
  ]);
  const body = heavy
    ? pick(random, ['truck', 'van'] as const)
    : weighted<CarBody>(random, [
        ['sedan', 52],
        ['suv', 40],
        ['van', 8],
      ]);
  return { plate, colour, body };
}

/** Somebody is dropped, somebody sees a doctor, somebody stays by a bed. */
function drawStay(random: Random): number {
  const kind = weighted(random, [
    ['drop-off', 20],
    ['out-patient', 62],
    ['long', 18],
  ]);
  switch (kind) {
    case 'drop-off':
      return Math.round(between(random, 4, 12) * MINUTE);
    case 'out-patient':
      return Math.round(Math.min(spread(random, 75 * MINUTE, 1.5), 5 * HOUR));
    default:
      return Math.round(between(random, 3, 8) * HOUR);
  }
}

function drawBooking(random: Random): BookingPlan {
  const kind = weighted<BookingPlan['kind']>(random, [
    ['on-time', 70],
    ['early', 8],
    ['too-early', 5],
    ['late', 7],
    ['cancelled', 6],
    ['unconfirmed', 4],
  ]);
  const minutes = (min: number, max: number) => Math.round(between(random, min, max)) * MINUTE;
  const plan = {
    kind,
    bookedAt: -Math.round(between(random, 40_000, 90_000)),
    from: -minutes(1, 12),
    to: minutes(30, 90),
    keptMin: 15,
    hold: chance(random, 0.4),
  };
  switch (kind) {
    case 'early':
      return { ...plan, from: minutes(4, 12) };
    case 'too-early':
      return { ...plan, from: minutes(25, 50), to: minutes(60, 120) };
    case 'late':
      // Over before the car is there, yet not before the booking was made.
      return { ...plan, to: -20_000, keptMin: 0 };
    case 'on-time':
    case 'cancelled':
    case 'unconfirmed':
      return plan;
  }
}
