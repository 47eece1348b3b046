import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';

/** Hours of the day on kinds of days. */
export function Hours({ at }: { at: string }) {
  const { t } = useTranslation();
  return (
    <div className="setup-grid" role="group" aria-label={t('setup.site.hours.label')}>
      <Field at={`${at}.days`} />
      <Field at={`${at}.from`} placeholder="07:30" />
      <Field at={`${at}.to`} placeholder="19:30" />
    </div>
  );
}
