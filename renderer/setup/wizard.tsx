import { CheckCircleFilled, CheckCircleOutlined, CloseCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Steps } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupStep } from '../../electron/contract/setup.ts';
import { BarriersPage } from './barriers/barriers-page.tsx';
import { CamerasPage } from './cameras/cameras-page.tsx';
import { CheckPage } from './check/check-page.tsx';
import { LanesPage } from './lanes/lanes-page.tsx';
import { LotPage } from './lot/lot-page.tsx';
import { unclaimed } from './mistakes.ts';
import { PeoplePage } from './people-page.tsx';
import { PlatformsPage } from './platforms/platforms-page.tsx';
import { placeWords } from './site-words.ts';
import { RulesPage } from './rules/rules-page.tsx';
import { STEPS, stepStateOf } from './step-states.ts';
import type { StepState } from './step-states.ts';
import { useSetup, useSetupStore, useSetupView } from './use-setup.ts';
import './setup.css';

const ICONS: Readonly<Record<StepState, ReactNode>> = {
  empty: <MinusCircleOutlined />,
  mistakes: <CloseCircleFilled className="setup-bad" />,
  fine: <CheckCircleOutlined className="setup-good" />,
  tried: <CheckCircleFilled className="setup-good" />,
};

/** The pages of setting a site up, one at a time, in an order that is only advised. `onSaved`: the site file was written. */
export function Wizard({ onSaved }: { onSaved: () => void }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const view = useSetupView();
  const page = useSetup((state) => state.page);
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scroll.current?.scrollTo(0, 0);
  }, [page]);
  const at = STEPS.indexOf(page);
  const items = STEPS.map((step) => {
    const state = stepStateOf(step, view);
    return {
      key: step,
      title: <span data-testid={`step-${step}`}>{t(`setup.step.${step}`)}</span>,
      content: t(`setup.stepState.${state}`),
      icon: ICONS[state],
      status: step === page ? ('process' as const) : ('wait' as const),
    };
  });
  const beside = (by: 1 | -1): SetupStep | undefined => STEPS[at + by];
  const following = beside(1);
  const go = (by: 1 | -1): void => {
    const step = beside(by);
    if (step !== undefined) store.visit(step);
  };
  return (
    <div className="setup-wizard" data-testid="wizard" data-page={page}>
      <nav className="setup-steps" aria-label={t('setup.steps')}>
        <Steps
          orientation="vertical"
          size="small"
          current={at}
          items={items}
          onChange={(index) => {
            const step = STEPS[index];
            if (step !== undefined) store.visit(step);
          }}
        />
      </nav>
      <div className="setup-page" ref={scroll} tabIndex={0} role="region" aria-label={t(`setup.step.${page}`)}>
        <Form component="div" layout="vertical" className="setup-form" key={page}>
          <h2>{t(`setup.step.${page}`)}</h2>
          <p className="dim setup-lead">{t(`setup.lead.${page}`)}</p>
          <TopMistakes page={page} />
          <Page page={page} onSaved={onSaved} />
        </Form>
        <footer className="setup-foot">
          <Button
            disabled={at === 0}
            data-testid="setup-before"
            onClick={() => {
              go(-1);
            }}
          >
            {t('setup.before')}
          </Button>
          {following !== undefined && (
            <Button
              type="primary"
              data-testid="setup-next"
              onClick={() => {
                go(1);
              }}
            >
              {t('setup.next', { step: t(`setup.step.${following}`) })}
            </Button>
          )}
          <Stored />
        </footer>
      </div>
    </div>
  );
}

function Page({ page, onSaved }: { page: SetupStep; onSaved: () => void }) {
  switch (page) {
    case 'lot':
      return <LotPage />;
    case 'platforms':
      return <PlatformsPage />;
    case 'lanes':
      return <LanesPage />;
    case 'cameras':
      return <CamerasPage />;
    case 'barriers':
      return <BarriersPage />;
    case 'rules':
      return <RulesPage />;
    case 'people':
      return <PeoplePage />;
    case 'check':
      return <CheckPage onSaved={onSaved} />;
  }
}

/** What is wrong on this page and belongs to no field that is shown, and what happened to the draft. */
function TopMistakes({ page }: { page: SetupStep }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const { mistakes, site } = useSetupView();
  const claimed = useSetup((state) => state.claimed);
  const overtaken = useSetup((state) => state.overtaken);
  const failure = useSetup((state) => state.failure);
  const left = unclaimed(mistakes, page, claimed);
  // A page on which nothing was begun is empty, not wrong.
  const begun = site[page] !== undefined || !['lot', 'lanes', 'people'].includes(page);
  return (
    <>
      {overtaken && (
        <Alert
          type="warning"
          showIcon
          closable={{ onClose: store.forget }}
          title={t('setup.overtaken')}
          data-testid="overtaken"
        />
      )}
      {failure !== null && <Alert type="error" showIcon title={t('setup.notStored', { why: t(`error.${failure}`) })} />}
      {begun && page !== 'check' && left.length > 0 && (
        <Alert
          type="error"
          showIcon
          data-testid="page-mistakes"
          title={t('setup.pageMistakes')}
          description={
            <ul>
              {left.map(({ path, words }) => (
                <li key={`${path} ${words}`}>
                  {path !== '' && <b>{placeWords(t, site, path)} </b>}
                  {words}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </>
  );
}

/** Whether what was typed is with the station. */
function Stored() {
  const { t } = useTranslation();
  const waits = useSetup(({ typed }) => typed.size > 0);
  return (
    <span className="dim" role="status" data-testid="stored" data-stored={!waits}>
      {t(waits ? 'setup.storing' : 'setup.stored')}
    </span>
  );
}
