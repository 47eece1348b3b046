import { expect, test } from 'vitest';
import { beijingDateTime, beijingHour, parseBeijingDateTime } from './beijing-time.ts';

test('an instant is written in Beijing time and read back', () => {
  const at = Date.UTC(2025, 0, 31, 16, 0, 5);
  expect(beijingDateTime(at)).toBe('2025-02-01 00:00:05');
  expect(parseBeijingDateTime('2025-02-01 00:00:05')).toBe(at);
  expect(beijingHour(Date.UTC(2025, 0, 31, 1, 30))).toBe(9.5);
});

test.each(['2025-02-30 10:00:00', '2025-2-3 10:00:00', '2025-02-03T10:00:00', '2025-02-03 25:00:00', '', '2025-02-03'])(
  '%s is no DateTime of table 1',
  (text) => expect(parseBeijingDateTime(text)).toBeNull(),
);
