const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;

/** The last instant, up to `now`, at which it was `at` (`HH:MM`) in Beijing. UTC ms. */
export function lastTime(now: number, at: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const ofDay = (hours * 60 + minutes) * 60_000;
  const midnight = Math.floor((now + BEIJING_MS) / DAY_MS) * DAY_MS - BEIJING_MS;
  return midnight + ofDay <= now ? midnight + ofDay : midnight + ofDay - DAY_MS;
}
