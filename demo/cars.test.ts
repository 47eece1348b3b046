import { expect, test } from 'vitest';
import { carFor, planDay, withoutPlate } from './cars.ts';
import { colourOf, misread } from './plates.ts';
import { seeded } from './random.ts';

const day = planDay({ seed: 7, cars: 2000 });
const HOUR = 3_600_000;

/** Forms of GA 36-2018 that the demo draws. */
const FORMS = [
  /^[一-龥][A-Z][A-HJ-NP-Z0-9]{5}$/,
  /^[一-龥][A-Z][A-HJK][A-HJ-NP-Z0-9]\d{4}$/,
  /^[一-龥][A-Z]\d{5}[A-HJK]$/,
  /^[一-龥][A-Z]\d{4}警$/,
  /^粤Z[A-HJ-NP-Z]\d{3}港$/,
];

test('the same seed gives the same day, another seed another', () => {
  expect(planDay({ seed: 7, cars: 50 })).toEqual(planDay({ seed: 7, cars: 50 }));
  expect(planDay({ seed: 8, cars: 50 })).not.toEqual(planDay({ seed: 7, cars: 50 }));
});

test('every plate is a form of GA 36-2018 without I and O, and no two cars share one', () => {
  for (const { car } of day) {
    expect(FORMS.some((form) => form.test(car.plate.text))).toBe(true);
    expect(car.plate.text.slice(2)).not.toMatch(/[IO]/);
  }
  expect(new Set(day.map(({ car }) => car.plate.text)).size).toBe(day.length);
});

test('about a third is new energy, three quarters local, a third booked', () => {
  const share = (count: number) => count / day.length;
  expect(share(day.filter(({ car }) => car.plate.colour.endsWith('green')).length)).toBeCloseTo(0.36, 1);
  expect(share(day.filter(({ car }) => car.plate.text.startsWith('粤B')).length)).toBeCloseTo(0.77, 1);
  expect(share(day.filter(({ booking }) => booking !== null).length)).toBeCloseTo(0.35, 1);
});

test('arrivals come in order, and the morning is the busiest', () => {
  const times = day.map(({ arrivesAt }) => arrivesAt);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const within = (from: number, to: number) => times.filter((at) => at >= from * HOUR && at < to * HOUR).length;
  // The profile begins at eight: the night is its 14th to 20th hour.
  expect(within(0, 3)).toBeGreaterThan(4 * within(14, 20));
});

test('stays last from minutes to hours', () => {
  for (const { stay } of day) {
    expect(stay).toBeGreaterThanOrEqual(4 * 60_000);
    expect(stay).toBeLessThanOrEqual(8 * HOUR);
  }
});

test('each booking is made before the car comes, and its window fits its kind', () => {
  for (const { booking } of day) {
    if (booking === null) continue;
    expect(booking.bookedAt).toBeLessThan(Math.min(0, booking.to));
    expect(booking.to).toBeGreaterThan(booking.from);
    if (booking.kind === 'too-early') expect(booking.from).toBeGreaterThan(15 * 60_000);
    if (booking.kind === 'late') expect(booking.to + booking.keptMin * 60_000).toBeLessThan(0);
    if (booking.kind === 'on-time') expect(booking.from).toBeLessThan(0);
  }
});

test('a typed plate is always the same car, in the colour of its form', () => {
  expect(carFor('粤B12345')).toEqual(carFor('粤B12345'));
  expect(['粤B12345', '粤BD12345', '粤B12345D', '粤B1234警', '粤ZA123港'].map(colourOf)).toEqual([
    'blue',
    'green',
    'yellow-green',
    'white',
    'black',
  ]);
});

test('a misreading changes one sign into a look-alike and says which', () => {
  const random = seeded(3);
  for (const { car } of day.slice(0, 200)) {
    const read = misread(car.plate.text, random);
    const differing = [...read.text].flatMap((sign, i) => (sign === [...car.plate.text][i] ? [] : [i]));
    expect(differing).toEqual(read.at < 0 ? [] : [read.at]);
  }
  expect(misread('粤C11111', random).text).toBe('鄂C11111');
  expect(misread('浙C11111', random)).toEqual({ text: '浙C11111', at: -1 });
});

test('a car without a plate is the same car but for that', () => {
  const car = carFor('粤B12345');
  expect(withoutPlate(car)).toEqual({ ...car, plate: { text: '', colour: 'unknown' } });
});
