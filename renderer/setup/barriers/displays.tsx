import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../form/field.tsx';
import { LinkChoice } from '../form/link-choice.tsx';
import { Optional, Part } from '../form/part.tsx';
import { Rows } from '../form/rows.tsx';
import { textAt, valueAt } from '../site-paths.ts';
import type { Json } from '../site-paths.ts';
import { TrialLine, TrialWaits } from '../trial-line.tsx';
import { useSetupStore } from '../use-setup.ts';
import { useTrial } from '../use-trial.ts';
import { Checksum } from './custom-frames.tsx';

const DRIVERS = ['olm', 'aa55', 'custom-frame'] as const;

/** LED and voice boards of a lane: four at most. */
export function Displays({ at, laneId }: { at: string; laneId: string }) {
  const { t } = useTranslation();
  return (
    <Part title={t('setup.site.lanes.displays.label')} hint={t('setup.displays.hint')}>
      <Rows
        at={at}
        most={4}
        add={t('setup.displays.add')}
        start={() => ({ driver: 'olm' })}
        title={(_, index) => t('setup.form.nth', { n: index + 1 })}
      >
        {(path, display) => (
          <Display at={path} display={display} laneId={laneId} index={Number(/\[(\d+)\]$/.exec(path)?.[1])} />
        )}
      </Rows>
    </Part>
  );
}

function Display({ at, display, laneId, index }: { at: string; display: Json; laneId: string; index: number }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const driver = textAt(display, 'driver');
  return (
    <>
      <div className="setup-acts" role="group" aria-label={t('setup.site.lanes.displays.driver.label')}>
        {DRIVERS.map((each) => (
          <Button
            key={each}
            type={each === driver ? 'primary' : 'default'}
            onClick={() => {
              const link = valueAt(display, 'link');
              void store.choose(at, {
                driver: each,
                ...(link !== undefined && { link }),
                ...(each === 'custom-frame' && { show: '' }),
              });
            }}
          >
            {t(`setup.site.lanes.displays.driver.choice.${each}`)}
          </Button>
        ))}
      </div>
      <p className="dim">{t(`setup.displays.about.${driver}`)}</p>
      <div className="setup-grid">
        <LinkChoice at={`${at}.link`} />
        {driver !== 'custom-frame' && <Field at={`${at}.address`} />}
        <Field at={`${at}.rows`} />
        <Field at={`${at}.columns`} />
        {driver !== 'custom-frame' && <Field at={`${at}.colour`} />}
        <Field at={`${at}.speaks`} />
        {driver === 'aa55' && <Field at={`${at}.speakCommand`} />}
        {driver === 'aa55' && <Field at={`${at}.answers`} />}
      </div>
      {driver === 'custom-frame' && (
        <>
          <Checksum at={`${at}.checksum`} />
          <div className="setup-grid">
            {['show', 'speak', 'brightness', 'volume', 'reply', 'firstLine'].map((name) => (
              <Field key={name} at={`${at}.${name}`} />
            ))}
          </div>
        </>
      )}
      <Optional at={`${at}.levels`} start={() => ({})}>
        <div className="setup-grid">
          <Field at={`${at}.levels.dayFrom`} />
          <Field at={`${at}.levels.day.brightness`} unit="percent" />
          <Field at={`${at}.levels.day.volume`} unit="percent" />
          <Field at={`${at}.levels.nightFrom`} />
          <Field at={`${at}.levels.night.brightness`} unit="percent" />
          <Field at={`${at}.levels.night.volume`} unit="percent" />
        </div>
      </Optional>
      <TryText laneId={laneId} index={index} />
    </>
  );
}

function TryText({ laneId, index }: { laneId: string; index: number }) {
  const { t } = useTranslation();
  const { trial, run } = useTrial('setup.try-display');
  const [text, setText] = useState(t('setup.displays.sample'));
  return (
    <>
      <div className="setup-acts">
        <Input
          value={text}
          maxLength={60}
          style={{ maxWidth: 280 }}
          aria-label={t('setup.displays.text')}
          onChange={({ target }) => {
            setText(target.value);
          }}
        />
        <Button
          disabled={trial.state === 'busy' || text.trim() === ''}
          data-testid={`show-${laneId}-${index}`}
          onClick={() => void run({ laneId, index, text: text.trim() })}
        >
          {t('setup.displays.try')}
        </Button>
      </div>
      <TrialWaits trial={trial} words={t('setup.trying')} />
      {trial.state === 'answered' &&
        (trial.answer.type === 'sent' ? (
          <TrialLine ok>{t('setup.displays.sent')}</TrialLine>
        ) : (
          <TrialLine ok={false} detail={trial.answer.detail}>
            {t(`setup.lineTrouble.${trial.answer.trouble}`)}
          </TrialLine>
        ))}
    </>
  );
}
