import { useTranslation } from 'react-i18next';
import type { CandidateView } from '../../../electron/contract/board.ts';
import { shortTime } from '../../clock/beijing.ts';
import { useNow } from '../../clock/use-now.ts';
import { Plate } from '../../plate/plate.tsx';
import { useDesk } from '../../store/desk.tsx';
import './candidates.css';

/** A low card shows so many; the editor lists all. */
const SHOWN_WHEN_LOW = 2;

/** What the plate may be, best first, with what differs marked; one press or one digit takes one. */
export function Candidates(props: { laneId: string; candidates: CandidateView[]; active: boolean }) {
  const { t } = useTranslation();
  const hidden = props.candidates.length - SHOWN_WHEN_LOW;
  return (
    <ol className="candidates" aria-label={t('candidate.title')}>
      {props.candidates.slice(0, 9).map((candidate, index) => (
        <li key={candidate.id} className="candidate-item">
          <Candidate laneId={props.laneId} candidate={candidate} digit={index + 1} active={props.active} />
        </li>
      ))}
      {hidden > 0 && (
        <li className="candidate-more dim" title={t('candidate.more', { count: hidden })}>
          +{hidden} <kbd>E</kbd>
        </li>
      )}
    </ol>
  );
}

function Candidate(props: { laneId: string; candidate: CandidateView; digit: number; active: boolean }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const now = useNow();
  const { candidate, digit } = props;
  const { kind, booking, stay } = candidate;
  return (
    <button
      type="button"
      className="candidate"
      data-testid={`lane-${props.laneId}-candidate-${digit}`}
      title={t('candidate.take', { plate: candidate.plate, key: digit })}
      aria-keyshortcuts={String(digit)}
      onClick={() => {
        desk.take(props.laneId, candidate.id);
      }}
    >
      <kbd data-live={props.active}>{digit}</kbd>
      <Plate small text={candidate.plate} colour={booking?.plateColour ?? 'unknown'} marked={candidate.differs} />
      <span className="candidate-about cut">
        {booking !== null &&
          t('candidate.booking', { from: shortTime(booking.from, now), to: shortTime(booking.to, now) })}
        {booking === null && stay !== null && t('candidate.stay', { time: shortTime(stay.enteredAt, now) })}
        {(kind === 'entitlement' || kind === 'card') && t(`candidate.${kind}`)}
      </span>
    </button>
  );
}
