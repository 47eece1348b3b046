import { expect, it } from 'vitest';
import { dayBeside, dayOf, hourOf } from './days.ts';

it('a day begins at midnight in Beijing, whatever the zone of the machine', () => {
  const midnight = Date.UTC(2024, 10, 20, 16);
  expect([dayOf(midnight - 1), dayOf(midnight)]).toEqual(['2024-11-20', '2024-11-21']);
  expect([hourOf('2024-11-21', 0), hourOf('2024-11-20', 24)]).toEqual([midnight, midnight]);
});

it('days follow one another over months and leap years', () => {
  expect([dayBeside('2024-02-28', 1), dayBeside('2024-03-01', -1), dayBeside('2024-12-31', 1)]).toEqual([
    '2024-02-29',
    '2024-02-29',
    '2025-01-01',
  ]);
});
