import type { CommandError } from '../../electron/contract/commands.ts';
import type { ShiftCount, ShiftView } from '../../electron/contract/shift.ts';

/** A hand-over, step by step. What the drawer should hold is not known to the window before somebody counted. */
export type Step =
  /** No shift is open. */
  | { at: 'none' }
  /** `moved`: cash came or went since the last count. */
  | { at: 'count'; moved: boolean }
  /** The last count beside what should be there. */
  | { at: 'told' }
  | { at: 'to'; because: string | null }
  /** `key`: of the hand-over, the same however often it is tried. `to` null: nobody takes over. */
  | { at: 'sure'; because: string | null; to: Taker | null; key: string }
  /** Of this window's doing. */
  | { at: 'ended'; shift: number }
  /** Somebody else handed it over meanwhile. */
  | { at: 'overtaken'; shift: number };

export interface Taker {
  id: string;
  name: string;
}

/** The last count of the open shift; null: nobody counted. */
export const lastCount = ({ open }: ShiftView): ShiftCount | null => open?.counts.at(-1) ?? null;

/** A reason is to be given: the drawer differs, or it is somebody else's shift. */
export const needsReason = (view: ShiftView): boolean =>
  view.open !== null && (!view.open.mine || (lastCount(view)?.difference ?? 0) !== 0);

/** Where a hand-over begins. */
export function firstStep({ open }: ShiftView): Step {
  if (open === null) return { at: 'none' };
  return open.needs === null ? { at: 'told' } : { at: 'count', moved: open.needs === 'count-again' };
}

/** Where it stands once the station said how the shift is now. `about`: the shift that it is of. */
export function stepAfter(step: Step, about: number | null, view: ShiftView): Step {
  switch (step.at) {
    case 'ended':
    case 'overtaken':
      return step;
    case 'none':
      return firstStep(view);
    case 'count':
    case 'told':
    case 'to':
    case 'sure':
      break;
  }
  if (about !== null && view.open?.id !== about) return { at: 'overtaken', shift: about };
  if (step.at === 'count') return { at: 'count', moved: step.moved || view.open?.needs === 'count-again' };
  return view.open?.needs === null ? step : { at: 'count', moved: view.open?.needs === 'count-again' };
}

/** Where a refused hand-over leads back to; null: it can be tried again as it is. */
export function stepRefused(about: number, { code, fields }: CommandError): Step | null {
  switch (code) {
    case 'gone':
      return { at: 'overtaken', shift: about };
    case 'not-now':
      return { at: 'count', moved: fields?.['count'] === 'stale' };
    case 'reason-needed':
      return { at: 'told' };
    case 'bad-input':
      return { at: 'to', because: null };
    case 'unknown-command':
    case 'not-allowed':
    case 'signed-out':
    case 'locked':
    case 'must-change':
    case 'wrong-secret':
    case 'wait':
    case 'bad-site':
    case 'wrong-passphrase':
    case 'barrier-not-available':
    case 'not-recorded':
    case 'station-down':
    case 'internal':
      return null;
  }
}

/** One step back; null: off the screen. */
export function stepBack(step: Step): Step | null {
  switch (step.at) {
    case 'to':
      return { at: 'told' };
    case 'sure':
      return { at: 'to', because: step.because };
    case 'none':
    case 'count':
    case 'told':
    case 'ended':
    case 'overtaken':
      return null;
  }
}
