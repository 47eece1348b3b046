import type { TFunction } from 'i18next';

/** Instants are UTC milliseconds; the screen says Beijing time whatever the machine's zone. */

const zone = { timeZone: 'Asia/Shanghai', hourCycle: 'h23' } as const;
const withSeconds = new Intl.DateTimeFormat('en-GB', {
  ...zone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const withMinutes = new Intl.DateTimeFormat('en-GB', { ...zone, hour: '2-digit', minute: '2-digit' });
const monthDay = new Intl.DateTimeFormat('en-CA', { ...zone, month: '2-digit', day: '2-digit' });
const wholeDay = new Intl.DateTimeFormat('en-CA', { ...zone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** 09:41:27 */
export const clockTime = (at: number): string => withSeconds.format(at);

/** 11-21 09:41 */
export const dayTime = (at: number): string => `${monthDay.format(at)} ${withMinutes.format(at)}`;

/** 09:41, and with its day (11-21 09:41) when that is not today's. */
export function shortTime(at: number, now: number): string {
  return wholeDay.format(at) === wholeDay.format(now) ? withMinutes.format(at) : dayTime(at);
}

/** 2024-11-21 09:41:27 */
export const dateTime = (at: number): string => `${wholeDay.format(at)} ${withSeconds.format(at)}`;

/** 09:41:27, and with its day (11-21 09:41:27) when that is not today's. */
export function exactTime(at: number, now: number): string {
  const time = withSeconds.format(at);
  return wholeDay.format(at) === wholeDay.format(now) ? time : `${monthDay.format(at)} ${time}`;
}

export const beijingHour = (at: number): number => Number(withMinutes.format(at).slice(0, 2));

/** How long something has lasted: 0:42, 4:10, 1:02:10. Never negative, so that a clock a moment off shows 0:00. */
export function elapsed(from: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - from) / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** The length of a stay in words: 12 min, 3 h 12 min, 2 d 5 h. */
export function stayLength(t: TFunction, from: number, to: number): string {
  const minutes = Math.max(0, Math.floor((to - from) / 60_000));
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return t('stay.days', { days: Math.floor(hours / 24), hours: hours % 24 });
  if (hours > 0) return t('stay.hours', { hours, minutes: minutes % 60 });
  return t('stay.minutes', { minutes });
}

/** 0.4 s; under 100 ms in milliseconds, from 10 s on whole seconds. */
export function took(t: TFunction, ms: number): string {
  if (ms < 100) return t('unit.milliseconds', { ms: Math.round(ms) });
  return t('unit.seconds', { seconds: ms < 9950 ? (ms / 1000).toFixed(1) : String(Math.round(ms / 1000)) });
}
