import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { took } from '../../clock/beijing.ts';
import { Field } from '../form/field.tsx';
import { Optional, Part } from '../form/part.tsx';
import { TextList } from '../form/text-list.tsx';
import { TrialLine, TrialWaits } from '../trial-line.tsx';
import { useList } from '../use-setup.ts';
import { useTrial } from '../use-trial.ts';

const REPORT_KINDS = ['xlsx', 'csv'].map((value) => ({ value, label: value.toUpperCase() }));

/** Signing in, copies of the store, what is kept how long, reports, and the clock. */
export function DeskRules() {
  const { t } = useTranslation();
  return (
    <>
      <Part title={t('setup.site.access.label')}>
        <div className="setup-grid">
          <Field at="access.lockAfterMin" unit="minutes" />
          <Field at="access.gateWhileLocked" />
          <Field at="access.renewDays" unit="days" />
          <Field at="access.wrongTries" unit="times" />
          <Field at="access.waitMin" unit="minutes" />
          <Field at="access.note" />
        </div>
      </Part>
      <Part title={t('setup.site.retention.label')}>
        <div className="setup-grid">
          <Field at="retention.days" unit="days" />
        </div>
      </Part>
      <Part title={t('setup.site.backup.label')}>
        <div className="setup-grid">
          <Field at="backup.folder" />
          <Field at="backup.at" />
          <Field at="backup.keep" unit="copies" />
        </div>
      </Part>
      <Part title={t('setup.site.reports.label')}>
        <div className="setup-grid">
          <Field at="reports.till" measure="yuan" />
          <Field at="reports.folder" />
          <Field at="reports.atHandOver" />
          <Field at="reports.dayAt" placeholder="00:10" />
          <TextList at="reports.kinds" choices={REPORT_KINDS} />
          <Field at="reports.language" />
        </div>
      </Part>
      <Clock />
      <Program />
    </>
  );
}

function Program() {
  const { t } = useTranslation();
  return (
    <>
      <Part title={t('setup.site.program.label')}>
        <div className="setup-grid">
          <Field at="program.kiosk" />
          <Field at="program.startAtLogin" />
        </div>
      </Part>
      <Optional at="program.health" start={() => ({ port: HEALTH_PORT })}>
        <div className="setup-grid">
          <Field at="program.health.port" />
        </div>
      </Optional>
      <Optional at="program.updates" start={() => ({})}>
        <Field at="program.updates.feed" wide placeholder="https://updates.example.cn/gatehouse/" />
      </Optional>
    </>
  );
}

/** Where a monitor looks when nobody says otherwise. */
const HEALTH_PORT = 9180;

/** Off by more than this is too much, ms. */
const OFF_MS = 1000;

function Clock() {
  const { t } = useTranslation();
  const servers = useList('clock.servers').map(String);
  const { trial, run } = useTrial('setup.try-clock');
  return (
    <Part title={t('setup.site.clock.label')} hint={t('setup.site.clock.help')}>
      <div className="setup-grid">
        <TextList at="clock.servers" />
        <Field at="clock.everyMin" unit="minutes" />
      </div>
      <div className="setup-acts">
        <Button disabled={trial.state === 'busy'} data-testid="try-clock" onClick={() => void run({ servers })}>
          {t('setup.clock.try')}
        </Button>
      </div>
      <TrialWaits trial={trial} words={t('setup.trying')} />
      {trial.state === 'answered' &&
        trial.answer.servers.map(({ server, offsetMs }) =>
          offsetMs === null ? (
            <TrialLine key={server} ok={false}>
              {t('setup.clock.silent', { server })}
            </TrialLine>
          ) : (
            <TrialLine key={server} ok={Math.abs(offsetMs) <= OFF_MS}>
              {t(offsetMs < 0 ? 'setup.clock.ahead' : 'setup.clock.behind', {
                server,
                offset: took(t, Math.abs(offsetMs)),
              })}
              {Math.abs(offsetMs) > OFF_MS && ` ${t('setup.clock.todo')}`}
            </TrialLine>
          ),
        )}
    </Part>
  );
}
