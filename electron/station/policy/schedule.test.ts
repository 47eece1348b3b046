import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimeRule } from '../../contract/site-registration.ts';
import {
  beijingDay,
  beijingMinute,
  instantOf,
  isOpenAt,
  kindOfDay,
  meansKind,
  minutesOfWindow,
  nameOfDay,
  openTimes,
  opensInMin,
} from './schedule.ts';
import type { Span } from './schedule.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** 2026-05-01 was a Friday, and a holiday; 05-09 a Saturday that was worked. */
const CALENDAR = { holidays: ['2026-05-01', '2026-05-02', '2026-05-03'], workdays: ['2026-05-09'] };
const at = (text: string): number => instantOf(`${text}:00`);
const rule = (days: TimeRule['days'], from: string, to: string): TimeRule => ({ days, from, to });
const open = (rules: TimeRule[], text: string): boolean => isOpenAt(rules, CALENDAR, at(text));

describe('a day of Beijing', () => {
  it('begins at 16:00 UTC, whatever the zone of the machine', () => {
    const midnight = Date.UTC(2026, 3, 30, 16);
    expect(instantOf('2026-05-01 00:00:00')).toBe(midnight);
    expect([midnight - 1, midnight].map((each) => nameOfDay(beijingDay(each)))).toEqual(['2026-04-30', '2026-05-01']);
  });
});

describe('kinds of days', () => {
  it.each([
    ['workdays', ['2026-05-04', '2026-05-09'], ['2026-05-01', '2026-05-10']],
    ['weekends', ['2026-05-10', '2026-05-02'], ['2026-05-09', '2026-05-04']],
    ['holidays', ['2026-05-01', '2026-05-02'], ['2026-05-10', '2026-05-04']],
    ['every-day', ['2026-05-01', '2026-05-04', '2026-05-09', '2026-05-10'], []],
  ] as const)('%s are those of the week, as the calendar changes them', (days, yes, no) => {
    const noon = rule(days, '08:00', '18:00');
    expect(yes.filter((day) => !open([noon], `${day} 12:00`))).toEqual([]);
    expect(no.filter((day) => open([noon], `${day} 12:00`))).toEqual([]);
  });
});

describe('a day that is one thing only, as for prices', () => {
  const kind = (day: string) => kindOfDay(beijingDay(at(`${day} 12:00`)), CALENDAR);

  it.each([
    ['2026-05-01', 'holiday'],
    ['2026-05-02', 'holiday'],
    ['2026-05-09', 'workday'],
    ['2026-05-10', 'weekend'],
    ['2026-05-04', 'workday'],
  ])('%s is a %s', (day, expected) => {
    expect(kind(day)).toBe(expected);
  });

  it('is meant by its own rule and by that of every day', () => {
    const kinds = ['workday', 'weekend', 'holiday'] as const;
    const meant = (days: TimeRule['days']) => kinds.filter((each) => meansKind({ days }, each));
    expect((['workdays', 'weekends', 'holidays', 'every-day'] as const).map(meant)).toEqual([
      ...[['workday'], ['weekend'], ['holiday'], kinds],
    ]);
  });

  it('is counted in minutes, and a window over midnight goes on past its end', () => {
    expect(beijingMinute(at('2026-05-04 08:30'))).toBe(beijingDay(at('2026-05-04 00:00')) * 1440 + 510);
    expect(minutesOfWindow({ from: '08:00', to: '20:00' })).toEqual({ from: 480, to: 1200 });
    expect(minutesOfWindow({ from: '20:00', to: '08:00' })).toEqual({ from: 1200, to: 1920 });
    expect(minutesOfWindow({ from: '00:00', to: '00:00' })).toEqual({ from: 0, to: 1440 });
  });
});

