import { Alert, Tabs } from 'antd';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useHistory } from '../store/desk.tsx';
import { AskingStrip } from '../tables/asking-strip.tsx';
import { exportFound } from './export-found.ts';
import { HistoryFilters } from './history-filters.tsx';
import { tabKey } from './history-keys.ts';
import { TABS } from './history-store.ts';
import type { Tab } from './history-store.ts';
import { HistoryTable } from './history-table.tsx';
import { exportOpenings } from './openings/export-openings.ts';
import { OpeningsTab } from './openings/openings-tab.tsx';
import { StayDrawer } from './stay-drawer.tsx';
import { useHistoryKeys } from './use-history-keys.ts';
import { errorSentence } from './words.ts';
import '../tables/lists.css';
import './history.css';

/** Who was here, and what happened: search, one stay as a whole, correction; and every opening accounted for (ui.md). */
export function HistoryScreen() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { history: store } = desk;
  const tab = useHistory((state) => state.tab);
  const open = useHistory((state) => state.open);
  useEffect(() => store.visit(), [store]);
  const save = useExport();
  useHistoryKeys(desk, save);
  return (
    <div className="history" data-testid="history">
      <AskingStrip title={t('history.title')} />
      <div className="history-main lists">
        <Tabs
          activeKey={tab}
          size="small"
          items={TABS.map((each) => ({
            key: each,
            label: (
              <span className="lists-tab" data-testid={`tab-${each}`}>
                {t(`history.tab.${each}`)} <kbd>{tabKey(each)}</kbd>
              </span>
            ),
          }))}
          onChange={(key) => {
            store.chooseTab(key as Tab);
          }}
          aria-label={t('history.title')}
        />
        {tab === 'search' ? <Search onExport={save} /> : <OpeningsTab onExport={save} />}
        {open !== null && <StayDrawer open={open} />}
      </div>
    </div>
  );
}

function Search({ onExport }: { onExport: () => void }) {
  const { t } = useTranslation();
  const failure = useHistory((state) => state.failure);
  const filing = useHistory((state) => state.filing);
  return (
    <>
      <HistoryFilters onExport={onExport} />
      {failure !== null && (
        <Alert type="warning" showIcon banner title={errorSentence(t, failure)} data-testid="history-failure" />
      )}
      {filing && <Alert type="info" showIcon banner title={t('history.filing')} data-testid="history-filing" />}
      <HistoryTable />
    </>
  );
}

/** Saves what the tab that is shown lists. */
function useExport(): () => void {
  const { t } = useTranslation();
  const { history, openings, bridge } = useDesk();
  return useCallback(() => {
    if (history.getState().tab === 'search') void exportFound(t, bridge, history.getState()).then(history.say);
    else void exportOpenings(t, bridge, openings, Date.now()).then(openings.say);
  }, [t, bridge, history, openings]);
}
