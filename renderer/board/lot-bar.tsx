import { useTranslation } from 'react-i18next';
import { useBoard } from '../store/desk.tsx';
import { goingWords } from './flow/flow-words.ts';
import { RuleButton } from './flow/rule-button.tsx';
import './lot-bar.css';

/** How full the lot is: saturation = inside / total stalls (6.3.3); and by which rule cars go in now (6.3.4). */
export function LotBar() {
  const { t } = useTranslation();
  const lot = useBoard((board) => board.lot);
  const { inside, totalStalls, free, reserved, band } = lot;
  const percent = totalStalls === 0 ? 100 : Math.round((inside / totalStalls) * 100);
  const going = goingWords(t, lot);
  return (
    <section className="lot-bar" aria-label={t('lot.saturation', { percent })} data-band={band} data-testid="lot-bar">
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
        aria-valuenow={Math.min(100, percent)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div className="lot-bar-fill" style={{ width: `${Math.min(100, percent)}%` }} />
      </div>
      <span>
        <strong>{percent}%</strong> {t(`lot.band.${band}`)}
      </span>
      <RuleButton />
      <span className="lot-bar-going cut" title={going} data-testid="flow-going">
        {going}
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
