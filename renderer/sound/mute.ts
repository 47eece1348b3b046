/** Silence that a person asked for. It ends with the shift: who comes next hears what asks. */
export interface Mute {
  /** Who was on duty. */
  by: string;
  /** UTC ms. */
  until: number;
}

/** The longest that a shift lasts, for a booth where nobody hands over. */
const SHIFT_MS = 12 * 3_600_000;

export const muteFor = (onDuty: string, now: number): Mute => ({ by: onDuty, until: now + SHIFT_MS });

export const isMuted = (mute: Mute | null, onDuty: string, now: number): boolean =>
  mute !== null && mute.by === onDuty && now < mute.until;
