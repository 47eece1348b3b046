import { Alert, Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Part } from '../form/part.tsx';
import { textAt } from '../site-paths.ts';
import type { Json } from '../site-paths.ts';
import { TrialLine, TrialWaits } from '../trial-line.tsx';
import { useTrial } from '../use-trial.ts';

/** Where a camera is told to post: to be copied to its page, or told to it by us where its maker lets us. */
export function Posting({ laneId, camera }: { laneId: string; camera: Json | undefined }) {
  const { t } = useTranslation();
  const address = useTrial('setup.posting-address');
  const told = useTrial('setup.tell-camera');
  const driver = textAt(camera, 'driver');
  return (
    <Part title={t('setup.posting.title')} hint={t(`setup.posting.where.${driver}`)}>
      <div className="setup-acts">
        <Button data-testid={`posting-${laneId}`} onClick={() => void address.run({ laneId })}>
          {t('setup.posting.show')}
        </Button>
        {driver === 'hikvision' && (
          <Button
            disabled={told.trial.state === 'busy'}
            data-testid={`tell-${laneId}`}
            onClick={() => void told.run({ laneId })}
          >
            {t('setup.posting.tell')}
          </Button>
        )}
      </div>
      <TrialWaits trial={address.trial} words={t('setup.trying')} />
      {address.trial.state === 'answered' && (
        <>
          {address.trial.answer.urls.map((url, index) => (
            <Typography.Text
              key={url}
              copyable
              className="setup-code"
              data-testid={index === 0 ? 'posting-url' : undefined}
            >
              {url}
            </Typography.Text>
          ))}
          {address.trial.answer.urls.length > 1 && <p className="dim">{t('setup.posting.several')}</p>}
          {address.trial.answer.key !== null && (
            <>
              <p className="dim">{t('setup.posting.key')}</p>
              <Typography.Text copyable className="setup-code" data-testid="posting-key">
                {address.trial.answer.key}
              </Typography.Text>
            </>
          )}
          {address.trial.answer.curl !== null && (
            <>
              <p className="dim">{t('setup.posting.curl')}</p>
              <Typography.Text copyable className="setup-code">
                {address.trial.answer.curl}
              </Typography.Text>
            </>
          )}
          <Alert
            type="info"
            title={t(address.trial.answer.key === null ? 'setup.posting.secret' : 'setup.posting.keySecret')}
          />
        </>
      )}
      <TrialWaits trial={told.trial} words={t('setup.posting.telling')} />
      {told.trial.state === 'answered' &&
        (told.trial.answer.type === 'failed' ? (
          <TrialLine ok={false} detail={told.trial.answer.detail}>
            {t(`setup.cameras.trouble.${told.trial.answer.trouble}`)}
          </TrialLine>
        ) : (
          <TrialLine ok>{t('setup.posting.told')}</TrialLine>
        ))}
    </Part>
  );
}
