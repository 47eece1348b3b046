import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraTrial } from '../../../electron/contract/trials.ts';
import { clockTime, took } from '../../clock/beijing.ts';
import type { Json } from '../site-paths.ts';
import { TrialLine, TrialWaits } from '../trial-line.tsx';
import { useTrial } from '../use-trial.ts';
import { hasAccount, posts } from './camera-drafts.ts';

/** How often a camera that posts is looked after while its first capture is waited for, ms. */
const WATCH_MS = 1000;
/** A clock further off than this is worth a word, ms: captures older than ten seconds never open. */
const CLOCK_MS = 2000;

/** The real camera, there and then: a picture, a trigger, or its next capture. */
export function CameraTry({ laneId, camera }: { laneId: string; camera: Json | undefined }) {
  const { t } = useTranslation();
  const { trial, run, watch } = useTrial('setup.try-camera');
  const [waits, setWaits] = useState(false);
  const answer = trial.state === 'answered' ? trial.answer : null;
  const waiting = waits && answer?.type === 'waiting';
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setTimeout(() => void watch({ laneId, what: 'look' }), WATCH_MS);
    return () => {
      clearTimeout(timer);
    };
    // Each answer, though it says the same, begins the next wait.
  }, [waiting, answer, watch, laneId]);
  const look = (what: 'look' | 'trigger'): void => {
    setWaits(true);
    void run({ laneId, what });
  };
  return (
    <>
      <div className="setup-acts">
        {hasAccount(camera) && (
          <Button
            type="primary"
            disabled={trial.state === 'busy'}
            data-testid={`look-${laneId}`}
            onClick={() => {
              look('look');
            }}
          >
            {t('setup.cameras.look')}
          </Button>
        )}
        {hasAccount(camera) && (
          <Button
            disabled={trial.state === 'busy'}
            data-testid={`trigger-${laneId}`}
            onClick={() => {
              look('trigger');
            }}
          >
            {t('setup.cameras.trigger')}
          </Button>
        )}
        {posts(camera) && (
          <Button
            disabled={trial.state === 'busy' || waiting}
            data-testid={`wait-${laneId}`}
            onClick={() => {
              look('look');
            }}
          >
            {t('setup.cameras.wait')}
          </Button>
        )}
        {waiting && (
          <Button
            onClick={() => {
              setWaits(false);
            }}
          >
            {t('setup.cameras.stop')}
          </Button>
        )}
      </div>
      <TrialWaits trial={trial} words={t('setup.trying')} />
      {answer !== null && <Answer answer={answer} />}
    </>
  );
}

function Answer({ answer }: { answer: CameraTrial }) {
  const { t } = useTranslation();
  switch (answer.type) {
    case 'failed':
      return (
        <TrialLine ok={false} detail={answer.detail}>
          {t(`setup.cameras.trouble.${answer.trouble}`)}
        </TrialLine>
      );
    case 'waiting':
      return (
        <p role="status" data-testid="camera-waiting">
          {t('setup.cameras.waiting', { time: clockTime(answer.since) })}
        </p>
      );
    case 'picture':
      return <Seen picture={answer.picture} words={t('setup.cameras.pictureCame')} clock={answer.clockOffsetMs} />;
    case 'capture':
      return (
        <Seen
          picture={answer.picture}
          words={t('setup.cameras.captured', {
            time: clockTime(answer.at),
            plate: answer.plate === '' ? t('lane.noPlate') : answer.plate,
          })}
          clock={answer.clockOffsetMs}
        />
      );
  }
}

type Picture = Extract<CameraTrial, { type: 'picture' }>['picture'];

function Seen({ picture, words, clock }: { picture: Picture | null; words: string; clock: number | null }) {
  const { t } = useTranslation();
  return (
    <>
      <TrialLine ok>
        {words}{' '}
        {picture !== null && t('setup.cameras.size', { ...picture, kilobytes: Math.round(picture.bytes / 1024) })}
      </TrialLine>
      {clock !== null && (
        <TrialLine ok={Math.abs(clock) <= CLOCK_MS}>
          {t(clock < 0 ? 'setup.cameras.clockBehind' : 'setup.cameras.clockAhead', {
            offset: took(t, Math.abs(clock)),
          })}
          {Math.abs(clock) > CLOCK_MS && ` ${t('setup.cameras.clockTodo')}`}
        </TrialLine>
      )}
      {picture !== null && (
        <img className="setup-picture" src={`data:image/jpeg;base64,${picture.image}`} alt={words} />
      )}
    </>
  );
}
