import { Empty } from 'antd';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../store/attention-store.ts';
import { useDesk, useSync } from '../store/desk.tsx';
import { AskingStrip } from '../tables/asking-strip.tsx';
import { ScreenContent } from '../tables/screen-content.tsx';
import { exportTable } from './export-reports.ts';
import { saveTable } from './save-table.ts';
import { Panels } from './panels.tsx';
import { PlatformCards } from './platform-cards.tsx';
import { Lists } from './lists.tsx';
import { useSyncKeys } from './use-sync-keys.ts';
import { errorSentence } from './words.ts';
import './sync.css';

/** What waits for the platforms, how quickly they take it, and what a person must look at (ui.md). */
export function SyncScreen({ visit }: { visit: Extract<Screen, { kind: 'sync' }> }) {
  const desk = useDesk();
  const { store } = desk.sync;
  const { t } = useTranslation();
  const exportShown = useExport();
  useEffect(() => store.open(visit.platformId), [store, visit]);
  useSyncKeys(desk, exportShown);
  return (
    <div className="sync" data-testid="sync">
      <AskingStrip title={t('sync.title')} />
      <div className="screen-main">
        <Content exportShown={exportShown} />
        <Panels />
      </div>
    </div>
  );
}

function Content({ exportShown }: { exportShown: () => void }) {
  const { t } = useTranslation();
  const loaded = useSync(({ view }) => view !== null);
  const without = useSync(({ view }) => view?.platforms.length === 0);
  const failure = useSync((state) => state.failure);
  const warning = failure === null ? null : errorSentence(t, failure);
  if (without) {
    return (
      <div className="screen-nothing" data-testid="sync-empty">
        <Empty description={t('sync.noPlatform')} />
        <p className="dim">{t('sync.noPlatformHint')}</p>
      </div>
    );
  }
  return (
    <ScreenContent
      name="sync"
      loaded={loaded}
      warning={warning}
      loading={t('sync.loading')}
      asksAgain={t('sync.asksAgain')}
      lastKnown={t('sync.lastKnown')}
    >
      <PlatformCards />
      <Lists exportShown={exportShown} />
    </ScreenContent>
  );
}

function useExport(): () => void {
  const { t } = useTranslation();
  const { bridge, sync } = useDesk();
  return useCallback(() => {
    sync.acts.export(async () => {
      const table = await exportTable(t, bridge, sync.store.getState());
      return typeof table === 'string' ? table : saveTable(t, sync.store.getState(), table);
    });
  }, [t, bridge, sync]);
}
