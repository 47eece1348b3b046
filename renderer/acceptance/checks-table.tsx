import {
  CheckCircleFilled,
  CloseCircleFilled,
  LoadingOutlined,
  MinusCircleOutlined,
  StepForwardOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AcceptanceCheck, AcceptanceRun } from '../../electron/contract/acceptance.ts';
import { shortTime } from '../clock/beijing.ts';
import { useNow } from '../clock/use-now.ts';
import { ReasonModal } from '../dialogs/reason-modal.tsx';
import type { useAct } from '../upkeep/use-act.ts';
import { checkWords, groupsOf } from './check-words.ts';
import { factWords } from './fact-words.ts';

const ICONS: Readonly<Record<AcceptanceCheck['state'], ReactNode>> = {
  open: <MinusCircleOutlined aria-hidden />,
  running: <LoadingOutlined aria-hidden />,
  passed: <CheckCircleFilled className="setup-good" aria-hidden />,
  failed: <CloseCircleFilled className="setup-bad" aria-hidden />,
  skipped: <StepForwardOutlined aria-hidden />,
};

/** Every check by lane, with what came of it; one is run, or skipped with a reason. */
export function ChecksTable({ run, send }: { run: AcceptanceRun; send: ReturnType<typeof useAct>['send'] }) {
  const { t } = useTranslation();
  const [skipping, setSkipping] = useState<AcceptanceCheck | null>(null);
  const busy = run.checks.some(({ state }) => state === 'running');
  return (
    <>
      {groupsOf(run).map(({ name, checks }) => (
        <section key={name ?? ''} className="setup-part">
          <h3>{name ?? t('acceptance.ofSite')}</h3>
          <table className="setup-table acceptance-table">
            <tbody>
              {checks.map((check) => (
                <Row
                  key={check.id}
                  check={check}
                  busy={busy}
                  onRun={() => {
                    send('acceptance.run', { check: check.id });
                  }}
                  onSkip={() => {
                    setSkipping(check);
                  }}
                />
              ))}
            </tbody>
          </table>
        </section>
      ))}
      {skipping !== null && (
        <ReasonModal
          title={t('acceptance.skipWhy', { check: checkWords(t, skipping, run) })}
          ready={t('acceptance.skipReady', { returnObjects: true }) as unknown as string[]}
          onCancel={() => {
            setSkipping(null);
          }}
          onChoose={(because = '') => {
            setSkipping(null);
            send('acceptance.skip', { check: skipping.id, because });
          }}
        />
      )}
    </>
  );
}

interface RowProps {
  check: AcceptanceCheck;
  busy: boolean;
  onRun: () => void;
  onSkip: () => void;
}

function Row({ check, busy, onRun, onSkip }: RowProps) {
  const { t } = useTranslation();
  const now = useNow();
  const { id, kind, platform, state, facts, because, at, who } = check;
  return (
    <tr data-testid={`check-${id}`} data-state={state}>
      <th scope="row">
        {platform !== null && `${t(`platform.${platform}`)} · `}
        {t(`acceptance.kind.${kind}`)}
        <div className="dim">{t(`acceptance.about.${kind}`)}</div>
      </th>
      <td>
        {ICONS[state]} {t(`acceptance.state.${state}`)}
      </td>
      <td>
        {factWords(t, facts)}
        {because !== null && <div>{t('acceptance.because', { because })}</div>}
        {at !== null && who !== null && state !== 'running' && (
          <div className="dim">{t('acceptance.by', { who, time: shortTime(at, now) })}</div>
        )}
      </td>
      <td>
        <div className="setup-row-acts">
          <Button size="small" disabled={busy} data-testid={`run-${id}`} onClick={onRun}>
            {t(state === 'open' ? 'acceptance.run' : 'acceptance.runAgain')}
          </Button>
          <Button size="small" disabled={busy || state === 'passed'} data-testid={`skip-${id}`} onClick={onSkip}>
            {t('acceptance.skip')}
          </Button>
        </div>
      </td>
    </tr>
  );
}
