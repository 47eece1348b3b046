import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookingWindow } from './booking-window.ts';

const MINUTE = 60_000;
const FROM = Date.UTC(2026, 4, 1, 1, 30);
const TO = FROM + 60 * MINUTE;
const booking = { from: FROM, to: TO, keptMin: 30 };
const at = (now: number) => bookingWindow(booking, now, 15);

describe('when a booking is good for', () => {
  it('is too early until the early allowance begins', () => {
    expect(at(FROM - 15 * MINUTE - 1)).toEqual({ when: 'too-early', usable: false, minutes: 16, usableInMin: 1 });
    expect(at(FROM - 60 * MINUTE)).toEqual({ when: 'too-early', usable: false, minutes: 60, usableInMin: 45 });
  });

  it('is early from the allowance on, to the last millisecond before its time', () => {
    expect(at(FROM - 15 * MINUTE)).toEqual({ when: 'early', usable: true, minutes: 15 });
    expect(at(FROM - 1)).toEqual({ when: 'early', usable: true, minutes: 1 });
  });

  it('is on time from its first to its last instant', () => {
    expect(at(FROM)).toEqual({ when: 'on-time', usable: true });
    expect(at(TO)).toEqual({ when: 'on-time', usable: true });
  });

  it('is held after its end for the minutes the stall is kept', () => {
    expect(at(TO + 1)).toEqual({ when: 'held', usable: true, minutes: 1, keptLeftMin: 29 });
    expect(at(TO + 30 * MINUTE)).toEqual({ when: 'held', usable: true, minutes: 30, keptLeftMin: 0 });
  });

  it('is expired after that', () => {
    expect(at(TO + 30 * MINUTE + 1)).toEqual({ when: 'expired', usable: false, minutes: 1 });
    expect(at(TO + 90 * MINUTE)).toEqual({ when: 'expired', usable: false, minutes: 60 });
  });

  it('without allowance and keeping is good for its own time only', () => {
    const strict = (now: number) => bookingWindow({ from: FROM, to: TO, keptMin: 0 }, now, 0).when;
    expect([FROM - 1, FROM, TO, TO + 1].map(strict)).toEqual(['too-early', 'on-time', 'on-time', 'expired']);
  });

  it('goes through its phases in one order, whatever the figures', () => {
    const order = ['too-early', 'early', 'on-time', 'held', 'expired'];
    const minutes = fc.nat(24 * 60);
    fc.assert(
      fc.property(minutes, minutes, minutes, fc.nat(1e9), fc.nat(1e9), (length, keptMin, earlyMin, a, b) => {
        const some = { from: 5e8, to: 5e8 + length * MINUTE, keptMin };
        const phase = (now: number) => order.indexOf(bookingWindow(some, now, earlyMin).when);
        expect(phase(Math.min(a, b))).toBeLessThanOrEqual(phase(Math.max(a, b)));
      }),
    );
  });
});
