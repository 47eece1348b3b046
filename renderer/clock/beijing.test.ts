import { describe, expect, it } from 'vitest';
import { createLanguages } from '../language/languages.ts';
import { shadeAt } from '../look/look.ts';
import { beijingHour, clockTime, elapsed, shortTime, stayLength, took } from './beijing.ts';
import { bookingTiming } from './booking-timing.ts';

const MINUTE = 60_000;
/** 2024-11-21 09:41:27 in Beijing. */
const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const { t } = createLanguages('zh-CN');

describe('Beijing time, whatever the zone of the machine', () => {
  it('says the time of day', () => {
    expect(clockTime(at)).toBe('09:41:27');
    expect(shortTime(at, at)).toBe('09:41');
    expect(clockTime(Date.UTC(2024, 10, 21, 16, 0, 0))).toBe('00:00:00');
  });

  it('adds the day when it is not today in Beijing', () => {
    const midnight = Date.UTC(2024, 10, 21, 16, 0, 0);
    expect(shortTime(midnight - MINUTE, midnight)).toBe('11-21 23:59');
    expect(shortTime(midnight, midnight + MINUTE)).toBe('00:00');
  });

  it('says how long', () => {
    expect(elapsed(at - 42_000, at)).toBe('0:42');
    expect(elapsed(at - 250_000, at)).toBe('4:10');
    expect(elapsed(at - 3_730_000, at)).toBe('1:02:10');
    expect(elapsed(at + 900, at)).toBe('0:00');
    expect(stayLength(t, at - 192 * MINUTE, at)).toBe('3 小时 12 分');
    expect(stayLength(t, at - 12 * MINUTE, at)).toBe('12 分');
    expect(stayLength(t, at - 53 * 60 * MINUTE, at)).toBe('2 天 5 小时');
    expect([took(t, 84), took(t, 412), took(t, 9960), took(t, 61_000)]).toEqual([
      '84 毫秒',
      '0.4 秒',
      '10 秒',
      '61 秒',
    ]);
  });

  it('is dark from 19:00 to 07:00 unless a hand says otherwise', () => {
    const hour = (h: number) => Date.UTC(2024, 10, 21, h - 8, 0, 0);
    expect(beijingHour(hour(19))).toBe(19);
    expect([6, 7, 18, 19].map((h) => shadeAt('auto', hour(h)))).toEqual(['dark', 'light', 'light', 'dark']);
    expect(shadeAt('light', hour(23))).toBe('light');
  });
});

describe('a capture in the window of its booking', () => {
  const booked = { from: at, to: at + 60 * MINUTE };
  it('minutes never flatter', () => {
    expect(bookingTiming(booked, at - 10_000)).toEqual({ when: 'early', minutes: 1 });
    expect(bookingTiming(booked, at)).toEqual({ when: 'on-time' });
    expect(bookingTiming(booked, booked.to)).toEqual({ when: 'on-time' });
    expect(bookingTiming(booked, booked.to + 5 * MINUTE)).toEqual({ when: 'late', minutes: 5 });
  });
});
