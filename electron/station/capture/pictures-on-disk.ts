import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;

/**
 * When the pictures below `directory` were taken, as far as their names tell (intake.ts: `2026/05/22/{lane}-{HHMMSS}-….jpg`
 * of Beijing): those after `from`, UTC ms, in no order. A question of days, not of years.
 */
export function pictureTimes(directory: string, from: number, to: number): number[] {
  const times: number[] = [];
  for (let day = Math.floor((from + BEIJING_MS) / DAY_MS); day * DAY_MS - BEIJING_MS <= to; day += 1) {
    const folder = new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '/');
    for (const name of namesIn(join(directory, folder))) {
      const [, hours, minutes, seconds] = /-(\d\d)(\d\d)(\d\d)-[^-]+\.jpg$/.exec(name) ?? [];
      if (seconds === undefined) continue;
      const at = day * DAY_MS - BEIJING_MS + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
      if (at > from) times.push(at);
    }
  }
  return times;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
