import type { TFunction } from 'i18next';
import type { FlowView, LotView } from '../../../electron/contract/board.ts';
import { shortTime } from '../../clock/beijing.ts';

/** How cars go at this moment (6.3.4): by the rules of the lot, not by what anybody set. */
export type Going = 'first-come' | 'turns' | 'exits' | 'no-place';

export function goingNow({ flow, free }: Pick<LotView, 'flow' | 'free'>): Going {
  if (free === 0) return 'no-place';
  if (!flow.priority.on || flow.band === 'unsaturated') return 'first-come';
  return flow.band === 'full' ? 'exits' : 'turns';
}

/** The rule at the head of the board: what it is, since whom and until when. */
export function priorityWords(t: TFunction, { on, by, who, since, until }: FlowView['priority'], now: number): string {
  const time = until === null ? null : shortTime(until, now);
  if (on && since !== null && time !== null)
    return [t('flow.state.on'), `${shortTime(since, now)}–${time}`].join(' · ');
  const end = time === null ? null : t(on || by === 'person' ? 'flow.state.until' : 'flow.state.from', { time });
  return [t(on ? 'flow.state.on' : 'flow.state.off'), by === 'person' ? who : null, end]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Who goes now, beside it. */
export function goingWords(t: TFunction, lot: Pick<LotView, 'flow' | 'free'>): string {
  const { flow } = lot;
  const going = goingNow(lot);
  switch (going) {
    case 'first-come':
    case 'no-place':
      return t(`flow.going.${going}`);
    case 'turns':
      return t('flow.going.turns', { reserved: flow.reservedPerOther }) + nextWords(t, 'going', flow);
    case 'exits':
      return `${t('flow.going.exits', { exits: flow.exitsPerEntry })} · ${
        flow.credits > 0
          ? t('flow.going.credits', { count: flow.credits })
          : t('flow.going.needed', { count: flow.exitsNeeded })
      }`;
  }
}

/** The rule that is in force in two sentences: who said so, and what follows from it now. */
export function ruleSentences(t: TFunction, lot: Pick<LotView, 'flow' | 'free'>, now: number): [string, string] {
  return [prioritySentence(t, lot.flow.priority, now), goingSentence(t, lot)];
}

function prioritySentence(t: TFunction, priority: FlowView['priority'], now: number): string {
  const { on, by, until, who, because } = priority;
  if (by === 'person') {
    return t(on ? 'flow.said.onByPerson' : 'flow.said.offByPerson', { who, because, until: untilWords(t, until, now) });
  }
  const time = until === null ? null : shortTime(until, now);
  if (time === null) return t(on ? 'flow.said.onAlways' : 'flow.said.offAlways');
  return t(on ? 'flow.said.on' : 'flow.said.off', { time });
}

function goingSentence(t: TFunction, lot: Pick<LotView, 'flow' | 'free'>): string {
  const { flow } = lot;
  const going = goingNow(lot);
  switch (going) {
    case 'no-place':
      return t('flow.said.no-place');
    case 'first-come':
      return t(flow.priority.on ? 'flow.said.first-come' : 'flow.said.firstComeAlways');
    case 'turns':
      return t('flow.said.turns', { reserved: flow.reservedPerOther, next: nextWords(t, 'said', flow) });
    case 'exits': {
      const then =
        flow.credits > 0
          ? t('flow.going.credits', { count: flow.credits })
          : t('flow.going.needed', { count: flow.exitsNeeded });
      return t('flow.said.exits', { exits: flow.exitsPerEntry, then });
    }
  }
}

function nextWords(t: TFunction, of: 'going' | 'said', { turn, nth, reservedPerOther }: FlowView): string {
  return turn === 'reserved' ? t(`flow.${of}.nextReserved`, { nth, of: reservedPerOther }) : t(`flow.${of}.nextOther`);
}

/** `until`: null, until somebody says otherwise. */
export function untilWords(t: TFunction, until: number | null, now: number): string {
  return until === null ? t('flow.untilChanged') : t('flow.until', { time: shortTime(until, now) });
}