describe('windows', () => {
  const day = rule('every-day', '08:00', '18:00');
  const night = rule('every-day', '19:30', '07:30');

  it('are open from their beginning to just before their end', () => {
    expect(['07:59', '08:00', '17:59', '18:00'].map((time) => open([day], `2026-05-04 ${time}`))).toEqual([
      ...[false, true, true, false],
    ]);
  });

  it('that end before they begin go over midnight', () => {
    const times = ['07:29', '07:30', '19:29', '19:30', '23:59', '00:00'];
    expect(times.map((time) => open([night], `2026-05-04 ${time}`))).toEqual([true, false, false, true, true, true]);
  });

  it('belong to the day on which they begin: Friday night reaches into Saturday', () => {
    const workNights = [rule('workdays', '19:30', '07:30')];
    expect(open(workNights, '2026-05-16 03:00')).toBe(true);
    expect(open(workNights, '2026-05-17 03:00')).toBe(false);
  });

  it('that begin and end at one time are the whole day', () => {
    const whole = [rule('weekends', '00:00', '00:00')];
    const times = ['2026-05-15 23:59', '2026-05-16 00:00', '2026-05-17 23:59', '2026-05-18 00:00'];
    expect(times.map((time) => open(whole, time))).toEqual([false, true, true, false]);
  });

  it('that touch are one', () => {
    const span = { from: at('2026-05-04 00:00'), to: at('2026-05-06 00:00') };
    expect(openTimes([day, rule('every-day', '18:00', '20:00')], CALENDAR, span)).toEqual([
      { from: at('2026-05-04 08:00'), to: at('2026-05-04 20:00') },
      { from: at('2026-05-05 08:00'), to: at('2026-05-05 20:00') },
    ]);
  });

  it('tell when they open next, and give up after a fortnight', () => {
    expect(opensInMin([day], CALENDAR, at('2026-05-04 07:30'))).toBe(30);
    expect(opensInMin([day], CALENDAR, at('2026-05-04 08:00'))).toBe(0);
    expect(opensInMin([rule('holidays', '08:00', '18:00')], CALENDAR, at('2026-05-04 08:00'))).toBeNull();
  });

  it('are, minute by minute, what their rules say', () => {
    const time = fc
      .record({ hour: fc.nat(23), minute: fc.constantFrom(0, 15, 30, 59) })
      .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
    const days = fc.constantFrom('workdays', 'weekends', 'every-day', 'holidays');
    const rules = fc.array(fc.record({ days, from: time, to: time }), { maxLength: 4 });
    const start = at('2026-04-30 00:00');
    const span = fc
      .record({ from: fc.nat(12 * 24 * 60), length: fc.integer({ min: 1, max: 3000 }) })
      .map(({ from, length }) => ({ from: start + from * MINUTE, to: start + (from + length) * MINUTE }));

    /** Read off the words of the rule, a minute at a time. */
    const slow = (rule: TimeRule, minute: number): boolean => {
      const [from, to] = [rule.from, rule.to].map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
      const clock = new Date(minute + 8 * 3_600_000);
      const now = clock.getUTCHours() * 60 + clock.getUTCMinutes();
      const isDay = (offset: number): boolean => {
        const day = new Date(clock.getTime() - offset * DAY);
        const name = day.toISOString().slice(0, 10);
        const holiday = CALENDAR.holidays.includes(name);
        const worked = CALENDAR.workdays.includes(name);
        const weekend = [0, 6].includes(day.getUTCDay());
        const kinds = { workdays: worked || (!weekend && !holiday), weekends: weekend && !worked, holidays: holiday };
        return rule.days === 'every-day' || kinds[rule.days];
      };
      if (from === undefined || to === undefined) throw new Error('no time');
      if (from < to) return isDay(0) && from <= now && now < to;
      return (isDay(0) && now >= from) || (isDay(1) && now < to);
    };
    const minutesOf = ({ from, to }: Span): number => (to - from) / MINUTE;
    fc.assert(
      fc.property(rules, span, (rules, span) => {
        const times = openTimes(rules, CALENDAR, span);
        let slowly = 0;
        for (let minute = span.from; minute < span.to; minute += MINUTE) {
          const isOpen = rules.some((rule) => slow(rule, minute));
          if (isOpen) slowly += 1;
          expect(times.some(({ from, to }) => from <= minute && minute < to)).toBe(isOpen);
        }
        expect(times.reduce((sum, each) => sum + minutesOf(each), 0)).toBe(slowly);
        for (const [index, each] of times.entries())
          expect(each.from).toBeGreaterThan(times[index - 1]?.to ?? -Infinity);
      }),
      { numRuns: 100 },
    );
  });
});
