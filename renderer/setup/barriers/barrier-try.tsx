import { Button, Modal, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BarrierTrial } from '../../../electron/contract/trials.ts';
import type { LoopState } from '../../../electron/contract/vocabulary.ts';
import { Part } from '../form/part.tsx';
import { TrialLine, TrialWaits } from '../trial-line.tsx';
import { useTrial } from '../use-trial.ts';

/** Contacts are read so often while somebody looks at them, ms. */
const READ_MS = 500;

/** The real arm: its contacts as they change, and a lift or a lowering that somebody watches. */
export function BarrierTry({ laneId }: { laneId: string }) {
  const { t } = useTranslation();
  const { trial, run, watch } = useTrial('setup.try-barrier');
  const [reads, setReads] = useState(false);
  const [sure, setSure] = useState<'open' | 'close' | null>(null);
  const answer = trial.state === 'answered' ? trial.answer : null;
  useEffect(() => {
    if (!reads || answer === null) return undefined;
    const timer = setTimeout(() => void watch({ laneId, act: 'read' }), READ_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [reads, answer, watch, laneId]);
  return (
    <Part title={t('setup.try')} hint={t('setup.barriers.tryHint')}>
      <div className="setup-acts">
        <Button
          type="primary"
          disabled={trial.state === 'busy'}
          data-testid={`read-${laneId}`}
          onClick={() => {
            setReads(!reads);
            if (!reads) void run({ laneId, act: 'read' });
          }}
        >
          {t(reads ? 'setup.barriers.stopReading' : 'setup.barriers.read')}
        </Button>
        {(['open', 'close'] as const).map((act) => (
          <Button
            key={act}
            disabled={trial.state === 'busy'}
            data-testid={`${act}-${laneId}`}
            onClick={() => {
              setSure(act);
            }}
          >
            {t(`setup.barriers.act.${act}`)}
          </Button>
        ))}
      </div>
      <TrialWaits trial={trial} words={t('setup.trying')} />
      {answer !== null && <Contacts answer={answer} />}
      <Modal
        open={sure !== null}
        centered
        title={t(`setup.barriers.sure.${sure ?? 'open'}`)}
        okText={t('setup.barriers.sureYes')}
        okButtonProps={{ danger: true, 'data-testid': 'arm-sure' }}
        onOk={() => {
          setSure(null);
          setReads(true);
          if (sure !== null) void run({ laneId, act: sure });
        }}
        onCancel={() => {
          setSure(null);
        }}
      >
        <p>{t('setup.barriers.sureHint')}</p>
      </Modal>
    </Part>
  );
}

function Contacts({ answer }: { answer: BarrierTrial }) {
  const { t } = useTranslation();
  if (answer.type === 'failed')
    return (
      <TrialLine ok={false} detail={answer.detail}>
        {t(`setup.lineTrouble.${answer.trouble}`)}
      </TrialLine>
    );
  const { arm, passageLoop, approachLoop, mode, fault, sent } = answer;
  return (
    <>
      {fault !== null && <TrialLine ok={false}>{t(`fault.${fault}`)}</TrialLine>}
      {sent !== null && <TrialLine ok={sent}>{t(sent ? 'setup.barriers.sent' : 'setup.barriers.notSent')}</TrialLine>}
      <div className="setup-contacts" data-testid="contacts">
        <span>
          {t('setup.site.lanes.barrier.label')} <Tag>{t(`arm.${arm}`)}</Tag> {t(`arm.mode.${mode}`)}
        </span>
        <span>
          {t('setup.site.lanes.barrier.inputs.passageLoop.label')} <Loop state={passageLoop} />
        </span>
        <span>
          {t('setup.site.lanes.barrier.inputs.approachLoop.label')} <Loop state={approachLoop} />
        </span>
      </div>
    </>
  );
}

/** A car on it stands out by its weight, not by its colour alone. */
function Loop({ state }: { state: LoopState }) {
  const { t } = useTranslation();
  const words = t(`loop.${state}`);
  return <Tag>{state === 'occupied' ? <b>{words}</b> : words}</Tag>;
}
