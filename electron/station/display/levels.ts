import type { Levels } from '../../../native/display/contract.ts';
import type { DisplayLevels } from '../../contract/site-displays.ts';
import { MINUTES_A_DAY, beijingMinute } from '../policy/schedule.ts';

/** How bright and loud a board is at an instant, UTC ms: by day from `dayFrom` until `nightFrom`, which may be past midnight. */
export function levelsAt({ dayFrom, nightFrom, day, night }: DisplayLevels, at: number): Levels {
  const now = beijingMinute(at) % MINUTES_A_DAY;
  const from = minuteOf(dayFrom);
  const sinceDay = (now - from + MINUTES_A_DAY) % MINUTES_A_DAY;
  return sinceDay < (minuteOf(nightFrom) - from + MINUTES_A_DAY) % MINUTES_A_DAY ? day : night;
}

function minuteOf(hourMinute: string): number {
  const [hours = 0, minutes = 0] = hourMinute.split(':').map(Number);
  return hours * 60 + minutes;
}
