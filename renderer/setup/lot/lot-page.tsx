import { useTranslation } from 'react-i18next';
import { Field } from '../form/field.tsx';
import { Fold, Part } from '../form/part.tsx';
import { TextList } from '../form/text-list.tsx';
import { QuickStarts } from '../lanes/quick-starts.tsx';
import { useList } from '../use-setup.ts';
import { RegistrationForm } from './registration-form.tsx';

/** Which lot this is, how large, and what the year's calendar is. */
export function LotPage() {
  const { t } = useTranslation();
  const lanes = useList('lanes');
  return (
    <>
      <div className="setup-grid">
        <Field at="lot.name" />
        <Field at="lot.desk" />
        <Field at="lot.parkCode" />
        <Field at="lot.totalStalls" unit="stalls" />
        <Field at="lot.reservableStalls" unit="stalls" />
      </div>
      {lanes.length === 0 && <QuickStarts />}
      <Fold title={t('setup.lot.stalls')} within={['lot.stalls', 'lot.saturation']}>
        <div className="setup-grid">
          <TextList at="lot.stalls" />
          <Field at="lot.saturation.saturatedFrom" measure="percent" />
          <Field at="lot.saturation.fullAbove" measure="percent" />
        </div>
      </Fold>
      <Fold title={t('setup.lot.registration')} within={['lot.registration']}>
        <RegistrationForm />
      </Fold>
      <Fold title={t('setup.lot.calendar')} within={['calendar']}>
        <Part title={t('setup.lot.calendar')} hint={t('setup.lot.calendarHint')}>
          <div className="setup-grid">
            <TextList at="calendar.holidays" />
            <TextList at="calendar.workdays" />
          </div>
        </Part>
      </Fold>
    </>
  );
}
