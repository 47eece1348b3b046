import type { ArmPosition, LoopState } from '../../electron/contract/vocabulary.ts';

/** One reading of the inputs that are wired: true = the condition holds. Every reading of a board has the same keys. */
export type Reading = Partial<
  Record<'opened' | 'closed' | 'passageLoop' | 'approachLoop' | 'button' | 'remote', boolean>
>;

/** Which inputs the site has wired. */
export type Senses = Record<keyof Reading, boolean>;

/**
 * What can be believed of the inputs. `unsettled`: the last word may be a late answer, so a reading must be given twice
 * before it replaces the believed one. `at`: when the board last said what is believed, ms of the monotonic clock.
 */
export type Sensing =
  | { type: 'blind'; candidate: Reading | null; failures: number }
  | { type: 'seeing'; believed: Reading; last: Reading; unsettled: boolean; failures: number; at: number };

/** A single lost answer is noise; after two the loops are unknown. */
const FAILURES_UNTIL_BLIND = 2;

export const BLIND: Sensing = { type: 'blind', candidate: null, failures: 0 };

/** A whole reading came. The result is newly believed when it differs from `sensing` in `believed` or stopped being blind. */
export function see(sensing: Sensing, reading: Reading, suspect: boolean, at: number): Sensing {
  if (sensing.type === 'blind') {
    if (sensing.candidate === null || !agree(sensing.candidate, reading)) {
      return { type: 'blind', candidate: reading, failures: 0 };
    }
    return { type: 'seeing', believed: reading, last: reading, unsettled: false, failures: 0, at };
  }
  const doubtful = (sensing.unsettled || suspect) && !(sensing.failures === 0 && agree(sensing.last, reading));
  return {
    type: 'seeing',
    believed: doubtful ? sensing.believed : reading,
    last: reading,
    unsettled: doubtful,
    failures: 0,
    // A word against what is believed, too doubtful to replace it, makes it no fresher: where every second answer is lost,
    // nothing would ever be believed again and nobody would hear that the lane is blind.
    at: doubtful && !agree(sensing.believed, reading) ? sensing.at : at,
  };
}

/** A reading failed. */
export function miss(sensing: Sensing): Sensing {
  const failures = sensing.failures + 1;
  if (sensing.type === 'blind' || failures >= FAILURES_UNTIL_BLIND) return { ...BLIND, failures };
  return { ...sensing, unsettled: true, failures };
}

/** Where the arm is, as far as the wired limit switches can tell. */
export function armOf(senses: Senses, sensing: Sensing): ArmPosition {
  if (sensing.type === 'blind') return 'unknown';
  const { opened, closed } = sensing.believed;
  if (opened && closed) return 'unknown';
  if (opened) return 'open';
  if (closed) return 'closed';
  return senses.opened && senses.closed ? 'moving' : 'unknown';
}

export function loopOf(loop: 'passageLoop' | 'approachLoop', senses: Senses, sensing: Sensing): LoopState {
  if (!senses[loop]) return 'none';
  if (sensing.type === 'blind') return 'unknown';
  return sensing.believed[loop] ? 'occupied' : 'clear';
}

/** Both limit switches at once: one of them lies. */
export function limitsDisagree(sensing: Sensing): boolean {
  return sensing.type === 'seeing' && sensing.believed.opened === true && sensing.believed.closed === true;
}

/** Every wired loop is clear and there is no doubt about it. Without a passage loop nothing tells, so it is not. */
export function allClear(senses: Senses, sensing: Sensing): boolean {
  if (sensing.type === 'blind' || sensing.unsettled || sensing.failures > 0 || !senses.passageLoop) return false;
  return !sensing.believed.passageLoop && !sensing.believed.approachLoop;
}

/** For raising the arm a single, even doubtful word is enough (B4). */
export function perhapsUnderArm(sensing: Sensing): boolean {
  return sensing.type === 'blind' || sensing.last.passageLoop === true || sensing.believed.passageLoop === true;
}

function agree(one: Reading, other: Reading): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Reading>;
  return [...keys].every((key) => one[key] === other[key]);
}
