import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ClosedShift } from '../../electron/contract/shift.ts';
import { JobStateView } from '../reports/job-state.tsx';
import { ReportActs, ReportSaid } from '../reports/report-acts.tsx';
import type { Papers } from '../reports/report-acts.tsx';
import { ReportView } from '../reports/report-view.tsx';
import { differenceWords } from '../reports/shift-words.ts';
import { useDesk } from '../store/desk.tsx';

interface EndedProps {
  /** Null: not told yet. */
  last: ClosedShift | null;
  overtaken: boolean;
  papers: Papers;
  onNext: () => void;
}

/** The shift is closed: what it came to, to be printed and signed; and the next one signs in. */
export function Ended({ last, overtaken, papers, onNext }: EndedProps) {
  const { t } = useTranslation();
  const { shift: store } = useDesk();
  const job = useStore(store.job, (state) => state.job);
  const words =
    last === null
      ? ''
      : t(last.handedTo === null ? 'shift.ended.nobody' : 'shift.ended.to', {
          id: last.id,
          by: last.endedBy,
          to: last.handedTo,
        });
  return (
    <div className="ended" data-testid={overtaken ? 'overtaken' : 'ended'}>
      <header className="ended-head">
        <div>
          <h3>{t(overtaken ? 'shift.ended.overtaken' : 'shift.ended.title')}</h3>
          <p>
            {words}
            {last !== null && last.count !== null && <b> {differenceWords(t, last.count)}</b>}
          </p>
        </div>
        <Button type="primary" size="large" autoFocus={!overtaken} data-testid="next-person" onClick={onNext}>
          {t('shift.ended.next')} <kbd>Enter</kbd>
        </Button>
      </header>
      {job.state === 'done' ? (
        <>
          <div className="lists-tools">
            <ReportActs report={job.report} job={store.job} papers={papers} />
            <ReportSaid job={store.job} papers={papers} />
          </div>
          <ReportView report={job.report} />
        </>
      ) : (
        <JobStateView job={job} store={store.job} />
      )}
    </div>
  );
}
