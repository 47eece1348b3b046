import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../form/field.tsx';
import { LinkChoice } from '../form/link-choice.tsx';
import { Fold, Part } from '../form/part.tsx';
import { valueAt } from '../site-paths.ts';
import { useList, useSetupStore, useValue } from '../use-setup.ts';
import { BARRIER_DRIVERS, barrierDraft } from './barrier-drafts.ts';
import type { BarrierDriver } from './barrier-drafts.ts';
import { BarrierTry } from './barrier-try.tsx';
import { CustomFrames } from './custom-frames.tsx';
import { WiringTable } from './wiring-table.tsx';

/** The arm of a lane: what moves it, how it is wired, and a look at the real one. */
export function Barrier({ at, laneId }: { at: string; laneId: string }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const links = useList('links');
  const barrier = useValue(at);
  const driver = valueAt(barrier, 'driver') as BarrierDriver | undefined;
  return (
    <Part title={t('setup.site.lanes.barrier.label')}>
      <label className="setup-part">
        {t('setup.site.lanes.barrier.driver.label')}
        <Select<BarrierDriver>
          value={driver}
          placeholder={t('setup.barriers.choose')}
          style={{ maxWidth: 460 }}
          data-testid={`${at}.driver`}
          options={BARRIER_DRIVERS.map((value) => ({
            value,
            label: t(`setup.site.lanes.barrier.driver.choice.${value}`),
          }))}
          onChange={(next) => void store.choose(at, barrierDraft(next, barrier, links))}
        />
      </label>
      {driver !== undefined && (
        <>
          <p className="dim">{t(`setup.barriers.about.${driver}`)}</p>
          <DriverForm at={at} driver={driver} />
          <Fold
            title={t('setup.form.more')}
            within={['openTimeoutMs', 'closeTimeoutMs', 'pollMs', 'replyMs'].map((name) => `${at}.${name}`)}
          >
            <div className="setup-grid">
              <Field at={`${at}.openTimeoutMs`} unit="ms" />
              <Field at={`${at}.closeTimeoutMs`} unit="ms" />
              {driver !== 'lcus' && <Field at={`${at}.pollMs`} unit="ms" />}
              {driver === 'custom-frame' && <Field at={`${at}.replyMs`} unit="ms" />}
            </div>
          </Fold>
          <BarrierTry key={driver} laneId={laneId} />
        </>
      )}
    </Part>
  );
}

function DriverForm({ at, driver }: { at: string; driver: BarrierDriver }) {
  switch (driver) {
    case 'modbus-relay':
      return (
        <>
          <div className="setup-grid">
            <LinkChoice at={`${at}.link`} />
            <Field at={`${at}.unit`} />
          </div>
          <WiringTable at={at} />
        </>
      );
    case 'lcus':
      return (
        <div className="setup-grid">
          <LinkChoice at={`${at}.link`} />
          <Field at={`${at}.channels.open`} />
          <Field at={`${at}.channels.stop`} />
          <Field at={`${at}.pulseMs`} unit="ms" />
        </div>
      );
    case 'camera-relay':
      return (
        <div className="setup-grid">
          <Field at={`${at}.limits`} />
        </div>
      );
    case 'custom-frame':
      return (
        <>
          <div className="setup-grid">
            <LinkChoice at={`${at}.link`} />
          </div>
          <CustomFrames at={at} />
        </>
      );
  }
}
