import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extended } from '../../contract/card-time.ts';
import { cardAt, overlap, uncovered } from './card.ts';
import type { Card, CardPeriod } from './card.ts';
import type { Span } from './schedule.ts';

const at = (time: string): number => Date.parse(`${time.replace(' ', 'T')}+08:00`);
const DAY_MS = 86_400_000;
const NOON = at('2026-05-06 12:00');

const card = (change: Partial<Card> = {}): Card => ({
  no: 'K1',
  kind: 'month',
  state: 'active',
  from: '2026-05-01',
  to: '2026-05-31',
  carsInside: 1,
  othersInside: 0,
  ...change,
});

describe('a card at the gate', () => {
  it.each<[string, Partial<Card>, string, object]>([
    ['from the first moment of its first day', {}, '2026-05-01 00:00:00', { usable: true, kind: 'month' }],
    ['to the last moment of its last', {}, '2026-05-31 23:59:59', { usable: true }],
    ['a day too late', {}, '2026-06-01 00:00:00', { usable: false, because: 'over', days: 1 }],
    ['a moment too early', {}, '2026-04-30 23:59:59', { usable: false, because: 'too-early', days: 1 }],
    ['without an end', { kind: 'free', to: null }, '2099-01-01 00:00:00', { usable: true, kind: 'free' }],
    ['ended by a person', { state: 'ended' }, '2026-05-06 12:00:00', { usable: false, because: 'ended' }],
    ['another of its cars inside', { othersInside: 1 }, '2026-05-06 12:00:00', { because: 'other-inside' }],
    ['two may be inside', { carsInside: 2, othersInside: 1 }, '2026-05-06 12:00:00', { usable: true }],
  ])('%s', (_what, change, time, says) => {
    expect(cardAt([card(change)], at(time))).toMatchObject({ no: 'K1', ...says });
  });

  it('of several the usable one counts; else the one that tells most', () => {
    const over = card({ no: 'old', from: '2026-01-01', to: '2026-04-30' });
    const longOver = card({ no: 'older', from: '2025-01-01', to: '2025-04-30' });
    const coming = card({ no: 'next', from: '2026-06-01', to: '2026-06-30' });
    expect(cardAt([over, coming, card()], NOON)).toMatchObject({ usable: true, no: 'K1' });
    expect(cardAt([longOver, coming, over], NOON)).toMatchObject({ no: 'old', because: 'over', days: 6 });
    expect(cardAt([], NOON)).toBeNull();
  });
});

describe('the part of a stay that its card does not cover', () => {
  const may = { periods: [{ from: '2026-05-01', to: '2026-05-31' }], endedAt: null };
  const stay = (from: string, to: string): Span => ({ from: at(from), to: at(to) });

  it('nothing, inside its time', () => {
    expect(uncovered(may, stay('2026-05-01 00:00', '2026-06-01 00:00'))).toEqual([]);
  });

  it('a card that ended during the stay: from then on it pays', () => {
    expect(uncovered(may, stay('2026-05-31 20:00', '2026-06-01 08:30'))).toEqual([
      stay('2026-06-01 00:00', '2026-06-01 08:30'),
    ]);
    expect(
      uncovered({ ...may, endedAt: at('2026-05-10 09:00') }, stay('2026-05-10 08:00', '2026-05-10 10:00')),
    ).toEqual([stay('2026-05-10 09:00', '2026-05-10 10:00')]);
  });

  it('what lies between its end and the day on which it was taken out anew', () => {
    const anew = { ...may, periods: [{ from: '2026-06-10', to: '2026-07-09' }, ...may.periods] };
    expect(uncovered(anew, stay('2026-05-30 12:00', '2026-06-12 12:00'))).toEqual([
      stay('2026-06-01 00:00', '2026-06-10 00:00'),
    ]);
  });

  it('is all of it, where the card never held; and is nothing of a stay that takes no time', () => {
    expect(uncovered(may, stay('2026-07-01 00:00', '2026-07-02 00:00'))).toEqual([
      stay('2026-07-01 00:00', '2026-07-02 00:00'),
    ]);
    expect(uncovered({ periods: [], endedAt: null }, stay('2026-07-01 00:00', '2026-07-01 00:00'))).toEqual([]);
  });

  it('each minute of a stay is either covered by one of its times or paid for, never both', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-05-${String(n).padStart(2, '0')}`);
    const period = fc.tuple(day, day).map(([a, b]): CardPeriod => (a < b ? { from: a, to: b } : { from: b, to: a }));
    const start = at('2026-04-29 00:00');
    const instant = fc.integer({ min: 0, max: 32 * 24 * 60 }).map((minute) => start + minute * 60_000);
    fc.assert(
      fc.property(
        fc.array(period, { maxLength: 4 }),
        fc.option(instant),
        instant,
        instant,
        (periods, endedAt, a, b) => {
          const times = periods.map(({ from, to }) => ({
            from: at(`${from} 00:00`),
            to: at(`${to ?? ''} 00:00`) + DAY_MS,
          }));
          const whole = { from: Math.min(a, b), to: Math.max(a, b) };
          const open = uncovered({ periods, endedAt }, whole);
          const minutes = Array.from({ length: (whole.to - whole.from) / 60_000 }, (_, n) => whole.from + n * 60_000);
          const wrong = minutes.find((minute) => {
            const held = times.some(({ from, to }) => from <= minute && minute < to);
            const covered = held && (endedAt === null || minute < endedAt);
            return open.some(({ from, to }) => from <= minute && minute < to) === covered;
          });
          expect(wrong).toBeUndefined();
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('an extension', () => {
  it.each([
    ['a month from its end', '2026-05-15', { months: 1 }, { from: '2026-04-16', to: '2026-06-15', lapsed: false }],
    ['from the last of a month to the last of the next', '2026-05-31', { months: 1 }, { to: '2026-06-30' }],
    ['and back to a longer one', '2026-06-30', { months: 8 }, { to: '2027-02-28' }],
    ['days', '2026-05-15', { days: 10 }, { to: '2026-05-25' }],
    ['one that ends today goes on from its end', '2026-05-06', { days: 1 }, { to: '2026-05-07', lapsed: false }],
    [
      'one that is over begins today',
      '2026-04-20',
      { days: 1 },
      { from: '2026-05-06', to: '2026-05-06', lapsed: true },
    ],
    ['one that is over, for a month', '2026-04-20', { months: 1 }, { from: '2026-05-06', to: '2026-06-05' }],
  ] as const)('%s', (_what, to, by, becomes) => {
    expect(extended({ from: '2026-04-16', to }, by, '2026-05-06')).toMatchObject(becomes);
  });
});

it('two times overlap when they have a day in common', () => {
  const may = { from: '2026-05-01', to: '2026-05-31' };
  expect(overlap(may, { from: '2026-05-31', to: null })).toBe(true);
  expect(overlap(may, { from: '2026-06-01', to: '2026-06-30' })).toBe(false);
  expect(overlap({ from: '2026-06-01', to: null }, may)).toBe(false);
});
