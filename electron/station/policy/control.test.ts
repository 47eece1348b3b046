import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlStrategy, plateColour } from '../../contract/vocabulary.ts';
import type { ControlStrategy } from '../../contract/vocabulary.ts';
import { controlOf, isBarred } from './control.ts';
import type { ControlEntry } from './control.ts';
import { mayBeSameColour } from './plate-colour.ts';

const NOW = Date.UTC(2026, 4, 1);
const line = (strategy: ControlStrategy, change: Partial<ControlEntry> = {}): ControlEntry => ({
  id: strategy,
  plateColour: null,
  strategy,
  from: null,
  to: NOW + 1000,
  source: 'police',
  ...change,
});
const effect = (entries: ControlEntry[], direction: 'entrance' | 'exit'): string | undefined =>
  controlOf(entries, direction, 'blue', NOW)?.effect;

describe('a listed plate', () => {
  it.each<[ControlStrategy, string, string]>([
    ['no-entry', 'refuse', 'warn'],
    ['no-exit', 'warn', 'refuse'],
    ['no-passage', 'refuse', 'refuse'],
    ['warn', 'warn', 'warn'],
    ['free', 'free', 'free'],
  ])('under %s: %s at an entrance, %s at an exit', (strategy, entrance, exit) => {
    expect([effect([line(strategy)], 'entrance'), effect([line(strategy)], 'exit')]).toEqual([entrance, exit]);
  });

  it('on several lines is ruled by the strictest', () => {
    const all = controlStrategy.options.map((strategy) => line(strategy));
    expect(controlOf(all, 'entrance', 'blue', NOW)?.entry.id).toBe('no-entry');
    expect(controlOf(all, 'exit', 'blue', NOW)?.entry.id).toBe('no-exit');
    expect(effect([line('free'), line('warn')], 'entrance')).toBe('warn');
    expect(effect([line('free'), line('no-exit')], 'entrance')).toBe('warn');
  });

  it('is listed from the first instant to the last, both included', () => {
    const from = (from: number | null, to: number) => effect([line('warn', { from, to })], 'entrance');
    expect([from(NOW, NOW), from(NOW + 1, NOW + 2), from(NOW - 2, NOW - 1), from(null, NOW)]).toEqual([
      ...['warn', undefined, undefined, 'warn'],
    ]);
  });

  it('of another colour is another vehicle; a colour that is not known may be either', () => {
    const listed = [line('no-entry', { plateColour: 'yellow' })];
    expect(controlOf(listed, 'entrance', 'blue', NOW)).toBeNull();
    expect(controlOf(listed, 'entrance', 'yellow', NOW)).not.toBeNull();
    expect(controlOf(listed, 'entrance', 'unknown', NOW)).not.toBeNull();
  });

  it('the order of the lines does not matter', () => {
    const lines = fc.array(
      fc.record({
        strategy: fc.constantFrom(...controlStrategy.options),
        from: fc.option(fc.integer({ min: NOW - 3, max: NOW + 3 })),
        to: fc.integer({ min: NOW - 3, max: NOW + 3 }),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(lines, fc.constantFrom('entrance', 'exit'), (lines, direction) => {
        const entries = lines.map(({ strategy, ...dates }) => line(strategy, dates));
        const reversed = [...entries].reverse();
        expect(controlOf(entries, direction, 'blue', NOW)?.effect).toBe(
          controlOf(reversed, direction, 'blue', NOW)?.effect,
        );
      }),
    );
  });
});

describe('nothing is booked for a plate', () => {
  it.each(controlStrategy.options)('under %s only if it may not come in', (strategy) => {
    const barred = strategy === 'no-entry' || strategy === 'no-passage';
    expect(isBarred([line(strategy)], null, { from: NOW, to: NOW + 1 })).toBe(barred);
  });

  it('whose line reaches into the time that is asked for', () => {
    const listed = [line('no-entry', { from: NOW, to: NOW + 10 })];
    const barred = (from: number, to: number) => isBarred(listed, 'blue', { from: NOW + from, to: NOW + to });
    expect([barred(-5, -1), barred(-5, 0), barred(3, 4), barred(10, 20), barred(11, 20)]).toEqual([
      ...[false, true, true, true, false],
    ]);
  });
});

it('colours are compared both ways alike', () => {
  const colour = fc.option(fc.constantFrom(...plateColour.options));
  fc.assert(
    fc.property(colour, colour, (one, other) => {
      expect(mayBeSameColour(one, other)).toBe(mayBeSameColour(other, one));
      expect(mayBeSameColour(one, one)).toBe(true);
    }),
  );
  expect(mayBeSameColour('green', 'yellow-green')).toBe(true);
  expect(mayBeSameColour('green', 'blue')).toBe(false);
});
