import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../form/field.tsx';
import { Fold, Part } from '../form/part.tsx';
import { SecretField } from '../form/secret-field.tsx';
import { LaneTabs } from '../lanes/lane-tabs.tsx';
import { textAt, valueAt } from '../site-paths.ts';
import { useSetupStore, useValue } from '../use-setup.ts';
import { CAMERA_DRIVERS, hasAccount, posts, withDriver } from './camera-drafts.ts';
import type { CameraDriver } from './camera-drafts.ts';
import { CameraTry } from './camera-try.tsx';
import { FindCameras } from './find-cameras.tsx';
import { Posting } from './posting.tsx';

export function CamerasPage() {
  const { t } = useTranslation();
  return (
    <>
      <FindCameras />
      <LaneTabs device="camera">{(at, laneId) => <Camera at={`${at}.camera`} laneId={laneId} />}</LaneTabs>
      <Fold title={t('setup.cameras.capture')} within={['capture']}>
        <div className="setup-grid">
          <Field at="capture.listen.host" />
          <Field at="capture.listen.port" />
          <Field at="capture.minConfidence" unit="percent" />
          <Field at="capture.staleS" unit="seconds" />
          <Field at="capture.sameVehicleS" unit="seconds" />
        </div>
      </Fold>
    </>
  );
}

function Camera({ at, laneId }: { at: string; laneId: string }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const camera = useValue(at);
  const driver = valueAt(camera, 'driver') as CameraDriver | undefined;
  const id = textAt(camera, 'id');
  return (
    <div className="setup-rows">
      <label className="setup-part">
        {t('setup.site.lanes.camera.driver.label')}
        <Select<CameraDriver>
          value={driver}
          placeholder={t('setup.cameras.choose')}
          style={{ maxWidth: 460 }}
          data-testid={`${at}.driver`}
          options={CAMERA_DRIVERS.map((value) => ({
            value,
            label: t(`setup.site.lanes.camera.driver.choice.${value}`),
          }))}
          onChange={(next) => void store.choose(at, withDriver(next, camera, laneId))}
        />
      </label>
      {driver !== undefined && (
        <>
          <p className="dim">{t(`setup.cameras.about.${driver}`)}</p>
          <DriverFields at={at} driver={driver} />
          {hasAccount(camera) && (
            <div className="setup-grid">
              <SecretField
                name={`cameraPasswords.${id}`}
                label={t('setup.cameras.password')}
                help={t('setup.cameras.passwordHelp')}
                required={!posts(camera) && driver !== 'still'}
              />
            </div>
          )}
          {posts(camera) && <Posting laneId={laneId} camera={camera} />}
          <Part title={t('setup.try')}>
            <CameraTry key={driver} laneId={laneId} camera={camera} />
          </Part>
          <Fold title={t('setup.form.more')} within={[`${at}.id`, `${at}.silentAfterS`]}>
            <div className="setup-grid">
              <Field at={`${at}.id`} />
              <Field at={`${at}.silentAfterS`} unit="seconds" />
            </div>
          </Fold>
        </>
      )}
    </div>
  );
}

const FIELDS: Readonly<Record<CameraDriver, readonly string[]>> = {
  push: [],
  hikvision: ['address', 'user', 'mode', 'port', 'channel', 'output'],
  vzenith: ['address', 'output'],
  dahua: ['address', 'user', 'mode', 'port', 'channel', 'confidenceOf', 'fixedPath'],
  still: ['address', 'user', 'port', 'picture'],
};

function DriverFields({ at, driver }: { at: string; driver: CameraDriver }) {
  return (
    <div className="setup-grid">
      {FIELDS[driver].map((name) => (
        <Field key={name} at={`${at}.${name}`} placeholder={name === 'address' ? '192.168.1.64' : undefined} />
      ))}
    </div>
  );
}
