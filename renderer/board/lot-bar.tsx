import { useTranslation } from 'react-i18next';
import { useBoard } from '../store/desk.tsx';
import './lot-bar.css';

/** How full the lot is: saturation = inside / total stalls (6.3.3). */
export function LotBar() {
  const { t } = useTranslation();
  const { inside, totalStalls, free, reserved, band } = useBoard((board) => board.lot);
  const percent = totalStalls === 0 ? 100 : Math.round((inside / totalStalls) * 100);
  return (
    <section className="lot-bar" data-band={band} data-testid="lot-bar">
      <span>
        {t('lot.inside')}{' '}
        <strong data-testid="lot-inside">
          {inside}/{totalStalls}
        </strong>
      </span>
      <div
        className="lot-bar-track"
        role="meter"
        aria-label={t('lot.saturation', { percent })}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div className="lot-bar-fill" style={{ width: `${Math.min(100, percent)}%` }} />
      </div>
      <span className="lot-bar-band">
        <strong>{percent}%</strong> {t(`lot.band.${band}`)}
      </span>
      <span>
        {t('lot.free')} <strong data-testid="lot-free">{free}</strong>
      </span>
      <span>
        {t('lot.reserved')} <strong data-testid="lot-reserved">{reserved}</strong>
      </span>
    </section>
  );
}
