import { Alert, Button, Empty } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AcceptanceRun, AcceptanceView } from '../../electron/contract/acceptance.ts';
import { dateTime } from '../clock/beijing.ts';
import { useDesk } from '../store/desk.tsx';
import { AskingStrip } from '../tables/asking-strip.tsx';
import { ScreenContent } from '../tables/screen-content.tsx';
import { usePageKeys } from '../tables/use-page-keys.ts';
import { useAct } from '../upkeep/use-act.ts';
import { useAsked } from '../upkeep/use-asked.ts';
import { AskPanel } from './ask-panel.tsx';
import { Certificate } from './certificate.tsx';
import { ChecksTable } from './checks-table.tsx';
import { FinishDialog } from './finish-dialog.tsx';
import { useRunAll } from './use-run-all.ts';
import '../setup/setup.css';
import './acceptance.css';

/** The acceptance run: the site at work is tried, check by check, and what came of it goes on a certificate. */
export function AcceptanceScreen() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { answer, failure, again } = useAsked('acceptance.get');
  usePageKeys(desk);
  return (
    <div className="acceptance" data-testid="acceptance">
      <AskingStrip title={t('acceptance.title')} />
      <div className="screen-main">
        <ScreenContent
          name="acceptance"
          loaded={answer !== null}
          warning={failure === null ? null : t(`error.${failure}`)}
          loading={t('setup.loading')}
          asksAgain={t('setup.asksAgain')}
          lastKnown={t('upkeep.lastKnown')}
        >
          {answer !== null && <Shown view={answer} again={again} />}
        </ScreenContent>
      </div>
    </div>
  );
}

function Shown({ view, again }: { view: AcceptanceView; again: () => void }) {
  const { t } = useTranslation();
  const { refusal, send } = useAct(again);
  const { run } = view;
  const begin = (
    <Button
      type="primary"
      size="large"
      data-testid="acceptance-begin"
      onClick={() => {
        send('acceptance.begin', {});
      }}
    >
      {t('acceptance.begin')}
    </Button>
  );
  return (
    <div className="acceptance-body" tabIndex={0} role="region" aria-label={t('acceptance.title')}>
      {refusal !== null && (
        <Alert
          type="error"
          showIcon
          title={t(refusal === 'not-now' ? 'acceptance.laneBusy' : `error.${refusal}`)}
          data-testid="acceptance-refused"
        />
      )}
      {run === null ? (
        <Empty description={t('acceptance.none')}>{begin}</Empty>
      ) : run.finishedAt === null ? (
        <GoesOn run={run} send={send} />
      ) : (
        <>
          <Certificate run={run} />
          <div className="setup-acts no-print">{begin}</div>
        </>
      )}
      {view.earlier.length > 0 && (
        <section className="setup-part no-print">
          <h3>{t('acceptance.earlier')}</h3>
          {view.earlier.map(({ no, begunAt, verdict }) => (
            <p key={no}>
              {t('acceptance.earlierLine', { no, time: dateTime(begunAt) })} {t(`acceptance.verdict.${verdict}`)}
            </p>
          ))}
        </section>
      )}
    </div>
  );
}

function GoesOn({ run, send }: { run: AcceptanceRun; send: ReturnType<typeof useAct>['send'] }) {
  const { t } = useTranslation();
  const [finishing, setFinishing] = useState(false);
  const [all, setAll] = useState(false);
  const running = run.checks.find(({ state }) => state === 'running');
  const open = run.checks.filter(({ state }) => state === 'open');
  const [next] = open;
  useRunAll(all, running !== undefined, next?.id ?? null, send, () => {
    setAll(false);
  });
  return (
    <>
      <header className="setup-part-head">
        <h2>{t('acceptance.goesOn', { no: run.no, time: dateTime(run.begunAt), who: run.begunBy })}</h2>
        <Button
          disabled={next === undefined}
          data-testid="acceptance-all"
          onClick={() => {
            setAll(!all);
          }}
        >
          {t(all ? 'acceptance.stopAll' : 'acceptance.all', { count: open.length })}
        </Button>
        <Button
          type={next === undefined ? 'primary' : 'default'}
          disabled={running !== undefined}
          data-testid="acceptance-finish"
          onClick={() => {
            setFinishing(true);
          }}
        >
          {t('acceptance.finish')}
        </Button>
      </header>
      {running !== undefined && <AskPanel check={running} run={run} send={send} />}
      <ChecksTable run={run} send={send} />
      {finishing && (
        <FinishDialog
          open={open.length}
          people={[run.begunBy]}
          onClose={() => {
            setFinishing(false);
          }}
          onFinish={(people, note) => {
            setFinishing(false);
            send('acceptance.finish', { people, note });
          }}
        />
      )}
    </>
  );
}
