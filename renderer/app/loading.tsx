import { Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBoardState } from '../store/desk.tsx';
import './loading.css';

/** Before the first snapshot: what we wait for, and what to do meanwhile. */
export function Loading() {
  const { t } = useTranslation();
  const station = useBoardState((state) => state.station);
  const down = station?.state === 'down';
  return (
    <main className="loading" data-testid="loading" aria-busy="true">
      <Spin size="large" />
      <h1>{down ? t('station.down.lost') : t('app.loading')}</h1>
      <p>{down ? t('station.down.todo', { attempt: station.attempt }) : t('app.loadingHint')}</p>
      {station !== null && station.detail !== null && <pre className="loading-detail">{station.detail}</pre>}
    </main>
  );
}
