import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What came of a trial: a mark, a sentence, and the device's own words where it said some. */
export function TrialLine({ ok, children, detail = '' }: { ok: boolean; children: ReactNode; detail?: string }) {
  return (
    <p className="setup-trial" role="status" data-ok={ok} data-testid="trial">
      {ok ? (
        <CheckCircleFilled className="setup-good" aria-hidden />
      ) : (
        <CloseCircleFilled className="setup-bad" aria-hidden />
      )}{' '}
      {children}
      {detail !== '' && <small className="dim"> {detail}</small>}
    </p>
  );
}

/** What stands in place of an answer while there is none. */
export function TrialWaits({ trial, words }: { trial: { state: string; code?: string }; words: string }) {
  const { t } = useTranslation();
  if (trial.state === 'busy')
    return (
      <p className="setup-trial" role="status">
        <Spin size="small" /> {words}
      </p>
    );
  if (trial.state === 'refused') return <TrialLine ok={false}>{t(`error.${trial.code ?? 'internal'}`)}</TrialLine>;
  return null;
}
