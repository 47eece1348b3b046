import { Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoardState } from '../store/desk.tsx';
import './loading.css';

/** A board that is there sooner needs no word before it, ms. */
const SOON_MS = 400;

/** Before the first snapshot: what we wait for, and what to do meanwhile. */
export function Loading() {
  const { t } = useTranslation();
  const station = useBoardState((state) => state.station);
  const late = useLate();
  const down = station?.state === 'down';
  if (!late && !down) return <main className="loading" data-testid="loading" aria-busy="true" />;
  return (
    <main className="loading" data-testid="loading" aria-busy="true">
      <Spin size="large" />
      <h1>{down ? t('station.down.lost') : t('app.loading')}</h1>
      <p>{down ? t('station.down.todo', { attempt: station.attempt }) : t('app.loadingHint')}</p>
      {station !== null && station.detail !== null && <pre className="loading-detail">{station.detail}</pre>}
    </main>
  );
}

function useLate(): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLate(true);
    }, SOON_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return late;
}
