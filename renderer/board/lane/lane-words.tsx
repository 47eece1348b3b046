import { CloseCircleFilled, StopFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ArrivalView, BarrierView, LaneView } from '../../../electron/contract/board.ts';
import { asksConfirmation } from '../../acts/intent.ts';
import { bookingTiming } from '../../clock/booking-timing.ts';
import { elapsed, shortTime, stayLength } from '../../clock/beijing.ts';
import { useNow } from '../../clock/use-now.ts';
import { decisionSentence } from '../../language/sentences.ts';
import { useActs, useBoard } from '../../store/desk.tsx';
import { DueLine } from '../../exit/due-line.tsx';
import { LastCharge } from '../../exit/last-charge.tsx';
import { placeOf } from '../flow/places.ts';
import { Candidates } from './candidates.tsx';
import { differences } from './differences.ts';

/** What the attendant is told, the most pressing first: what failed, what is broken, what the machine thinks. */
export function LaneWords({ lane, active }: { lane: LaneView; active: boolean }) {
  const { t } = useTranslation();
  const failed = useActs((acts) => acts.failed[lane.id]);
  const { arrival, barrier } = lane;
  const confirms = asksConfirmation(lane);
  // What it was let through for is no question any more.
  const isUnsureUnseen = lane.phase === 'unsure' && lane.unseen;
  return (
    <div className="lane-words">
      {failed !== undefined && (
        <p className="lane-failed" role="alert" data-testid={`lane-${lane.id}-error`} data-code={failed}>
          <CloseCircleFilled aria-hidden /> {t('lane.error', { words: t(`error.${failed}`) })}
        </p>
      )}
      <Fault barrier={barrier} />
      {lane.phase === 'waiting' && arrival !== null && <Place arrivalId={arrival.id} laneId={lane.id} />}
      {isUnsureUnseen && (
        <p className="lane-decision" data-testid={`lane-${lane.id}-unseen`}>
          {t('lane.unseen')}
        </p>
      )}
      {arrival !== null && !isUnsureUnseen && arrival.decision.reason !== barrier.fault && (
        <p className="lane-decision" data-testid={`lane-${lane.id}-decision`} data-reason={arrival.decision.reason}>
          {decisionSentence(t, lane.phase === 'refused' ? { ...arrival.decision, action: 'refuse' } : arrival.decision)}
        </p>
      )}
      {arrival !== null &&
        (lane.direction === 'exit' ? (
          <StayLine arrival={arrival} />
        ) : (
          <BookingLine arrival={arrival} short={confirms} />
        ))}
      {arrival !== null && <DueLine laneId={lane.id} arrival={arrival} />}
      {arrival !== null && confirms && <Differences arrival={arrival} />}
      {arrival !== null && arrival.candidates.length > 0 && (
        <Candidates laneId={lane.id} candidates={arrival.candidates} active={active} />
      )}
      {lane.nextPlate !== null && <p className="dim">{t('lane.next', { plate: lane.nextPlate })}</p>}
      <LastPassage lane={lane} />
      <LastCharge lane={lane} />
    </div>
  );
}

/** A held car's place among those of its kind, and how long it has stood there. */
function Place({ arrivalId, laneId }: { arrivalId: string; laneId: string }) {
  const { t } = useTranslation();
  const now = useNow();
  const queues = useBoard((board) => board.queues);
  const found = placeOf(queues, arrivalId);
  if (found === null) return null;
  return (
    <p className="lane-line" data-testid={`lane-${laneId}-place`}>
      {t('queue.place', { place: found.place, elapsed: elapsed(found.since, now) })}
    </p>
  );
}

function Fault({ barrier }: { barrier: BarrierView }) {
  const { t } = useTranslation();
  const now = useNow();
  if (barrier.fault === null) return null;
  return (
    <p className="lane-fault">
      <StopFilled aria-hidden /> {t(`fault.${barrier.fault}`)}
      {barrier.faultSince !== null && ` · ${t('notice.since', { time: shortTime(barrier.faultSince, now) })}`}
    </p>
  );
}

/** `short`: the window stands in the booking beside the capture. */
function BookingLine({ arrival: { booking, capturedAt }, short }: { arrival: ArrivalView; short: boolean }) {
  const { t } = useTranslation();
  const now = useNow();
  if (booking === null) return null;
  const timing = bookingTiming(booking, capturedAt);
  const window = t('booking.window', { from: shortTime(booking.from, now), to: shortTime(booking.to, now) });
  const words = [
    ...(short ? [] : [window]),
    timing.when === 'on-time' ? t('booking.onTime') : t(`booking.${timing.when}`, { minutes: timing.minutes }),
    ...(booking.state === 'confirmed' ? [] : [t(`booking.state.${booking.state}`)]),
    ...(booking.stallNo === null ? [] : [t('booking.stall', { stall: booking.stallNo })]),
  ];
  return <p className="lane-line">{words.join(' · ')}</p>;
}

/** Where the words for each kind of difference are. */
const DIFFERENCE_WORDS = { plateColour: 'colour', carColour: 'carColour', carModel: 'carModel' } as const;

function Differences({ arrival }: { arrival: ArrivalView }) {
  const { t } = useTranslation();
  const found = arrival.booking === null ? [] : differences(arrival, arrival.booking);
  if (found.length === 0) return null;
  const words = found.map(({ what, seen, booked }) =>
    t('booking.differsOf', {
      what: t(`booking.${what}`),
      seen: t(`${DIFFERENCE_WORDS[what]}.${seen}`),
      booked: t(`${DIFFERENCE_WORDS[what]}.${booked}`),
    }),
  );
  return (
    <p className="lane-fault" data-testid="differences">
      {t('booking.differs', { words: words.join(t('booking.and')) })}
    </p>
  );
}

function StayLine({ arrival: { stay, capturedAt } }: { arrival: ArrivalView }) {
  const { t } = useTranslation();
  const now = useNow();
  if (stay === null) return null;
  return (
    <p className="lane-line">
      <b>{t('stay.length', { length: stayLength(t, stay.enteredAt, capturedAt) })}</b>{' '}
      {t('stay.entered', { time: shortTime(stay.enteredAt, now), entrance: stay.entrance })}
    </p>
  );
}

/** On an empty lane the car before; an unauthorised passage stays in words until the next one. */
function LastPassage({ lane: { lastPassage, arrival } }: { lane: LaneView }) {
  const { t } = useTranslation();
  const now = useNow();
  if (lastPassage === null) return null;
  const figures = { plate: lastPassage.plate || t('lane.noPlate'), time: shortTime(lastPassage.at, now) };
  if (!lastPassage.authorised) {
    return (
      <p className="lane-fault">
        <StopFilled aria-hidden /> {t('lane.lastUnauthorised', figures)}
      </p>
    );
  }
  if (arrival !== null) return null;
  return <p className="dim">{t(lastPassage.assumed ? 'lane.lastPassageAssumed' : 'lane.lastPassage', figures)}</p>;
}
