import { Tabs } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesk, useReports } from '../store/desk.tsx';
import { AskingStrip } from '../tables/asking-strip.tsx';
import { JobStateView } from './job-state.tsx';
import { OddOpenings } from './odd-openings.tsx';
import { ReportActs, ReportSaid, usePapers } from './report-acts.tsx';
import type { Papers } from './report-acts.tsx';
import { ReportView } from './report-view.tsx';
import { ReportWish } from './report-wish.tsx';
import { tabKey } from './reports-keys.ts';
import { TABS } from './reports-store.ts';
import type { Tab } from './reports-store.ts';
import { ShiftTable } from './shift-table.tsx';
import { useReportsKeys } from './use-reports-keys.ts';
import '../tables/day-field.css';
import '../tables/lists.css';
import './reports.css';

/** What it all added up to: reports by shift, day, month or span, and the shifts that ended (ui.md). */
export function ReportsScreen() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { reports: store } = desk;
  const tab = useReports((state) => state.tab);
  const papers = usePapers();
  useEffect(() => {
    store.visit();
  }, [store]);
  useReportsKeys(desk, papers.send);
  return (
    <div className="reports" data-testid="reports">
      <AskingStrip title={t('reports.title')} />
      <div className="reports-main lists">
        <Tabs
          activeKey={tab}
          size="small"
          items={TABS.map((each) => ({
            key: each,
            label: (
              <span className="lists-tab" data-testid={`tab-${each}`}>
                {t(`reports.tab.${each}`)} <kbd>{tabKey(each)}</kbd>
              </span>
            ),
          }))}
          onChange={(key) => {
            store.chooseTab(key as Tab);
          }}
          aria-label={t('reports.title')}
        />
        {tab === 'report' ? <ReportTab papers={papers} /> : <ShiftTable />}
      </div>
    </div>
  );
}

function ReportTab({ papers }: { papers: Papers }) {
  const { reports: store } = useDesk();
  const job = useStore(store.job, (state) => state.job);
  return (
    <>
      <div className="lists-tools reports-tools">
        <ReportWish />
      </div>
      {job.state === 'done' ? (
        <>
          <div className="lists-tools reports-tools">
            <ReportActs report={job.report} job={store.job} papers={papers} />
            <ReportSaid job={store.job} papers={papers} />
          </div>
          <ReportView key={job.id} report={job.report} odd={<OddOpenings report={job.report} />} />
        </>
      ) : (
        <div className="lists-body">
          <JobStateView job={job} store={store.job} />
        </div>
      )}
    </>
  );
}
