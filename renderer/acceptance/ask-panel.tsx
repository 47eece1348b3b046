import { Button, Progress, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AcceptanceAsk, AcceptanceCheck, AcceptanceRun } from '../../electron/contract/acceptance.ts';
import { useNow } from '../clock/use-now.ts';
import type { useAct } from '../upkeep/use-act.ts';
import { checkWords } from './check-words.ts';
import { factWords } from './fact-words.ts';

/** Only eyes can tell these. */
const BY_EYE: ReadonlySet<AcceptanceAsk> = new Set(['watch-arm-rise', 'watch-arm-fall']);

interface AskPanelProps {
  check: AcceptanceCheck;
  run: AcceptanceRun;
  send: ReturnType<typeof useAct>['send'];
}

/** What a person is to do now, in letters that are read from the lane. */
export function AskPanel({ check, run, send }: AskPanelProps) {
  const { t } = useTranslation();
  const now = useNow();
  const { ask, askUntil } = check;
  const left = askUntil === null ? null : Math.max(0, Math.ceil((askUntil - now) / 1000));
  const answer = (yes: boolean) => () => {
    send('acceptance.answer', { check: check.id, yes });
  };
  return (
    <section className="acceptance-ask" role="status" data-testid="acceptance-ask" data-ask={ask ?? ''}>
      <p className="dim">{checkWords(t, check, run)}</p>
      <p className="acceptance-ask-words">
        {ask === null ? (
          <>
            <Spin size="small" /> {t('acceptance.running')}
          </>
        ) : (
          t(`acceptance.ask.${ask}`)
        )}
      </p>
      {left !== null && (
        <p>
          {t('acceptance.left', { seconds: left })}{' '}
          <Progress
            percent={Math.min(100, (left / 120) * 100)}
            showInfo={false}
            size="small"
            style={{ maxWidth: 320 }}
          />
        </p>
      )}
      {Object.keys(check.facts).length > 0 && <p>{factWords(t, check.facts)}</p>}
      <div className="setup-acts">
        {ask !== null && BY_EYE.has(ask) && (
          <Button type="primary" size="large" data-testid="answer-yes" onClick={answer(true)}>
            {t('acceptance.yes')}
          </Button>
        )}
        {ask !== null && (
          <Button size="large" danger data-testid="answer-no" onClick={answer(false)}>
            {t(BY_EYE.has(ask) ? 'acceptance.no' : 'acceptance.giveUp')}
          </Button>
        )}
      </div>
    </section>
  );
}
