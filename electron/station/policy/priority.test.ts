import { describe, expect, it } from 'vitest';
import type { TimeRule } from '../../contract/site-registration.ts';
import { priorityAt } from './priority.ts';
import { instantOf } from './schedule.ts';

const calendar = { holidays: ['2026-10-01'], workdays: [] };
const hours = (from: string, to: string, days: TimeRule['days'] = 'every-day'): TimeRule[] => [{ days, from, to }];
const at = (text: string): number => instantOf(`2026-09-${text}`);

describe('reserved cars first (6.3.5)', () => {
  it.each([
    ['07 07:29:59', false, '07 07:30:00'],
    ['07 07:30:00', true, '07 19:30:00'],
    ['07 19:29:59', true, '07 19:30:00'],
    ['07 19:30:00', false, '08 07:30:00'],
  ])("the standard's example, 07:30 to 19:30, at %s: %s", (now, on, until) => {
    expect(priorityAt(hours('07:30', '19:30'), calendar, null, at(now))).toEqual({
      on,
      by: 'schedule',
      since: on ? at('07 07:30:00') : null,
      until: at(until),
    });
  });

  it('hours over midnight, and on workdays alone', () => {
    expect(priorityAt(hours('19:30', '07:30'), calendar, null, at('07 03:00:00'))).toMatchObject({
      on: true,
      since: at('06 19:30:00'),
    });
    // The 12th was a Saturday.
    expect(priorityAt(hours('07:30', '19:30', 'workdays'), calendar, null, at('12 09:00:00'))).toEqual({
      on: false,
      by: 'schedule',
      since: null,
      until: at('14 07:30:00'),
    });
  });

  it('no hours, or all hours: nothing changes by itself', () => {
    expect(priorityAt([], calendar, null, at('07 09:00:00'))).toEqual({
      on: false,
      by: 'schedule',
      since: null,
      until: null,
    });
    expect(priorityAt(hours('00:00', '00:00'), calendar, null, at('07 09:00:00'))).toEqual({
      on: true,
      by: 'schedule',
      since: null,
      until: null,
    });
  });

  it('what a person said holds until its time, or until it is taken back', () => {
    const off = { on: false, until: at('07 10:00:00') };
    const rules = hours('07:30', '19:30');
    expect(priorityAt(rules, calendar, off, at('07 09:59:59'))).toEqual({
      on: false,
      by: 'person',
      since: null,
      until: off.until,
    });
    expect(priorityAt(rules, calendar, off, at('07 10:00:00'))).toMatchObject({ on: true, by: 'schedule' });
    const forGood = { on: true, until: null };
    expect(priorityAt(rules, calendar, forGood, at('08 03:00:00'))).toEqual({
      on: true,
      by: 'person',
      since: null,
      until: null,
    });
  });
});
