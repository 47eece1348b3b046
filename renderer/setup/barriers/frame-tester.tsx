import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CommandInput } from '../../../electron/contract/commands.ts';
import type { FrameTrial } from '../../../electron/contract/trials.ts';
import { TrialLine, TrialWaits } from '../trial-line.tsx';
import { useTrial } from '../use-trial.ts';
import { useText, useValue } from '../use-setup.ts';

/** Sends one frame of the manual now, and shows both ways what went over the line. */
export function FrameTester({ at, checksumAt, linkId }: { at: string; checksumAt: string; linkId: string }) {
  const { t } = useTranslation();
  const { trial, run } = useTrial('setup.try-frame');
  const send = useText(`${at}.send`);
  const reply = useText(`${at}.reply`);
  const checksum = useValue(checksumAt) as CommandInput<'setup.try-frame'>['checksum'] | undefined;
  return (
    <>
      <div className="setup-acts">
        <Popconfirm
          title={t('setup.frames.sure')}
          okText={t('setup.barriers.sureYes')}
          onConfirm={() =>
            void run({
              linkId,
              send,
              ...(reply !== '' && { reply }),
              checksum: checksum ?? { kind: 'none', order: 'low-first', from: 0 },
            })
          }
        >
          <Button disabled={trial.state === 'busy' || send === '' || linkId === ''} data-testid={`test-${at}`}>
            {t('setup.frames.test')}
          </Button>
        </Popconfirm>
      </div>
      <TrialWaits trial={trial} words={t('setup.trying')} />
      {trial.state === 'answered' && <Verdict answer={trial.answer} />}
    </>
  );
}

function Verdict({ answer }: { answer: FrameTrial }) {
  const { t } = useTranslation();
  switch (answer.type) {
    case 'failed':
      return (
        <TrialLine ok={false} detail={answer.detail}>
          {t(`setup.lineTrouble.${answer.trouble}`)}
        </TrialLine>
      );
    case 'mistake':
      return (
        <TrialLine ok={false}>
          {t(`setup.frames.in.${answer.in}`, { at: answer.at + 1, found: answer.found })}{' '}
          {t(`setup.frames.mistake.${answer.code}`)}
        </TrialLine>
      );
    case 'tried':
      return (
        <>
          <TrialLine ok={answer.verdict === 'replied' || answer.verdict === 'sent'}>
            {t(`setup.frames.verdict.${answer.verdict}`)}
          </TrialLine>
          <code className="setup-code" data-testid="frame-bytes">
            {t('setup.frames.sent')} {answer.sent}
            {'\n'}
            {t('setup.frames.heard')} {answer.heard === '' ? t('setup.frames.silent') : answer.heard}
          </code>
        </>
      );
  }
}
