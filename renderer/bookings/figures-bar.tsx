import { WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { shortTime } from '../clock/beijing.ts';
import { useBookings } from '../store/desk.tsx';

/** Today in figures, and the places that can still be booked. */
export function FiguresBar() {
  const { t } = useTranslation();
  const figures = useBookings((state) => state.figures);
  if (figures === null) return null;
  const { booked, came, expected, late, noShows, held, free, reservable, hours } = figures;
  const of: [string, number][] = [
    ['booked', booked],
    ['came', came],
    ['expected', expected],
    ['noShows', noShows],
    ['held', held],
  ];
  return (
    <section className="figures" aria-label={t('bookings.figures')} data-testid="figures">
      <dl className="figures-today">
        {of.map(([name, count]) => (
          <div key={name}>
            <dt>{t(`bookings.figure.${name}`)}</dt>
            <dd data-testid={`figure-${name}`}>{count}</dd>
          </div>
        ))}
        {late > 0 && (
          <div className="figures-late">
            <dt>
              <WarningFilled aria-hidden /> {t('bookings.figure.late')}
            </dt>
            <dd data-testid="figure-late">{late}</dd>
          </div>
        )}
      </dl>
      <dl className="figures-free">
        <div>
          <dt>{t('bookings.figure.free')}</dt>
          <dd data-testid="figure-free">
            {free}
            <small>/{reservable}</small>
          </dd>
        </div>
        <div className="figures-hours">
          <dt>{t('bookings.figure.hours')}</dt>
        </div>
        {hours.slice(1).map((hour) => (
          <div key={hour.from} className="figures-hour" data-full={hour.free === 0}>
            <dt>{shortTime(hour.from, hour.from)}</dt>
            <dd>{hour.free === 0 ? t('bookings.full') : hour.free}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
