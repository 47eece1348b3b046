import { useTranslation } from 'react-i18next';
import type { LaneView } from '../../../electron/contract/board.ts';
import { asksConfirmation } from '../../acts/intent.ts';
import { BookingPanel } from './booking-panel.tsx';
import { CandidateShots, picturedOf } from './candidate-shots.tsx';
import { Shot } from './shot.tsx';

/** The capture; at an exit the entry capture beside it, or those that it may be; at a confirmation the booking. */
export function LaneShots({ lane }: { lane: LaneView }) {
  const { t } = useTranslation();
  const { arrival } = lane;
  const exit = lane.direction === 'exit';
  const pictured = exit && arrival?.stay === null ? picturedOf(arrival.candidates) : [];
  const captured = t(exit ? 'shot.exit' : 'shot.capture');
  const booking = asksConfirmation(lane) ? (arrival?.booking ?? null) : null;
  return (
    <div className="lane-shots">
      {arrival === null ? (
        <div className="shot">
          <span className="shot-none">{t('lane.noCar')}</span>
        </div>
      ) : (
        <Shot url={arrival.image} title={captured} label={exit ? captured : null} none={t('shot.none')} />
      )}
      {pictured.length > 0 && <CandidateShots pictured={pictured} />}
      {exit && arrival !== null && pictured.length === 0 && (
        <Shot
          url={arrival.stay?.image ?? null}
          title={t('shot.entry')}
          label={t('shot.entry')}
          none={t(arrival.stay === null ? 'shot.noStay' : 'shot.none')}
        />
      )}
      {arrival !== null && booking !== null && <BookingPanel arrival={arrival} booking={booking} />}
    </div>
  );
}
