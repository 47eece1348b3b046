import type { Clock } from '../../../native/clock/contract.ts';
import type { CommandError } from '../../contract/commands.ts';

/** Pictures this young are what the gate is about. */
const FRESH_MS = 10 * 60_000;
const BEIJING_MS = 8 * 3_600_000;
/** `2026/05/06/in-1-093000-1a2b3c4d.jpg`, in Beijing time: as the intake names them. */
const PATH = /^(\d{4})\/(\d{2})\/(\d{2})\/.*-(\d{2})(\d{2})(\d{2})-[^-/]+\.jpe?g$/;

/**
 * Whether somebody may see a filed picture now, and the record of it. What the lanes show is the gate's own work, seen by
 * whoever sits there; every other picture is a look into people's comings and goings: it leaves a line, and a locked desk
 * gets none.
 */
export type LookAtPicture = (path: string) => 'at-gate' | 'looked-up';

/** `shown`: whether a lane's card shows it now. Throws `locked`. */
export function createPictureLooks(parts: {
  clock: Pick<Clock, 'now'>;
  shown: (path: string) => boolean;
  isLocked: () => boolean;
}): LookAtPicture {
  return (path) => {
    const takenAt = timeIn(path);
    const fresh = takenAt !== null && Math.abs(parts.clock.now() - takenAt) < FRESH_MS;
    if (fresh || parts.shown(path)) return 'at-gate';
    if (parts.isLocked()) throw refusal('locked', `the desk is locked for ${path}`);
    return 'looked-up';
  };
}

/** UTC ms; null: it is no name of ours. */
function timeIn(path: string): number | null {
  const [, ...numbers] = PATH.exec(path) ?? [];
  const [year, month, day, hour, minute, second] = numbers.map(Number);
  if (year === undefined || month === undefined) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second) - BEIJING_MS;
}

const refusal = (code: CommandError['code'], message: string): Error => Object.assign(new Error(message), { code });
