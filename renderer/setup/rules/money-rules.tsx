import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../form/field.tsx';
import { FileField } from '../form/file-field.tsx';
import { Optional, Part } from '../form/part.tsx';
import { Rows } from '../form/rows.tsx';
import { SecretField } from '../form/secret-field.tsx';
import { textAt, valueAt } from '../site-paths.ts';
import type { Json } from '../site-paths.ts';
import { itemWords } from '../site-words.ts';
import { useSetupStore, useText } from '../use-setup.ts';

/** Payments by phone, and what the lot itself takes off at the exit. */
export function MoneyRules() {
  const { t } = useTranslation();
  return (
    <>
      <Payments />
      <Part title={t('setup.site.vouchers.label')} hint={t('setup.site.vouchers.help')}>
        <Rows
          at="vouchers"
          most={9}
          add={t('setup.rules.addVoucher')}
          start={voucherDraft}
          title={(voucher, index) => itemWords(t, voucher, index)}
        >
          {(path, voucher) => <Voucher at={path} type={textAt(voucher, 'type')} />}
        </Rows>
      </Part>
    </>
  );
}

function voucherDraft(before: readonly Json[]): Json {
  const ids = before.map((voucher) => valueAt(voucher, 'id'));
  let n = 1;
  while (ids.includes(`voucher-${n}`)) n += 1;
  return { id: `voucher-${n}`, name: '', type: 'hours', value: 1 };
}

/** Its value is yuan, hours, a share or nothing to be said, as its kind has it. */
function Voucher({ at, type }: { at: string; type: string }) {
  const measure = type === 'amount' ? 'yuan' : type === 'fraction' ? 'percent' : 'plain';
  return (
    <div className="setup-grid">
      <Field at={`${at}.name`} />
      <Field at={`${at}.type`} />
      {type !== 'free' && (
        <Field key={type} at={`${at}.value`} measure={measure} {...(type === 'hours' && { unit: 'hours' })} />
      )}
    </div>
  );
}

function Payments() {
  const { t } = useTranslation();
  const store = useSetupStore();
  const kind = useText('payments.provider.kind');
  return (
    <Optional at="payments" start={() => ({ provider: { kind: 'static-code', payType: 'wechat' } })}>
      <Segmented
        value={kind}
        options={(['static-code', 'alipay'] as const).map((value) => ({
          value,
          label: t(`setup.site.payments.provider.kind.choice.${value}`),
        }))}
        onChange={(next) =>
          void store.choose('payments.provider', next === 'alipay' ? { kind: next } : { kind: next, payType: 'wechat' })
        }
      />
      <p className="dim">{t(`setup.rules.paymentAbout.${kind === 'alipay' ? 'alipay' : 'static-code'}`)}</p>
      <div className="setup-grid">
        {kind === 'alipay' ? (
          <>
            <Field at="payments.provider.appId" />
            <Field at="payments.provider.storeId" />
            <Field at="payments.provider.url" />
            <SecretField
              area
              required
              name="alipay.privateKey"
              label={t('setup.rules.alipay.privateKey.label')}
              help={t('setup.rules.alipay.privateKey.help')}
            />
            <SecretField
              area
              required
              name="alipay.publicKey"
              label={t('setup.rules.alipay.publicKey.label')}
              help={t('setup.rules.alipay.publicKey.help')}
            />
            <FileField at="payments.provider.caFile" />
          </>
        ) : (
          <>
            <Field at="payments.provider.name" />
            <Field at="payments.provider.payType" />
            <Field at="payments.provider.code" wide />
          </>
        )}
        <Field at="payments.expiresMin" unit="minutes" />
      </div>
    </Optional>
  );
}
