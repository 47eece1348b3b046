import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../form/field.tsx';
import { FileField } from '../form/file-field.tsx';
import { Fold, Part } from '../form/part.tsx';
import { SecretField } from '../form/secret-field.tsx';
import { useField } from '../form/use-field.ts';
import { textAt } from '../site-paths.ts';
import type { Json } from '../site-paths.ts';
import { itemWords } from '../site-words.ts';
import { useList, useSetupStore } from '../use-setup.ts';

/** The City Brain platform. */
export function CitybrainForm({ at }: { at: string }) {
  const { t } = useTranslation();
  const lanes = useList('lanes');
  return (
    <>
      <div className="setup-grid">
        <Field at={`${at}.url`} placeholder="https://host" />
        <Field at={`${at}.appId`} />
        <SecretField
          name="citybrain.appSecret"
          label={t('setup.platforms.secret.appSecret.label')}
          help={t('setup.platforms.secret.appSecret.help')}
          required
        />
        <Field at={`${at}.parkingLotNo`} />
      </div>
      <Part title={t('setup.site.platforms.ports.label')} hint={t('setup.site.platforms.ports.help')}>
        {lanes.length === 0 && <p className="dim">{t('setup.noLanes')}</p>}
        <div className="setup-grid">
          {lanes.map((lane, index) => (
            <PortNumber key={textAt(lane, 'id')} at={`${at}.ports.${textAt(lane, 'id')}`} lane={lane} index={index} />
          ))}
        </div>
      </Part>
      <Fold
        title={t('setup.form.more')}
        within={[`${at}.caFile`, `${at}.pinnedSha256`, `${at}.heartbeatS`, `${at}.snapshots`]}
      >
        <div className="setup-grid">
          <FileField at={`${at}.caFile`} />
          <Field at={`${at}.pinnedSha256`} />
          <Field at={`${at}.heartbeatS`} unit="seconds" />
          <Field at={`${at}.snapshots`} />
        </div>
      </Fold>
    </>
  );
}

/** The platform's number of a lane. */
function PortNumber({ at, lane, index }: { at: string; lane: Json; index: number }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const { value, mistake } = useField(at);
  return (
    <Form.Item
      label={itemWords(t, lane, index)}
      htmlFor={at}
      required
      help={mistake === '' ? undefined : mistake}
      validateStatus={mistake === '' ? '' : 'error'}
    >
      <Input
        id={at}
        value={typeof value === 'string' ? value : ''}
        maxLength={32}
        data-testid={at}
        onChange={({ target }) => {
          store.type(at, target.value === '' ? undefined : target.value);
        }}
        onBlur={() => void store.flush()}
      />
    </Form.Item>
  );
}
