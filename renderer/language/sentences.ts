import type { TFunction } from 'i18next';
import type { DecisionView, NoticeView } from '../../electron/contract/board.ts';
import type { VehicleClass } from '../../electron/contract/vocabulary.ts';
import type { LaneAct } from '../../electron/contract/board.ts';
import { dayTime } from '../clock/beijing.ts';

/** Figures that a sentence may name; without one, the sentence without it is said. */
const FIGURES = ['minutes', 'confidence', 'nth', 'exits', 'since', 'noShows', 'days'] as const;

/** Language keys for a decision, best first: this action before any, with its figure before without. */
export function decisionKeys({ action, reason, figures }: DecisionView): string[] {
  const named = FIGURES.filter((figure) => typeof figures[figure] === 'number');
  return [action, 'any'].flatMap((word) => [
    ...named.map((figure) => `decision.${reason}.${word}-${figure}`),
    `decision.${reason}.${word}`,
  ]);
}

/**
 * The machine's decision in the attendant's words: why, that another car may stand at the arm, that letting it in would
 * break the rules of a full lot, and how the plate is listed where the reason does not say so.
 */
export function decisionSentence(t: TFunction, decision: DecisionView): string {
  const { figures, reason, action } = decision;
  const { control, against, front } = figures;
  return [
    t(decisionKeys(decision), {
      ...figures,
      ...(typeof figures.since === 'number' && { time: dayTime(figures.since) }),
    }),
    ...(front === undefined ? [] : [t(`front.${front}`)]),
    ...(against === undefined || action !== 'ask' ? [] : [t([`against.${against}`, 'against.any'], { ...figures })]),
    ...(control === undefined || reason.startsWith('control-') ? [] : [t(`control.${control}`)]),
  ].join(' ');
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
