import type { Action, OpeningCause, Reason } from '../../contract/vocabulary.ts';
import type { Arrival, Authorisation, LaneSenses } from './state.ts';

/** 2026-05-01 09:30 in Beijing. */
export const AT = Date.UTC(2026, 4, 1, 1, 30);

export const ALL_SENSES: LaneSenses = { passage: true, approach: true, openedLimit: true, closedLimit: true };
export const NO_SENSES: LaneSenses = { passage: false, approach: false, openedLimit: false, closedLimit: false };

/** A car whose plate was read well and about which nothing is decided. */
export function arrivalOf(id: string, change: Partial<Arrival> = {}): Arrival {
  return {
    id,
    at: AT,
    lastCaptureAt: AT,
    captureId: `capture of ${id}`,
    plate: '粤B12345',
    plateRead: '粤B12345',
    plateValid: true,
    plateColour: 'blue',
    doubtful: [],
    confidence: 98,
    carColour: null,
    carModel: null,
    byHand: false,
    onlyByPerson: false,
    frontUnsure: false,
    class: 'other',
    bookingCode: null,
    orderNo: null,
    card: null,
    stayId: null,
    verdict: { action: 'ask', reason: 'no-booking', figures: {} },
    turn: null,
    candidates: [],
    ...change,
  };
}

export const judgedAs = (action: Action, reason: Reason = 'no-booking'): Pick<Arrival, 'verdict'> => ({
  verdict: { action, reason, figures: {} },
});

/** The machine's own right to pass, or a person's (`li`). */
export function authorisationOf(id: string, cause: OpeningCause = 'automatic'): Authorisation {
  const who = cause === 'automatic' || cause === 'push-button' || cause === 'remote' ? null : 'li';
  return { id, opening: id, at: AT, cause, who, because: null };
}
