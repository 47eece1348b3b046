import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PlatformTrial } from '../../../electron/contract/trials.ts';
import { took } from '../../clock/beijing.ts';
import { Part } from '../form/part.tsx';
import { TrialLine, TrialWaits } from '../trial-line.tsx';
import { useTrial } from '../use-trial.ts';

/** Connects and logs in, step by step: where it ends is where the fault is. */
export function PlatformTry({ kind }: { kind: 'db4403' | 'citybrain' }) {
  const { t } = useTranslation();
  const { trial, run } = useTrial('setup.try-platform');
  return (
    <Part title={t('setup.try')} hint={t('setup.platforms.tryHint')}>
      <div className="setup-acts">
        <Button
          type="primary"
          disabled={trial.state === 'busy'}
          data-testid={`try-${kind}`}
          onClick={() => void run({ kind })}
        >
          {t('setup.platforms.try')}
        </Button>
      </div>
      <TrialWaits trial={trial} words={t('setup.trying')} />
      {trial.state === 'answered' && <Steps answer={trial.answer} />}
    </Part>
  );
}

function Steps({ answer }: { answer: PlatformTrial }) {
  const { t } = useTranslation();
  return (
    <>
      {answer.steps.map(({ step, ok, cause, detail, ms }) => (
        <TrialLine key={step} ok={ok} detail={detail}>
          {t(`setup.platforms.step.${step}`)} {ok ? took(t, ms) : cause !== null && t(`sync.cause.${cause}`)}
        </TrialLine>
      ))}
    </>
  );
}
