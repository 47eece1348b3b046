import { Alert } from 'antd';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useHistory } from '../store/desk.tsx';
import { AskingStrip } from '../sync/asking-strip.tsx';
import { exportFound } from './export-found.ts';
import { HistoryFilters } from './history-filters.tsx';
import { HistoryTable } from './history-table.tsx';
import { StayDrawer } from './stay-drawer.tsx';
import { useHistoryKeys } from './use-history-keys.ts';
import { errorSentence } from './words.ts';
import './history.css';

/** Who was here, and what happened: search, one stay as a whole, correction (ui.md). */
export function HistoryScreen() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { history: store, bridge } = desk;
  const open = useHistory((state) => state.open);
  const failure = useHistory((state) => state.failure);
  useEffect(() => store.visit(), [store]);
  const save = useCallback(() => {
    void exportFound(t, bridge, store.getState()).then(store.say);
  }, [t, bridge, store]);
  useHistoryKeys(desk, save);
  return (
    <div className="history" data-testid="history">
      <AskingStrip title={t('history.title')} />
      <div className="history-main lists">
        <HistoryFilters onExport={save} />
        {failure !== null && (
          <Alert type="warning" showIcon banner title={errorSentence(t, failure)} data-testid="history-failure" />
        )}
        <HistoryTable />
        {open !== null && <StayDrawer open={open} />}
      </div>
    </div>
  );
}
