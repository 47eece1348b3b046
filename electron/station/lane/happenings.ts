import type { Tx } from '../ledger/record.ts';
import type { Alarm } from '../parking/alarms.ts';
import type { LaneEvent } from './events.ts';
import type { Arrival, Authorisation } from './state.ts';

/** A vehicle as it was judged, with its right to pass where the rules (or a hold) give it one. */
export interface Judged {
  arrival: Arrival;
  authorisation: Authorisation | null;
  alarms: readonly Alarm[];
}

/** A timer's time has come. */
export type Ring = Extract<LaneEvent, { type: 'timer' }>;

/** Something to be written down: an event of the machine, or a note beside it. */
export type Happening = LaneEvent | { type: 'told'; at: number; write: (tx: Tx) => void };

/** A right to pass is taken back: a person gives it now, or a camera that sees the vehicle afresh. A hold's stays. */
export function withheld(judgement: Judged): Judged {
  const { arrival, authorisation, alarms } = judgement;
  if (!authorisation || authorisation.cause === 'hold') return judgement;
  // Why the person is asked stands beside why the machine would let it in.
  const figures = arrival.frontUnsure ? { ...arrival.verdict.figures, front: 'unsure' } : arrival.verdict.figures;
  return {
    arrival: { ...arrival, onlyByPerson: true, verdict: { ...arrival.verdict, action: 'ask', figures }, turn: null },
    authorisation: null,
    alarms,
  };
}

/** Whether only a person lets it through as it stands. */
export const isForPerson = ({ onlyByPerson, frontUnsure }: Arrival): boolean => onlyByPerson || frontUnsure;

/** A person who is asked stays asked, whatever the lot does meanwhile; and hears when the rules would not let it in now. */
export function staysAsked(before: Arrival, judgement: Judged): Judged {
  const { verdict } = judgement.arrival;
  if (before.verdict.action !== 'ask' || verdict.action !== 'hold' || judgement.authorisation) return judgement;
  const figures = { ...before.verdict.figures, ...verdict.figures, against: verdict.reason };
  return { ...judgement, arrival: { ...judgement.arrival, verdict: { ...before.verdict, figures }, turn: null } };
}

/** What is left of it when it could not be written at once: nothing is opened later for a vehicle that may have gone. */
export function lapsed(happening: Happening): Happening[] {
  switch (happening.type) {
    case 'authorised':
      return [];
    case 'arrived':
    case 'revised': {
      if (!happening.authorisation || happening.authorisation.cause === 'hold') return [happening];
      const { arrival, authorisation, alarms = [] } = happening;
      return [{ ...happening, ...withheld({ arrival, authorisation, alarms }) }];
    }
    default:
      return [happening];
  }
}
