import type { LineTiming } from '../links/line-timing.ts';
import type { MachineSettings } from './machine-state.ts';

/** Besides the time that lost answers cost. */
const POLLS_UNTIL_STALE = 3;
/** As many answers may be lost on the line, this device's or another's, before one that is at rest counts as lost. */
const LOST_ANSWERS_AT_REST = 2;

/** When a reading says nothing any more, for a device that is asked every `pollMs` on a line of such timing. */
export function stalenessOf(
  pollMs: number,
  { replyTimeoutMs, quietMs }: LineTiming,
): Pick<MachineSettings, 'staleMs' | 'staleLoweringMs'> {
  const lostAnswerMs = replyTimeoutMs + quietMs;
  return {
    staleMs: POLLS_UNTIL_STALE * pollMs + LOST_ANSWERS_AT_REST * lostAnswerMs,
    staleLoweringMs: POLLS_UNTIL_STALE * pollMs + lostAnswerMs,
  };
}
