import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fromDateTime, toDateTime, toTime, toTimestamp } from './time.ts';

describe('Beijing time on the wire', () => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each(['UTC', 'America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati'])(
    'is the same on a machine in %s',
    (zone) => {
      vi.stubEnv('TZ', zone);
      expect(toDateTime(Date.UTC(2026, 2, 8, 16, 30, 5, 999))).toBe('2026-03-09 00:30:05');
      expect(fromDateTime('2026-03-09 00:30:05')).toBe(Date.UTC(2026, 2, 8, 16, 30, 5));
    },
  );

  it.each([
    '2026-02-30 10:00:00',
    '2026-13-01 10:00:00',
    '2026-01-01 24:00:00',
    '2026-01-01 10:60:00',
    '2026-01-01 10:00:61',
    '2026-01-01T10:00:00',
    '2026-01-01 10:00',
    '2026-1-1 10:00:00',
    ' 2026-01-01 10:00:00',
    '２026-01-01 10:00:00',
    '',
  ])('refuses %j', (text) => expect(fromDateTime(text)).toBeNull());

  it('comes back as it went', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (seconds) => {
        expect(fromDateTime(toDateTime(seconds * 1000))).toBe(seconds * 1000);
      }),
    ));

  it('gives a time of day its seconds', () => expect(toTime('07:30')).toBe('07:30:00'));

  it('counts whole seconds for a timestamp', () => expect(toTimestamp(1_700_000_000_999)).toBe(1_700_000_000));
});
