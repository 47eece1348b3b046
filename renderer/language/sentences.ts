import type { TFunction } from 'i18next';
import type { DecisionView, NoticeView } from '../../electron/contract/board.ts';
import type { VehicleClass } from '../../electron/contract/vocabulary.ts';
import type { LaneAct } from '../../electron/contract/board.ts';

/** Figures that a sentence may name; without one, the sentence without it is said. */
const FIGURES = ['minutes', 'confidence'] as const;

/** Language keys for a decision, best first: this action before any, with its figure before without. */
export function decisionKeys({ action, reason, figures }: DecisionView): string[] {
  const named = FIGURES.filter((figure) => typeof figures[figure] === 'number');
  return [action, 'any'].flatMap((word) => [
    ...named.map((figure) => `decision.${reason}.${word}-${figure}`),
    `decision.${reason}.${word}`,
  ]);
}

/** The machine's decision as one sentence in the attendant's words; how the plate is listed, where it does not say so. */
export function decisionSentence(t: TFunction, decision: DecisionView): string {
  const sentence = t(decisionKeys(decision), { ...decision.figures });
  const { control } = decision.figures;
  if (control === undefined || decision.reason.startsWith('control-')) return sentence;
  return `${sentence} ${t(`control.${control}`)}`;
}

/** A lane's act as its button says it: a booking is confirmed, other cars are let through. */
export function actWord(t: TFunction, act: LaneAct, confirms: boolean): string {
  return t(act === 'release' && confirms ? 'act.release-confirm' : `act.${act}`);
}

/** What is lost, what still works, what to do: the three parts of a strip. */
export interface StripWords {
  lost: string;
  works: string;
  todo: string;
}

/** `cause`: a sentence on why a platform is not up, for a notice about one. */
export function noticeWords(t: TFunction, notice: NoticeView, subject: string, cause = ''): StripWords {
  // The detail is a code of ours, or the words of whoever caused it.
  const detail = t([`fault.${notice.detail}`, `mode.${notice.detail}`], { defaultValue: notice.detail });
  const of = `notice.${notice.code}`;
  return {
    lost: t(`${of}.lost`, { subject, detail }),
    works: t(`${of}.works`),
    todo: t(`${of}.todo`, { detail, cause }),
  };
}

export function classWord(t: TFunction, vehicleClass: VehicleClass): string {
  return t(`lane.class.${vehicleClass}`);
}
