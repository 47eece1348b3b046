import { Alert, Button, Empty, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { JobState, ReportJobStore } from './report-job.ts';
import { STOP_KEY } from './reports-keys.ts';
import './reports.css';

/** What stands where a report will: nothing yet, how far it is, or why there is none. */
export function JobStateView({ job, store }: { job: Exclude<JobState, { state: 'done' }>; store: ReportJobStore }) {
  const { t } = useTranslation();
  switch (job.state) {
    case 'none':
      return <Empty className="lists-wait" description={t('reports.none')} data-testid="report-none" />;
    case 'running':
      return (
        <div className="report-running" role="status" data-testid="report-running">
          <h3>{t(job.share === null ? 'reports.queued' : 'reports.running')}</h3>
          <Progress percent={Math.round((job.share ?? 0) * 100)} aria-label={t('reports.running')} />
          {job.lost && <Alert type="warning" showIcon title={t('error.station-down')} />}
          <p className="dim">{t('reports.runningHint')}</p>
          <Button data-testid="report-stop" onClick={store.cancel}>
            {t('reports.stop')} <kbd>{STOP_KEY}</kbd>
          </Button>
        </div>
      );
    case 'cancelled':
      return <Empty className="lists-wait" description={t('reports.cancelled')} data-testid="report-cancelled" />;
    case 'failed':
      return <Failed words={t(`reports.why.${job.why}`)} notYet={job.why === 'counting'} />;
    case 'refused':
      return <Failed words={t([`reports.refused.${job.code}`, `error.${job.code}`])} />;
  }
}

/** `notYet`: nothing went wrong, and it will be there. */
function Failed({ words, notYet = false }: { words: string; notYet?: boolean }) {
  const { t } = useTranslation();
  return (
    <Alert
      className="report-failed"
      type={notYet ? 'info' : 'error'}
      showIcon
      title={t(notYet ? 'reports.notYet' : 'reports.failed')}
      description={words}
      data-testid="report-failed"
    />
  );
}
