import { useTranslation } from 'react-i18next';
import { Field } from '../form/field.tsx';
import { Hours } from '../form/hours.tsx';
import { Part } from '../form/part.tsx';
import { Rows } from '../form/rows.tsx';

/** Whose turn it is (6.3.4), when reserved cars go first (6.3.5), and how bookings are kept. */
export function FlowRules() {
  const { t } = useTranslation();
  return (
    <>
      <Part title={t('setup.site.flow.priority.label')} hint={t('setup.site.flow.priority.help')}>
        <Rows
          at="flow.priority"
          add={t('setup.rules.addHours')}
          start={() => ({ days: 'every-day', from: '07:30', to: '19:30' })}
          title={(_, index) => t('setup.form.nth', { n: index + 1 })}
          empty={t('setup.rules.noHours')}
        >
          {(path) => <Hours at={path} />}
        </Rows>
      </Part>
      <div className="setup-grid">
        <Field at="flow.reservedPerOther" unit="cars" />
        <Field at="flow.exitsPerEntry" unit="cars" />
        <Field at="flow.followS" unit="seconds" />
      </div>
      <Part title={t('setup.site.booking.label')}>
        <div className="setup-grid">
          {['earlyMin', 'unconfirmedMin', 'changeUntilMin', 'cancelUntilMin'].map((name) => (
            <Field key={name} at={`booking.${name}`} unit="minutes" />
          ))}
          <Field at="booking.noShowLimit" unit="times" />
        </div>
      </Part>
    </>
  );
}
