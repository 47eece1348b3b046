import { useTranslation } from 'react-i18next';
import type { ArrivalView, BookingView } from '../../../electron/contract/board.ts';
import { shortTime } from '../../clock/beijing.ts';
import { useNow } from '../../clock/use-now.ts';
import { Plate } from '../../plate/plate.tsx';
import { differences, differingPlaces } from './differences.ts';

/** The booking that was matched, beside the capture; what differs is marked by a sign and a word. */
export function BookingPanel({ arrival, booking }: { arrival: ArrivalView; booking: BookingView }) {
  const { t } = useTranslation();
  const now = useNow();
  const differing = differences(arrival, booking).map(({ what }) => what);
  const from = shortTime(booking.from, now);
  const to = shortTime(booking.to, now);
  return (
    <div className="booking-panel" data-testid="booking-panel" aria-label={t('booking.title')}>
      <span className="booking-title dim">{t('booking.title')}</span>
      <Plate
        small
        text={booking.plate}
        colour={booking.plateColour ?? 'unknown'}
        marked={differingPlaces(booking.plate, arrival.plate.text)}
      />
      <span className="booking-window">
        {from}–{to}
      </span>
      <Fact
        words={`${t('booking.carColour')} ${booking.carColour ? t(`carColour.${booking.carColour}`) : t('booking.unknown')}`}
        differs={differing.includes('carColour')}
      />
      {differing.includes('plateColour') && (
        <Fact words={`${t('booking.plateColour')} ${t(`colour.${booking.plateColour ?? 'unknown'}`)}`} differs />
      )}
      <Fact
        words={`${t('booking.carModel')} ${booking.carModel ? t(`carModel.${booking.carModel}`) : t('booking.unknown')}`}
        differs={differing.includes('carModel')}
      />
    </div>
  );
}

function Fact({ words, differs }: { words: string; differs: boolean }) {
  return (
    <span className="booking-fact cut" data-differs={differs} title={words}>
      {differs && <b aria-hidden>≠ </b>}
      {words}
    </span>
  );
}
