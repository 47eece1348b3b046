import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../form/field.tsx';
import { FileField } from '../form/file-field.tsx';
import { Fold, Optional, Part } from '../form/part.tsx';
import { SecretField } from '../form/secret-field.tsx';
import { useSetupStore, useText, useValue } from '../use-setup.ts';
import { DB4403_WAYS, withTransport } from './platform-drafts.ts';

/** The shared-parking platform of DB4403/T, over MQTTS or HTTPS. */
export function Db4403Form({ at }: { at: string }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const platform = useValue(at);
  const mqtts = useText(`${at}.transport`) !== 'https';
  const secret = (name: string): { name: string; label: string; help: string } => ({
    name: `db4403.${name}`,
    label: t(`setup.platforms.secret.${name}.label`),
    help: t(`setup.platforms.secret.${name}.help`),
  });
  return (
    <>
      <Segmented<'mqtts' | 'https'>
        value={mqtts ? 'mqtts' : 'https'}
        aria-label={t('setup.platforms.transport')}
        options={DB4403_WAYS.map((value) => ({ value, label: t(`setup.platforms.way.${value}`) }))}
        onChange={(way) => {
          if (platform !== undefined) void store.choose(at, withTransport(platform, way));
        }}
      />
      <div className="setup-grid">
        <Field at={`${at}.url`} placeholder={mqtts ? 'mqtts://host:8883' : 'https://host:443'} />
        <Field at={mqtts ? `${at}.clientId` : `${at}.userId`} />
        {mqtts && <Field at={`${at}.username`} />}
        <SecretField {...secret('password')} required />
        <SecretField {...secret('secret')} required />
      </div>
      <Part title={t('setup.platforms.trust')} hint={t('setup.platforms.trustHint')}>
        <div className="setup-grid">
          <FileField at={`${at}.caFile`} />
          <Field at={`${at}.pinnedSha256`} />
        </div>
      </Part>
      {mqtts && (
        <Optional at={`${at}.imageUpload`} start={() => ({})}>
          <div className="setup-grid">
            <Field at={`${at}.imageUpload.url`} placeholder="https://host" />
            <Field at={`${at}.imageUpload.userId`} />
          </div>
        </Optional>
      )}
      {mqtts ? (
        <Optional at={`${at}.inbound`} start={() => ({ listen: { port: 8443 } })}>
          <Inbound at={`${at}.inbound`} />
        </Optional>
      ) : (
        <Part title={t('setup.site.platforms.inbound.label')} hint={t('setup.platforms.inboundHttps')}>
          <Inbound at={`${at}.inbound`} />
        </Part>
      )}
      <Fold
        title={t('setup.form.more')}
        within={[`${at}.version`, `${at}.batch`, `${at}.freshnessS`, `${at}.imageUrl`]}
      >
        <div className="setup-grid">
          <Field at={`${at}.version`} />
          <Field at={`${at}.batch`} />
          <Field at={`${at}.freshnessS`} unit="seconds" />
          <Field at={`${at}.imageUrl`} />
          <SecretField {...secret('payPageKey')} />
        </div>
      </Fold>
    </>
  );
}

function Inbound({ at }: { at: string }) {
  const { t } = useTranslation();
  return (
    <div className="setup-grid">
      <Field at={`${at}.listen.host`} />
      <Field at={`${at}.listen.port`} />
      <FileField at={`${at}.certFile`} />
      <FileField at={`${at}.keyFile`} />
      <SecretField
        name="db4403.inboundToken"
        label={t('setup.platforms.secret.inboundToken.label')}
        help={t('setup.platforms.secret.inboundToken.help')}
      />
      <Field at={`${at}.publicUrl`} />
      <Field at={`${at}.perSecond`} />
    </div>
  );
}
