import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../form/field.tsx';
import { Optional, Part } from '../form/part.tsx';
import { useField } from '../form/use-field.ts';
import { useSetupStore } from '../use-setup.ts';

const AT = 'lot.registration';
const PLACE = ['kind', 'address', 'longitude', 'latitude', 'roadName', 'provinceCode', 'cityCode', 'areaCode'];
const GIVEN = ['providerCode', 'operatorId', 'businessType', 'ownersCommittee'];
const PUBLIC = ['openingHours', 'contact', 'tel', 'inUse', 'chargeDescription', 'remark'];
const STANDARD = ['charger', 'pricing', 'region', 'complaintTel', 'permitNo', 'remark'];
const STALLS = ['manage', 'owner', 'size', 'visit', 'floor', 'area', 'reservable', 'locker', 'charger'];
const PICTURES = ['priceBoard', 'map', 'stallPlan'];

/** What the platform is told about the lot (7.3.3): only where it wants it. */
export function RegistrationForm() {
  const { t } = useTranslation();
  return (
    <Optional at={AT} start={() => ({ kind: 'garage' })}>
      <Fields at={AT} names={PLACE} />
      <Part title={t('setup.lot.given')}>
        <Fields at={AT} names={GIVEN} />
      </Part>
      <Part title={t('setup.lot.public')}>
        <Fields at={AT} names={PUBLIC} />
      </Part>
      <Optional at={`${AT}.chargeStandard`} start={() => ({ pricing: 'market', region: 1 })}>
        <Fields at={`${AT}.chargeStandard`} names={STANDARD} />
      </Optional>
      <Part title={t('setup.lot.common')} hint={t('setup.lot.commonHint')}>
        <Fields at={`${AT}.stalls.common`} names={STALLS} />
      </Part>
      <Part title={t('setup.lot.offers')}>
        <div className="setup-grid">
          {['eInvoice', 'payment', 'monthCardRenewal'].map((name) => (
            <Offer key={name} at={`${AT}.business.${name}`} />
          ))}
        </div>
      </Part>
      <Part title={t('setup.lot.pictures')} hint={t('setup.lot.picturesHint')}>
        <Fields at={`${AT}.pictures`} names={PICTURES} />
      </Part>
    </Optional>
  );
}

function Fields({ at, names }: { at: string; names: readonly string[] }) {
  return (
    <div className="setup-grid">
      {names.map((name) => (
        <Field key={name} at={`${at}.${name}`} />
      ))}
    </div>
  );
}

/** Whether the lot offers something (table 34): not reported, no, yes, or the address of its page. */
function Offer({ at }: { at: string }) {
  const { t } = useTranslation();
  const store = useSetupStore();
  const { value, label, mistake } = useField(at);
  const said = value === undefined ? 'unsaid' : value === true ? 'yes' : value === false ? 'no' : 'page';
  const written = { unsaid: undefined, yes: true, no: false, page: 'https://' } as const;
  return (
    <Form.Item
      label={label}
      htmlFor={at}
      help={mistake === '' ? undefined : mistake}
      validateStatus={mistake === '' ? '' : 'error'}
    >
      <Select
        id={at}
        value={said}
        options={(['unsaid', 'no', 'yes', 'page'] as const).map((each) => ({
          value: each,
          label: t(`setup.lot.offer.${each}`),
        }))}
        onChange={(each: keyof typeof written) => void store.choose(at, written[each])}
      />
      {typeof value === 'string' && (
        <Input
          value={value}
          aria-label={label}
          onChange={({ target }) => {
            store.type(at, target.value);
          }}
          onBlur={() => void store.flush()}
        />
      )}
    </Form.Item>
  );
}
